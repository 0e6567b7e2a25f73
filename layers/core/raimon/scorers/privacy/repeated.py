"""A value that the request gave with its label, and the answer repeats without it.

A bare number tells nothing of itself; that it stood behind `SSN:` in a document tells all of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded, fold
from raimon.scorers.privacy.overlap import resolved
from raimon.scorers.privacy.sheet import LONGEST, digits_of

_SHORTEST: Final = 7  # characters; a shorter value may stand there by chance
_FEWEST_DIGITS: Final = 4  # fewer: a name or an address, whose words stand in many texts
_MOST: Final = 50  # values of a request that are looked for


def with_repeated(text: str, found: tuple[Found, ...], given: Iterable[Found]) -> tuple[Found, ...]:
    """Return the finds, and the values of the request that stand in the text unrecognised."""
    if not text:
        return found
    missing = {one.value: one for one in given if _is_telling(one.value)}
    for one in found:
        missing.pop(one.value, None)
    if not missing:
        return found
    folded = fold(text[:LONGEST])
    repeated = tuple(
        replace(one, start=start, end=end)
        for one in tuple(missing.values())[:_MOST]
        for spelling in _spellings(one.value)
        for start, end in _places(folded, spelling)
    )
    return resolved(Folded(text), (*found, *repeated)) if repeated else found


def _is_telling(value: str) -> bool:
    return len(value) >= _SHORTEST and len(digits_of(value)) >= _FEWEST_DIGITS


def _spellings(value: str) -> tuple[str, ...]:
    """Return how the canonical value is written without separators: a phone number in two ways."""
    if value.startswith("+81"):
        return value, "0" + value.removeprefix("+81")
    return (value, value.removeprefix("+1")) if value.startswith("+1") else (value,)


def _places(folded: Folded, spelling: str) -> Iterator[tuple[int, int]]:
    """Yield where it stands, as no part of a longer number or word."""
    text = folded.text
    start = text.find(spelling)
    while start >= 0:
        end = start + len(spelling)
        if not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1])):
            yield folded.span(start, end)
        start = text.find(spelling, end)


def _goes_on(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
