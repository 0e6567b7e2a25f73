"""The promise by simulation: at most one false alarm a month, and real changes found in time."""

import math
import statistics
from collections.abc import Callable, Sequence
from random import Random

import pytest

from raimon.windows.baseline import highest_mean
from raimon.windows.engine import FRESH, State, evidence, fall, grown, rise, unit_rise
from raimon.windows.thresholds import gross_mean
from tests.unit.windows.traffic import HOURS, MONTH, bad, by_day, counts, daily, seeded

REPLICAS = 200
LEARNED = 14 * HOURS
ONE_A_MONTH = 720.0
MUTE = 24

type Windows = Sequence[tuple[int, int]]
type Rate = Callable[[int], float]


def _alarms(windows: Windows, mean: float, threshold: float = ONE_A_MONTH) -> list[int]:
    state, quiet, alarms = FRESH, 0, []
    for at, (n, k) in enumerate(windows):
        state = grown(state, rise(n, k, mean))
        if evidence(state) >= threshold and at >= quiet:
            alarms.append(at)
            state, quiet = FRESH, at + 1 + MUTE
    return alarms


def _traffic(mean: float, hours: int, rate: Rate, clustering: float, rng: Random) -> Windows:
    return [
        (n, bad(n, rate(hour), clustering, rng)) for hour, n in enumerate(counts(mean, hours, rng))
    ]


def _steady(rate: float) -> Rate:
    return lambda _: rate


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


@pytest.mark.parametrize(
    ("mean", "rate", "clustering", "seed"),
    [
        pytest.param(60, _steady(0.02), 0.0, 11, id="independent"),
        pytest.param(60, _steady(0.02), 0.02, 12, id="clustered"),
        pytest.param(60, lambda hour: daily(0.02, hour), 0.0, 13, id="daily wave"),
    ],
)
def test_known_baseline(mean: float, rate: Rate, clustering: float, seed: int) -> None:
    """With a known rate and no margin at most one false alarm a month comes, on average."""
    rng = seeded(seed)
    found = [
        len(_alarms(_traffic(mean, MONTH, rate, clustering, rng), 0.02)) for _ in range(REPLICAS)
    ]
    assert statistics.fmean(found) <= 1.0


@pytest.mark.parametrize(
    ("mean", "rate", "clustering", "seed"),
    [
        pytest.param(60, _steady(0.02), 0.0, 21, id="independent"),
        pytest.param(60, _steady(0.02), 0.02, 22, id="clustered"),
        pytest.param(60, lambda hour: daily(0.02, hour), 0.02, 23, id="daily wave"),
        pytest.param(3, _steady(0.05), 0.02, 24, id="sparse"),
        pytest.param(60, _steady(0.002), 0.0, 25, id="rare"),
    ],
)
def test_learned_baseline(mean: float, rate: Rate, clustering: float, seed: int) -> None:
    """With fourteen days learned and the margin a false alarm comes once in several months."""
    rng, found = seeded(seed), 0
    for _ in range(REPLICAS):
        windows = _traffic(mean, LEARNED + MONTH, rate, clustering, rng)
        usual = highest_mean(by_day(windows[:LEARNED]))
        found += len(_alarms(windows[LEARNED:], usual))
    assert found / REPLICAS <= 0.25


@pytest.mark.parametrize(
    ("times", "clustering", "median", "seed"),
    [
        pytest.param(2, 0.0, 40, 31, id="doubled"),
        pytest.param(3, 0.0, 20, 32, id="tripled"),
        pytest.param(2, 0.02, 60, 33, id="doubled, clustered"),
        pytest.param(3, 0.02, 25, 34, id="tripled, clustered"),
    ],
)
def test_delay(times: float, clustering: float, median: float, seed: int) -> None:
    """A rate of 2 % that doubles or triples is found within the stated hours, in the median."""
    rng, delays = seeded(seed), []
    for _ in range(60):
        learned = _traffic(60, LEARNED, _steady(0.02), clustering, rng)
        after = _traffic(60, 300, _steady(0.02 * times), clustering, rng)
        alarms = _alarms(after, highest_mean(by_day(learned)))
        delays.append(alarms[0] + 1 if alarms else math.inf)
    assert statistics.median(delays) <= median


def test_resolving_waits() -> None:
    """While a rate stays doubled its alarm stays open for a week, nearly always."""
    rng, wrongly = seeded(41), 0
    for _ in range(100):
        state, last_high = FRESH, -1
        for at, (n, k) in enumerate(_traffic(60, 168, _steady(0.2), 0.02, rng)):
            state = grown(state, rise(n, k, 0.125))
            last_high = at if evidence(state) >= 20 else last_high
            if at - last_high >= 48:
                wrongly += 1
                break
    assert wrongly <= 1


def test_fall_is_found() -> None:
    """A half that falls to a quarter is found within two days, and a steady one is no alarm."""
    rng = seeded(51)
    for rate, found in ((0.5, False), (0.25, True)):
        state, alarmed = FRESH, False
        for n, k in _traffic(60, 48, _steady(rate), 0.02, rng):
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
    delays = [_gross(rate, 100, 0.0, usual, rng) or 10**9 for _ in range(100)]
    assert statistics.quantiles(delays, n=10)[-1] <= 100


@pytest.mark.parametrize("clustering", [0.02, 0.1])
def test_gross_null(clustering: float) -> None:
    """The quick test has no false alarm in ten months, clustered or not."""
    rng = seeded(62)
    assert _gross(0.02, 8640 * 5, clustering, 0.025, rng) is None
    assert _gross(0.05, 8640 * 5, clustering, 0.0625, rng) is None
