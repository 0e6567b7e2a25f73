"""A group: the open windows and the streams of one application in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from raimon.windows.call import Call, Family
from raimon.windows.disparity_watch import Disparities
from raimon.windows.kinds import Counts, counts_of
from raimon.windows.learning import share_of
from raimon.windows.metrics import Metric, Way
from raimon.windows.stream import Crossing, Stream
from raimon.windows.window import Part, part_of, start_of

SLOT_MINUTES: Final = 5
_SHOWN = 5
_HALF = 0.5
_REMEMBERED = timedelta(hours=1)  # a unit counts once in that time in the quick test


@dataclass(slots=True)
class Group:
    """The calls of one application in one language whose windows are open, and its streams."""

    family: Family
    language: str
    streams: dict[str, Stream]
    slots: dict[datetime, Part] = field(default_factory=dict)
    recent: dict[str, datetime] = field(default_factory=dict)
    disparity: Disparities = field(default_factory=Disparities)
    kinds: dict[datetime, Counts] = field(default_factory=dict)  # of prompts, by slot

    def between(self, start: datetime, end: datetime) -> Part:
        """Return the calls of all slots in the stretch."""
        calls = [
            call
            for slot in self._slots(start, end)
            for call in self.slots.get(slot, Part()).calls.values()
        ]
        return part_of(calls)

    def forget_before(self, moment: datetime) -> None:
        """Drop what is too old to be an example."""
        self.slots = {slot: part for slot, part in self.slots.items() if slot >= moment}
        self.kinds = {slot: counts for slot, counts in self.kinds.items() if slot >= moment}

    def thin(self, start: datetime, end: datetime) -> None:
        """Keep of windows that are closed only calls that can be examples."""
        for slot in self._slots(start, end):
            if slot in self.slots:
                self.slots[slot] = part_of(possible_examples(self.slots[slot], self.streams))

    def count_kinds(self, slot: datetime, part: Part) -> None:
        """Remember which kinds of prompt the bad outcomes of a slot come from."""
        rising = [each for each in self.streams.values() if Way.RISE in each.watched]
        levels = ((each.metric, each.baseline.level if each.baseline else None) for each in rising)
        counts = counts_of(part, levels)
        if counts:
            self.kinds[slot] = counts

    def kinds_between(self, start: datetime, end: datetime) -> Iterator[Counts]:
        """Give what is remembered of the slots of the stretch."""
        return (self.kinds[slot] for slot in self._slots(start, end) if slot in self.kinds)

    def _slots(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Give the beginnings of all slots of the stretch."""
        slot, length = start_of(start, SLOT_MINUTES), timedelta(minutes=SLOT_MINUTES)
        while slot < end:
            yield slot
            slot += length

    def unseen(self, part: Part, start: datetime) -> Part:
        """Return the calls of units that weren't seen in the hour before, and remember them."""
        cut = start - _REMEMBERED
        self.recent = {unit: last for unit, last in self.recent.items() if last > cut}
        fresh = Part({name: c for name, c in part.calls.items() if c.unit not in self.recent})
        self.recent |= {call.unit: start for call in fresh.calls.values()}
        return fresh


def examples(part: Part, crossing: Crossing) -> tuple[Call, ...]:
    """Return the earliest of the calls that show what the alarm says."""
    level = crossing.baseline.level if crossing.baseline else None
    metric, rises = crossing.metric, crossing.way is Way.RISE
    fitting = [
        call
        for call in part.calls.values()
        if call.moment >= crossing.onset and _shows(call, metric, level, rises=rises)
    ]
    return tuple(sorted(fitting, key=_in_time)[:_SHOWN])


def possible_examples(part: Part, streams: Mapping[str, Stream]) -> Iterator[Call]:
    """Give the calls that examples are chosen from: the earliest and the latest of each kind."""
    calls = sorted(part.calls.values(), key=_in_time)
    for stream in streams.values():
        level = stream.baseline.level if stream.baseline else None
        for way in stream.watched:
            rises = way is Way.RISE
            fit = [call for call in calls if _shows(call, stream.metric, level, rises=rises)]
            yield from (*fit[:_SHOWN], *fit[-_SHOWN:])


def _shows(call: Call, metric: Metric, level: float | None, *, rises: bool) -> bool:
    value = call.values.get(metric.value)
    return value is not None and (share_of(metric, value, level) >= _HALF) is rises


def _in_time(call: Call) -> tuple[datetime, str]:
    return call.moment, call.call_id
