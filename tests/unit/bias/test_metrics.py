"""The metrics as Clarify publishes them where both sides have all outcomes, and right elsewhere."""

import math
from collections.abc import Callable, Mapping

import pytest

from raimon.bias import metrics
from raimon.bias.observed import Observed, Sides, Undefined, UndefinedError, counts_of


def sides(group: Mapping[str, int], rest: Mapping[str, int]) -> Sides:
    """Return sides with so many of each outcome; `yes` is the good one."""

    def counts(told: Mapping[str, int]) -> dict[Observed, int]:
        return {Observed(name, name == "yes"): count for name, count in told.items()}

    return Sides(counts(group), counts(rest))


def labelled(group: tuple[int, int, int, int], rest: tuple[int, int, int, int]) -> Sides:
    """Return sides from TP, FP, FN, TN."""

    def counts(told: tuple[int, int, int, int]) -> dict[Observed, int]:
        cells = ((True, True), (True, False), (False, True), (False, False))
        return {
            Observed(str(given), given, due): count
            for (given, due), count in zip(cells, told, strict=True)
        }

    return Sides(counts(group), counts(rest))


D, A = (20, 10, 15, 55), (50, 20, 10, 120)  # TP FP FN TN of the group and of the rest


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (metrics.class_imbalance, (200 - 100) / 300),
        (metrics.positive_gap, 70 / 200 - 30 / 100),
        (metrics.label_gap, 60 / 200 - 35 / 100),
        (metrics.disparate_impact, (30 / 100) / (70 / 200)),
        (metrics.acceptance_gap, 60 / 70 - 35 / 30),
        (metrics.rejection_gap, 65 / 70 - 140 / 130),
        (metrics.recall_gap, 50 / 60 - 20 / 35),
        (metrics.specificity_gap, 55 / 65 - 120 / 140),
        (metrics.precision_gap, 50 / 70 - 20 / 30),
        (metrics.negative_precision_gap, 55 / 70 - 120 / 130),
        (metrics.accuracy_gap, 170 / 200 - 75 / 100),
        (metrics.treatment_gap, 15 / 10 - 10 / 20),
        (metrics.error_balance_gap, 5 / 100 - -10 / 200),
    ],
)
def test_published_formulas(measure: metrics.Measure, expected: float) -> None:
    """The value is that of Clarify's documentation, sign included."""
    assert measure(labelled(D, A)) == pytest.approx(expected)


def test_generalised_entropy() -> None:
    """GE is half the squared coefficient of variation of the benefits."""
    benefits = [0] * 25 + [1] * 245 + [2] * 30
    mean = sum(benefits) / len(benefits)
    variation = sum((benefit / mean - 1) ** 2 for benefit in benefits) / len(benefits)
    assert metrics.generalised_entropy(labelled(D, A)) == pytest.approx(variation / 2)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (metrics.kullback_leibler, 0.7 * math.log(0.7 / 0.4) + 0.3 * math.log(0.3 / 0.6)),
        (metrics.l2_norm, math.sqrt(0.3**2 + 0.3**2)),
        (metrics.total_variation, 0.3),
        (metrics.kolmogorov_smirnov, 0.3),
        (
            lambda both: metrics.jensen_shannon(both) * math.log(2),
            0.5
            * (
                0.7 * math.log(0.7 / 0.55)
                + 0.3 * math.log(0.3 / 0.45)
                + 0.4 * math.log(0.4 / 0.55)
                + 0.6 * math.log(0.6 / 0.45)
            ),
        ),
    ],
    ids=["KL", "LP", "TVD", "KS", "JS in nats"],
)
def test_divergences_agree_where_supports_do(
    measure: Callable[[Sides], float], expected: float
) -> None:
    """With all outcomes on both sides the values are Clarify's; JS differs by its unit alone."""
    both = sides({"yes": 40, "no": 60}, {"yes": 70, "no": 30})
    assert measure(both) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("group", "rest", "distance"),
    [
        ({"yes": 50, "refuse": 50}, {"yes": 50, "hedge": 50}, 0.5),
        ({"yes": 60, "refuse": 40}, {"yes": 90, "hedge": 10}, 0.4),
        ({"refuse": 10}, {"hedge": 10}, 1.0),
    ],
)
def test_disjoint_tails_count(
    group: Mapping[str, int], rest: Mapping[str, int], distance: float
) -> None:
    """Where one side lacks an outcome, `smclarify` drops it and shows less, or nothing at all."""
    both = sides(group, rest)
    assert metrics.total_variation(both) == pytest.approx(distance)
    assert metrics.jensen_shannon(both) > 0
    assert 0 < metrics.kullback_leibler(both) < math.inf


def test_ratio_without_good_outcomes_on_one_side() -> None:
    """DI is finite where the rest has no good outcome, and has none where nobody has one."""
    assert 1 < metrics.disparate_impact(sides({"yes": 5, "no": 5}, {"no": 10})) < math.inf
    with pytest.raises(UndefinedError) as told:
        metrics.disparate_impact(sides({"no": 10}, {"no": 10}))
    assert told.value.reason is Undefined.NO_POSITIVE


@pytest.mark.parametrize(
    ("measure", "given", "reason"),
    [
        (metrics.class_imbalance, Sides({}, {}), Undefined.NO_UNITS),
        (metrics.positive_gap, sides({}, {"yes": 1}), Undefined.NO_UNITS),
        (metrics.recall_gap, sides({"yes": 3}, {"yes": 3}), Undefined.NO_LABEL),
        (metrics.recall_gap, labelled((0, 1, 0, 1), A), Undefined.NO_POSITIVE),
        (metrics.treatment_gap, labelled((5, 0, 3, 2), A), Undefined.NO_FALSE_POSITIVE),
        (metrics.conditional_disparity, sides({"yes": 3}, {"yes": 3}), Undefined.NO_STRATUM),
        (
            metrics.generalised_entropy,
            labelled((0, 0, 3, 0), (0, 0, 2, 0)),
            Undefined.NO_BENEFIT,
        ),
    ],
)
def test_a_reason_instead_of_infinity(
    measure: metrics.Measure, given: Sides, reason: Undefined
) -> None:
    """What can't be told is no number: the reason is."""
    with pytest.raises(UndefinedError) as told:
        measure(given)
    assert told.value.reason is reason


def test_simpsons_paradox() -> None:
    """A gap that comes from who asks where alone disappears within the strata."""
    group = counts_of(
        [Observed("yes", True, None, "hard")] * 20  # noqa: FBT003 - the fields of an observation
        + [Observed("no", False, None, "hard")] * 80  # noqa: FBT003 - likewise
        + [Observed("yes", True, None, "easy")] * 16  # noqa: FBT003 - likewise
        + [Observed("no", False, None, "easy")] * 4  # noqa: FBT003 - likewise
    )
    rest = counts_of(
        [Observed("yes", True, None, "hard")] * 4  # noqa: FBT003 - likewise
        + [Observed("no", False, None, "hard")] * 16  # noqa: FBT003 - likewise
        + [Observed("yes", True, None, "easy")] * 80  # noqa: FBT003 - likewise
        + [Observed("no", False, None, "easy")] * 20  # noqa: FBT003 - likewise
    )
    assert metrics.positive_gap(Sides(group, rest)) == pytest.approx(0.4)
    assert metrics.conditional_disparity(Sides(group, rest)) == pytest.approx(0.0, abs=1e-12)
