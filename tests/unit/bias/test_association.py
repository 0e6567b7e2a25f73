"""Associations of occupations: planted ones are found, absent ones aren't, few say little."""

import math
from random import Random

import pytest

from raimon.bias.association import Gendered, associations


def drawn(
    seed: int, share: float, *, units: int = 40, occupations: int = 20
) -> dict[str, Gendered]:
    """Return occupations whose people are women with the same probability."""
    random, told = Random(seed), {}  # noqa: S311 - a simulation
    for n in range(occupations):
        women = sum(random.random() < share for _ in range(units))
        told[f"occupation-{n:02}"] = Gendered(women, units - women)
    return told


@pytest.mark.parametrize(("women", "men", "side"), [(38, 2, 1), (2, 38, -1)])
def test_planted(women: int, men: int, side: int) -> None:
    """An occupation that is given to one gender comes first, sure and on its side."""
    told = associations(drawn(1, 0.5) | {"planted": Gendered(women, men)})
    first = told[0]
    assert first.occupation == "planted"
    assert first.stands_out
    assert math.copysign(1, first.shrunk) == side
    assert first.interval[0] < first.log_odds < first.interval[1]
    assert first.chance > 0.97


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_absent(share: float) -> None:
    """Where all are alike hardly one in 400 stands out, however uneven the genders are."""
    loud = [one for seed in range(20) for one in associations(drawn(seed, share)) if one.stands_out]
    assert len(loud) <= 1


def test_few_answers_say_little() -> None:
    """The same share is shrunk more in few answers than in many."""
    told = associations(
        drawn(2, 0.5) | {"few": Gendered(6, 0), "many": Gendered(60, 0), "none": Gendered(4, 0)}
    )
    by_name = {one.occupation: one for one in told}
    assert by_name["few"].shrunk < by_name["many"].shrunk
    assert "none" not in by_name


def test_formula() -> None:
    """Log odds and variance are Woolf's, with half a unit in each cell, against the others."""
    told = associations({"a": Gendered(9, 1), "b": Gendered(5, 5), "c": Gendered(5, 5)})
    first = next(one for one in told if one.occupation == "a")
    assert first.log_odds == pytest.approx(math.log(9.5 / 1.5) - math.log(10.5 / 10.5))
    assert first.share == pytest.approx(0.9)


@pytest.mark.parametrize(
    "counted",
    [{}, {"a": Gendered(9, 1), "b": Gendered(1, 9)}, dict.fromkeys("abc", Gendered(1, 1))],
    ids=["nothing", "two occupations", "too few answers"],
)
def test_too_few(counted: dict[str, Gendered]) -> None:
    """Too few occupations or answers give no figure at all."""
    assert associations(counted) == ()
