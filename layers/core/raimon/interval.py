"""Intervals for what people read: of one rate, and of the difference of two."""

import math
from typing import Final

NORMAL: Final = 1.959963984540054  # the quantile .975


def wilson(count: float, units: float, quantile: float = NORMAL) -> tuple[float, float]:
    """Return the 95 % interval of a rate; without units it is everything."""
    if units <= 0:
        return 0.0, 1.0
    rate, square = count / units, quantile * quantile
    middle = rate + square / (2 * units)
    width = quantile * math.sqrt(rate * (1 - rate) / units + square / (4 * units * units))
    scale = 1 + square / units
    return max((middle - width) / scale, 0.0), min((middle + width) / scale, 1.0)


def newcombe(before: tuple[float, float], after: tuple[float, float]) -> tuple[float, float]:
    """Return the 95 % interval of the rise from one rate to another; each is count and units."""
    first, second = before[0] / before[1], after[0] / after[1]
    low_first, high_first = wilson(*before)
    low_second, high_second = wilson(*after)
    rise = second - first
    down = math.hypot(second - low_second, high_first - first)
    up = math.hypot(high_second - second, first - low_first)
    return rise - down, rise + up
