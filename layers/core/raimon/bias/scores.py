"""A number as an outcome, such as a length or a latency: how far two groups' distributions lie."""

import math
from bisect import bisect_right
from collections.abc import Sequence


def kolmogorov_smirnov(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the largest difference of the two empirical distribution functions, in [0, 1].

    Raises:
        ValueError: if either is empty.

    """
    if not first or not second:
        message = "both sides need at least one value"
        raise ValueError(message)
    one, other = sorted(first), sorted(second)
    return max(
        abs(bisect_right(one, value) / len(one) - bisect_right(other, value) / len(other))
        for value in {*one, *other}
    )


def p_value(distance: float, first: int, second: int) -> float:
    """Return Kolmogorov's asymptotic p of such a distance between equal groups of these sizes."""
    size = math.sqrt(first * second / (first + second))
    argument = (size + 0.12 + 0.11 / size) * distance  # Stephens, 1970: good from n = 4 on
    if argument < 0.2:  # noqa: PLR2004 - below it the series needs many terms and is 1
        return 1.0
    terms = ((-1) ** (k - 1) * math.exp(-2 * (k * argument) ** 2) for k in range(1, 101))
    return min(max(2 * math.fsum(terms), 0.0), 1.0)
