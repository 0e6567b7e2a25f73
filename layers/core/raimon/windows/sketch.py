"""Lengths and times by the day: counts in bins whose width is two per cent of their value."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

_WIDTH = math.log(1.02)
ZERO: Final = -(10**6)  # the bin of nothing at all


def bin_of(value: float) -> int:
    """Return the bin that the value lies in."""
    return math.ceil(math.log(value) / _WIDTH) if value > 0 else ZERO


def quantile(bins: Counter[int], share: float) -> float:
    """Return the value that so large a share of the counts lies at or below, within 2 per cent.

    Raises:
        ValueError: of an empty sketch.

    """
    wanted, passed = share * bins.total(), 0
    for place in sorted(bins):
        passed += bins[place]
        if passed >= wanted:
            return math.exp(place * _WIDTH) if place != ZERO else 0.0
    message = "an empty sketch has no quantiles"
    raise ValueError(message)


def below(bins: Counter[int], value: float) -> int:
    """Return how many counts lie in bins below that of the value."""
    place = bin_of(value)
    return sum(count for each, count in bins.items() if each < place)


def above(bins: Counter[int], value: float) -> int:
    """Return how many counts lie in bins above that of the value."""
    place = bin_of(value)
    return sum(count for each, count in bins.items() if each > place)


def merged(sketches: Iterable[Counter[int]]) -> Counter[int]:
    """Return all sketches as one."""
    total: Counter[int] = Counter()
    for sketch in sketches:
        total.update(sketch)
    return total
