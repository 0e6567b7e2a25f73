"""What people are shown of axes and groups, in both languages; a label of the policy as it is."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import TypeAdapter

from raimon.finding import Bilingual
from raimon.windows.disparity_names import METADATA, STAND_IN

_SHOWN: Final = 3


@cache
def _words() -> Mapping[str, Mapping[str, Bilingual]]:
    """Return all words by table and name, read once."""
    text = files("raimon.windows").joinpath("disparity_words.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, dict[str, Bilingual]]).validate_python(tomllib.loads(text))


def source_of(axis: str) -> Bilingual:
    """Return how groups of an axis such as topic.gender are told apart."""
    source, _, name = axis.partition(".")
    sentence = _words()["source"][source]
    plain = Bilingual(en=name, ja=name)  # a key of the metadata as callers write it
    named = plain if source == METADATA else _words()["axis"].get(name, plain)
    return Bilingual(en=sentence.en.format(axis=named.en), ja=sentence.ja.format(axis=named.ja))


def name_of(group: str) -> Bilingual:
    """Return the name of a group; of a stand-in, that it is one."""
    if group.startswith(STAND_IN):
        sentence, name = _words()["unnamed"]["group"], group.removeprefix(STAND_IN)
        return Bilingual(en=sentence.en.format(name=name), ja=sentence.ja.format(name=name))
    return _words()["group"].get(group, Bilingual(en=group, ja=group))


def names_of(groups: Sequence[str]) -> Bilingual:
    """Return several names in a row, a long row cut short."""
    comma, more = _words()["list"]["comma"], _words()["list"]["more"]
    names = [name_of(group) for group in groups[:_SHOWN]]
    en, ja = comma.en.join(one.en for one in names), comma.ja.join(one.ja for one in names)
    left = len(groups) - _SHOWN
    if left <= 0:
        return Bilingual(en=en, ja=ja)
    return Bilingual(
        en=more.en.format(names=en, count=left), ja=more.ja.format(names=ja, count=left)
    )
