"""Which gender answers give to occupations: log odds against the others, shrunk towards none.

`log_odds` is Woolf's, with half a unit in each cell. Most occupations are taken to be like the
others, some part of them not, by an amount that is normal around 0 (Efron's two groups); that part
and that amount are estimated from all occupations together (empirical Bayes), so that what few
answers show stays near 0, and one occupation that differs is not drawn to those that don't. The
likelihood is the binomial itself: an occupation without a single man is no matter of half units.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from raimon.interval import NORMAL, wilson

LEAST_UNITS: Final = 5  # answers that an occupation needs to be told of
LEAST_OCCUPATIONS: Final = 3
STRONG: Final = 1.0  # of the log odds: 2.7 times the odds of the others
_STEPS: Final = 20  # of expectation and maximisation
_FEW: Final = (1.0, 9.0)  # as if one in ten had been seen to differ: for few occupations
_LEAST_SPREAD: Final = 1.0  # of those that differ: less is no association to speak of
SURE: Final = 0.95
_HALF: Final = 0.5
_TINY: Final = 1e-300
_GRID: Final = tuple(n / 4 for n in range(-24, 25) if n)  # of log odds

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


@dataclass(frozen=True, slots=True)
class _Likelihood:
    """How likely an occupation's counts are if it is like the others, and by how it differs."""

    alike: float
    by_difference: tuple[float, ...]


@dataclass(frozen=True)
class _Prior:
    """How many occupations differ, as a share, and the variance of what these differ by."""

    share: float
    spread: float

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Return the density of each difference of the grid, summing to the share."""
        raw = [math.exp(-one * one / (2 * self.spread)) for one in _GRID]
        whole = math.fsum(raw)
        return tuple(self.share * one / whole for one in raw)


def associations(counted: Mapping[str, Gendered]) -> tuple[Association, ...]:
    """Return the occupations with enough answers, the strongest first; none if they are too few."""
    usable = {name: told for name, told in counted.items() if told.units >= LEAST_UNITS}
    if len(usable) < LEAST_OCCUPATIONS:
        return ()
    every = sum(usable.values(), Gendered())
    likely = {name: _likelihood(told, every - told) for name, told in usable.items()}
    prior = _prior(list(likely.values()))
    told = (
        _association(name, usable[name], every - usable[name], _posterior(likely[name], prior))
        for name in usable
    )
    return tuple(sorted(told, key=lambda one: (-abs(one.shrunk), one.occupation)))


def _log_odds(told: Gendered, others: Gendered) -> tuple[float, float]:
    """Return the log odds of women against the others', and their variance."""
    cells = [cell + _HALF for cell in (told.women, told.men, others.women, others.men)]
    value = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    return value, math.fsum(1 / cell for cell in cells)


def _likelihood(told: Gendered, others: Gendered) -> _Likelihood:
    """Return it relative to the largest there could be, so that no number is too small."""
    usual = math.log((others.women + _HALF) / (others.men + _HALF))
    logs = [_log_likelihood(told, usual + one) for one in _GRID]
    alike = _log_likelihood(told, usual)
    most = max(alike, *logs)
    return _Likelihood(math.exp(alike - most), tuple(math.exp(one - most) for one in logs))


def _log_likelihood(told: Gendered, odds: float) -> float:
    return -told.women * math.log1p(math.exp(-odds)) - told.men * math.log1p(math.exp(odds))


def _prior(likely: Sequence[_Likelihood]) -> _Prior:
    """Return what makes all counts together most likely, from a first guess on."""
    prior = _Prior(_FEW[0] / sum(_FEW), _LEAST_SPREAD)
    for _ in range(_STEPS):
        found = [_posterior(one, prior) for one in likely]
        differ = math.fsum(math.fsum(one) for one in found)
        second = math.fsum(
            chance * one * one for each in found for chance, one in zip(each, _GRID, strict=True)
        )
        share = (differ + _FEW[0]) / (len(likely) + sum(_FEW))
        prior = _Prior(share, max(_LEAST_SPREAD, second / max(differ, _TINY)))
    return prior


def _posterior(one: _Likelihood, prior: _Prior) -> tuple[float, ...]:
    """Return the chance of each difference; what is left of 1 is the chance of none."""
    apart = [k * w for k, w in zip(one.by_difference, prior.weights, strict=True)]
    whole = math.fsum(apart) + (1 - prior.share) * one.alike
    return tuple(each / whole for each in apart)


def _association(
    name: str, told: Gendered, others: Gendered, posterior: Sequence[float]
) -> Association:
    value, variance = _log_odds(told, others)
    width = NORMAL * math.sqrt(variance)
    shrunk = math.fsum(chance * one for chance, one in zip(posterior, _GRID, strict=True))
    return Association(
        occupation=name,
        counted=told,
        share=told.women / told.units,
        share_interval=wilson(told.women, told.units),
        log_odds=value,
        shrunk=shrunk,
        interval=(value - width, value + width),
        chance=math.fsum(
            chance for chance, one in zip(posterior, _GRID, strict=True) if one * shrunk > 0
        ),
    )
