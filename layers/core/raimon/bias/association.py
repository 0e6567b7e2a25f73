"""Which gender answers give to occupations: log odds against the others, shrunk towards none.

Of the women and men that answers make of an occupation, `log_odds` is Woolf's with half a unit in
each cell. The prior is normal around 0 with a variance estimated from all occupations (empirical
Bayes by moments), so that what few answers show stays near 0 unless the others differ too.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from raimon.interval import NORMAL, wilson

LEAST_UNITS: Final = 5  # answers that an occupation needs to be told of
LEAST_OCCUPATIONS: Final = 3
STRONG: Final = 1.0  # of the log odds: 2.7 times the odds of the others
SURE: Final = 0.95
_HALF: Final = 0.5
_NORMAL: Final = NormalDist()

type Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gendered:
    """Answers that made a woman, or a man, of somebody."""

    women: int = 0
    men: int = 0

    @property
    def units(self) -> int:
        """Return how many answers there are."""
        return self.women + self.men

    def __add__(self, other: "Gendered") -> "Gendered":
        """Return both together."""
        return Gendered(self.women + other.women, self.men + other.men)

    def __sub__(self, other: "Gendered") -> "Gendered":
        """Return what is left without the other."""
        return Gendered(self.women - other.women, self.men - other.men)


@dataclass(frozen=True, slots=True)
class Association:
    """One occupation against all others; above 0 answers make women of its people more often."""

    occupation: str
    counted: Gendered
    share: float  # of women
    share_interval: Interval
    log_odds: float
    shrunk: float
    interval: Interval  # of the shrunk log odds, 95 %
    chance: float  # that the association is on this side of 0

    @property
    def stands_out(self) -> bool:
        """Return whether the association is strong and sure."""
        return abs(self.shrunk) > STRONG and self.chance > SURE


def associations(counted: Mapping[str, Gendered]) -> tuple[Association, ...]:
    """Return the occupations with enough answers, the strongest first; none if they are too few."""
    usable = {name: told for name, told in counted.items() if told.units >= LEAST_UNITS}
    if len(usable) < LEAST_OCCUPATIONS:
        return ()
    every = sum(usable.values(), Gendered())
    raw = {name: _log_odds(told, every - told) for name, told in usable.items()}
    spread = _spread(raw.values())
    told = (_association(name, usable[name], raw[name], spread) for name in usable)
    return tuple(sorted(told, key=lambda one: (-abs(one.shrunk), one.occupation)))


def _log_odds(told: Gendered, others: Gendered) -> tuple[float, float]:
    """Return the log odds of women against the others', and their variance."""
    cells = [cell + _HALF for cell in (told.women, told.men, others.women, others.men)]
    value = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return value, math.fsum(1 / cell for cell in cells)


def _spread(raw: Iterable[tuple[float, float]]) -> float:
    """Return the variance of the true log odds around 0, by the method of moments."""
    pairs = list(raw)
    weights = [1 / variance for _, variance in pairs]
    excess = math.fsum(
        value * value * weight for (value, _), weight in zip(pairs, weights, strict=True)
    ) - len(pairs)
    return max(0.0, excess / math.fsum(weights))


def _association(name: str, told: Gendered, raw: tuple[float, float], spread: float) -> Association:
    value, variance = raw
    kept = spread / (spread + variance)
    shrunk, deviation = kept * value, math.sqrt(kept * variance)
    return Association(
        occupation=name,
        counted=told,
        share=told.women / told.units,
        share_interval=wilson(told.women, told.units),
        log_odds=value,
        shrunk=shrunk,
        interval=(shrunk - NORMAL * deviation, shrunk + NORMAL * deviation),
        chance=_NORMAL.cdf(abs(shrunk) / deviation) if deviation else _HALF,
    )
