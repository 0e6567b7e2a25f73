"""Associations between vectors: the effect size of WEAT and its permutation test.

After Caliskan, Bryson and Narayanan, "Semantics derived automatically from language corpora contain
human-like biases" (Science, 2017): s(w) is the mean cosine of w with the first attributes less that
with the second; the effect is the difference of the means of s over two sets, in deviations of s.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from statistics import fmean, pstdev
from typing import Final

MOST_EXACT: Final = 20_000  # splits that are all looked at; beyond that some are drawn
DRAWN: Final = 2_000
MOST_DRAWN: Final = 20_000  # where the first ones say that it is rare: corrections ask for more
_RARE: Final = 10  # hits among the first
_SEED: Final = 20_260_101  # any: the same answers must give the same figures everywhere
_ROUNDING: Final = 1e-12

type Vector = Sequence[float]


@dataclass(frozen=True, slots=True)
class Effect:
    """How much nearer to the first attributes than to the second one set is than another."""

    size: float  # in standard deviations, between -2 and 2
    p: float  # two-sided
    units: int
    others: int
    exact: bool


def unit(vector: Vector) -> tuple[float, ...]:
    """Return the vector at length 1; nothing has no direction and stays as it is."""
    length = math.sqrt(math.fsum(one * one for one in vector))
    return tuple(one / length for one in vector) if length else tuple(vector)


def mean(vectors: Sequence[Vector]) -> tuple[float, ...]:
    """Return the mean of vectors of one size."""
    return tuple(math.fsum(column) / len(vectors) for column in zip(*vectors, strict=True))


def direction(first: Sequence[Vector], second: Sequence[Vector]) -> tuple[float, ...]:
    """Return what a unit vector is multiplied with to give s: one product for all attributes."""
    one, other = (mean([unit(vector) for vector in side]) for side in (first, second))
    return tuple(a - b for a, b in zip(one, other, strict=True))


def leaning(vector: Vector, way: Vector) -> float:
    """Return s of a vector: above 0 it is nearer to the first attributes."""
    return math.sumprod(unit(vector), way)


def effect(group: Sequence[float], rest: Sequence[float]) -> Effect | None:
    """Return the effect of a group's s against that of the rest, None where there is no spread."""
    both = [*group, *rest]
    spread = pstdev(both) if len(both) > 1 else 0.0
    if not group or not rest or spread < _ROUNDING:
        return None
    p, exact = _permuted(both, len(group))
    return Effect((fmean(group) - fmean(rest)) / spread, p, len(group), len(rest), exact)


def _permuted(both: Sequence[float], size: int) -> tuple[float, bool]:
    """Return the chance of a difference as large if the units were split at random."""
    centre = fmean(both)
    around = [value - centre for value in both]
    seen = abs(math.fsum(around[:size])) - _ROUNDING
    splits = math.comb(len(both), size)
    if splits <= MOST_EXACT:
        hits = sum(abs(math.fsum(part)) >= seen for part in combinations(around, size))
        return hits / splits, True
    random = Random(_SEED)  # noqa: S311 - statistics, not secrets
    hits, drawn = 0, 0
    for drawn in range(1, MOST_DRAWN + 1):
        hits += abs(sum(random.sample(around, size))) >= seen
        if drawn >= DRAWN and hits >= _RARE:
            break
    return (hits + 1) / (drawn + 1), False
