"""Signatures of prompts: near-duplicates are found by them, and nothing else can be.

MinHash by one permutation over shingles of four characters, of which two bits a place are kept.
Both multipliers come from the key: without it the bits of a known text can't be worked out, and
with it they tell of thousands of texts alike.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from raimon.scorers.evidence import TokenKey

PLACES: Final = 64
NEAR: Final = 0.6  # shingles in common, from which two prompts are near-duplicates
_READ = 240  # code points at each end: a loop is known by them
_SHINGLE_BYTES = 8  # four code units of UTF-16
_BEGINS = (0, 2, 4, 6)  # of shingles side by side, which together are all of them
_WORD = (1 << 64) - 1
_NONE = 1 << 64  # more than any
_LOWS: Final = int("55" * 16, 16)  # the lower bit of each place
_CHANCE = 0.25  # that two bits agree though the shingles don't
_MOST_DIFFERING = int(PLACES * (1 - NEAR) * (1 - _CHANCE))  # places of near-duplicates
_HEXADECIMAL: Final = "0123456789abcdef"  # digits of a signature: two places each


def signature(words: str, key: TokenKey) -> str:
    """Return the signature of a prompt's folded words: none where there are none."""
    if not words:
        return ""
    spread, kept = _multipliers(key)
    least = [_NONE] * PLACES
    for shingle in _shingles(words):
        hashed = shingle * spread & _WORD
        place = hashed >> 58
        if hashed < least[place]:  # noqa: PLR1730 - a call of min costs twice as much
            least[place] = hashed
    bits = [(value * kept & _WORD) >> 62 for value in _filled(least)]
    pairs = zip(bits[::2], bits[1::2], strict=True)
    return "".join([_HEXADECIMAL[4 * high + low] for high, low in pairs])


def similarity(one: int, other: int) -> float:
    """Return the estimated share of shingles in common; of unlike prompts it may be below 0."""
    differing = one ^ other
    equal = PLACES - ((differing | differing >> 1) & _LOWS).bit_count()
    return (equal / PLACES - _CHANCE) / (1 - _CHANCE)


def nearest(signature: int, known: Iterable[tuple[int, str]]) -> str | None:
    """Return the name of the most similar signature, the first of several, None if none is near."""
    best, name = _MOST_DIFFERING + 1, None
    for other, called in known:
        differing = signature ^ other
        places = ((differing | differing >> 1) & _LOWS).bit_count()
        if places < best:
            best, name = places, called
    return name


def _shingles(words: str) -> Iterator[int]:
    """Return the shingles of both ends as numbers; a text shorter than one is one itself."""
    read = words if len(words) <= 2 * _READ else words[:_READ] + words[-_READ:]
    units = read.encode("utf-16-le", "surrogatepass")
    if len(units) < _SHINGLE_BYTES:
        units = units.ljust(_SHINGLE_BYTES, b"\0")
    ends = (begin + (len(units) - begin) // _SHINGLE_BYTES * _SHINGLE_BYTES for begin in _BEGINS)
    stretches = (
        memoryview(units)[begin:end].cast("Q") for begin, end in zip(_BEGINS, ends, strict=True)
    )
    return chain.from_iterable(stretches)


def _filled(least: list[int]) -> list[int]:
    """Return the places, of which an empty one takes what the next full one holds, moved on.

    So two short prompts that share all shingles agree in every place.
    """
    first = next(place for place, value in enumerate(least) if value != _NONE)
    moved = least[first] + first * _STEP
    filled = least[:]
    for place in reversed(range(PLACES)):
        moved = moved + _STEP if least[place] == _NONE else least[place]
        filled[place] = moved
    return filled


_STEP: Final = 0x9E3779B97F4A7C15  # odd: moved values are other values


@cache
def _multipliers(key: TokenKey) -> tuple[int, int]:
    digest = key.digest("statistics.near", "multipliers")
    return int.from_bytes(digest[:8]) | 1, int.from_bytes(digest[8:16]) | 1
