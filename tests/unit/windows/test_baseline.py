"""Baselines, intervals and sketches: what is usual, and how surely."""

from collections import Counter
from datetime import date, timedelta

import pytest

from raimon.interval import newcombe, wilson
from raimon.policy import Statistics
from raimon.windows.baseline import Baseline, highest_mean, lowest_mean, seasons, student
from raimon.windows.detector import Detector, Tally, recovered, window_factors
from raimon.windows.learning import Learning
from raimon.windows.metrics import METRICS, Way
from raimon.windows.sketch import above, below, bin_of, quantile
from raimon.windows.thresholds import gross_mean, promise, thresholds
from tests.unit.windows.calls import START
from tests.unit.windows.traffic import bad, counts, seeded

DAYS = [(1000.0, 50.0)] * 14
REFUSALS = METRICS[0]


@pytest.mark.parametrize(
    ("days", "factor"),
    [
        pytest.param(DAYS, 1.25, id="alike: the margin"),
        pytest.param([(50.0, 2.5)] * 14, 1.36, id="few units: Wilson's bound"),
        pytest.param([(1000.0, 20.0), (1000.0, 80.0)] * 7, 1.62, id="unlike days: their deviation"),
    ],
)
def test_highest_mean(days: list[tuple[float, float]], factor: float) -> None:
    """The highest usual mean is the largest of the bounds."""
    assert highest_mean(days) == pytest.approx(0.05 * factor, rel=0.02)


def test_lowest_mean() -> None:
    """The lowest usual mean lies below the rate by the margin, and never below nothing."""
    assert lowest_mean(DAYS) == pytest.approx(0.05 / 1.25)
    assert lowest_mean([(1000.0, 0.0), (1000.0, 1.0)]) == 0.0


@pytest.mark.parametrize(
    "days", [[], [(100.0, 1.0)], [(100.0, 1.0), (0.0, 0.0)]], ids=["none", "one", "one and empty"]
)
def test_too_few_days(days: list[tuple[float, float]]) -> None:
    """Less than two days with units make no baseline."""
    with pytest.raises(ValueError, match="two days"):
        highest_mean(days)


def test_student_is_never_too_small() -> None:
    """Few days have wide bounds, and more days never wider ones."""
    quantiles = [student(freedom) for freedom in range(1, 40)]
    assert quantiles == sorted(quantiles, reverse=True)
    assert quantiles[0] > 12
    assert quantiles[12] == 2.16


def test_seasons() -> None:
    """An hour of many units has its own factor, one of few hardly any, and none beyond a half."""
    factors = seasons({0: (100_000, 6_000), 1: (10, 10), 2: (100_000, 90_000), 3: (0, 0)}, 0.05)
    assert factors[0] == pytest.approx(1.2, rel=0.01)
    assert factors[2] == 1.5
    assert 3 not in factors
    held = _baseline(0.05, {0: 1.2, 1: 0.7})
    assert held.highest_at(0) == pytest.approx(1.2 * held.highest)
    assert held.highest_at(1) == held.highest  # patience only
    assert held.lowest_at(1) == pytest.approx(0.7 * held.lowest)


def _baseline(rate: float, factors: dict[int, float] | None = None) -> Baseline:
    return Baseline(
        units=10_000,
        count=10_000 * rate,
        highest=1.25 * rate,
        lowest=rate / 1.25,
        gross=gross_mean(1.25 * rate),
        days=14,
        seasons=factors or {},
    )


@pytest.mark.parametrize(
    ("times", "over"), [pytest.param(2.0, 0, id="doubled"), pytest.param(0.5, 1, id="halved")]
)
def test_recovery_is_sure(times: float, over: int) -> None:
    """A rate that is still doubled is never called usual again within a week; a low one is."""
    baseline, hour = _baseline(0.02), timedelta(hours=1)
    for seed in range(30):
        rng, detector, found = seeded(seed), Detector(), False
        for at, n in enumerate(counts(60, 168, rng)):
            k = bad(n, 0.02 * times, 0.02, rng)
            values = (1.0,) * k + (0.0,) * (n - k)
            tally = Tally(START + at * hour, START + (at + 1) * hour, values)
            detector = detector.after(tally, window_factors(tally, baseline, Way.RISE))
            found = found or (at >= 48 and recovered(detector, baseline, Way.RISE))
        assert found == bool(over)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        pytest.param(5, None, id="too early"),
        pytest.param(8, "provisional", id="provisional"),
        pytest.param(14, "complete", id="complete"),
    ],
)
def test_learning(day: int, kind: str | None) -> None:
    """First nothing is known, then something for the time being, then it is settled."""
    learning = Learning(REFUSALS)
    for at in range(day):
        learning.add(START + timedelta(days=at), [0.0] * 190 + [1.0] * 10)
    found = learning.baseline(date(2026, 10, 5) + timedelta(days=day), Statistics())
    told = None if found is None else "provisional" if found.provisional else "complete"
    assert told == kind
    if found is not None:
        assert found.rate == pytest.approx(0.05)
        assert found.days == (day - 2 if found.provisional else day)


def test_intervals() -> None:
    """Wilson's interval holds the rate, Newcombe's the difference; certainty is never claimed."""
    assert wilson(0, 20) == pytest.approx((0.0, 0.161), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    assert newcombe((48, 80), (56, 70)) == pytest.approx((0.0524, 0.3339), abs=0.0005)


def test_sketch() -> None:
    """Quantiles are right within two per cent, and counts beyond a value are whole."""
    bins = Counter(map(bin_of, range(1, 1001)))
    assert quantile(bins, 0.5) == pytest.approx(500, rel=0.025)
    assert quantile(bins, 0.95) == pytest.approx(950, rel=0.025)
    assert below(bins, 125) == pytest.approx(125, rel=0.04)
    assert above(bins, 950) == pytest.approx(50, rel=0.4)
    assert quantile(Counter([bin_of(0)]), 0.5) == 0.0
    with pytest.raises(ValueError, match="empty"):
        quantile(Counter(), 0.5)


def test_thresholds() -> None:
    """A page may come once in twelve months and stream, and fewer streams' worth when many run."""
    few = thresholds(60, streams=3, warns=1, pages=1 / 12, portfolio=1)
    assert few.warn == 720
    assert few.page == pytest.approx(8640)
    assert thresholds(60, streams=100, warns=1, pages=1 / 12, portfolio=1).page == 72_000
    assert promise(8640, 60).days == 360
    assert promise(34_560, 15).days == 360


@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_a_new_version_is_promised_by_deployments(minutes: int) -> None:
    """The lower threshold holds for two days: of five harmless versions one alarms at most."""
    new = thresholds(minutes, streams=3, warns=1, pages=1 / 12, portfolio=1).new
    told = promise(new, minutes)
    assert (told.alarms, told.days, told.deployments) == (1, None, 5)


@pytest.mark.parametrize(("usual", "gross"), [(0.02, 0.12), (0.2, 0.4), (0.6, 0.9), (0.95, 0.95)])
def test_gross_mean(usual: float, gross: float) -> None:
    """The quick test's mean is far above the usual, and never below it."""
    assert gross_mean(usual) == pytest.approx(gross)
