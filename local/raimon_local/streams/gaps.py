"""A gap between a group and the others as a drawing: both rates, the evidence, and the alarm."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final, NamedTuple, Self

from raimon.events import FindingRaised
from raimon.statistic import Statistic
from raimon.windows.disparity_gap import GapRow
from raimon.windows.group import Group
from raimon.windows.watch import Watch
from raimon_local.streams.scale import ROOM, STEPS, Scale, below

_BEFORE: Final = timedelta(days=5)  # the alarm that are shown, and after it
_FEW: Final = 20  # units of the group that a point should stand for
_MOST_POINTS: Final = 120
_LEAST_TOP: Final = 0.045

type Outcomes = tuple[float, float]  # units and bad ones


class GapPlace(NamedTuple):
    """What windows and findings name alike: whose gap, of which group, in which language."""

    account: str
    application: str
    metric: str
    language: str
    entity: str


@dataclass(frozen=True, slots=True)
class GapWindow:
    """A closed window: what both sides met with, and the evidence after it."""

    start: datetime
    end: datetime
    group: Outcomes
    rest: Outcomes
    evidence: float
    threshold: float
    stronger: float

    @classmethod
    def of_row(cls, row: GapRow) -> Self:
        """Return the window as the statistics remember it."""
        cell = row.cell
        return cls(
            row.start, row.end, cell.group, cell.rest, row.evidence, row.threshold, row.stronger
        )

    @classmethod
    def of_line(cls, told: Mapping[str, Any]) -> Self:
        """Return the window as it was left for OpenSearch."""
        units, rest = told["n"], told["baseline_n"]
        return cls(
            start=datetime.fromisoformat(told["@timestamp"]),
            end=datetime.fromisoformat(told["end"]),
            group=(units, told["sum"]),
            rest=(rest, rest * (told["baseline"] or 0.0)),
            evidence=told["statistic"],
            threshold=told["threshold"],
            stronger=told.get("stronger", 0.0),
        )


type GapWindows = Mapping[GapPlace, Sequence[GapWindow]]


@dataclass(frozen=True, slots=True)
class GapDrawing:
    """One gap that raised an alarm; all places in the drawing's units from the upper left."""

    place: GapPlace
    told: FindingRaised
    figures: Statistic
    group: tuple[tuple[float, float], ...]
    rest: tuple[tuple[float, float], ...]
    grid: tuple[tuple[float, float], ...]  # height, share
    days: tuple[tuple[float, datetime], ...]
    evidence: str  # points of a polyline
    stronger: str  # likewise, of the test that needn't wait for the other
    limit: float  # where the line stands at which an alarm is raised
    bad: tuple[float, float]  # from the beginning to the alarm
    alarm: tuple[float, datetime]
    step: timedelta  # what one point stands for


def gap_windows_of(watch: Watch) -> GapWindows:
    """Return the windows of gaps that the watch itself remembers."""
    found: defaultdict[GapPlace, list[GapWindow]] = defaultdict(list)
    for _, group in sorted(watch.groups.items()):
        for row in group.disparity.rows:
            found[_place_of(group, row)].append(GapWindow.of_row(row))
    return found


def gap_windows_in(lines: Iterable[bytes]) -> GapWindows:
    """Return the windows of gaps among the lines that were left for OpenSearch."""
    found: defaultdict[GapPlace, list[GapWindow]] = defaultdict(list)
    for told in map(json.loads, lines):
        if "baseline_n" in told:
            names = ("account_id", "application", "metric", "language", "group")
            place = GapPlace(*(told[name] for name in names))
            found[place].append(GapWindow.of_line(told))
    return {name: sorted(held, key=lambda each: each.start) for name, held in found.items()}


def gap_drawings(windows: GapWindows, told: Iterable[FindingRaised]) -> Iterator[GapDrawing]:
    """Give a drawing for each gap that people were told of."""
    for each in told:
        place, figures = _place_told(each), each.statistic
        held = windows.get(place, ())
        if figures is not None and figures.group is not None and held:
            yield _drawing(place, each, figures, held)


def _place_of(group: Group, row: GapRow) -> GapPlace:
    family, key = group.family, row.key
    whose = family.application or f"role/{family.role}"
    return GapPlace(family.account_id, whose, key.metric, group.language, key.entity)


def _place_told(told: FindingRaised) -> GapPlace:
    subject = told.subject
    metric, _, language = (subject.stream or "").rpartition("/")
    whose = subject.application or subject.resource or ""
    return GapPlace(subject.account_id, whose, metric, language, told.finding.entity or "")


def _drawing(
    place: GapPlace, told: FindingRaised, figures: Statistic, windows: Sequence[GapWindow]
) -> GapDrawing:
    alarm = told.subject.timestamp
    onset = figures.onset or alarm
    held = [each for each in windows if onset - _BEFORE < each.end <= alarm + _BEFORE]
    shown = held or list(windows)
    step, points = _points(shown)
    rates = [bad / units for each in points for units, bad in (each.group, each.rest) if units]
    top = min(max(_LEAST_TOP, *rates) * ROOM, 1.0)
    scale = Scale(points[0].start, points[-1].end, top)
    limit = max(each.threshold for each in points)
    return GapDrawing(
        place=place,
        told=told,
        figures=figures,
        group=tuple(_dots(scale, step, ((each.start, each.group) for each in points))),
        rest=tuple(_dots(scale, step, ((each.start, each.rest) for each in points))),
        grid=tuple(scale.grid()),
        days=tuple(scale.days()),
        evidence=_line(scale, ((each.end, below(each.evidence, limit)) for each in shown)),
        stronger=_line(scale, ((each.end, below(each.stronger, limit)) for each in shown)),
        limit=below(limit, limit),
        bad=(scale.across(onset), scale.across(alarm)),
        alarm=(scale.across(alarm), alarm),
        step=step,
    )


def _line(scale: Scale, points: Iterable[tuple[datetime, float]]) -> str:
    return " ".join(f"{scale.across(moment)},{height}" for moment, height in points)


def _dots(
    scale: Scale, step: timedelta, sides: Iterable[tuple[datetime, Outcomes]]
) -> Iterator[tuple[float, float]]:
    for start, (units, bad) in sides:
        if units:
            yield scale.across(start + step / 2), scale.down(bad / units)


def _points(windows: Sequence[GapWindow]) -> tuple[timedelta, list[GapWindow]]:
    """Return the windows put together, so that a point stands for enough units of the group."""
    span, length = windows[-1].end - windows[0].start, windows[0].end - windows[0].start
    units = max(median(each.group[0] for each in windows), 1.0)
    steps = [each for each in STEPS if each >= length and span / each <= _MOST_POINTS]
    enough = (each for each in steps if units * (each / length) >= _FEW)
    step = next(enough, steps[-1] if steps else STEPS[-1])
    return step, list(_together(windows, step))


def _together(windows: Sequence[GapWindow], step: timedelta) -> Iterator[GapWindow]:
    begin = windows[0].start.replace(minute=0, second=0, microsecond=0)
    slots: defaultdict[int, list[GapWindow]] = defaultdict(list)
    for each in windows:
        slots[(each.start - begin) // step].append(each)
    for slot, held in sorted(slots.items()):
        yield GapWindow(
            start=begin + slot * step,
            end=begin + (slot + 1) * step,
            group=_summed(each.group for each in held),
            rest=_summed(each.rest for each in held),
            evidence=max(each.evidence for each in held),
            threshold=max(each.threshold for each in held),
            stronger=max(each.stronger for each in held),
        )


def _summed(sides: Iterable[Outcomes]) -> Outcomes:
    told = list(sides)
    return math.fsum(units for units, _ in told), math.fsum(bad for _, bad in told)
