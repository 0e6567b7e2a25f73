"""The self-check: whether a promise would hold if the days that were learned came again.

Days are drawn with replacement and played through the same test. Where it cries wolf more often
than a month of warnings allows, the margin is made wider by a tenth, until it doesn't.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from raimon.windows.baseline import Baseline
from raimon.windows.detector import Sum, window_factors
from raimon.windows.engine import FRESH, evidence, grown
from raimon.windows.learning import LearnedDay, count_of
from raimon.windows.metrics import Way
from raimon.windows.stream import Stream

STEP: Final = 1.1
MOST_STEPS: Final = 20
MONTHS: Final = 20  # that are played
_MONTH_DAYS = 30
_HOURS = 24
_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found, and the baseline that keeps the promise."""

    before: float  # false alarms a month that the baseline would have given
    after: float
    baseline: Baseline


def check(stream: Stream, allowed: float, threshold: float) -> Checked | None:
    """Return what the check finds, None where nothing complete can be checked.

    Args:
        stream: with a complete baseline and the days that it was learned from.
        allowed: false alarms a month.
        threshold: of the evidence, at which a month of windows gives so many.

    """
    held = stream.baseline
    if held is None or held.provisional or not stream.learning.days:
        return None
    days = [_windows(stream, day, held.level) for day in stream.learning.days.values()]
    before = after = _alarms(stream, held, days, threshold)
    wider = held
    while after > allowed and wider.widened < held.widened + MOST_STEPS:
        wider = wider.wider(STEP)
        after = _alarms(stream, wider, days, threshold)
    return Checked(before, after, wider)


def _alarms(
    stream: Stream, held: Baseline, days: Sequence[Sequence[Sum]], threshold: float
) -> float:
    """Return the false alarms a month, the worst of the ways in which the stream may move."""
    return max(_alarms_of(stream, held, days, threshold, way) for way in stream.watched)


def _alarms_of(
    stream: Stream, held: Baseline, days: Sequence[Sequence[Sum]], threshold: float, way: Way
) -> float:
    dice = random.Random(f"{stream.key.name}/{way}")  # noqa: S311 - a simulation
    bets = [[window_factors(each, held, way) for each in day] for day in days]
    state, alarms = FRESH, 0
    for _ in range(MONTHS * _MONTH_DAYS):
        for factors in dice.choice(bets):
            state = grown(state, factors)
            if evidence(state) >= threshold:
                state, alarms = FRESH, alarms + 1
    return alarms / MONTHS


def _windows(stream: Stream, day: LearnedDay, level: float | None) -> list[Sum]:
    """Return the hours of a day; of lengths and times only the whole day is known.

    Their day is spread evenly: days differ as they did, hours of one day don't.
    """
    if day.hours:
        return [_hour(hour, units, count) for hour, (units, count) in sorted(day.hours.items())]
    share, hours = count_of(stream.metric, day, level) / day.units, min(day.units, _HOURS)
    units = day.units / hours
    return [_hour(hour, units, share * units) for hour in range(hours)]


def _hour(hour: int, units: float, count: float) -> Sum:
    start = _MONDAY + timedelta(hours=hour)
    return Sum(start, start + timedelta(hours=1), round(units), min(count, round(units)))
