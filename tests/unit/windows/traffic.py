"""Made traffic for simulations: hourly counts with a daily wave, quiet weekends and bursts."""

import math
import random
from collections.abc import Iterator, Sequence

HOURS = 24
MONTH = 720
_MANY = 10**6


def seeded(seed: int) -> random.Random:
    """Return numbers that are the same each time."""
    return random.Random(seed)  # noqa: S311 - a simulation, nothing secret


def counts(mean: float, hours: int, rng: random.Random) -> Iterator[int]:
    """Give so many hourly counts around the mean, overdispersed as real traffic is."""
    wave = [
        (1 + 0.7 * math.sin(2 * math.pi * (hour % HOURS - 9) / HOURS))
        * (0.35 if hour // HOURS % 7 >= 5 else 1.0)
        for hour in range(hours)
    ]
    scale = mean * hours / sum(wave)
    for each in wave:
        yield _poisson(min(scale * each * _burst(rng), 6000.0), rng)


def bad(units: int, rate: float, clustering: float, rng: random.Random) -> int:
    """Return how many are bad; with clustering the whole window shares one draw of the rate."""
    if units == 0:
        return 0
    if clustering > 0:
        scale = (1 - clustering) / clustering
        rate = rng.betavariate(rate * scale, (1 - rate) * scale)
    return rng.binomialvariate(units, rate)


def daily(rate: float, hour: int) -> float:
    """Return the rate as it swings by thirty per cent over the day."""
    return rate * (1 + 0.3 * math.sin(2 * math.pi * (hour % HOURS - 3) / HOURS))


def by_day(windows: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return the windows summed by day."""
    return [
        (
            float(sum(n for n, _ in windows[begin : begin + HOURS])),
            float(sum(k for _, k in windows[begin : begin + HOURS])),
        )
        for begin in range(0, len(windows), HOURS)
    ]


def _burst(rng: random.Random) -> float:
    """Return a gamma number of shape 2 and mean 1: the sum of two exponential ones."""
    return -0.5 * math.log((1.0 - rng.random()) * (1.0 - rng.random()))


def _poisson(mean: float, rng: random.Random) -> int:
    """Return a Poisson number, as the rare of very many chances."""
    return rng.binomialvariate(_MANY, mean / _MANY)
