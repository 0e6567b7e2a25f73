"""Check the promise of the statistics by simulation: false alarms a month, and delays.

usage: python -m scripts.simulate [--replicas N] [--seed N]

The tests do the same with fixed seeds; here any seed can be tried.
"""

import argparse
import math
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from raimon.windows.baseline import highest_mean
from raimon.windows.checks import EARLY_UNITS, FULL_UNITS
from raimon.windows.comparison import compared
from raimon.windows.deployment import Deployment
from raimon.windows.engine import FRESH, evidence, grown, rise, unit_rise
from raimon.windows.thresholds import gross_mean
from tests.unit.windows.traffic import HOURS, MONTH, bad, counts, daily, seeded
from tests.unit.windows.traffic import by_day as by_days
from tests.unit.windows.versions import USUAL, version

LEARNED = 14 * HOURS
WARN, PAGE, GROSS = 720.0, 8640.0, 1_036_800.0
MUTE = 24
NOW = datetime(2026, 10, 19, tzinfo=UTC)
BEFORE = {**USUAL, "refusal_rate": 0.79}

type Windows = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of traffic in which nothing is wrong."""

    name: str
    an_hour: float
    rate: Callable[[int], float]
    usual: float
    clustering: float


SCENARIOS = (
    Scenario("independent, 60/h, 2 %", 60, lambda _: 0.02, 0.02, 0.0),
    Scenario("clustered (ICC .02)", 60, lambda _: 0.02, 0.02, 0.02),
    Scenario("daily wave of 30 %", 60, lambda hour: daily(0.02, hour), 0.02, 0.02),
    Scenario("sparse, 3/h, 5 %", 3, lambda _: 0.05, 0.05, 0.02),
    Scenario("rare, 0.2 %", 60, lambda _: 0.002, 0.002, 0.0),
)


def main() -> None:
    """Print false alarms, delays, gross changes, and what comparisons say of deployments."""
    options = _options()
    print(f"{options.replicas} replicas, seed {options.seed}")
    print("\nfalse alarms a month, threshold 720 with the rate known | learned | threshold 8640")
    for place, scenario in enumerate(SCENARIOS):
        figures = _false_alarms(scenario, options.replicas, seeded(options.seed + place))
        print(f"  {scenario.name:28}", " ".join(f"{figure:6.3f}" for figure in figures))
    print("\nhours until an alarm at 8640, median and 90 % of the cases")
    for times in (2.0, 3.0, 5.0):
        delays = _delays(times, options.replicas, seeded(options.seed + int(times)))
        print(f"  2 % times {times:.0f}:", *(f"{delay:6.0f}" for delay in delays))
    print("\nunits until the quick test alarms, median and 90 % of the cases")
    for usual, after in ((0.025, 0.9), (0.0625, 0.8), (0.25, 0.95)):
        units = _gross_units(usual, after, options.replicas, seeded(options.seed))
        print(f"  usually {usual:.2%} at most, then {after:.0%}:", *(f"{n:5.0f}" for n in units))
    print("\nof deployments that change nothing: share with an alarm, by clustering within an hour")
    for clustering in (0.0, 0.02, 0.05):
        alarmed = _deployments(options.replicas, seeded(options.seed), clustering, {})
        print(f"  ICC {clustering:.2f}: {alarmed:6.3f}")
    print("\nof deployments that make something worse: share found at the first look")
    for name, rate in (("refusal_rate", 0.95), ("format_missing", 0.25), ("code_fence", 0.95)):
        found = _deployments(options.replicas, seeded(options.seed), 0.0, {name: rate}, looks=1)
        print(f"  {name} from {BEFORE[name]:.0%} to {rate:.0%}: {found:6.3f}")


def _deployments(
    replicas: int, rng: Random, clustering: float, changed: Mapping[str, float], looks: int = 2
) -> float:
    """Return the share of deployments with an alarm at one of the looks."""
    deployed, alarmed = Deployment(NOW, ("model",)), 0
    for _ in range(replicas):
        before = version(rng, 3600, BEFORE, clustering=clustering)
        after = [
            version(rng, units, {**BEFORE, **changed}, clustering=clustering)
            for units in (EARLY_UNITS, FULL_UNITS)[:looks]
        ]
        alarmed += any(
            compared(before, each, deployed, look, NOW).worse for look, each in enumerate(after)
        )
    return alarmed / replicas


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check the promise of the statistics.")
    parser.add_argument("--replicas", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _traffic(scenario: Scenario, hours: int, rng: Random, times: float = 1.0) -> Windows:
    return [
        (n, bad(n, scenario.rate(hour) * times, scenario.clustering, rng))
        for hour, n in enumerate(counts(scenario.an_hour, hours, rng))
    ]


def _alarms(windows: Windows, mean: float, threshold: float) -> list[int]:
    state, quiet, alarms = FRESH, 0, []
    for at, (n, k) in enumerate(windows):
        state = grown(state, rise(n, k, mean))
        if evidence(state) >= threshold and at >= quiet:
            alarms.append(at)
            state, quiet = FRESH, at + 1 + MUTE
    return alarms


def _false_alarms(scenario: Scenario, replicas: int, rng: Random) -> tuple[float, float, float]:
    known = learned = page = 0
    for _ in range(replicas):
        windows = _traffic(scenario, LEARNED + MONTH, rng)
        usual, month = highest_mean(by_days(windows[:LEARNED])), windows[LEARNED:]
        known += len(_alarms(month, scenario.usual, WARN))
        learned += len(_alarms(month, usual, WARN))
        page += len(_alarms(month, usual, PAGE))
    return known / replicas, learned / replicas, page / replicas


def _delays(times: float, replicas: int, rng: Random) -> tuple[float, float]:
    found = []
    for _ in range(replicas):
        usual = highest_mean(by_days(_traffic(SCENARIOS[1], LEARNED, rng)))
        alarms = _alarms(_traffic(SCENARIOS[1], MONTH, rng, times), usual, PAGE)
        found.append(alarms[0] + 1 if alarms else math.inf)
    return _middle_and_late(found)


def _gross_units(usual: float, after: float, replicas: int, rng: Random) -> tuple[float, float]:
    found = []
    for _ in range(replicas):
        state, units = FRESH, 0
        while evidence(state) < GROSS and units < MONTH:
            n = rng.binomialvariate(10, 0.5)
            k, units = rng.binomialvariate(n, after), units + n
            state = grown(state, unit_rise([1.0] * k + [0.0] * (n - k), gross_mean(usual)))
        found.append(float(units))
    return _middle_and_late(found)


def _middle_and_late(found: list[float]) -> tuple[float, float]:
    ranked = sorted(found)
    return statistics.median(ranked), ranked[math.ceil(0.9 * len(ranked)) - 1]


if __name__ == "__main__":
    main()
