"""Intervals hold what they promise, chance is told, and the same counts give the same report."""

import math
from random import Random

import pytest

from raimon.bias.comparison import holm, p_value, smallest_ratio
from raimon.bias.measured import METRICS, Measured, measured
from raimon.bias.observed import Observed, Sides, Undefined, counts_of
from raimon.bias.ranking import ranked
from raimon.bias.scores import kolmogorov_smirnov
from raimon.bias.scores import p_value as p_of_distance

# What needs to know which outcome would have been right.
LABELLED = frozenset(
    {"DPL", "CDDL", "DCA", "DCR", "RD", "SD", "DAR", "DRR", "AD", "TE", "TE (per unit)", "GE"}
)


def drawn(random: Random, rate: float, units: int) -> dict[Observed, int]:
    """Return so many units, each good with that probability, right half of the time."""
    good = [random.random() < rate for _ in range(units)]
    return dict(
        counts_of(
            Observed(str(one), one, random.random() < 0.5, random.choice("xy")) for one in good
        )
    )


def test_every_metric_has_a_value_an_interval_and_units() -> None:
    """With labels and strata no metric but the flip test lacks a value."""
    random = Random(1)  # noqa: S311 - a simulation
    told = measured(Sides(drawn(random, 0.5, 300), drawn(random, 0.5, 500)))
    assert [one.name for one in told] == [*(metric.name for metric in METRICS), "FT"]
    for one in told[:-1]:
        assert one.value is not None, one.name
        assert one.interval is not None, one.name
        assert one.interval[0] <= one.interval[1], one.name
        assert (one.group_units, one.rest_units) == (300, 500)
    assert told[-1].reason is Undefined.NEEDS_PAIRS


def test_without_labels_reasons_stand_for_values() -> None:
    """What needs labels says so."""
    counts = {Observed("a", positive=True): 5, Observed("b", positive=False): 5}
    reasons = {one.name: one.reason for one in measured(Sides(counts, counts))}
    for metric in METRICS:
        expected = Undefined.NO_LABEL if metric.name in LABELLED else None
        if metric.name != "CDDPL":
            assert reasons[metric.name] is expected, metric.name
    assert reasons["CDDPL"] is Undefined.NO_STRATUM


def test_equal_groups_seldom_differ_and_unequal_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of samples without bias few metrics differ; a planted gap shows in each sample."""
    monkeypatch.setattr("raimon.bias.measured.REPLICATES", 300)  # a quantile less sharp, as true
    random = Random(7)  # noqa: S311 - a simulation
    named = ("DPPL", "DI", "TVD", "JS")

    def differing(rate: float) -> float:
        told = [
            measured(Sides(drawn(random, rate, 200), drawn(random, 0.6, 400))) for _ in range(10)
        ]
        flags = [one.differs for sample in told for one in sample if one.name in named]
        return sum(flags) / len(flags)

    assert differing(0.6) <= 0.2
    assert differing(0.4) >= 0.9


def test_the_same_counts_give_the_same_intervals() -> None:
    """Resampling is seeded: a report can be reproduced to the last digit."""
    random = Random(3)  # noqa: S311 - a simulation
    both = Sides(drawn(random, 0.4, 80), drawn(random, 0.5, 90))
    assert measured(both) == measured(both)


def test_chance_isnt_taken_for_a_difference() -> None:
    """A distance counts only beyond what equal groups of these sizes show."""
    one = Measured("TVD", 0.0, 20, 20, value=0.1, interval=(0.05, 0.2), by_chance=0.15)
    assert not one.differs


@pytest.mark.parametrize(
    ("group", "rest", "expected"),
    [
        ((10, 100), (10, 100), 1.0),
        ((30, 100), (60, 100), 2.1e-5),
        ((0, 5), (5, 5), 2 / 252),  # Fisher: one table of 252 as extreme on each side
        ((3, 3), (3, 3), 1.0),
    ],
)
def test_equal_rates(group: tuple[int, int], rest: tuple[int, int], expected: float) -> None:
    """The p is that of the score test, or of Fisher's exact one with few units."""
    assert p_value(group, rest) == pytest.approx(expected, rel=0.05)


def test_holm() -> None:
    """The smallest of three counts three times; none is smaller than one before it."""
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert adjusted == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


def test_smallest_ratio() -> None:
    """More units show smaller differences; without a rate there is nothing to show."""
    few, many = smallest_ratio(0.5, 100, 100), smallest_ratio(0.5, 10_000, 10_000)
    assert few is not None
    assert many is not None
    assert few < 0.7
    assert many > 0.95
    assert smallest_ratio(0.0, 100, 100) is None


def test_small_groups_are_shrunk() -> None:
    """Three bad of four don't stand out among many; forty of two hundred do."""
    told = {f"group {n}": (12, 200) for n in range(12)} | {"tiny": (2, 4), "bad": (40, 200)}
    judged = {one.group: one for one in ranked(told)}
    assert judged["bad"].stands_out
    assert judged["tiny"].rate < 0.5
    assert [one.group for one in judged.values() if one.stands_out] == ["bad"]


def test_two_groups_that_differ_stand_out() -> None:
    """Two groups that differ as much as they can aren't shrunk into one; alike ones are."""
    unlike = {one.group: one for one in ranked({"a": (24, 40), "b": (30, 900)})}
    assert unlike["a"].stands_out
    assert unlike["a"].rate > 0.5
    alike = {one.group: one for one in ranked({"a": (5, 40), "b": (90, 900)})}
    assert not alike["a"].stands_out


def test_fair_groups_dont_stand_out() -> None:
    """Of 20 groups of 15 to 400 units at 6 %, hardly ever one stands out."""
    random = Random(11)  # noqa: S311 - a simulation
    flags = 0
    for _ in range(30):
        told = {}
        for n in range(20):
            units = random.randint(15, 400)
            told[str(n)] = (random.binomialvariate(units, 0.06), units)
        flags += sum(one.stands_out for one in ranked(told))
    assert flags <= 2


def test_numbers() -> None:
    """Kolmogorov and Smirnov's distance is that of the distribution functions."""
    assert kolmogorov_smirnov([1, 2, 3], [1, 2, 3]) == 0
    assert kolmogorov_smirnov([1, 2], [3, 4]) == 1
    assert p_of_distance(0.0, 50, 50) == 1
    assert p_of_distance(1.0, 50, 50) < 1e-6
    assert math.isclose(p_of_distance(0.27, 50, 50), 0.05, abs_tol=0.02)
    with pytest.raises(ValueError, match="at least one value"):
        kolmogorov_smirnov([], [1])
