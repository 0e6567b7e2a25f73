"""The scripts of the sample conversations: read from TOML, filled with one choice of each slot."""

import re
import tomllib
from importlib.resources import files
from random import Random
from typing import Any

from raimon_local.japanese_signs import with_japanese_signs

_SLOT = re.compile("«([a-z]+)»")


class Script:
    """The conversations of one language, honest ones and planted ones."""

    def __init__(self, language: str) -> None:
        """Read both files of the language."""
        self.language = language
        honest = read(f"conversations_{language}.toml")
        self.openings: list[str] = honest["openings"]
        self.closings: list[str] = honest["closings"]
        self.slots: dict[str, list[str]] = honest["slots"]
        self.applications: list[dict[str, Any]] = honest["applications"]
        self.cases: list[dict[str, Any]] = read(f"planted_{language}.toml")["cases"]

    def application(self, name: str) -> dict[str, Any]:
        """Return the application of that name."""
        return next(each for each in self.applications if each["name"] == name)

    def choice(self, random: Random) -> dict[str, str]:
        """Return one value for each slot."""
        return {name: random.choice(values) for name, values in self.slots.items()}


def fill(text: str, values: dict[str, str]) -> str:
    """Return the text with each «slot» replaced by its value, sentences beginning with capitals."""
    filled = _SLOT.sub(lambda slot: values[slot[1]], text)
    return filled[:1].upper() + filled[1:]


def read(name: str) -> dict[str, Any]:
    """Return a file of texts; Japanese ones with the signs that Japanese has."""
    file = files("raimon_local.sample_maker").joinpath(name)
    text = file.read_text(encoding="utf-8")
    return tomllib.loads(with_japanese_signs(text) if name.endswith("_ja.toml") else text)
