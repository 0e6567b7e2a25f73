"""One outcome of one group against the others: its tests, and whether an alarm stands."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from raimon.bias.ratio import katz
from raimon.windows.call import Call
from raimon.windows.detector import CALM
from raimon.windows.disparity import FOUR_FIFTHS, Cell, Cells, Disparity, Outcomes, added, together
from raimon.windows.disparity_counts import GapKey
from raimon.windows.engine import FRESH, RATIOS
from raimon.windows.stream import Crossing

FEWEST: Final = 30.0  # units of either side within about a week; below them nothing is judged
SHOWN: Final = 5  # calls that an alarm points to
_SILENT = timedelta(days=7)  # a group that nobody names points to nothing
_TELLING = 100.0  # evidence from which calls are kept to be pointed to
_SURE = 3.0  # standard errors
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Unequal(Crossing):
    """An alarm: a group is treated worse than the others, and what both sides met with."""

    gap: GapKey = field(kw_only=True)
    cells: Cells = field(kw_only=True)  # since the beginning
    recent: Mapping[str, Outcomes] = field(kw_only=True)  # of late, by group of the axis
    minutes: int = field(kw_only=True)  # of a window


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch up to now that gained most at one bet, and what it held."""

    gained: float = 0.0  # in logarithms
    start: datetime | None = None
    cells: Cells = field(default_factory=dict)

    def after(self, factor: float, start: datetime, window: Cells) -> "Stretch":
        """Return the best stretch one window later: a stretch that lost all begins anew."""
        gain = math.log(max(factor, _TINY))
        if self.gained <= 0.0 or self.start is None:
            return Stretch(gain, start, dict(window))
        return Stretch(self.gained + gain, self.start, added(self.cells, window))


@dataclass(frozen=True, slots=True)
class GapRow:
    """A closed window of one gap, for people who ask why."""

    key: GapKey
    start: datetime
    end: datetime
    cell: Cell
    mean: float | None  # the highest that is fair to the group
    evidence: float
    threshold: float
    stronger: float = 0.0  # evidence of the test that needn't wait for the other


@dataclass(slots=True)
class Gap:
    """One outcome of one group."""

    tests: Disparity = field(default_factory=Disparity)
    stretches: tuple[Stretch, ...] = (Stretch(),) * len(RATIOS)
    seen: Cells = field(default_factory=dict)  # since the last reset
    last: datetime | None = None  # window in which the group was there
    muted_until: datetime | None = None
    worst: datetime | None = None  # while an alarm stands: when evidence was last high
    examples: tuple[Call, ...] = ()

    @property
    def active(self) -> bool:
        """Return whether both sides are large enough to be judged."""
        recent = together(self.tests.recent.values())
        return min(recent.group[0], recent.rest[0]) >= FEWEST

    @property
    def bets(self) -> bool:
        """Return whether it is judged and there is something to bet on: bad outcomes of late."""
        recent = together(self.tests.recent.values())
        return self.active and recent.group[1] + recent.rest[1] >= 1

    def take(self, start: datetime, end: datetime, window: Cells) -> None:
        """Take in a closed window."""
        hours = (end - start) / timedelta(hours=1)
        active, factors = self.active, self.tests.bet(window)
        self.tests = self.tests.after(window, hours=hours, judges=active)
        if together(window.values()).group[0] > 0:
            self.last = start
        if active:
            told = factors or (1.0,) * len(RATIOS)  # without bad outcomes: units that were well
            pairs = zip(self.stretches, told, strict=True)
            self.stretches = tuple(each.after(factor, start, window) for each, factor in pairs)
            self.seen = added(self.seen, window)

    def show(self, calls: Sequence[Call]) -> None:
        """Keep the latest calls that show it, once there is something to show."""
        if self.tests.evidence >= _TELLING:
            self.examples = (*self.examples, *calls)[-SHOWN:]
        else:
            self.examples = ()

    def crosses(self, threshold: float, end: datetime) -> bool:
        """Return whether it alarms: enough evidence of both tests, and not muted."""
        muted = self.muted_until is not None and end <= self.muted_until
        return self.tests.evidence >= threshold and not muted

    def since(self) -> Stretch:
        """Return the stretch that gained most at the best bet: when it began, and what it held."""
        state = self.tests.by_share
        return self.stretches[max(range(len(state)), key=state.__getitem__)]

    def opens(self, end: datetime, mute: timedelta) -> bool:
        """Begin anew after an alarm; return whether none stood before."""
        opened = self.worst is None
        self.worst, self.muted_until = end, end + mute
        self.tests, self.stretches = self.tests.reset(), (Stretch(),) * len(FRESH)
        self.seen, self.examples = {}, ()
        return opened

    def settle(self, end: datetime, quiet: timedelta) -> bool:
        """Let the alarm be over once nothing has pointed to it for long enough; return if so."""
        if self.worst is None:
            return False
        silent = self.last is not None and end - self.last >= _SILENT
        if self.tests.evidence >= CALM and not self._is_fair_again() and not silent:
            self.worst = end
        elif end - self.worst >= quiet:
            self.worst = None
            return True
        return False

    def _is_fair_again(self) -> bool:
        """Return whether what was seen since the last reset surely keeps the four-fifths rule."""
        cell = together(self.seen.values())
        ratio = katz((cell.group[1], cell.group[0]), (cell.rest[1], cell.rest[0]), _SURE)
        return ratio.interval[1] <= FOUR_FIFTHS
