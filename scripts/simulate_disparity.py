"""Check by simulation what is promised of groups: false alarms a month, and delays.

usage: python -m scripts.simulate_disparity [--replicas N] [--seed N]

The tests do the same with fixed seeds; here any seed can be tried.
"""

import argparse
import math
import statistics
from dataclasses import dataclass

from tests.unit.windows.traffic import MONTH, seeded
from tests.unit.windows.two_sides import (
    AS_SHIPPED,
    BUSY,
    BUSY_ALIKE,
    CLUSTERED_ALIKE,
    CLUSTERS,
    ONE_A_MONTH,
    PLAIN,
    RARE,
    SHOCKS,
    SPARSE,
    Traffic,
    alarms,
    delay,
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of traffic, and how many times as high the group's rate becomes."""

    name: str
    traffic: Traffic
    ratio: float


SCENARIOS = (
    Scenario("60/h, 20 % in the group, 5 %", PLAIN, 2.0),
    Scenario("shocks to both sides", SHOCKS, 2.0),
    Scenario("clusters inside the group", CLUSTERS, 2.0),
    Scenario("the same, 1,000/h", BUSY, 2.0),
    Scenario("clusters on both sides", CLUSTERED_ALIKE, 2.0),
    Scenario("the same, 1,000/h", BUSY_ALIKE, 2.0),
    Scenario("200/h, 1 %", RARE, 3.0),
    Scenario("5/h, 30 % in the group, 10 %", SPARSE, 2.5),
)


def main() -> None:
    """Print for each kind of traffic false alarms a month, and hours until a gap is found."""
    options = _options()
    print(f"{options.replicas} replicas, seed {options.seed}; thresholds 720 | 8640")
    for place, scenario in enumerate(SCENARIOS):
        replicas = options.replicas // 5 if scenario.traffic.an_hour >= _BUSY else options.replicas
        seed = options.seed + place
        false = [_false_alarms(scenario, limit, replicas, seed) for limit in _LIMITS]
        delays = [_delays(scenario, limit, replicas, seed) for limit in _LIMITS]
        print(
            f"  {scenario.name:30}",
            " | ".join(f"{each:5.3f}" for each in false),
            f"  times {scenario.ratio:g}:",
            " | ".join(f"{middle:4.0f} ({late:4.0f})" for middle, late in delays),
        )


_LIMITS = (ONE_A_MONTH, AS_SHIPPED)
_BUSY = 1000  # an hour: a fifth of the replicas is enough


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--replicas", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _false_alarms(scenario: Scenario, limit: float, replicas: int, seed: int) -> float:
    rng = seeded(seed)
    found = [len(alarms(scenario.traffic.windows(rng, MONTH), limit)) for _ in range(replicas)]
    return statistics.fmean(found)


def _delays(scenario: Scenario, limit: float, replicas: int, seed: int) -> tuple[float, float]:
    rng = seeded(seed)
    found = sorted(delay(scenario.traffic, scenario.ratio, rng, limit) for _ in range(replicas))
    return statistics.median(found), found[math.ceil(0.9 * len(found)) - 1]


if __name__ == "__main__":
    main()
