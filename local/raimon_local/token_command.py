"""`raimon token`: the token under which findings know a value, for the allow-list of a policy."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.entities import ENTITIES
from raimon.scorers.privacy.pii import scan
from raimon.scorers.privacy.secret import scan as scan_secrets
from raimon_local.errors import UnusableArgumentError
from raimon_local.token_key import own_key, read_key

STANDARD_INPUT: Final = "-"
# What a scorer needs to see before a bare value: the entity's own name, in either language.
_LABELS: Final = ("{en}: ", "{plain}: ", "{plain} number: ", "{ja}: ", "{ja}は", "name: ", "氏名:")


def run(value: str, entity: str | None, key_file: Path | None, epoch: int | None) -> int:
    """Print the token of the value; the value itself is written nowhere.

    Raises:
        UnusableArgumentError: if the key can't be read, or the value is nothing that is looked for.

    """
    key = read_key(key_file, epoch) if key_file else own_key()
    if key is None:
        message = "no key can be kept in your configuration folder; --key-file names one"
        raise UnusableArgumentError(message)
    found = _recognised(_given(value), entity)
    sys.stdout.write(f"{key.token(found.entity, found.value)}\n")
    return 0


def _given(value: str) -> str:
    return (sys.stdin.read() if value == STANDARD_INPUT else value).strip()


def _recognised(text: str, entity: str | None) -> Found:
    """Return the find that is the text whole, in the form in which findings have it."""
    if entity and entity not in ENTITIES:
        message = f"there is no entity {entity}; docs/scorers/privacy/pii.md lists all"
        raise UnusableArgumentError(message)
    finds = {one.entity: one for one in reversed(list(_whole(text, entity)))}
    if not finds:
        what = ENTITIES[entity].en if entity else "personal data or a credential"
        message = (
            f"this isn't recognised as {what}, so no finding could hold it; "
            "write it as it stands in answers, or say with --entity what it is"
        )
        raise UnusableArgumentError(message)
    if len(finds) > 1:
        message = f"this may be {' or '.join(sorted(finds))}; say which with --entity"
        raise UnusableArgumentError(message)
    return next(iter(finds.values()))


def _whole(text: str, entity: str | None) -> Iterator[Found]:
    """Yield the finds that cover the text, alone and, where the entity is told, behind its name."""
    for label in ("", *(_labels(entity) if entity else ())):
        for found in _scan(label + text):
            covers = (found.start, found.end) == (len(label), len(label) + len(text))
            if covers and entity in {None, found.entity}:
                yield found


def _labels(entity: str) -> Iterable[str]:
    told = ENTITIES[entity]
    plain = told.en.removeprefix("a ").removeprefix("an ").removesuffix(" number")
    return (label.format(en=told.en, plain=plain, ja=told.ja) for label in _LABELS)


def _scan(text: str) -> tuple[Found, ...]:
    return (*scan(text), *scan_secrets(text))
