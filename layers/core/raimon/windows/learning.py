"""Learning what is usual: whole days of one metric, until there are enough of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from raimon.policy import Statistics
from raimon.windows.baseline import Baseline, Day, highest_mean, lowest_mean, seasons
from raimon.windows.metrics import Against, Metric
from raimon.windows.sketch import above, below, bin_of, merged, quantile
from raimon.windows.thresholds import gross_mean
from raimon.windows.window import hour_of_week

MOST_DAYS: Final = 92  # a stream so quiet that it needs more never ends learning, which is shown
_HALF = 0.5
_SLOWEST = 0.95
_DAYS_OF_A_RATE = 2
_ASIDE = timedelta(days=2)


@dataclass(slots=True)
class LearnedDay:
    """What one day held of one metric."""

    units: int = 0
    count: float = 0.0
    bins: Counter[int] = field(default_factory=Counter)
    hours: dict[int, Day] = field(default_factory=dict)


@dataclass(slots=True)
class Learning:
    """The days of one metric as they are learned."""

    metric: Metric
    days: dict[date, LearnedDay] = field(default_factory=dict)

    def add(self, start: datetime, values: Sequence[float]) -> None:
        """Take in a closed window."""
        if not values:
            return
        day = self.days.setdefault(start.date(), LearnedDay())
        day.units += len(values)
        if self.metric.against is Against.NOTHING:
            count, hour = sum(values), hour_of_week(start)
            day.count += count
            units, before = day.hours.get(hour, (0, 0.0))
            day.hours[hour] = (units + len(values), before + count)
        else:
            day.bins.update(map(bin_of, values))
        if len(self.days) > MOST_DAYS:
            del self.days[min(self.days)]

    def baseline(self, today: date, rules: Statistics) -> Baseline | None:
        """Return what the days before today teach, None while they are too few.

        Too few for a baseline may be enough for a provisional one, which every new day replaces.
        The latest days stand aside in it: else a change would be learned before it can be told.
        """
        told = {day: held for day, held in self.days.items() if day < today}
        learned = (today - min(told)).days if told else 0
        units = sum(each.units for each in told.values())
        complete = learned >= rules.learning_days and units >= rules.minimum_units
        if not complete:
            told = {day: held for day, held in told.items() if day < today - _ASIDE}
            units = sum(each.units for each in told.values())
            if len(told) < rules.provisional_days or units < rules.provisional_units:
                return None
        if len(told) < _DAYS_OF_A_RATE:
            return None
        return _baseline(self.metric, list(told.values()), rules.margin, provisional=not complete)


def share_of(metric: Metric, value: float, level: float | None) -> float:
    """Return the value as a share of a unit: itself, or whether it lies beyond the level."""
    if level is None:
        return value
    place, limit = bin_of(value), bin_of(level)
    return float(place < limit if metric.against is Against.QUARTER else place > limit)


def _baseline(
    metric: Metric, days: Sequence[LearnedDay], margin: float, *, provisional: bool
) -> Baseline:
    level = level_of(metric, merged(day.bins for day in days))
    pairs = [(float(day.units), count_of(metric, day, level)) for day in days]
    units, count = sum(n for n, _ in pairs), sum(k for _, k in pairs)
    inverted = count > _HALF * units
    watched = [(n, n - k) for n, k in pairs] if inverted else pairs
    highest = highest_mean(watched, margin)
    usual = sum(k for _, k in watched) / units
    return Baseline(
        units=units,
        count=count,
        highest=max(highest, metric.least),
        gross=max(gross_mean(highest), metric.least),
        lowest=max(min(lowest_mean(watched, margin), usual - metric.least), 0.0),
        days=len(days),
        provisional=provisional,
        inverted=inverted,
        level=level,
        seasons={} if inverted else seasons(_hours(days), count / units),
    )


def level_of(metric: Metric, bins: Counter[int]) -> float | None:
    """Return what values of the metric are held against, None where they are shares already."""
    match metric.against:
        case Against.QUARTER:
            return quantile(bins, _HALF) / 4
        case Against.FOURFOLD:
            return quantile(bins, _HALF) * 4
        case Against.SLOWEST:
            return quantile(bins, _SLOWEST)
        case Against.NOTHING:
            return None


def count_of(metric: Metric, day: LearnedDay, level: float | None) -> float:
    """Return what a day held of the metric, against the level where there is one."""
    if level is None:
        return day.count
    beyond = below if metric.against is Against.QUARTER else above
    return float(beyond(day.bins, level))


def _hours(days: Sequence[LearnedDay]) -> Mapping[int, Day]:
    total: dict[int, Day] = {}
    for day in days:
        for hour, (units, count) in day.hours.items():
            before = total.get(hour, (0.0, 0.0))
            total[hour] = (before[0] + units, before[1] + count)
    return total
