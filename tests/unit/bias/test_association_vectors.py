"""WEAT's effect is the published one, and its p holds."""

import math
from itertools import combinations
from random import Random
from statistics import fmean, pstdev

import pytest

from raimon.bias.association_vectors import MOST_DRAWN, direction, effect, leaning, unit


def cosine(one: list[float], other: list[float]) -> float:
    """Return the cosine of two vectors."""
    return math.sumprod(one, other) / math.hypot(*one) / math.hypot(*other)


def test_leaning_is_the_published_association() -> None:
    """One product with the direction is the difference of the mean cosines."""
    random = Random(3)  # noqa: S311 - made-up vectors
    w, *rest = [[random.gauss(0, 1) for _ in range(9)] for _ in range(8)]
    first, second = rest[:3], rest[3:]
    wanted = fmean(cosine(w, a) for a in first) - fmean(cosine(w, b) for b in second)
    assert leaning(w, direction(first, second)) == pytest.approx(wanted)


def test_effect_and_exact_p() -> None:
    """Size and p are those of the definition where all splits are looked at."""
    group, rest = [3.0, 2.5, 2.0], [1.0, 0.5, 1.5, 2.2]
    told = effect(group, rest)
    assert told is not None
    both = [*group, *rest]
    assert told.size == pytest.approx((fmean(group) - fmean(rest)) / pstdev(both))
    seen = abs(fmean(group) - fmean(rest))
    splits = list(combinations(range(7), 3))

    def difference(chosen: tuple[int, ...]) -> float:
        inside = [both[n] for n in chosen]
        return abs(fmean(inside) - fmean([both[n] for n in range(7) if n not in chosen]))

    hits = sum(difference(chosen) >= seen - 1e-12 for chosen in splits)
    assert told.exact
    assert told.p == pytest.approx(hits / len(splits))


def test_p_is_fair_without_an_effect() -> None:
    """Of equal sets about one in twenty has p below .05, with drawn splits too."""
    random = Random(4)  # noqa: S311 - a simulation
    told = []
    for _ in range(30):
        values = [random.gauss(0, 1) for _ in range(40)]
        found = effect(values[:15], values[15:])
        assert found is not None
        assert not found.exact
        told.append(found.p)
    assert sum(p < 0.05 for p in told) <= 5
    assert min(told) >= 1 / (MOST_DRAWN + 1)


def test_a_planted_effect_is_found() -> None:
    """Two deviations between thirty and sixty units are beyond chance."""
    random = Random(5)  # noqa: S311 - a simulation
    group = [random.gauss(2, 1) for _ in range(30)]
    found = effect(group, [random.gauss(0, 1) for _ in range(60)])
    assert found is not None
    assert found.size > 1
    assert found.p < 0.001


@pytest.mark.parametrize(
    ("group", "rest"),
    [([], [1.0]), ([1.0], []), ([1.0, 1.0], [1.0])],
    ids=["no group", "no rest", "no spread"],
)
def test_no_effect_can_be_told(group: list[float], rest: list[float]) -> None:
    """Without units or spread there is no figure."""
    assert effect(group, rest) is None


def test_nothing_has_no_direction() -> None:
    """A vector without length stays as it is."""
    assert unit([0.0, 0.0]) == (0.0, 0.0)
