"""Are two rates the same: the test, its correction for many groups, and what it could show."""

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Final

from raimon.interval import NORMAL

_NORMAL: Final = NormalDist()
_POWER: Final = _NORMAL.inv_cdf(0.8)
_FEWEST_EXPECTED: Final = 5
_STEPS: Final = 40  # of halving: more than a double can tell

type Rate = tuple[int, int]  # count and units


def p_value(group: Rate, rest: Rate) -> float:
    """Return the two-sided p of equal rates: the score test, or Fisher's with few expected.

    Raises:
        ValueError: if either side has no units.

    """
    if not group[1] or not rest[1]:
        message = "both sides need at least one unit"
        raise ValueError(message)
    count, units = group[0] + rest[0], group[1] + rest[1]
    fewest = min(group[1], rest[1]) * min(count, units - count) / units
    if fewest < _FEWEST_EXPECTED:
        return _fisher(group, rest)
    pool = count / units
    spread = math.sqrt(pool * (1 - pool) * (1 / group[1] + 1 / rest[1]))
    return 2 * _NORMAL.cdf(-abs(group[0] / group[1] - rest[0] / rest[1]) / spread)


def holm(told: Mapping[str, float]) -> dict[str, float]:
    """Return the p of each test as Holm adjusts it, so that one false alarm in all stays rare."""
    adjusted, highest = {}, 0.0
    for place, (name, p) in enumerate(sorted(told.items(), key=lambda each: (each[1], each[0]))):
        highest = max(highest, min(p * (len(told) - place), 1.0))
        adjusted[name] = highest
    return adjusted


def smallest_ratio(rate: float, group_units: int, rest_units: int) -> float | None:
    """Return the ratio below 1 that four tests in five would show at 5 %, None if there is none."""
    if not 0 < rate < 1 or not group_units or not rest_units:
        return None
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        ratio = (low + high) / 2
        other = rate * ratio
        spread = math.sqrt(other * (1 - other) / group_units + rate * (1 - rate) / rest_units)
        low, high = (ratio, high) if rate - other > (NORMAL + _POWER) * spread else (low, ratio)
    return low or None


def _fisher(group: Rate, rest: Rate) -> float:
    """Return the chance of tables as rare as this one, or rarer, with the same margins."""
    count, units = group[0] + rest[0], group[1] + rest[1]
    first, last = max(0, count - rest[1]), min(count, group[1])
    whole = _log_choose(units, count)
    chances = {
        k: math.exp(_log_choose(group[1], k) + _log_choose(rest[1], count - k) - whole)
        for k in range(first, last + 1)
    }
    limit = chances[group[0]] * (1 + 1e-9)
    return min(math.fsum(chance for chance in chances.values() if chance <= limit), 1.0)


def _log_choose(units: int, count: int) -> float:
    return math.lgamma(units + 1) - math.lgamma(count + 1) - math.lgamma(units - count + 1)
