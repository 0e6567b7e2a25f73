"""Traffic in which nothing is wrong, of the kinds that make tests cry wolf; and the test on it."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from raimon.windows.engine import FRESH, Factors, evidence, grown, rise
from tests.unit.windows.traffic import HOURS, bad, counts, daily

LEARNED: Final = 14 * HOURS
WARN, PAGE = 720.0, 8640.0
_MUTE = 24
_HIGHEST = 0.9

type Windows = Sequence[tuple[int, int]]
type Bet = Callable[[float, float, float], Factors | None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of traffic in which nothing is wrong."""

    name: str
    an_hour: float
    usual: float
    clustering: float = 0.0
    waves: bool = False
    drift: float = 0.0  # standard deviation of the rate's logarithm
    memory: float = 0.0  # hours in which a drift fades

    def windows(self, hours: int, rng: Random, times: float = 1.0) -> Windows:
        """Return so many hours; the rate may be so many times the usual one."""
        return list(self.coming(hours, rng, times))

    def coming(self, hours: int, rng: Random, times: float = 1.0) -> Iterator[tuple[int, int]]:
        """Give the same hours one by one, for who stops at the first alarm."""
        rates = self._rates(hours, rng)
        for n, rate in zip(counts(self.an_hour, hours, rng), rates, strict=True):
            yield n, bad(n, min(rate * times, _HIGHEST), self.clustering, rng)

    def _rates(self, hours: int, rng: Random) -> list[float]:
        usual = [daily(self.usual, hour) if self.waves else self.usual for hour in range(hours)]
        if not self.drift:
            return usual
        kept, state = math.exp(-1 / self.memory), rng.gauss(0, 1)
        drifted = []
        for rate in usual:
            drifted.append(rate * math.exp(self.drift * state - self.drift**2 / 2))
            state = kept * state + math.sqrt(1 - kept * kept) * rng.gauss(0, 1)
        return drifted


INDEPENDENT, CLUSTERED = (
    Scenario("independent, 60/h, 2 %", 60, 0.02),
    Scenario("clustered (ICC .02)", 60, 0.02, 0.02),
)
STEADY: Final = (
    INDEPENDENT,
    CLUSTERED,
    Scenario("busy, 1000/h, clustered", 1000, 0.02, 0.02),
    Scenario("daily wave of 30 %", 60, 0.02, 0.02, waves=True),
    Scenario("sparse, 3/h, 5 %", 3, 0.05, 0.02),
    Scenario("rare, 0.2 %", 60, 0.002),
)
DRIFTING: Final = (
    Scenario("drift of 30 % in 2 h", 60, 0.02, 0.02, drift=0.3, memory=2),
    Scenario("drift of 60 % in 2 h", 60, 0.02, 0.02, drift=0.6, memory=2),
    Scenario("drift of 30 % in 12 h", 60, 0.02, 0.02, drift=0.3, memory=12),
    Scenario("busy, drift of 30 % in 12 h", 1000, 0.02, 0.02, drift=0.3, memory=12),
    Scenario("drift of 60 % in 12 h", 60, 0.02, 0.02, drift=0.6, memory=12),
)


def alarms(
    windows: Iterable[tuple[int, int]], mean: float, threshold: float = WARN, bet: Bet = rise
) -> Iterator[int]:
    """Give the windows that alarm; an alarm begins anew and is silent for a day."""
    state, quiet = FRESH, 0
    for at, (n, k) in enumerate(windows):
        state = grown(state, bet(n, k, mean))
        if at >= quiet and evidence(state) >= threshold:
            yield at
            state, quiet = FRESH, at + 1 + _MUTE


def count(found: Iterable[int]) -> int:
    """Return how many windows alarm."""
    return sum(1 for _ in found)
