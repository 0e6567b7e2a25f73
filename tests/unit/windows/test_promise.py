"""The promise by simulation: at most one false alarm a month, and real changes found in time."""

import math
import statistics
from random import Random

import pytest

from raimon.interval import wilson
from raimon.windows.baseline import highest_mean
from raimon.windows.engine import FRESH, State, evidence, fall, grown, rise, unit_rise
from raimon.windows.thresholds import gross_mean
from tests.unit.windows.scenarios import (
    CLUSTERED,
    DRIFTING,
    INDEPENDENT,
    LEARNED,
    STEADY,
    Scenario,
    alarms,
    count,
)
from tests.unit.windows.traffic import MONTH, bad, by_day, seeded

REPLICAS = 200
ONE_A_MONTH = 720.0
MUTE = 24


def test_wealth_is_fair() -> None:
    """Without resets the wealth after T windows of a true null is T at most, on average."""
    rng, windows, replicas = seeded(1), 50, 2000
    totals = []
    for _ in range(replicas):
        state = FRESH
        for _ in range(windows):
            state = grown(state, rise(40, bad(40, 0.05, 0.05, rng), 0.05))
        totals.append(evidence(state))
    error = statistics.stdev(totals) / math.sqrt(replicas)
    assert statistics.fmean(totals) <= windows + 3 * error


def test_unit_wealth_is_fair() -> None:
    """So it is of the bets on single units."""
    rng, replicas, slots = seeded(2), 4000, 10
    totals = []
    for _ in range(replicas):
        state: State = FRESH
        for _ in range(slots):
            state = grown(state, unit_rise([float(rng.random() < 0.3) for _ in range(4)], 0.3))
        totals.append(evidence(state))
    error = statistics.stdev(totals) / math.sqrt(replicas)
    assert statistics.fmean(totals) <= slots + 3 * error


@pytest.mark.parametrize("scenario", STEADY, ids=lambda scenario: scenario.name)
def test_nothing_is_wrong(scenario: Scenario) -> None:
    """With a known rate and no margin at most one false alarm a month comes, on average.

    With fourteen days learned and the margin one comes in several months.
    """
    known, learned = _false_alarms(scenario, seeded(2 * len(scenario.name)))
    assert known <= 1.0
    assert learned <= 0.25


@pytest.mark.parametrize("scenario", DRIFTING, ids=lambda scenario: scenario.name)
def test_drifting_rates(scenario: Scenario) -> None:
    """Rates that wander as topics do stay within one false alarm a month, the harshest too."""
    assert _false_alarms(scenario, seeded(3 * len(scenario.name)))[1] <= 1.0


def test_a_rate_known_from_few_units() -> None:
    """A mean from two thousand units and Wilson's bound alone keep the promise too."""
    rng, found = seeded(17), 0
    for _ in range(REPLICAS):
        known = rng.binomialvariate(2000, INDEPENDENT.usual)
        found += count(alarms(INDEPENDENT.coming(MONTH, rng), wilson(known, 2000)[1]))
    assert found / REPLICAS <= 0.25


@pytest.mark.parametrize("usual", [0.02, 0.3])
def test_nothing_has_fallen(usual: float) -> None:
    """A fall is cried as seldom: with the rate known, and with the margin below it hardly ever."""
    rng, known, below = seeded(round(100 * usual)), 0, 0
    for _ in range(REPLICAS):
        month = Scenario("", 60, usual, 0.02).windows(MONTH, rng)
        known += count(alarms(month, usual, bet=fall))
        below += count(alarms(month, 0.8 * usual, bet=fall))
    assert known / REPLICAS <= 1.0
    assert below / REPLICAS <= 0.05


def _false_alarms(scenario: Scenario, rng: Random) -> tuple[float, float]:
    """Return false alarms a month: with the rate known, and with the fortnight before learned."""
    known = learned = 0
    for _ in range(REPLICAS):
        windows = scenario.windows(LEARNED + MONTH, rng)
        month = windows[LEARNED:]
        known += 0 if scenario.drift else count(alarms(month, scenario.usual))
        learned += count(alarms(month, highest_mean(by_day(windows[:LEARNED]))))
    return known / REPLICAS, learned / REPLICAS


@pytest.mark.parametrize(
    ("scenario", "times", "median", "late"),
    [
        pytest.param(INDEPENDENT, 2, 40, 60, id="doubled"),
        pytest.param(INDEPENDENT, 3, 20, 30, id="tripled"),
        pytest.param(CLUSTERED, 2, 60, 160, id="doubled, clustered"),
        pytest.param(CLUSTERED, 3, 25, 40, id="tripled, clustered"),
        pytest.param(CLUSTERED, 5, 15, 20, id="five times, clustered"),
        pytest.param(STEADY[4], 5, 30, 60, id="sparse, five times"),
        pytest.param(STEADY[5], 5, 45, 80, id="rare, five times"),
    ],
)
def test_delay(scenario: Scenario, times: float, median: float, late: float) -> None:
    """A rate that multiplies is found within the stated hours, in the median and in nine of ten."""
    rng, delays = seeded(31), []
    for _ in range(REPLICAS):
        usual = highest_mean(by_day(scenario.windows(LEARNED, rng)))
        delays.append(next(alarms(scenario.coming(MONTH, rng, times), usual), math.inf) + 1)
    assert statistics.median(delays) <= median
    assert sorted(delays)[math.ceil(0.9 * len(delays)) - 1] <= late


def test_resolving_waits() -> None:
    """While a rate stays doubled its alarm stays open for a week, nearly always."""
    rng, wrongly = seeded(41), 0
    for _ in range(REPLICAS):
        state, last_high = FRESH, -1
        for at, (n, k) in enumerate(Scenario("", 60, 0.2, 0.02).windows(168, rng)):
            state = grown(state, rise(n, k, 0.125))
            last_high = at if evidence(state) >= 20 else last_high
            if at - last_high >= 48:
                wrongly += 1
                break
    assert wrongly <= 0.01 * REPLICAS


def test_fall_is_found() -> None:
    """A half that falls to a quarter is found within two days, and a steady one is no alarm."""
    rng = seeded(51)
    for rate, found in ((0.5, False), (0.25, True)):
        state, alarmed = FRESH, False
        for n, k in Scenario("", 60, rate, 0.02).windows(48, rng):
            state = grown(state, fall(n, k, 0.4))
            alarmed = alarmed or evidence(state) >= ONE_A_MONTH
        assert alarmed is found


def _gross(rate: float, slots: int, clustering: float, usual: float, rng: Random) -> int | None:
    """Return after how many units the quick test alarms; five minutes hold five units."""
    state, units = FRESH, 0
    for _ in range(slots):
        n = rng.binomialvariate(10, 0.5)
        k = bad(n, rate, clustering, rng)
        units += n
        state = grown(state, unit_rise([1.0] * k + [0.0] * (n - k), gross_mean(usual)))
        if evidence(state) >= 1_036_800:
            return units
    return None


@pytest.mark.parametrize(
    ("usual", "rate"),
    [
        pytest.param(0.025, 0.9, id="from 2 to 90 %"),
        pytest.param(0.0625, 0.8, id="from 5 to 80 %"),
        pytest.param(0.25, 0.95, id="a typical length that collapses"),
    ],
)
def test_gross_change(usual: float, rate: float) -> None:
    """A gross change is found within a hundred units, in nine of ten cases."""
    rng = seeded(61)
    delays = [_gross(rate, 100, 0.0, usual, rng) or 10**9 for _ in range(REPLICAS)]
    assert statistics.quantiles(delays, n=10)[-1] <= 100


@pytest.mark.parametrize("clustering", [0.02, 0.1])
def test_gross_null(clustering: float) -> None:
    """The quick test has no false alarm in ten months, clustered or not."""
    rng = seeded(62)
    assert _gross(0.02, 8640 * 5, clustering, 0.025, rng) is None
    assert _gross(0.05, 8640 * 5, clustering, 0.0625, rng) is None
