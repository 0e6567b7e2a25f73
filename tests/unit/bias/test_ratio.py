"""Ratios with intervals that hold what they promise, as they are and within strata."""

from random import Random

import pytest

from raimon.bias.ratio import Ratio, katz, mantel_haenszel

HARD, EASY = ((60.0, 100.0), (6.0, 10.0)), ((1.0, 10.0), (10.0, 100.0))


def test_katz() -> None:
    """The ratio is that of the rates, half a unit added to each cell."""
    told = katz((30, 100), (10, 100))
    assert told.value == pytest.approx(30.5 / 10.5)
    assert told.interval == pytest.approx((1.5238, 5.5373), rel=1e-3)


@pytest.mark.parametrize(
    ("group", "rest"), [((0, 50), (0, 50)), ((5, 5), (0, 50)), ((50, 50), (50, 50))]
)
def test_katz_exists(group: tuple[float, float], rest: tuple[float, float]) -> None:
    """There is a ratio where one side has nothing bad, or nothing else."""
    told = katz(group, rest)
    assert 0 < told.interval[0] <= told.value <= told.interval[1]


def test_simpson() -> None:
    """A group that asks more of what goes badly for everybody has a ratio of 1 within strata."""
    crude = katz((61, 110), (16, 110))
    within = mantel_haenszel([HARD, EASY])
    assert crude.interval[0] > 2
    assert within is not None
    assert within.value == pytest.approx(1.0)
    assert within.interval[0] < 1 < within.interval[1]


def test_one_stratum_is_the_ratio() -> None:
    """Within one stratum it is the ratio of the rates."""
    told = mantel_haenszel([((30, 100), (10, 200))])
    assert told is not None
    assert told.value == pytest.approx(6.0)


@pytest.mark.parametrize(
    "strata",
    [
        pytest.param([], id="none"),
        pytest.param([((0.0, 10.0), (0.0, 10.0))], id="nothing bad"),
        pytest.param([((3.0, 10.0), (0.0, 0.0))], id="one side"),
    ],
)
def test_no_ratio(strata: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Where nothing can be compared there is no ratio, and no infinite one."""
    assert mantel_haenszel(strata) is None


def _covered(told: Ratio | None, truth: float) -> bool:
    return told is not None and told.interval[0] <= truth <= told.interval[1]


def test_coverage() -> None:
    """Both intervals hold the true ratio in nineteen of twenty samples."""
    random = Random(8)  # noqa: S311 - a simulation
    crude = within = 0
    for _ in range(400):
        strata = [
            (
                (random.binomialvariate(n, rate * 2), n),
                (random.binomialvariate(m, rate), m),
            )
            for n, m, rate in ((60, 40, 0.3), (40, 160, 0.1))
        ]
        within += _covered(mantel_haenszel(strata), 2.0)
        crude += _covered(katz(*strata[1]), 2.0)
    assert within / 400 >= 0.92
    assert crude / 400 >= 0.92
