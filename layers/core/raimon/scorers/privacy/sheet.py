"""A text laid out for recognition: folded once, with the few places where numbers stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from raimon.scorers.hinted import holds_any
from raimon.scorers.privacy.fold import Folded, fold
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.words import Words

LONGEST: Final = 1_000_000  # characters of a segment that are read; what follows isn't
_RUN: Final = lazily(r"[0-9](?:[-0-9 ./()ー]{3,}[0-9])")
_DIGIT: Final = lazily(r"[0-9]")
_JAPANESE: Final = lazily(r"[ぁ-ヿ一-鿿]")
_UPPER_ASCII: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_LEFT, _RIGHT = 12, 24  # how far an identifier may reach beyond its digits
_BEFORE, _AFTER = 40, 20  # how far a word of context may stand away


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the text around a run of digits, and how many digits it holds."""

    start: int
    end: int
    digits: int


@dataclass(frozen=True)
class Sheet:
    """One segment's text as recognisers read it; spans are turned back by `folded.span`."""

    folded: Folded = field(repr=False)
    _nearest: dict[tuple[int, int, int], int] = field(default_factory=dict, repr=False)

    @cached_property
    def text(self) -> str:
        """Return the folded text."""
        return self.folded.text

    @cached_property
    def lower(self) -> str:
        """Return the text in small letters, every character at its place."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text.translate(_UPPER_ASCII)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Return the stretches that hold five digits or more, none overlapping another."""
        return tuple(_windows(self.text))

    @cached_property
    def has_digits(self) -> bool:
        """Return whether a digit stands anywhere."""
        return _DIGIT.search(self.text) is not None

    @property
    def whole(self) -> Window:
        """Return the whole text as one stretch."""
        return Window(0, len(self.text), 0)

    def before(self, start: int, reach: int = _BEFORE) -> str:
        """Return what stands before the place, in small letters."""
        return self.lower[max(0, start - reach) : start]

    def after(self, end: int, reach: int = _AFTER) -> str:
        """Return what stands behind the place, in small letters."""
        return self.lower[end : end + reach]

    def nearest_before(self, words: Words, start: int, reach: int = _BEFORE) -> int:
        """Return how far before the place the nearest of the words ends, -1 for none.

        Several detectors ask the same of one number.
        """
        asked = (id(words), start, reach)
        if asked not in self._nearest:
            self._nearest[asked] = words.nearest_before(self.before(start, reach))
        return self._nearest[asked]

    def holds(self, hints: Iterable[str]) -> bool:
        """Return whether one of the hints (in small letters) stands in the text."""
        return holds_any(self.lower, hints)

    def is_japanese_around(self, start: int, end: int) -> bool:
        """Return whether kana or kanji stand near the place."""
        return not self.text.isascii() and bool(
            _JAPANESE.search(self.text, max(0, start - _BEFORE), end + _AFTER)
        )


def lay_out(text: str) -> Sheet:
    """Return the text as a sheet."""
    return Sheet(fold(text[:LONGEST]))


def digits_of(text: str) -> str:
    """Return the ASCII digits of the text."""
    return "".join(_DIGIT.findall(text))


def _windows(text: str) -> Iterable[Window]:
    start = end = digits = 0
    for run in _RUN.finditer(text):
        count = len(_DIGIT.findall(run.group()))
        if run.start() - _LEFT > end:
            if digits:
                yield Window(start, end, digits)
            start, digits = max(0, run.start() - _LEFT), 0
        end, digits = min(len(text), run.end() + _RIGHT), digits + count
    if digits:
        yield Window(start, end, digits)
