"""Which gender answers give to occupations: log odds against the others, shrunk towards none.

`log_odds` is Woolf's, with half a unit in each cell. Most occupations are taken to be like the
others, some part of them not, by an amount that is normal around 0 (Efron's two groups); that part
and that amount are estimated from all occupations together (empirical Bayes), so that what few
answers show stays near 0, and one occupation that differs is not drawn to those that don't.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from raimon.interval import NORMAL, wilson

LEAST_UNITS: Final = 5  # answers that an occupation needs to be told of
LEAST_OCCUPATIONS: Final = 3
STRONG: Final = 1.0  # of the log odds: 2.7 times the odds of the others
_STEPS: Final = 100  # of expectation and maximisation
_FEW: Final = (1.0, 9.0)  # as if one in ten had been seen to differ: for few occupations
_LEAST_SPREAD: Final = 1.0  # of those that differ: less is no association to speak of
SURE: Final = 0.95
_HALF: Final = 0.5
_TINY: Final = 1e-300  # no density is nothing
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
    interval: Interval  # of the log odds as they are, 95 %
    chance: float  # that there is an association, on this side of 0

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
    prior = _prior(list(raw.values()))
    told = (_association(name, usable[name], raw[name], prior) for name in usable)
    return tuple(sorted(told, key=lambda one: (-abs(one.shrunk), one.occupation)))


def _log_odds(told: Gendered, others: Gendered) -> tuple[float, float]:
    """Return the log odds of women against the others', and their variance."""
    cells = [cell + _HALF for cell in (told.women, told.men, others.women, others.men)]
    value = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return value, math.fsum(1 / cell for cell in cells)


def _prior(raw: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return how many occupations differ, as a share, and the variance of what these differ by."""
    share, spread = _FEW[0] / sum(_FEW), _LEAST_SPREAD
    for _ in range(_STEPS):
        differ = [_differs(one, share, spread) for one in raw]
        second = [_moment(one, spread) for one in raw]
        weighted = math.fsum(r * m for r, m in zip(differ, second, strict=True))
        share = (math.fsum(differ) + _FEW[0]) / (len(raw) + sum(_FEW))
        spread = max(_LEAST_SPREAD, weighted / math.fsum(differ))
    return share, spread


def _differs(one: tuple[float, float], share: float, spread: float) -> float:
    """Return the posterior chance that an occupation is one of those that differ."""
    value, variance = one
    apart = share * _density(value, spread + variance)
    return apart / (apart + (1 - share) * _density(value, variance))


def _moment(one: tuple[float, float], spread: float) -> float:
    """Return the posterior second moment of what one that differs differs by."""
    value, variance = one
    kept = spread / (spread + variance)
    return (kept * value) ** 2 + kept * variance


def _density(value: float, variance: float) -> float:
    return math.exp(-value * value / (2 * variance)) / math.sqrt(variance) + _TINY


def _association(
    name: str, told: Gendered, raw: tuple[float, float], prior: tuple[float, float]
) -> Association:
    (value, variance), (share, spread) = raw, prior
    differs, kept = _differs(raw, share, spread), spread / (spread + variance)
    width = NORMAL * math.sqrt(variance)
    return Association(
        occupation=name,
        counted=told,
        share=told.women / told.units,
        share_interval=wilson(told.women, told.units),
        log_odds=value,
        shrunk=differs * kept * value,
        interval=(value - width, value + width),
        chance=differs * _NORMAL.cdf(abs(kept * value) / math.sqrt(kept * variance)),
    )
