"""The fixed words of alarms, in English and Japanese, from phrases.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from raimon.finding import Bilingual

type Language = Literal["en", "ja"]


@cache
def phrases() -> Mapping[str, Mapping[str, Bilingual]]:
    """Return all phrases by group and name, read once."""
    text = files("raimon.alarms").joinpath("phrases.toml").read_text(encoding="utf-8")
    groups = TypeAdapter(dict[str, dict[str, Bilingual]])
    return groups.validate_python(tomllib.loads(text))


def in_language(text: Bilingual, language: Language) -> str:
    """Return the text in one of its languages."""
    return text.ja if language == "ja" else text.en


def phrase(group: str, name: str, language: Language, /, **values: object) -> str:
    """Return the phrase in one language, its braces filled in."""
    return in_language(phrases()[group][name], language).format(**values)


def named(group: str, name: str, language: Language) -> str:
    """Return the name that people use, else the technical one."""
    known = phrases()[group].get(name)
    return in_language(known, language) if known else name
