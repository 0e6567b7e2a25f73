"""Which of many groups stand out: rates shrunk towards the common one, so that few units don't.

Beta-binomial empirical Bayes by weighted moments (Kleinman, 1973).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FOUR_FIFTHS: Final = 1.25
SURE: Final = 0.95
_STEPS: Final = 400  # of the integral of the posterior
_LOOSEST: Final = 1.0  # a prior as weak as one unit: the groups differ as much as they can
_WIDEST: Final = 1e6  # a prior as narrow as this says that the groups don't differ


@dataclass(frozen=True, slots=True)
class Ranked:
    """A group's rate after shrinking, and how probable it is that it lies well above the pool."""

    group: str
    bad: float
    units: float
    rate: float  # the posterior's mean
    above: float  # P(rate > 1.25 times the pool's)

    @property
    def stands_out(self) -> bool:
        """Return whether that is more probable than .95."""
        return self.above > SURE


def ranked(told: Mapping[str, tuple[float, float]]) -> tuple[Ranked, ...]:
    """Return the groups, the highest shrunk rate first, from their bad outcomes and units."""
    held = {group: each for group, each in sorted(told.items()) if each[1] > 0}
    if not held:
        return ()
    pool = sum(bad for bad, _ in held.values()) / sum(units for _, units in held.values())
    if not 0 < pool < 1:
        return tuple(Ranked(group, *each, pool, 0.0) for group, each in held.items())
    strength = _strength(held, pool)
    judged = (_ranked(group, each, pool, strength) for group, each in held.items())
    return tuple(sorted(judged, key=lambda one: (-one.rate, one.group)))


def _ranked(group: str, told: tuple[float, float], pool: float, strength: float) -> Ranked:
    bad, units = told
    alpha = pool * strength + bad
    beta = (1 - pool) * strength + units - bad
    return Ranked(
        group, bad, units, alpha / (alpha + beta), _above(FOUR_FIFTHS * pool, alpha, beta)
    )


def _strength(held: Mapping[str, tuple[float, float]], pool: float) -> float:
    """Return alpha + beta of the prior from how much the rates vary beyond chance."""
    units = sum(each[1] for each in held.values())
    spread = sum(size * (bad / size - pool) ** 2 for bad, size in held.values())
    chance = pool * (1 - pool)
    weight = units - sum(size * size for _, size in held.values()) / units
    if weight <= 0:
        return _WIDEST
    extra = (spread - (len(held) - 1) * chance) / (weight * chance)
    if extra <= 0:
        return _WIDEST
    return min(max((1 - extra) / extra, _LOOSEST), _WIDEST)


def _above(limit: float, alpha: float, beta: float) -> float:
    """Return P(X > limit) of a beta distribution, by Simpson's rule on the log scale of odds."""
    if limit >= 1:
        return 0.0
    norm = math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta)
    mean, low = alpha / (alpha + beta), math.log(limit / (1 - limit))
    width = math.sqrt(1 / alpha + 1 / beta)
    high = max(low, math.log(mean / (1 - mean))) + 12 * width

    def density(odds: float) -> float:
        chance = 1 / (1 + math.exp(-odds))
        return math.exp(norm + alpha * math.log(chance) - beta * math.log1p(math.exp(odds)))

    step = (high - low) / _STEPS
    weights = (1 if k in (0, _STEPS) else 4 if k % 2 else 2 for k in range(_STEPS + 1))
    points = (density(low + k * step) for k in range(_STEPS + 1))
    summed = math.fsum(w * point for w, point in zip(weights, points, strict=True))
    return min(summed * step / 3, 1.0)
