"""Each metric with its interval, the units behind it, and what chance alone would show."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from statistics import NormalDist
from typing import Final

from raimon.bias import metrics
from raimon.bias.observed import (
    Confusion,
    Counts,
    Observed,
    Sides,
    Undefined,
    UndefinedError,
    confusion,
    total,
)
from raimon.interval import NORMAL, newcombe, wilson

REPLICATES: Final = 1000
_SEED: Final = 20_260_101  # any: the same counts must give the same interval everywhere
_MOST_UNDEFINED: Final = 0.1  # of the replicates; beyond that an interval says nothing
_TAIL: Final = 0.025
_CHANCE: Final = 0.95
_NORMAL: Final = NormalDist()

type Interval = tuple[float, float]
type Exact = Callable[[Sides], Interval]
type Rate = Callable[[Counts], tuple[float, float]]  # of one side: count and units


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric by Clarify's abbreviation: how it is told, and its value without any bias.

    `exact` gives a closed interval; without it the interval is bootstrapped. A `distance` can't be
    below its fair value, so what chance alone shows is told with it.
    """

    name: str
    measure: metrics.Measure
    fair: float = 0.0
    exact: Exact | None = None
    distance: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric's value for a group against the rest, or the reason why there is none."""

    name: str
    fair: float
    group_units: int
    rest_units: int
    value: float | None = None
    interval: Interval | None = None  # 95 %
    by_chance: float | None = None  # 95 % of equal groups of these sizes show less than this
    reason: Undefined | None = None

    @property
    def differs(self) -> bool:
        """Return whether the interval leaves the fair value out, and chance wouldn't show it."""
        if self.interval is None or self.value is None:
            return False
        if self.by_chance is not None:
            return self.value > self.by_chance
        return not self.interval[0] <= self.fair <= self.interval[1]


def measured(sides: Sides) -> tuple[Measured, ...]:
    """Return all metrics of a group against the rest, in Clarify's order."""
    samples = _Samples(sides)
    return (*(_measured(metric, sides, samples) for metric in METRICS), _flip_test(sides))


def _measured(metric: Metric, sides: Sides, samples: "_Samples") -> Measured:
    group, rest = sides.units
    told = Measured(metric.name, metric.fair, group, rest)
    try:
        value = metric.measure(sides)
        interval = metric.exact(sides) if metric.exact else _bootstrapped(metric, value, samples)
    except UndefinedError as error:
        return _without_value(told, error.reason)
    by_chance = _by_chance(metric, samples) if metric.distance else None
    return Measured(metric.name, metric.fair, group, rest, value, interval, by_chance)


def _flip_test(sides: Sides) -> Measured:
    """Return FT's place: neighbours don't tell what the model would have said; swapped pairs do."""
    return _without_value(Measured("FT", 0.0, *sides.units), Undefined.NEEDS_PAIRS)


def _without_value(told: Measured, reason: Undefined) -> Measured:
    return Measured(told.name, told.fair, told.group_units, told.rest_units, reason=reason)


# --- Intervals in closed form ---


def _imbalance(sides: Sides) -> Interval:
    group, rest = sides.units
    low, high = wilson(group, group + rest)
    return 1 - 2 * high, 1 - 2 * low


def _ratio(sides: Sides) -> Interval:
    """Return Katz's interval of DI, half a unit added to each cell."""
    group, rest = (_positives(side)[0] + metrics.PSEUDO_COUNT for side in (sides.group, sides.rest))
    group_units, rest_units = sides.group_total + 1, sides.rest_total + 1
    centre = math.log(group / group_units) - math.log(rest / rest_units)
    width = NORMAL * math.sqrt(1 / group - 1 / group_units + 1 / rest - 1 / rest_units)
    return math.exp(centre - width), math.exp(centre + width)


def _difference(rate: Rate, *, of_group: bool = False) -> Exact:
    """Return Newcombe's interval of rest less group, or of group less rest."""

    def exact(sides: Sides) -> Interval:
        rest, group = rate(sides.rest), rate(sides.group)
        return newcombe(rest, group) if of_group else newcombe(group, rest)

    return exact


def _positives(counts: Counts) -> tuple[float, float]:
    return total(counts, lambda one: one.positive), sum(counts.values())


def _of_labelled(part: Callable[[Confusion], tuple[float, float]]) -> Rate:
    return lambda counts: part(confusion(counts))


# --- Intervals by resampling ---


class _Samples:
    """Both sides drawn anew, as they are and from both together: the same for all metrics."""

    def __init__(self, sides: Sides) -> None:
        """Draw nothing yet: where no metric resamples, nothing is drawn."""
        self._sides = sides

    @cached_property
    def as_they_are(self) -> list[Sides]:
        """Return samples in which each side is resampled as it is."""
        group, rest = _Drawn(self._sides.group), _Drawn(self._sides.rest)
        return self._drawn(group, rest)

    @cached_property
    def of_chance(self) -> list[Sides]:
        """Return samples in which both sides come from both together."""
        pooled = dict(self._sides.group)
        for one, count in self._sides.rest.items():
            pooled[one] = pooled.get(one, 0) + count
        both = _Drawn(pooled)
        return self._drawn(both, both)

    def _drawn(self, group: "_Drawn", rest: "_Drawn") -> list[Sides]:
        random = Random(_SEED)  # noqa: S311 - statistics, not secrets
        group_units, rest_units = self._sides.group_total, self._sides.rest_total
        return [
            Sides(group.again(random, group_units), rest.again(random, rest_units))
            for _ in range(REPLICATES)
        ]


def _bootstrapped(metric: Metric, value: float, samples: _Samples) -> Interval | None:
    """Return Efron's bias-corrected percentile interval, both sides resampled as they are."""
    told = _replicates(metric.measure, samples.as_they_are)
    if len(told) < (1 - _MOST_UNDEFINED) * REPLICATES:
        return None
    below = sum(one < value for one in told) + sum(one == value for one in told) / 2
    shift = 2 * _NORMAL.inv_cdf(min(max(below, 0.5), len(told) - 0.5) / len(told))
    return _quantile(told, _NORMAL.cdf(shift - NORMAL)), _quantile(
        told, _NORMAL.cdf(shift + NORMAL)
    )


def _by_chance(metric: Metric, samples: _Samples) -> float | None:
    """Return the 95 % quantile of the metric for two sides drawn from both together."""
    told = _replicates(metric.measure, samples.of_chance)
    return _quantile(told, _CHANCE) if told else None


def _replicates(measure: metrics.Measure, samples: Iterable[Sides]) -> list[float]:
    told: list[float] = []
    for sample in samples:
        try:
            told.append(measure(sample))
        except UndefinedError:
            continue
    return sorted(told)


class _Drawn:
    """Counts as a multinomial distribution to draw from, one binomial a cell."""

    def __init__(self, counts: Mapping[Observed, int]) -> None:
        """Keep each cell with its share of what is left after the cells before it."""
        left, self._cells = sum(counts.values()), []
        for one, count in counts.items():
            self._cells.append((one, count / left if left else 0.0))
            left -= count

    def again(self, random: Random, units: int) -> Counts:
        """Return counts of so many units."""
        told: dict[Observed, int] = {}
        for one, part in self._cells:
            if not units:
                break
            told[one] = random.binomialvariate(units, min(part, 1.0))
            units -= told[one]
        return told


def _quantile(ordered: Sequence[float], level: float) -> float:
    return ordered[min(int(level * len(ordered)), len(ordered) - 1)]


METRICS: Final = (
    Metric("CI", metrics.class_imbalance, exact=_imbalance),
    Metric(
        "DPL",
        metrics.label_gap,
        exact=_difference(_of_labelled(lambda of: (of.tp + of.fn, of.labelled))),
    ),
    Metric("DPPL", metrics.positive_gap, exact=_difference(_positives)),
    Metric("DI", metrics.disparate_impact, fair=1.0, exact=_ratio),
    Metric("CDDL", metrics.conditional_label_disparity),
    Metric("CDDPL", metrics.conditional_disparity),
    Metric("KL", metrics.kullback_leibler, distance=True),
    Metric("JS", metrics.jensen_shannon, distance=True),
    Metric("LP", metrics.l2_norm, distance=True),
    Metric("TVD", metrics.total_variation, distance=True),
    Metric("KS", metrics.kolmogorov_smirnov, distance=True),
    Metric("DCA", metrics.acceptance_gap),
    Metric("DCR", metrics.rejection_gap),
    Metric(
        "RD",
        metrics.recall_gap,
        exact=_difference(_of_labelled(lambda of: (of.tp, of.tp + of.fn))),
    ),
    Metric(
        "SD",
        metrics.specificity_gap,
        exact=_difference(_of_labelled(lambda of: (of.tn, of.tn + of.fp)), of_group=True),
    ),
    Metric(
        "DAR",
        metrics.precision_gap,
        exact=_difference(_of_labelled(lambda of: (of.tp, of.tp + of.fp))),
    ),
    Metric(
        "DRR",
        metrics.negative_precision_gap,
        exact=_difference(_of_labelled(lambda of: (of.tn, of.tn + of.fn)), of_group=True),
    ),
    Metric(
        "AD",
        metrics.accuracy_gap,
        exact=_difference(_of_labelled(lambda of: (of.tp + of.tn, of.labelled))),
    ),
    Metric("TE", metrics.treatment_gap),
    Metric("TE (per unit)", metrics.error_balance_gap),
    Metric("GE", metrics.generalised_entropy),
)
