"""The watch over all streams: cuts time into windows, closes them, and says what got worse.

Windows close in a fixed order at their end plus lateness, so the order in which calls arrive before
that changes nothing, and a call that arrives afterwards is counted as late and changes nothing.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from raimon.finding import Severity
from raimon.policy import Statistics
from raimon.windows.call import Call, Family
from raimon.windows.deployment import Deployments
from raimon.windows.disparity_watch import over, span_of, unequal
from raimon.windows.fingerprint import Fingerprint
from raimon.windows.group import SLOT_MINUTES, Group
from raimon.windows.metrics import METRICS, Metric
from raimon.windows.neighbours import Neighbours, place
from raimon.windows.recovery import Recovery, tells_of
from raimon.windows.stream import Crossing, Limits, Row, Stream, StreamKey
from raimon.windows.thresholds import NEW_FOR, Thresholds, thresholds
from raimon.windows.trial import Trials
from raimon.windows.verdict import crossing_of, dated, illustrated
from raimon.windows.window import Part, part_of, start_of

MOST_GROUPS: Final = 400  # applications times languages; what comes beyond is watched together
MERGED: Final = "merged"
_KEPT = timedelta(hours=6)  # examples of an alarm are that old at most
_SILENT = timedelta(days=7)
_GROSS_RARITY = 10.0  # the quick tests may cry wolf that much more rarely

type Due = tuple[datetime, int, str, str, datetime]  # end, minutes, family, language, start


@dataclass(slots=True)
class Watch:
    """All streams under one policy."""

    rules: Statistics
    explaining: bool = False
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)
    deployments: dict[str, Deployments] = field(default_factory=dict)
    trials: dict[str, Trials] = field(default_factory=dict)  # by family, as deployments are
    incidents: dict[str, int] = field(default_factory=dict)  # by deployment: the rank last told
    neighbours: dict[str, Neighbours] = field(default_factory=dict)  # by family, likewise
    late: int = 0  # calls whose window was closed: they change nothing
    merged: int = 0  # calls that are watched together since there were too many applications
    watermark: datetime | None = None
    tests: int = 0  # that run, over all streams
    recoveries: list[Recovery] = field(default_factory=list)  # problems that are over; to be taken
    _due: list[Due] = field(default_factory=list)
    _known: set[Due] = field(default_factory=set)

    def take(self, call: Call) -> None:
        """Take in one call; its windows close later."""
        slot = start_of(call.moment, SLOT_MINUTES)
        if self.watermark is not None and self._closes(slot, SLOT_MINUTES) <= self.watermark:
            self.late += 1
            return
        group = self._group(call)
        group.slots[slot] = group.slots.get(slot, Part()).joined(part_of([call]))
        self._expect(0, slot, SLOT_MINUTES, group)
        for minutes in sorted({SLOT_MINUTES, *self._lengths()}):
            self._expect(minutes, start_of(call.moment, minutes), minutes, group)

    def advance(self, watermark: datetime) -> Iterator[Crossing]:
        """Close every window that ends, lateness included, at the watermark or before."""
        self.watermark = max(self.watermark or watermark, watermark)
        while self._due and self._due[0][0] + self._lateness <= self.watermark:
            due = heapq.heappop(self._due)
            self._known.discard(due)
            yield from self._close(due)

    def play(self, calls: Iterable[Call]) -> Iterator[Crossing]:
        """Take in all calls in the order of their own times, each as it arrives, to the end.

        Whatever their order, and however often each is among them, the same alarms come out.
        """
        by_id = {call.call_id: call for call in calls}
        for call in sorted(by_id.values(), key=lambda each: (each.moment, each.call_id)):
            yield from self.advance(call.moment)
            self.take(call)
        yield from self.finish()

    def finish(self) -> Iterator[Crossing]:
        """Close all windows, as time would."""
        if self._due:
            yield from self.advance(max(due[0] for due in self._due) + self._lateness)

    def streams(self) -> list[Stream]:
        """Return all streams in a fixed order."""
        held = (stream for group in self.groups.values() for stream in group.streams.values())
        return sorted(held, key=lambda stream: stream.key)

    def count_tests(self) -> None:
        """Count anew the tests that run, after baselines were decided on or restored."""
        self.tests = sum(len(s.watched) for s in self.streams() if s.judge is not None)

    def collect_ended(self) -> None:
        """Tell of problems that a person has ended, by rejecting what they were held against."""
        for stream in self.streams():
            self._recover(stream)

    def forget_silent(self, moment: datetime) -> None:
        """End alarms of streams without a call for so long that nothing can tell of them."""
        for group in self.groups.values():
            if max(group.slots, default=moment) <= moment - _SILENT:
                for stream in group.streams.values():
                    stream.give_up(moment)
                    self._recover(stream)
                group.disparity.give_up(moment)
                self.recoveries += over(group, self.groups.values())

    def current(self, family: Family) -> Fingerprint | None:
        """Return what the application was last called with."""
        return self.deployments.get(family.key, Deployments()).current

    def follows(self, incident: str, severity: Severity) -> bool:
        """Return whether something as severe was told of the incident before, and remember it."""
        told = self.incidents.get(incident, -1)
        self.incidents[incident] = max(severity.rank, told)
        return told >= severity.rank

    def _group(self, call: Call) -> Group:
        name = (call.family.key, call.language)
        if name in self.groups:
            return self.groups[name]
        family, language = call.family, call.language
        if len(self.groups) >= MOST_GROUPS:
            self.merged += 1
            family, language = Family(call.family.account_id, None, MERGED), MERGED
            if (family.key, language) in self.groups:
                return self.groups[family.key, language]
        group = Group(family, language, self.new_streams(family, language))
        self.groups[family.key, language] = group
        return group

    def new_streams(self, family: Family, language: str) -> dict[str, Stream]:
        """Return the streams of a new group, one a metric."""
        rows: list[list[Row] | None] = [[] if self.explaining else None for _ in METRICS]
        return {
            metric.name: Stream(
                StreamKey(family.key, language, metric.name),
                family,
                metric,
                self.rules,
                warning=self._thresholds(self.minutes_of(metric)).warn,
                rows=held,
            )
            for metric, held in zip(METRICS, rows, strict=True)
        }

    def _expect(self, order: int, start: datetime, minutes: int, group: Group) -> None:
        language = "" if order == 0 else group.language
        end = start + timedelta(minutes=minutes)
        due = (end, order, group.family.key, language, start)
        if due not in self._known:
            self._known.add(due)
            heapq.heappush(self._due, due)

    def _close(self, due: Due) -> Iterator[Crossing]:
        end, order, family, language, start = due
        if order == 0:
            self._deploy(family, start)
            yield from self._compare(family, end)
            return
        group = self.groups[family, language]
        part = group.between(start, end)
        found = [] if order != SLOT_MINUTES else list(self._close_slot(group, part, start, end))
        streams = [group.streams[each.name] for each in METRICS if self.minutes_of(each) == order]
        for stream in streams:
            self._look(stream, start)
        limits = self._limits(group.family, end) if streams else {}
        told = part.by_unit() if streams or order == self.rules.window_minutes else {}
        for stream in streams:
            units = told.get(stream.metric.value, ())
            found += stream.window(start, end, units, limits[stream.metric.operational])
            self._recover(stream)
        for each in found:
            yield illustrated(self._dated(each), [group])
        if order == self.rules.window_minutes:
            self._learn(group, told, start)
            span = span_of(self.groups.values(), (start, end), self.rules)
            judged = part if group.language != MERGED else Part()  # unlike applications
            for gap in unequal(group, judged, span, explaining=self.explaining):
                yield replace(gap, deployment=self._dated(gap).deployment)
            self.recoveries += over(group, self.groups.values())
        if order == max(self._lengths()):
            group.forget_before(end - _KEPT)
            group.thin(start, end)

    def _dated(self, crossing: Crossing) -> Crossing:
        return dated(crossing, self.deployments.get(crossing.family.key, Deployments()))

    def _close_slot(
        self, group: Group, part: Part, start: datetime, end: datetime
    ) -> Iterator[Crossing]:
        for stream in group.streams.values():
            self._look(stream, start)  # else the first hour of a baseline would have no quick test
        group.count_kinds(start, part)
        told, limits = group.unseen(part, start).by_unit(), self._limits(group.family, end)
        for metric in METRICS:
            if metric.value in told:
                stream = group.streams[metric.name]
                yield from stream.slot(start, end, told[metric.value], limits[metric.operational])

    def _learn(self, group: Group, told: Mapping[str, Sequence[float]], start: datetime) -> None:
        for metric in METRICS:
            stream = group.streams[metric.name]
            self._look(stream, start)
            stream.learn(start, told.get(metric.value, ()))

    def _recover(self, stream: Stream) -> None:
        """Tell that a problem is over unless another stream still tells of it."""
        ended, stream.ended = stream.ended, []
        for way, end in ended:
            over = Recovery(stream.key, stream.family, stream.metric, way, end)
            if not any(tells_of(other, over) for other in self.streams()):
                self.recoveries.append(over)

    def _look(self, stream: Stream, start: datetime) -> None:
        """Let the stream look for a baseline, and keep count of the tests that run."""
        before = stream.judge is not None
        stream.look(start.date())
        self.tests += (int(stream.judge is not None) - before) * len(stream.watched)

    def _deploy(self, family: str, slot: datetime) -> None:
        known = self.deployments.get(family, Deployments())
        trials = self.trials.setdefault(family, Trials())
        neighbours = self.neighbours.setdefault(family, Neighbours())
        for call in place(self._groups_of(family), slot, neighbours):
            after = known.after(call.fingerprint, call.moment)
            begun = after.observed[-1] if len(after.observed) > len(known.observed) else None
            trials.take(call, after.current, begun)
            known = after
        self.deployments[family] = known

    def _compare(self, family: str, end: datetime) -> Iterator[Crossing]:
        """Give what a comparison found worse, unless an alarm of a stream stands for it already."""
        for comparison in self.trials[family].close(end):
            groups = self._groups_of(family)
            for worse in comparison.worse:
                crossing = crossing_of(worse, comparison, groups[0].family)
                if self._opens(crossing, groups):
                    yield illustrated(crossing, groups)

    def _groups_of(self, family: str) -> list[Group]:
        return [self.groups[name] for name in sorted(self.groups) if name[0] == family]

    def _opens(self, crossing: Crossing, groups: Sequence[Group]) -> bool:
        """Begin all streams of the metric anew; return whether none of them had an alarm."""
        mute = timedelta(hours=self.rules.mute_hours)
        streams = [group.streams.get(crossing.metric.name) for group in groups]
        opened = [
            stream.watched[crossing.way].opens(crossing.end, mute) for stream in streams if stream
        ]
        return all(opened)

    def _limits(self, family: Family, end: datetime) -> dict[bool, Limits]:
        """Return the thresholds of metrics that are operational, and of those that aren't.

        A new version is watched closely, but not in short windows: a loop of retries fills several.
        """
        known = self.deployments.get(family.key, Deployments())
        new = any(each.moment > end - NEW_FOR for each in known.observed[-1:])
        gross = self._thresholds(SLOT_MINUTES, rarer=_GROSS_RARITY).page
        short = self._thresholds(self.rules.operational_window_minutes)
        long = self._thresholds(self.rules.window_minutes)
        return {
            True: Limits(short.page, gross),
            False: Limits(min(long.new, long.page) if new else long.page, gross),
        }

    def _thresholds(self, minutes: int, rarer: float = 1.0) -> Thresholds:
        return thresholds(
            minutes,
            streams=self.tests,
            warns=self.rules.warns_a_month,
            pages=self.rules.pages_a_month / rarer,
            portfolio=self.rules.portfolio_pages_a_month / rarer,
        )

    def minutes_of(self, metric: Metric) -> int:
        """Return how long the metric's windows are."""
        rules = self.rules
        return rules.operational_window_minutes if metric.operational else rules.window_minutes

    def _lengths(self) -> Sequence[int]:
        return (self.rules.operational_window_minutes, self.rules.window_minutes)

    @property
    def _lateness(self) -> timedelta:
        return timedelta(minutes=self.rules.lateness_minutes)

    def _closes(self, start: datetime, minutes: int) -> datetime:
        return start + timedelta(minutes=minutes) + self._lateness
