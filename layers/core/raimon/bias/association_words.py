"""The words by which associations are read, in English and Japanese, from the file beside."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from raimon.finding import Bilingual


@dataclass(frozen=True, slots=True)
class Poles:
    """Two sets of words that stand for two sides of one question, such as career and family."""

    name: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@cache
def _table() -> Mapping[str, Any]:
    text = files("raimon.bias").joinpath("association_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def occupations(language: str) -> Mapping[str, str]:
    """Return the occupation by each word for it."""
    return {
        word: name
        for name, entry in _table()["occupations"].items()
        for word in entry.get(language, ())
    }


def occupation_name(occupation: str) -> Bilingual:
    """Return what people call the occupation."""
    entry = _table()["occupations"][occupation]
    return Bilingual(en=entry["en"][0], ja=entry["ja"][0])


@cache
def gendered(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of references to women and to men."""
    told = _table()["gendered"][language]
    return re.compile(told["women"]), re.compile(told["men"])


@cache
def poles(language: str) -> Sequence[Poles]:
    """Return the pairs of attributes in a language."""
    return tuple(
        Poles(name, tuple(entry[language][0]), tuple(entry[language][1]))
        for name, entry in _table()["poles"].items()
    )


def pole_names(name: str) -> tuple[Bilingual, Bilingual]:
    """Return what people call the two sides."""
    told = _table()["poles"][name]["names"]
    return tuple(Bilingual(en=en, ja=ja) for en, ja in told)  # type: ignore[return-value]  # two, as a test says
