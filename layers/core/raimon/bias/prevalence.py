"""What a detector's count is worth: its precision where a thing is rare, and its rate set right.

Labels that people gave to a random sample take the detector's bias out of its rate
(prediction-powered inference; Angelopoulos and others, 2023): the fewer of its calls are wrong, the
more its predictions on everything else narrow the interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from raimon.interval import NORMAL

FEWEST: Final = 10  # labels below which nothing is set right
_WIDER_OF_FEW: Final = 1.2  # Student's quantile is about 1 + 1.2 / n times the normal one
_KINDS: Final = ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))  # what is true, what was said


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One unit that a person judged: what is true of it, and what the detector said."""

    truth: float
    predicted: float
    probability: float = 1.0  # with which it was drawn for review, up to a common factor


@dataclass(frozen=True, slots=True)
class Corrected:
    """A rate set right by labels, with its 95 % interval."""

    rate: float
    interval: tuple[float, float]
    measured: float  # the detector's own rate
    reviewed: int
    weight: float  # of the detector's predictions, from 0 (labels alone) to 1


def precision(prevalence: float, recall: float, false_alarms: float) -> float:
    """Return which share of a detector's findings is right, where the thing is so rare.

    Raises:
        ValueError: where nothing would ever be found.

    """
    right, wrong = prevalence * recall, (1 - prevalence) * false_alarms
    if right + wrong <= 0:
        message = "a detector that finds nothing has no precision"
        raise ValueError(message)
    return right / (right + wrong)


def corrected(flagged: float, units: int, reviewed: Sequence[Reviewed]) -> Corrected | None:
    """Return the rate set right; None with too few labels.

    Args:
        flagged: the sum of the detector's predictions over all units.
        units: all units, the reviewed ones included.
        reviewed: the labelled ones, drawn at random, or with the probabilities that they tell.

    """
    if len(reviewed) < FEWEST or units < len(reviewed):
        return None
    measured, weights = flagged / units, _weights(reviewed)
    weight = _weight(reviewed, weights, units)
    errors = [each.truth - weight * each.predicted for each in reviewed]
    rate = weight * measured + _mean(errors, weights)
    spread = weight * weight * measured * (1 - measured) / units + _error(errors, weights, weight)
    wide = _quantile(len(reviewed)) * math.sqrt(spread)
    interval = max(rate - wide, 0.0), min(rate + wide, 1.0)
    return Corrected(min(max(rate, 0.0), 1.0), interval, measured, len(reviewed), weight)


def _weights(reviewed: Sequence[Reviewed]) -> list[float]:
    """Return what each stands for: one that was seldom drawn stands for many."""
    raw = [1 / each.probability for each in reviewed]
    total = math.fsum(raw)
    return [each / total for each in raw]


def _weight(reviewed: Sequence[Reviewed], weights: Sequence[float], units: int) -> float:
    """Return how far predictions are to be trusted: the weight that narrows the interval most."""
    truth, predicted = _mean([r.truth for r in reviewed], weights), [r.predicted for r in reviewed]
    mean = _mean(predicted, weights)
    variance = _mean([(each - mean) ** 2 for each in predicted], weights)
    if variance <= 0:
        return 0.0
    covariance = _mean([(r.truth - truth) * (r.predicted - mean) for r in reviewed], weights)
    return min(max(covariance / ((1 + len(reviewed) / units) * variance), 0.0), 1.0)


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(value * weight for value, weight in zip(values, weights, strict=True))


def _error(errors: Sequence[float], weights: Sequence[float], weight: float) -> float:
    """Return the variance of the weighted mean of errors that were drawn independently.

    One label more of each kind is reckoned with: errors that nobody has seen yet have no spread,
    and an interval that leaves them out holds the truth too seldom.
    """
    labels, kinds = len(errors), [truth - weight * said for truth, said in _KINDS]
    shares = [*(share * labels for share in weights), *(1.0 for _ in kinds)]
    values, total = [*errors, *kinds], math.fsum(shares)
    mean = math.fsum(value * share for value, share in zip(values, shares, strict=True)) / total
    squares = zip(values, shares, strict=True)
    widened = labels / (labels - 1) / total**2
    return widened * math.fsum((share * (value - mean)) ** 2 for value, share in squares)


def _quantile(labels: int) -> float:
    """Return how many standard errors a 95 % interval spans to either side, of so few labels."""
    return NORMAL * (1 + _WIDER_OF_FEW / labels)
