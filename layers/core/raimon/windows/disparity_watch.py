"""The gaps between groups of one application in one language: closed windows to tests to alarms.

Everything follows from closed windows in their order, so the order of calls changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from raimon.policy import Statistics
from raimon.windows.call import Call, Family
from raimon.windows.detector import Sum
from raimon.windows.disparity import Cells, Outcomes, together
from raimon.windows.disparity_counts import Counted, GapKey, Known
from raimon.windows.disparity_gap import Gap, GapRow, Unequal
from raimon.windows.metrics import GAPS, Way
from raimon.windows.recovery import Recovery
from raimon.windows.stream import StreamKey, Trigger
from raimon.windows.thresholds import thresholds
from raimon.windows.window import Part

# By its promise; in simulations the pair of tests raises one in twenty months at most.
_ALARMS_A_MONTH: Final = 1.0
METRICS: Final = {metric.name: metric for metric in GAPS}


@dataclass(frozen=True, slots=True)
class Span:
    """A closed window, and the evidence that is an alarm in it."""

    start: datetime
    end: datetime
    threshold: float
    mute: timedelta
    quiet: timedelta


@dataclass(slots=True)
class Disparities:
    """The gaps as they stand, and what is needed to tell calls apart."""

    gaps: dict[GapKey, Gap] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    running: int = 0  # gaps on which something is bet: only these can alarm by mistake
    rows: list[GapRow] = field(default_factory=list)  # to be taken, where somebody asks why
    ended: list[tuple[GapKey, datetime]] = field(default_factory=list)  # alarms that are over

    def close(
        self, part: Part, span: Span, *, explaining: bool
    ) -> Iterator[tuple[GapKey, Gap, float]]:
        """Take in a closed window; give the gaps that alarm as they stood, with their evidence."""
        calls = sorted((call for call in part.calls.values() if call.groups), key=_in_time)
        counted = self.known.counted(calls, span.start)
        for axis, metric in sorted(counted.met):
            for group in sorted(self.known.axes[axis]):
                key = GapKey(axis, group, metric)
                if self._take(key, counted, span, explaining=explaining):
                    gap = self.gaps[key]
                    yield key, gap, gap.tests.evidence
        self._settle(span)
        self.known.learn(calls)
        self._forget(span.start)
        self.running = sum(gap.bets for gap in self.gaps.values())

    def recent(self, axis: str, metric: str) -> dict[str, Outcomes]:
        """Return units and bad outcomes of late, by group of the axis."""
        return {
            key.group: together(gap.tests.recent.values()).group
            for key, gap in sorted(self.gaps.items())
            if (key.axis, key.metric) == (axis, metric)
        }

    def stands(self, key: GapKey) -> bool:
        """Return whether an alarm of that gap stands."""
        return key in self.gaps and self.gaps[key].worst is not None

    def give_up(self, moment: datetime) -> None:
        """End the alarms that stand: nothing comes any more that could end them."""
        for key, gap in self.gaps.items():
            if gap.worst is not None:
                gap.worst = None
                self.ended.append((key, moment))

    def _take(self, key: GapKey, counted: Counted, span: Span, *, explaining: bool) -> bool:
        """Take a window into one gap; return whether it alarms."""
        gap, cells = self.gaps.setdefault(key, Gap()), counted.cells(key)
        judged, mean = gap.active, gap.tests.mean(cells)
        gap.take(span.start, span.end, cells)
        gap.show(counted.bad.get(key, ()))
        if explaining and judged:
            self.rows.append(_row(key, gap, cells, mean, span))
        return gap.crosses(span.threshold, span.end)

    def _settle(self, span: Span) -> None:
        """End alarms that nothing points to, or whose group nobody has named for a week."""
        for key, gap in self.gaps.items():
            if gap.settle(span.end, span.quiet):
                self.ended.append((key, span.end))

    def _forget(self, moment: datetime) -> None:
        self.known.forget(moment)
        self.gaps = {
            key: gap
            for key, gap in self.gaps.items()
            if gap.worst is not None or key.group in self.known.axes.get(key.axis, {})
        }


class Watched(Protocol):
    """The calls of one application in one language."""

    @property
    def family(self) -> Family:
        """Return whose calls they are."""

    @property
    def language(self) -> str:
        """Return the language of the user's words."""

    @property
    def disparity(self) -> Disparities:
        """Return its gaps."""


def unequal(watched: Watched, part: Part, span: Span, *, explaining: bool) -> Iterator[Unequal]:
    """Close a window of one application and language; give the alarms that nothing told of yet."""
    gaps = watched.disparity
    for key, gap, evidence in gaps.close(part, span, explaining=explaining):
        alarm = _alarm(watched, key, gap, (evidence, span))
        if gap.opens(span.end, span.mute):
            yield alarm


def span_of(
    groups: Iterable[Watched], window: tuple[datetime, datetime], rules: Statistics
) -> Span:
    """Return the window with its threshold, which follows from how many gaps are bet on in all."""
    start, end = window
    limit = thresholds(
        round((end - start) / timedelta(minutes=1)),
        streams=sum(each.disparity.running for each in groups),
        warns=rules.warns_a_month,
        pages=_ALARMS_A_MONTH,
        portfolio=rules.portfolio_pages_a_month,
    )
    mute, quiet = timedelta(hours=rules.mute_hours), timedelta(hours=rules.quiet_hours)
    return Span(start, end, limit.page, mute, quiet)


def over(watched: Watched, groups: Iterable[Watched]) -> Iterator[Recovery]:
    """Take the alarms that are over; give those that no other language still stands for."""
    ended, watched.disparity.ended = watched.disparity.ended, []
    mine = watched.family.application or watched.family.role
    alike = [each for each in groups if (each.family.application or each.family.role) == mine]
    for key, end in ended:
        if not any(each.disparity.stands(key) for each in alike):
            metric = METRICS[key.metric]
            stream = StreamKey(watched.family.key, watched.language, metric.name)
            yield Recovery(stream, watched.family, metric, Way.RISE, end, key.entity)


def _alarm(watched: Watched, key: GapKey, gap: Gap, told: tuple[float, Span]) -> Unequal:
    (evidence, span), since, metric = told, gap.since(), METRICS[key.metric]
    group = together(since.cells.values()).group
    onset = since.start or span.start
    return Unequal(
        key=StreamKey(watched.family.key, watched.language, metric.name),
        family=watched.family,
        metric=metric,
        way=Way.RISE,
        trigger=Trigger.WINDOWS,
        end=span.end,
        evidence=evidence,
        threshold=span.threshold,
        since=(Sum(onset, span.end, round(group[0]), group[1]),),
        onset=onset,
        baseline=None,
        examples=gap.examples,
        gap=key,
        cells=since.cells,
        recent=watched.disparity.recent(key.axis, key.metric),
        minutes=round((span.end - span.start) / timedelta(minutes=1)),
    )


def _row(key: GapKey, gap: Gap, cells: Cells, mean: float | None, span: Span) -> GapRow:
    cell = together(cells.values())
    return GapRow(
        key, span.start, span.end, cell, mean, gap.tests.evidence, span.threshold,
        gap.tests.stronger,
    )  # fmt: skip


def _in_time(call: Call) -> tuple[datetime, str]:
    return call.moment, call.call_id
