"""One test of one stream: its wealth, when it alarms, and since when things are worse.

Everything here is a function of the state and of one closed window.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from raimon.interval import wilson
from raimon.windows.baseline import Baseline
from raimon.windows.engine import FRESH, Factors, State, evidence, fall, grown, rise, unit_rise
from raimon.windows.metrics import Way
from raimon.windows.window import hour_of_week

_REMEMBERED = 720  # windows: as far back as a beginning is looked for
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

    def summed(self) -> "Sum":
        """Return what is kept of the window once it was judged."""
        return Sum(self.start, self.end, self.units, self.count)


@dataclass(frozen=True, slots=True)
class Sum:
    """A judged window of one metric: its units and the sum of their values."""

    start: datetime
    end: datetime
    units: int
    count: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch up to now that gained most at one bet."""

    gained: float = 0.0  # in logarithms
    windows: int = 0

    def after(self, factor: float) -> "Stretch":
        """Return the best stretch one window later: a stretch that lost all begins anew."""
        gain = math.log(max(factor, 1e-300))
        if self.gained <= 0.0:
            return Stretch(gain, 1)
        return Stretch(self.gained + gain, min(self.windows + 1, _REMEMBERED))


@dataclass(frozen=True, slots=True)
class Seen:
    """Units and their sum since the last reset; what is older than a month weighs half."""

    windows: int = 0
    units: float = 0.0
    count: float = 0.0

    def after(self, tally: Tally) -> "Seen":
        """Return what is seen one window later."""
        kept = 0.5 if self.windows >= _REMEMBERED else 1.0
        return Seen(
            windows=round(self.windows * kept) + 1,
            units=self.units * kept + tally.units,
            count=self.count * kept + tally.count,
        )


@dataclass(frozen=True, slots=True)
class Detector:
    """The state of one test; only windows that a beginning can still lie in are remembered."""

    state: State = FRESH
    muted_until: datetime | None = None
    stretches: tuple[Stretch, ...] = (Stretch(),) * len(FRESH)
    past: tuple[Sum, ...] = ()  # the longest of the stretches
    seen: Seen = field(default_factory=Seen)

    @property
    def evidence(self) -> float:
        """Return the number that is held against the threshold."""
        return evidence(self.state)

    def after(self, tally: Tally, factors: Factors | None) -> "Detector":
        """Return the test after the window."""
        if factors is None:
            return self
        pairs = zip(self.stretches, factors, strict=True)
        stretches = tuple(stretch.after(factor) for stretch, factor in pairs)
        longest = max(stretch.windows for stretch in stretches)
        return replace(
            self,
            state=grown(self.state, factors),
            stretches=stretches,
            past=(*self.past, tally.summed())[-longest:],
            seen=self.seen.after(tally),
        )

    def crosses(self, threshold: float, end: datetime) -> bool:
        """Return whether it alarms: enough evidence, and not muted."""
        muted = self.muted_until is not None and end <= self.muted_until
        return self.evidence >= threshold and not muted

    def reset(self, end: datetime, mute: timedelta) -> "Detector":
        """Return the test as it begins again after an alarm."""
        return Detector(muted_until=end + mute)

    def since_onset(self) -> tuple[Sum, ...]:
        """Return the windows since things are worse: the stretch that gained most at the best bet.

        Looking back for the best stretch is what makes an effect at an alarm look too large.
        """
        best = max(range(len(self.state)), key=self.state.__getitem__)
        return self.past[-self.stretches[best].windows :]


def window_factors(tally: Tally | Sum, baseline: Baseline, way: Way) -> Factors | None:
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
    units, count = detector.seen.units, detector.seen.count
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
