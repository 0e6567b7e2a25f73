"""Check the promise of the statistics by simulation: false alarms a month, and delays.

usage: python -m scripts.simulate [--replicas N] [--seed N]

The tests do the same with fixed seeds; here any seed can be tried.
"""

import argparse
import math
import statistics
from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random

from raimon.windows.baseline import highest_mean
from raimon.windows.checks import EARLY_UNITS, FULL_UNITS
from raimon.windows.comparison import compared
from raimon.windows.deployment import Deployment
from raimon.windows.engine import FRESH, evidence, fall, grown, unit_rise
from raimon.windows.thresholds import gross_mean
from tests.unit.windows.scenarios import (
    CLUSTERED,
    DRIFTING,
    LEARNED,
    PAGE,
    STEADY,
    WARN,
    Scenario,
    alarms,
    count,
)
from tests.unit.windows.traffic import MONTH, by_day, seeded
from tests.unit.windows.versions import USUAL, version

GROSS = 1_036_800.0
NOW = datetime(2026, 10, 19, tzinfo=UTC)
CLUSTERINGS = (0.0, 0.02, 0.05)
WORSE = (
    ("refusal_rate", 0.95),
    ("wrong_answer", 0.5),
    ("format_missing", 0.25),
    ("format_missing", 0.9),
    ("code_fence", 0.95),
    ("error_rate", 0.5),
)
BEFORE = {**USUAL, "refusal_rate": 0.79}


def main() -> None:
    """Print false alarms, delays, gross changes, and what comparisons say of deployments."""
    options = _options()
    print(f"{options.replicas} replicas, seed {options.seed}")
    print("\nfalse alarms a month, threshold 720 with the rate known | learned | threshold 8640")
    for place, scenario in enumerate((*STEADY, *DRIFTING)):
        figures = _false_alarms(scenario, options.replicas, seeded(options.seed + place))
        print(f"  {scenario.name:28}", " ".join(f"{figure:6.3f}" for figure in figures))
    print("\nfalse alarms of a fall a month, threshold 720 with the rate known | 0.8 of it")
    for usual in (0.02, 0.1, 0.3, 0.5):
        falls = _false_falls(usual, options.replicas, seeded(options.seed))
        print(f"  {usual:.0%}, 60/h, clustered:", *(f"{figure:6.3f}" for figure in falls))
    print("\nhours until an alarm at 8640, median and 90 % of the cases")
    for times in (2.0, 3.0, 5.0):
        delays = _delays(times, options.replicas, seeded(options.seed + int(times)))
        print(f"  2 % times {times:.0f}:", *(f"{delay:6.0f}" for delay in delays))
    print("\nunits until the quick test alarms, median and 90 % of the cases")
    for usual, after in ((0.025, 0.9), (0.0625, 0.8), (0.25, 0.95)):
        units = _gross_units(usual, after, options.replicas, seeded(options.seed))
        print(f"  usually {usual:.2%} at most, then {after:.0%}:", *(f"{n:5.0f}" for n in units))
    print("\nof deployments that change nothing: share with an alarm, by clustering within an hour")
    for clustering in (*CLUSTERINGS, 0.1):
        alarmed = _deployments(options.replicas, seeded(options.seed), clustering, {})
        print(f"  ICC {clustering:.2f}: {alarmed:6.3f}")
    print(
        f"\nof deployments that make something worse: share found at the first look, {CLUSTERINGS}"
    )
    for name, rate in WORSE:
        found = [
            _deployments(options.replicas, seeded(options.seed), each, {name: rate}, looks=1)
            for each in CLUSTERINGS
        ]
        print(f"  {name} from {BEFORE[name]:.0%} to {rate:.0%}:", *(f"{n:6.3f}" for n in found))


def _deployments(
    replicas: int, rng: Random, clustering: float, changed: Mapping[str, float], looks: int = 2
) -> float:
    """Return the share of deployments with an alarm at one of the looks."""
    deployed, alarmed = Deployment(NOW, ("model",)), 0
    for _ in range(replicas):
        before = version(rng, 9000, BEFORE, clustering=clustering)
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


def _false_alarms(scenario: Scenario, replicas: int, rng: Random) -> tuple[float, float, float]:
    known = learned = page = 0
    for _ in range(replicas):
        windows = scenario.windows(LEARNED + MONTH, rng)
        usual, month = highest_mean(by_day(windows[:LEARNED])), windows[LEARNED:]
        known += count(alarms(month, scenario.usual, WARN))
        learned += count(alarms(month, usual, WARN))
        page += count(alarms(month, usual, PAGE))
    return known / replicas, learned / replicas, page / replicas


def _false_falls(usual: float, replicas: int, rng: Random) -> tuple[float, float]:
    known = below = 0
    for _ in range(replicas):
        month = Scenario("", 60, usual, 0.02).windows(MONTH, rng)
        known += count(alarms(month, usual, WARN, fall))
        below += count(alarms(month, 0.8 * usual, WARN, fall))
    return known / replicas, below / replicas


def _delays(times: float, replicas: int, rng: Random) -> tuple[float, float]:
    found = []
    for _ in range(replicas):
        usual = highest_mean(by_day(CLUSTERED.windows(LEARNED, rng)))
        found.append(next(alarms(CLUSTERED.coming(MONTH, rng, times), usual, PAGE), math.inf) + 1)
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
