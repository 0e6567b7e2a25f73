"""The sequential test: bets against "not worse than usual" whose wealth grows when it is wrong.

Each window is bet on at stakes fixed before it is seen. If the null holds, no stake gains on
average, so wealth rarely becomes large: that is the whole promise (docs/statistics.md).
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

type State = tuple[float, ...]  # the wealth by ratio
type Factors = tuple[float, ...]  # what one window multiplies each wealth by

RATIOS: Final = (1.25, 1.5, 2.0, 3.0, 6.0)  # the shifts that the bets are aimed at
LOWEST_MEAN: Final = 1e-6  # a null mean of 0 would make one bad outcome infinite evidence
FRESH: Final[State] = (0.0,) * len(RATIOS)
_CORRELATION = 0.02  # assumed between the units of one window; it decides about speed only
_MOST_AT_STAKE = 0.75  # the share of the wealth that one window can take
_HIGHEST_TARGET = 0.98
_RICHEST = 1e300  # keeps the state finite
_MOST_IN_LOGARITHMS = 690.0


def evidence(state: State) -> float:
    """Return the number that is held against the threshold: the mean over the ratios."""
    return sum(state) / len(state)


def grown(state: State, factors: Factors | None) -> State:
    """Return the state after a window: a new bet of 1 beside each wealth, and both multiplied.

    A window that tells nothing opens no bet.
    """
    if factors is None:
        return state
    pairs = zip(state, factors, strict=True)
    return tuple([min((1.0 + wealth) * factor, _RICHEST) for wealth, factor in pairs])


def rise(units: float, bad: float, mean: float) -> Factors | None:
    """Return the factors of a window that should hold at most `mean` bad outcomes a unit."""
    if units <= 0:
        return None
    mean = max(mean, LOWEST_MEAN)
    excess = bad / units - mean
    return tuple([1.0 + stake * excess for stake in _stakes(mean, units)])


def fall(units: float, good: float, mean: float) -> Factors | None:
    """Return the factors of a window that should hold at least `mean` good outcomes a unit."""
    if units <= 0:
        return None
    mean = min(max(mean, LOWEST_MEAN), 1.0 - LOWEST_MEAN)
    variance, lack = _variance(mean, units), mean - good / units
    return tuple(1.0 + _stake(mean - mean / ratio, variance, 1.0 - mean) * lack for ratio in RATIOS)


def share(
    group: tuple[float, float], rest: tuple[float, float], allowed: float = 1.25
) -> Factors | None:
    """Return the factors of a window whose bad outcomes fell to a group and to the rest.

    `group` and `rest` are units and bad outcomes. The null says that the group's rate is at most
    `allowed` times that of the rest; what hits both sides alike is no evidence.
    """
    return shares([(group, rest)], allowed)


def shares(
    strata: Iterable[tuple[tuple[float, float], tuple[float, float]]], allowed: float = 1.25
) -> Factors | None:
    """Return the factors of a window whose calls fall into several strata, such as topics.

    How many bad outcomes a stratum has is given, so that it is no evidence if a group asks more of
    what goes badly for everybody.
    """
    told = [
        (group[0], rest[0], group[1] + rest[1], group[1])
        for group, rest in strata
        if group[1] + rest[1] > 0 and group[0] > 0 and rest[0] > 0
    ]
    bad = math.fsum(count for _, _, count, _ in told)
    if bad <= 0:
        return None

    def expected(ratio: float) -> float:
        return math.fsum(count * _share_of(ratio, n, m) for n, m, count, _ in told) / bad

    null = expected(allowed)
    variance, excess = _variance(null, bad), math.fsum(k for _, _, _, k in told) / bad - null
    return tuple(
        1.0 + _stake(expected(ratio * allowed) - null, variance, null) * excess for ratio in RATIOS
    )


def unit_rise(values: Sequence[float], mean: float) -> Factors | None:
    """Return the factors of a short window whose units are bet on one by one.

    Far quicker than the bet on their mean when nearly all are bad. It needs the null for each
    unit, so `mean` must stand well above the usual: see thresholds.gross_mean.
    """
    if not values:
        return None
    mean = max(mean, LOWEST_MEAN)
    return tuple([_product(values, mean, stake) for stake in _stakes(mean, 1)])


def _product(values: Sequence[float], mean: float, stake: float) -> float:
    gain = math.fsum(math.log1p(stake * (value - mean)) for value in values)
    return math.exp(min(gain, _MOST_IN_LOGARITHMS))


@lru_cache(maxsize=8192)
def _stakes(mean: float, units: float) -> tuple[float, ...]:
    """Return the stakes on a rise: many windows hold as many units against the same mean."""
    variance = _variance(mean, units)
    return tuple([_stake(_target(ratio, mean) - mean, variance, mean) for ratio in RATIOS])


def _target(ratio: float, mean: float) -> float:
    return min(ratio * mean, _HIGHEST_TARGET)


def _variance(mean: float, units: float) -> float:
    return mean * (1.0 - mean) * (1.0 + (units - 1.0) * _CORRELATION) / units


def _stake(shift: float, variance: float, worst_loss: float) -> float:
    if shift <= 0.0:
        return 0.0
    return min(shift / (variance + shift * shift), _MOST_AT_STAKE / worst_loss)


def _share_of(ratio: float, group: float, rest: float) -> float:
    return ratio * group / (ratio * group + rest)
