"""How alike the units of an hour are, and how much less they tell for it."""

from collections.abc import Sequence

import pytest

from raimon.windows.clustering import ASSUMED, Alikeness, Clusters, design_effect, fresh
from raimon.windows.once import clustered_tail, correlation_of, tail
from tests.unit.windows.traffic import bad, seeded
from tests.unit.windows.versions import clusters

_SIXTY = clusters([(60, 20)])


def _hours(count: int, units: int, rate: float, correlation: float, seed: int) -> Clusters:
    rng = seeded(seed)
    return clusters([(units, bad(units, rate, correlation, rng)) for _ in range(count)])


@pytest.mark.parametrize("correlation", [0.0, 0.02, 0.05, 0.2])
def test_correlation_is_found(correlation: float) -> None:
    """The estimate is the correlation that the hours were made with."""
    told = _hours(600, 60, 0.3, correlation, 1).correlation()
    assert told is not None
    assert told[0] == pytest.approx(correlation, abs=0.2 * correlation + 0.003)


def test_units_one_by_one() -> None:
    """Taken in one after the other, in parts that are joined, units give the same sums."""
    rng = seeded(2)
    found = [(n, bad(n, 0.4, 0.1, rng)) for n in (5, 1, 30, 12, 7, 60, 2, 9)]
    halves = [Clusters(), Clusters()]
    for hour, (n, k) in enumerate(found):
        for unit in range(n):
            halves[hour % 2].add(hour, float(unit < k))
    halves[0].join(halves[1])
    expected = clusters(found)
    assert halves[0].size() == pytest.approx(expected.size())
    assert halves[0].correlation() == pytest.approx(expected.correlation())


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([], id="nothing"),
        pytest.param([(60, 30)], id="one hour"),
        pytest.param([(1, 1)] * 50, id="one unit an hour"),
    ],
)
def test_too_little_is_known(found: Sequence[tuple[int, int]]) -> None:
    """Where no two units share an hour, or too few hours are known, nothing is claimed."""
    assert clusters(found).correlation() is None


@pytest.mark.parametrize(
    ("known", "effect"),
    [
        pytest.param(None, 1 + 59 * ASSUMED, id="unknown: assumed"),
        pytest.param(_hours(600, 60, 0.3, 0.1, 4), 1 + 59 * 0.1, id="alike"),
        pytest.param(clusters([(60, 18)] * 200), 1.0, id="less than chance counts as none"),
        pytest.param(clusters([(60, 0)] * 200), 1.0, id="what never happens"),
    ],
)
def test_design_effect(known: Clusters | None, effect: float) -> None:
    """Sixty units of one hour tell as much as sixty over the effect of independent ones."""
    new = Alikeness(_SIXTY, Clusters())
    before = Alikeness(known, Clusters()) if known else None
    assert design_effect(before, new) == pytest.approx(effect, rel=0.12)


def test_what_is_hardly_known_is_near_what_is_assumed() -> None:
    """A few hours of a few units move the assumed correlation a little, whatever they show."""
    for unlike in (clusters([(2, 1)] * 8), clusters([(2, 0), (2, 2)] * 4)):
        effect = design_effect(Alikeness(unlike, Clusters()), Alikeness(_SIXTY, Clusters()))
        assert effect == pytest.approx(1 + 59 * ASSUMED, abs=120 * ASSUMED)


def test_days_count_too() -> None:
    """Days that differ while hours hold one unit each inflate the variance of one day's units."""
    rng = seeded(5)
    days = clusters([(20, bad(20, 0.3, 0.3, rng)) for _ in range(200)])
    before = Alikeness(clusters([(1, 0)] * 4000), days)
    new = Alikeness(clusters([(1, 0)] * 20), clusters([(20, 6)]))
    assert design_effect(before, new) == pytest.approx(1 + 19 * 0.3, rel=0.2)


def test_nothing_new_has_no_effect() -> None:
    """A value that no unit of the new version has inflates nothing."""
    assert design_effect(fresh(), None) == 1.0


@pytest.mark.parametrize("count", [1, 5, 12, 20])
def test_tail_without_correlation(count: int) -> None:
    """Without correlation the tail is the exact one, and with it a heavy one, never below it."""
    exact = tail(count, 20, 0.2)
    assert clustered_tail(count, 20, 0.2, 0.0) == exact
    assert clustered_tail(count, 20, 0.2, 1e-5) == pytest.approx(exact, rel=0.01)
    if count > 4:
        assert clustered_tail(count, 20, 0.2, 0.1) > exact


def test_tail_is_that_of_one_hour() -> None:
    """A count as high as the tail says comes as often as it says when an hour shares its rate."""
    rng, units, rate, correlation = seeded(6), 60, 0.2, 0.05
    found = sum(bad(units, rate, correlation, rng) >= 21 for _ in range(20_000)) / 20_000
    assert clustered_tail(21, units, rate, correlation) == pytest.approx(found, rel=0.1)
    assert correlation_of(1 + 59 * correlation, units) == pytest.approx(correlation)
