"""What the rows say of each group: counts, rates with intervals, metrics, and who stands out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from types import MappingProxyType
from typing import Final

from raimon.bias import scores
from raimon.bias.comparison import holm, p_value, smallest_ratio
from raimon.bias.measured import Measured, measured
from raimon.bias.observed import Counts, Observed, Sides, counts_of, total
from raimon.bias.prevalence import Corrected, Reviewed, corrected
from raimon.bias.ranking import Ranked, ranked
from raimon.interval import wilson
from raimon_local.errors import UnusableArgumentError
from raimon_local.fairness.reviews import Review
from raimon_local.fairness.rows import Outcome, Row

MOST_OUTCOMES: Final = 30
_FEWEST_GROUPS: Final = 2
_ANSWERED: Final = "answered"
_TRUE: Final = "true"
_LEVEL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Good:
    """Which outcomes are good ones: by name, or above or below a number."""

    names: frozenset[str] = frozenset()
    above: float | None = None
    below: float | None = None

    @property
    def chosen(self) -> bool:
        """Return whether anything was said."""
        return bool(self.names) or self.above is not None or self.below is not None

    def holds(self, outcome: Outcome) -> bool:
        """Return whether this outcome is a good one."""
        if isinstance(outcome, str):
            return outcome in self.names
        return (
            outcome in {float(name) for name in self.names if _is_number(name)}
            or (self.above is not None and outcome > self.above)
            or (self.below is not None and outcome < self.below)
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """A number as outcome: medians of the group and of the rest, and how far apart they lie."""

    group_median: float
    rest_median: float
    distance: float  # Kolmogorov and Smirnov's, of the distribution functions
    p: float


@dataclass(frozen=True, slots=True)
class GroupReport:
    """One group against all others."""

    group: str
    units: int
    good: int
    interval: tuple[float, float]
    metrics: tuple[Measured, ...]
    scores: Scores | None
    p: float  # of the rest's rate, adjusted for all groups by Holm's rule
    smallest: float | None  # ratio that so many units would show four times in five
    corrected: Corrected | None = None  # the rate set right by reviewed records, if there are some

    @property
    def differs(self) -> bool:
        """Return whether the rates differ beyond chance, all groups taken together."""
        return self.p < _LEVEL

    @property
    def rate(self) -> float:
        """Return the share of good outcomes."""
        return self.good / self.units

    def metric(self, name: str) -> Measured:
        """Return the metric of that name."""
        return next(each for each in self.metrics if each.name == name)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured."""

    units: int
    without_group: int
    without_outcome: int
    outcomes: Mapping[str, int]
    good: Good
    groups: tuple[GroupReport, ...]
    ranking: tuple[Ranked, ...]  # by bad outcomes

    @property
    def one_sided(self) -> bool:
        """Return whether all outcomes are good, or none is: then nothing can be compared."""
        good = sum(each.good for each in self.groups)
        return good in {0, sum(each.units for each in self.groups)}


def report_of(
    rows: Iterable[Row],
    good: Good,
    facet: str | None,
    judged: Mapping[Row, Review] = MappingProxyType({}),
) -> Report:
    """Return the report; `judged` are the rows of which somebody said what is true.

    Raises:
        UnusableArgumentError: if the rows can't be compared as was asked.

    """
    every = list(rows)
    usable = [row for row in every if row.group is not None and row.outcome is not None]
    numeric = bool(usable) and all(isinstance(row.outcome, float) for row in usable)
    by_group: defaultdict[str, list[Row]] = defaultdict(list)
    for row in usable:
        by_group[row.group or ""].append(row)
    _check(by_group, facet)
    good = _chosen(good, usable, numeric=numeric)
    wanted = [facet] if facet else sorted(by_group)
    sides = {name: _sides(name, by_group, good) for name in by_group}
    adjusted = holm({name: p_value(*_rates(sides[name])) for name in wanted})
    truths = {name: _corrected(held, good, judged) for name, held in by_group.items()}
    return Report(
        units=len(every),
        without_group=sum(row.group is None for row in every),
        without_outcome=sum(row.group is not None and row.outcome is None for row in every),
        outcomes={} if numeric else Counter(str(row.outcome) for row in usable),
        good=good,
        groups=tuple(
            replace(
                _of_group(
                    name,
                    sides[name],
                    adjusted[name],
                    _scores(name, by_group) if numeric else None,
                ),
                corrected=truths[name],
            )
            for name in wanted
        ),
        ranking=ranked({name: _bad_of(held, good) for name, held in by_group.items()}),
    )


def _sides(name: str, by_group: Mapping[str, Sequence[Row]], good: Good) -> Sides:
    rest = [row for other, held in by_group.items() if other != name for row in held]
    return Sides(_counts(by_group[name], good), _counts(rest, good))


def _rates(sides: Sides) -> tuple[tuple[int, int], tuple[int, int]]:
    group, rest = (total(side, lambda one: one.positive) for side in (sides.group, sides.rest))
    return (group, sides.group_total), (rest, sides.rest_total)


def _of_group(name: str, sides: Sides, p: float, numbers: Scores | None) -> GroupReport:
    (positive, units), (rest_positive, rest_units) = _rates(sides)
    return GroupReport(
        group=name,
        units=units,
        good=positive,
        interval=wilson(positive, units),
        metrics=measured(sides),
        scores=numbers,
        p=p,
        smallest=smallest_ratio(rest_positive / rest_units, units, rest_units),
    )


def _corrected(rows: Sequence[Row], good: Good, judged: Mapping[Row, Review]) -> Corrected | None:
    """Return the rate of good outcomes set right by the rows that people judged."""
    predicted = {row: float(row.outcome is not None and good.holds(row.outcome)) for row in rows}
    reviewed = [
        Reviewed(float(judged[row].good), predicted[row], judged[row].probability)
        for row in rows
        if row in judged
    ]
    return corrected(sum(predicted.values()), len(rows), reviewed)


def _counts(rows: Iterable[Row], good: Good) -> Counts:
    return counts_of(
        Observed(
            outcome=_category(row.outcome, good),
            positive=good.holds(row.outcome),
            label=None if row.label is None else good.holds(row.label),
            stratum=row.stratum,
        )
        for row in rows
        if row.outcome is not None
    )


def _category(outcome: Outcome, good: Good) -> str:
    return outcome if isinstance(outcome, str) else str(good.holds(outcome))


def _scores(name: str, by_group: Mapping[str, Sequence[Row]]) -> Scores:
    one = [row.outcome for row in by_group[name] if isinstance(row.outcome, float)]
    other = [
        row.outcome
        for group, held in by_group.items()
        for row in held
        if group != name and isinstance(row.outcome, float)
    ]
    distance = scores.kolmogorov_smirnov(one, other)
    p = scores.p_value(distance, len(one), len(other))
    return Scores(median(one), median(other), distance, p)


def _bad_of(rows: Sequence[Row], good: Good) -> tuple[int, int]:
    return sum(not good.holds(row.outcome) for row in rows if row.outcome is not None), len(rows)


def _chosen(good: Good, usable: Sequence[Row], *, numeric: bool) -> Good:
    """Return which outcomes are good where nobody said it, and it is plain."""
    if good.chosen:
        return good
    names = {str(row.outcome) for row in usable}
    if numeric:
        number = median(row.outcome for row in usable if isinstance(row.outcome, float))
        return Good(above=number)
    for plain in (_ANSWERED, _TRUE):
        if plain in names:
            return Good(names=frozenset({plain}))
    seen = ", ".join(sorted(names)[:MOST_OUTCOMES]) or "none at all"
    message = f"--good names the good outcome; these were seen: {seen}"
    raise UnusableArgumentError(message)


def _check(by_group: Mapping[str, Sequence[Row]], facet: str | None) -> None:
    if len(by_group) < _FEWEST_GROUPS:
        seen = ", ".join(by_group) or "none"
        message = (
            f"two groups at least are needed, and these were found: {seen}; check --group "
            "and --outcome with `raimon score` and the records' requestMetadata"
        )
        raise UnusableArgumentError(message)
    if facet is not None and facet not in by_group:
        message = f"--facet {facet!r} is none of the groups: {', '.join(sorted(by_group))}"
        raise UnusableArgumentError(message)
    outcomes = {row.outcome for held in by_group.values() for row in held}
    if len(outcomes) > MOST_OUTCOMES and any(isinstance(one, str) for one in outcomes):
        message = f"--outcome has more than {MOST_OUTCOMES} different values; name one that sorts"
        raise UnusableArgumentError(message)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
