"""Made traffic of a group and the rest, and what the doubly robust pair says of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from raimon.windows.disparity import Cell, Cells, Disparity
from tests.unit.windows.traffic import HOURS, MONTH, bad, counts

ONE_A_MONTH = 720.0
AS_SHIPPED = 12 * ONE_A_MONTH
MUTE = 24

type Windows = Sequence[Cells]


@dataclass(frozen=True)
class Traffic:
    """One kind of traffic of two sides."""

    an_hour: float = 60
    share: float = 0.2
    rate: float = 0.05
    shock: float = 0.0
    inside: float = 0.0  # clustering inside the group
    beside: float = 0.0  # and inside the rest

    def windows(self, rng: Random, hours: int, ratio: float = 1.0, begins: int = 0) -> Windows:
        """Return hourly windows; from `begins` on the group's rate is so many times as high."""
        return [
            {"-": self._window(rng, n, ratio if hour >= begins else 1.0)}
            for hour, n in enumerate(counts(self.an_hour, hours, rng))
        ]

    def _window(self, rng: Random, n: int, ratio: float) -> Cell:
        rate = self.rate
        if self.shock:
            rate *= math.exp(rng.gauss(0, self.shock) - self.shock**2 / 2)
        of_group = rng.binomialvariate(n, self.share) if n else 0
        worse = bad(of_group, min(rate * ratio, 0.9), self.inside, rng)
        usual = bad(n - of_group, min(rate, 0.9), self.beside, rng)
        return Cell((of_group, worse), (n - of_group, usual))


PLAIN = Traffic()
SHOCKS = Traffic(shock=0.5)
CLUSTERS = Traffic(inside=0.05)
BUSY = Traffic(an_hour=1000, inside=0.05)
CLUSTERED_ALIKE = Traffic(inside=0.05, beside=0.05)
BUSY_ALIKE = Traffic(an_hour=1000, inside=0.05, beside=0.05)
RARE = Traffic(an_hour=200, rate=0.01)
SPARSE = Traffic(an_hour=5, rate=0.1, share=0.3)


def alarms(windows: Windows, threshold: float = ONE_A_MONTH) -> list[int]:
    """Return in which windows an alarm is raised."""
    tests, quiet, told = Disparity(), 0, []
    for at, window in enumerate(windows):
        tests = tests.after(window)
        if tests.evidence >= threshold and at >= quiet:
            told.append(at)
            tests, quiet = tests.reset(), at + 1 + MUTE
    return told


def delay(
    traffic: Traffic,
    ratio: float,
    rng: Random,
    threshold: float = ONE_A_MONTH,
    *,
    hours: int = MONTH,
) -> float:
    """Return after how many hours a group that is suddenly treated worse is found."""
    days = max(math.ceil(600 / (traffic.an_hour * (1 - traffic.share)) / HOURS), 7)
    learned = days * HOURS
    windows = traffic.windows(rng, learned + hours, ratio, learned)
    told = [at for at in alarms(windows, threshold) if at >= learned]
    return told[0] + 1 - learned if told else math.inf
