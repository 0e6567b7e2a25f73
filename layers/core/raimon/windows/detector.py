"""One test of one stream: its wealth, when it alarms, and since when things are worse.

Everything here is a function of the state and of one closed window.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from raimon.windows.baseline import Baseline
from raimon.windows.engine import FRESH, Factors, State, evidence, fall, grown, rise, unit_rise
from raimon.windows.interval import wilson
from raimon.windows.metrics import Way
from raimon.windows.window import hour_of_week

_REMEMBERED = 720  # windows since the last reset: as far back as a beginning is looked for
_SURE = 3.0  # standard errors
CALM: Final = 20.0  # evidence below it is none


@dataclass(frozen=True, slots=True)
class Tally:
    """One closed window of one metric: the units' values as shares."""

    start: datetime
    end: datetime
    values: tuple[float, ...]

    @property
    def units(self) -> int:
        """Return how many units the window holds."""
        return len(self.values)

    @property
    def count(self) -> float:
        """Return the sum of the values."""
        return math.fsum(self.values)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a window did to the wealth."""

    tally: Tally
    factors: Factors


@dataclass(frozen=True, slots=True)
class Detector:
    """The state of one test."""

    state: State = FRESH
    muted_until: datetime | None = None
    past: tuple[Remembered, ...] = ()  # since the last reset

    @property
    def evidence(self) -> float:
        """Return the number that is held against the threshold."""
        return evidence(self.state)

    def after(self, tally: Tally, factors: Factors | None) -> "Detector":
        """Return the test after the window."""
        if factors is None:
            return self
        return replace(
            self,
            state=grown(self.state, factors),
            past=(*self.past[1 - _REMEMBERED :], Remembered(tally, factors)),
        )

    def crosses(self, threshold: float, end: datetime) -> bool:
        """Return whether it alarms: enough evidence, and not muted."""
        muted = self.muted_until is not None and end <= self.muted_until
        return self.evidence >= threshold and not muted

    def reset(self, end: datetime, mute: timedelta) -> "Detector":
        """Return the test as it begins again after an alarm."""
        return Detector(muted_until=end + mute)

    def since_onset(self) -> tuple[Tally, ...]:
        """Return the windows since things are worse: the stretch that gained most at the best bet.

        Looking back for the best stretch is what makes an effect at an alarm look too large.
        """
        best = max(range(len(self.state)), key=self.state.__getitem__)
        gained, most, begin = 0.0, -math.inf, len(self.past)
        for place in range(len(self.past) - 1, -1, -1):
            gained += math.log(max(self.past[place].factors[best], 1e-300))
            if gained > most:
                most, begin = gained, place
        return tuple(each.tally for each in self.past[begin:])


def window_factors(tally: Tally, baseline: Baseline, way: Way) -> Factors | None:
    """Return what a window does to the wealth of the test of its mean."""
    hour = hour_of_week(tally.start)
    bad = tally.units - tally.count if baseline.inverted else tally.count
    if _rises(baseline, way):
        return rise(tally.units, bad, baseline.highest_at(hour))
    return fall(tally.units, bad, baseline.lowest_at(hour))


def gross_factors(tally: Tally, baseline: Baseline, way: Way) -> Factors | None:
    """Return what a short window does to the wealth of the quick test; None of a fall.

    It looks for a rare thing that has become common: the fall of a rare thing is never gross.
    """
    if not _rises(baseline, way):
        return None
    return unit_rise(_watched(tally, baseline), baseline.gross)


def recovered(detector: Detector, baseline: Baseline, way: Way) -> bool:
    """Return whether the windows since the last reset show a rate that is usual again.

    Where bad outcomes are rare, bets lose so little that evidence never becomes small by itself.
    """
    units = sum(each.tally.units for each in detector.past)
    count = sum(each.tally.count for each in detector.past)
    low, high = wilson(units - count if baseline.inverted else count, units, _SURE)
    return high <= baseline.highest if _rises(baseline, way) else low >= baseline.lowest


def null_mean(tally: Tally, baseline: Baseline, way: Way) -> float:
    """Return the mean that was still called usual in the window, of the value as people read it."""
    hour = hour_of_week(tally.start)
    usual = baseline.highest_at(hour) if _rises(baseline, way) else baseline.lowest_at(hour)
    return 1.0 - usual if baseline.inverted else usual


def _rises(baseline: Baseline, way: Way) -> bool:
    return (way is Way.RISE) is not baseline.inverted


def _watched(tally: Tally, baseline: Baseline) -> Sequence[float]:
    return [1.0 - value for value in tally.values] if baseline.inverted else tally.values
