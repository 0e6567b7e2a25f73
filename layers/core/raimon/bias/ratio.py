"""Ratios of two rates with their intervals: as they are, and compared within strata."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from raimon.interval import NORMAL

PSEUDO_COUNT: Final = 0.5  # Haldane and Anscombe, so that a ratio exists

type Rate = tuple[float, float]  # count and units
type Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ratio:
    """The group's rate over the rest's, with its 95 % interval."""

    value: float
    interval: Interval


def katz(group: Rate, rest: Rate, quantile: float = NORMAL) -> Ratio:
    """Return the ratio with Katz's interval, half a unit added to each cell."""
    count, units = group[0] + PSEUDO_COUNT, group[1] + 2 * PSEUDO_COUNT
    other, others = rest[0] + PSEUDO_COUNT, rest[1] + 2 * PSEUDO_COUNT
    spread = quantile * math.sqrt(1 / count - 1 / units + 1 / other - 1 / others)
    return _around(count / units / (other / others), spread)


def mantel_haenszel(strata: Iterable[tuple[Rate, Rate]], quantile: float = NORMAL) -> Ratio | None:
    """Return the ratio within strata with Greenland and Robins' interval; None if there is none.

    A ratio that comes from the mixture of strata alone (Simpson's paradox) is 1 here.
    """
    told = [(group, rest) for group, rest in strata if group[1] > 0 and rest[1] > 0]
    of_group = math.fsum(k * m / (n + m) for (k, n), (_, m) in told)
    of_rest = math.fsum(j * n / (n + m) for (_, n), (j, m) in told)
    if of_group <= 0 or of_rest <= 0:
        return None
    variance = math.fsum(
        (n * m * (k + j) - k * j * (n + m)) / (n + m) ** 2 for (k, n), (j, m) in told
    ) / (of_group * of_rest)
    return _around(of_group / of_rest, quantile * math.sqrt(max(variance, 0.0)))


def log_normal(value: float, relative_errors: Iterable[float]) -> Ratio:
    """Return a ratio of two estimates, its interval from their relative standard errors."""
    spread = NORMAL * math.sqrt(math.fsum(error * error for error in relative_errors))
    return _around(value, spread)


def _around(value: float, spread: float) -> Ratio:
    centre = math.log(value)
    return Ratio(value, (math.exp(centre - spread), math.exp(centre + spread)))
