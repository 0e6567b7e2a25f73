"""Find providers' keys: long words are found once, and looked up by how they begin."""

import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found, Recogniser
from raimon.scorers.privacy.keys import is_elided, is_made_up, looks_random
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.providers import FORMS, LABEL_END, LABELLED, Form
from raimon.scorers.privacy.sheet import Sheet

_IN_LONG_WORD: Final = "0-9A-Za-z_~.-"
_LONG_WORD: Final = lazily(f"[{_IN_LONG_WORD}]{{20,}}")
_DIGIT: Final = lazily("[0-9]")
_PIECE_OF_A_BODY: Final = "+/%"  # before a word: it goes on from something longer
_KEY_LENGTH: Final = 3  # signs by which forms are looked up
_LABEL_REACH: Final = 60
_CHECKED, _SURE, _FAILING, _LABELLED = 0.99, 0.95, 0.89, 0.90
_ENDS: Final = lazily(r"[0-9A-Za-z_+/-]|=[0-9A-Za-z]")


def _by_beginning() -> dict[str, tuple[Form, ...]]:
    by_beginning: dict[str, tuple[Form, ...]] = {}
    for form in FORMS:
        beginning = form.prefix[:_KEY_LENGTH]
        by_beginning[beginning] = (*by_beginning.get(beginning, ()), form)
    return by_beginning


_FORMS: Final = _by_beginning()


def find_provider_key(sheet: Sheet) -> Iterator[Found]:
    """Yield the keys and tokens of the providers in the table."""
    for word in _LONG_WORD.finditer(sheet.text):
        start = word.start()
        if not _is_candidate(sheet.text, start, word.end()):
            continue
        found = _by_prefix(sheet, start) or _by_label(sheet, start)
        if found and not is_elided(sheet.text, found.start, found.end):
            yield found


def _is_candidate(text: str, start: int, end: int) -> bool:
    """Return whether the word holds a digit and is no piece of a body in Base64."""
    goes_on = start > 0 and text[start - 1] in _PIECE_OF_A_BODY
    return not goes_on and _DIGIT.search(text, start, end) is not None


def _by_prefix(sheet: Sheet, start: int) -> Found | None:
    text = sheet.text
    beginnings = {text[start : start + length] for length in range(_KEY_LENGTH + 1)}
    for beginning in beginnings:
        for form in _FORMS.get(beginning, ()):
            if text.startswith(form.prefix, start):
                rest = form.match(text, start + len(form.prefix))
                if rest and not _ENDS.match(text, rest.end()):
                    found = _prefixed(form, text[start : rest.end()], start)
                    if found:
                        return found
    return None


def _prefixed(form: Form, value: str, start: int) -> Found | None:
    passes = form.check(value) if form.check else None
    if not looks_random(value) or (passes is False and not form.prefix):
        return None
    confidence = _SURE if passes is None else _CHECKED if passes else _FAILING
    return Found(
        *(form.entity, start, start + len(value), confidence, value),
        checksum_ok=passes,
        synthetic=is_made_up(value),
        mask=f"{form.prefix}...[{len(value)}]",
    )


def _by_label(sheet: Sheet, start: int) -> Found | None:
    before = sheet.before(start, _LABEL_REACH)
    for form in LABELLED:
        if form.is_labelled(before):
            rest = form.match(sheet.text, start)
            if rest and not _ENDS.match(sheet.text, rest.end()) and looks_random(rest.group()):
                return Found(
                    *(form.entity, start, rest.end(), _LABELLED, rest.group()),
                    context_hit=True,
                    synthetic=is_made_up(rest.group()),
                    mask=f"...[{len(rest.group())}]",
                )
    return None


_PREFIXED: Final = "|".join(re.escape(form.prefix) + form.rest for form in FORMS if form.prefix)
PROVIDER_KEY: Final = Recogniser(
    find_provider_key,
    (
        f"(?<![{_IN_LONG_WORD}])(?:{_PREFIXED})",
        "|".join(form.core for form in FORMS if form.core),
        f"(?i:{LABEL_END})[0-9A-Za-z_+-]{{20}}",
    ),
)
