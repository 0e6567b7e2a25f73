"""A detector's rate set right by labels: unbiased, narrower than labels alone, honest about few."""

import statistics
from collections.abc import Sequence
from random import Random

import pytest

from raimon.bias.prevalence import FEWEST, Corrected, Reviewed, corrected, precision

RECALL, FALSE_ALARMS, RATE = 0.8, 0.05, 0.2


@pytest.mark.parametrize(
    ("prevalence", "recall", "false_alarms", "expected"),
    [
        pytest.param(0.001, 0.5, 0.007, 0.0667, id="rare"),
        pytest.param(0.5, 0.5, 0.007, 0.986, id="frequent"),
        pytest.param(0.001, 1.0, 0.0, 1.0, id="never wrong"),
        pytest.param(0.0, 1.0, 0.1, 0.0, id="never there"),
    ],
)
def test_precision(prevalence: float, recall: float, false_alarms: float, expected: float) -> None:
    """The rarer a thing is, the fewer findings are right."""
    assert precision(prevalence, recall, false_alarms) == pytest.approx(expected, rel=1e-2)


def test_no_precision() -> None:
    """A detector that finds nothing has none."""
    with pytest.raises(ValueError, match="finds nothing"):
        precision(0.0, 0.5, 0.0)


def _population(random: Random, units: int) -> list[Reviewed]:
    told = []
    for _ in range(units):
        truth = random.random() < RATE
        said = random.random() < (RECALL if truth else FALSE_ALARMS)
        told.append(Reviewed(float(truth), float(said)))
    return told


def _corrected(everybody: Sequence[Reviewed], reviewed: Sequence[Reviewed]) -> Corrected:
    told = corrected(sum(each.predicted for each in everybody), len(everybody), reviewed)
    assert told is not None
    return told


def test_labels_take_the_bias_out() -> None:
    """Over many samples the rate is right, its interval holds it, and is narrower than labels'."""
    random = Random(3)  # noqa: S311 - a simulation
    everybody = _population(random, 2000)
    truth = statistics.fmean(each.truth for each in everybody)
    told = [_corrected(everybody, random.sample(everybody, 120)) for _ in range(300)]
    held = [each.interval[0] <= truth <= each.interval[1] for each in told]
    width = statistics.fmean(each.interval[1] - each.interval[0] for each in told)
    alone = 2 * 1.96 * (truth * (1 - truth) / 120) ** 0.5
    assert statistics.fmean(each.rate for each in told) == pytest.approx(truth, abs=0.01)
    assert statistics.fmean(held) >= 0.92
    assert width < 0.85 * alone
    assert abs(told[0].measured - truth) > 0


@pytest.mark.parametrize("labels", [30, 100])
@pytest.mark.parametrize(
    ("rate", "recall", "false_alarms"),
    [
        pytest.param(0.02, 0.7, 0.01, id="rare"),
        pytest.param(0.05, 0.7, 0.02, id="seldom"),
        pytest.param(0.2, 0.8, 0.05, id="frequent"),
        pytest.param(0.5, 0.9, 0.05, id="half"),
    ],
)
def test_coverage(rate: float, recall: float, false_alarms: float, labels: int) -> None:
    """The 95 % interval holds the true rate in nine of ten samples at least, also of few labels."""
    random, held = Random(7), []  # noqa: S311 - a simulation
    for _ in range(200):
        bad = random.binomialvariate(labels, rate)
        hits = random.binomialvariate(bad, recall)
        alarms = random.binomialvariate(labels - bad, false_alarms)
        drawn = [Reviewed(1.0, 1.0)] * hits + [Reviewed(1.0, 0.0)] * (bad - hits)
        drawn += [Reviewed(0.0, 1.0)] * alarms + [Reviewed(0.0, 0.0)] * (labels - bad - alarms)
        flagged = rate * recall + (1 - rate) * false_alarms
        others = random.binomialvariate(1000 - labels, flagged)
        told = corrected(hits + alarms + others, 1000, drawn)
        held.append(told is not None and told.interval[0] <= rate <= told.interval[1])
    assert statistics.fmean(held) >= 0.9


def test_a_review_of_findings_first() -> None:
    """Where findings are reviewed more often than the rest, probabilities keep the rate right."""
    random = Random(4)  # noqa: S311 - a simulation
    everybody = _population(random, 4000)
    truth = statistics.fmean(each.truth for each in everybody)
    rates, blind = [], []
    for _ in range(60):
        drawn = [
            Reviewed(each.truth, each.predicted, chance)
            for each in everybody
            if random.random() < (chance := 0.3 if each.predicted else 0.05)
        ]
        rates.append(_corrected(everybody, drawn).rate)
        alike = [Reviewed(each.truth, each.predicted) for each in drawn]
        blind.append(_corrected(everybody, alike).rate)
    assert statistics.fmean(rates) == pytest.approx(truth, abs=0.01)
    assert abs(statistics.fmean(blind) - truth) > 0.02


def test_a_useless_detector_has_no_weight() -> None:
    """Predictions that have nothing to do with the truth are left aside."""
    random = Random(5)  # noqa: S311 - a simulation
    everybody = [
        Reviewed(float(random.random() < RATE), float(random.random() < 0.5)) for _ in range(1000)
    ]
    told = _corrected(everybody, everybody[:200])
    assert told.weight < 0.2
    assert told.rate == pytest.approx(
        statistics.fmean(each.truth for each in everybody[:200]), abs=0.03
    )


def test_few_labels_set_nothing_right() -> None:
    """With too few labels, or more labels than units, nothing is claimed."""
    one = Reviewed(1.0, 1.0)
    assert corrected(5, 100, [one] * (FEWEST - 1)) is None
    assert corrected(5, FEWEST - 1, [one] * FEWEST) is None


@pytest.mark.parametrize("truth", [0.0, 1.0])
def test_labels_that_are_all_alike(truth: float) -> None:
    """Where every label is the same the interval still has a width."""
    told = corrected(100 * truth, 100, [Reviewed(truth, truth)] * 20)
    assert told is not None
    assert told.rate == truth
    assert told.interval[1] - told.interval[0] > 0.1
