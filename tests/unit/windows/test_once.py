"""Tests that look once, against figures worked out by other means."""

from collections import Counter
from random import Random

import pytest

from raimon.windows.once import (
    holm,
    mann_whitney,
    mcnemar,
    paired_difference,
    same_kinds,
    tail,
)
from tests.unit.windows.traffic import seeded


@pytest.mark.parametrize(
    ("count", "units", "mean", "chance"),
    [
        pytest.param(0, 10, 0.3, 1.0, id="none is the least there can be"),
        pytest.param(10, 10, 0.5, 0.5**10, id="all of ten coins"),
        pytest.param(9, 10, 0.5, 11 * 0.5**10, id="nine of ten coins or more"),
        pytest.param(2.5, 3, 0.5, 0.5, id="a half is rounded down"),
        pytest.param(1, 5, 0.0, 0.0, id="what never happens"),
        pytest.param(1, 5, 1.0, 1.0, id="what always happens"),
    ],
)
def test_tail(count: float, units: int, mean: float, chance: float) -> None:
    """The chance of so many or more is exact."""
    assert tail(count, units, mean) == pytest.approx(chance)


def test_mcnemar() -> None:
    """Only prompts that changed count; with none nothing is known."""
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 0) == pytest.approx(1 / 32)
    assert mcnemar(9, 1) == pytest.approx(11 / 1024)
    assert mcnemar(1, 9) > 0.99


def test_paired_interval() -> None:
    """The interval holds the difference, narrows with pairs, and stays within one."""
    low, high = paired_difference(20, 4, 200)
    assert low < 16 / 200 < high
    narrow = paired_difference(200, 40, 2000)
    assert narrow[1] - narrow[0] < high - low
    assert paired_difference(10, 0, 10)[1] <= 1


def _bins(rng: Random, shift: int, count: int) -> Counter[int]:
    return Counter(round(rng.gauss(100 + shift, 20)) for _ in range(count))


def test_mann_whitney() -> None:
    """Longer answers are found with their chance to be longer; equal ones are not."""
    rng = seeded(1)
    chance, higher = mann_whitney(_bins(rng, 0, 2000), _bins(rng, 20, 100))
    assert chance < 1e-6
    assert higher == pytest.approx(0.76, abs=0.06)  # the normal distribution at 20 / (20 * 1.414)
    assert mann_whitney(Counter({5: 10}), Counter({5: 10})) == (1.0, 0.5)


@pytest.mark.parametrize("kind", ["mann-whitney", "chi-square"])
def test_chances_are_chances(kind: str) -> None:
    """If nothing changed, a chance below .05 comes about as often as it says."""
    rng, low = seeded(2), 0
    for _ in range(400):
        if kind == "mann-whitney":
            chance, _ = mann_whitney(_bins(rng, 0, 400), _bins(rng, 0, 80))
        else:
            before, after = (
                Counter(rng.choices("abcdef", (30, 20, 20, 15, 10, 5), k=k)) for k in (900, 80)
            )
            chance, _ = same_kinds(before, after)
        low += chance <= 0.05
    assert 5 <= low <= 34  # 20 expected


def test_same_kinds() -> None:
    """Another opening word is found with its distance; one single kind tells nothing."""
    chance, distance = same_kinds({"no": 700, "yes": 300}, {"to": 60, "no": 10})
    assert chance < 1e-9
    assert distance == pytest.approx(6 / 7, abs=0.01)
    assert same_kinds({"stop": 10}, {"stop": 99}) == (1.0, 0.0)


def test_holm() -> None:
    """The smallest chance counts as often as there are tests, and the order is kept."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]
