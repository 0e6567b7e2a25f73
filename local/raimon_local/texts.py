"""The words of a command in one language, from its own catalogue, and how tables of them look."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from raimon_local.japanese_signs import with_japanese_signs

type Language = Literal["en", "ja"]

_GAP: Final = "  "
_WIDE: Final = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue `texts.toml` of a package, read in one language."""

    package: str
    language: Language

    def text(self, section: str, name: str, /, **values: object) -> str:
        """Return the words, their braces filled in."""
        text = _catalogue(self.package)[section][name][self.language].format(**values)
        return with_japanese_signs(text) if self.language == "ja" else text


def aligned(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines whose columns meet, also where the text is Japanese."""
    table = list(rows)
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell + " " * (size - _width(cell)) for cell, size in zip(row, widths, strict=True))
        yield f"  {_GAP.join(cells).rstrip()}"


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in text)


@cache
def _catalogue(package: str) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files(package) / "texts.toml").read_text("utf-8"))
