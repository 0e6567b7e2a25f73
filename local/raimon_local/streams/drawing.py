"""A stream as a drawing: its rate against the usual band, its evidence, and where it alarmed."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from raimon.windows.deployment import Deployment
from raimon.windows.metrics import Way
from raimon.windows.once import tail
from raimon.windows.stream import Stream
from raimon_local.streams.gaps import GapDrawing
from raimon_local.streams.scale import ROOM, STEPS, Scale, below
from raimon_local.streams.watched import Watched, Window

MOST_QUIET: Final = 6  # streams without an alarm that are drawn
_BEFORE: Final = timedelta(days=5)  # an alarm that are shown, and after it
_MOST_POINTS: Final = 200
_LEAST_TOP: Final = 0.045
_FEWEST: Final = 2
_RARE: Final = 0.005  # of single points lie beyond what chance explains, on each side


@dataclass(frozen=True, slots=True)
class Drawing:
    """One stream; all places in the drawing's units from the upper left."""

    watched: Watched
    usual: tuple[tuple[float, float], ...]  # points that chance can explain
    beyond: tuple[tuple[float, float], ...]  # and those that it can't
    band: tuple[float, float]  # upper and lower edge of what is usual on average
    chance: tuple[float, float]  # and of what chance makes of it in single points
    grid: tuple[tuple[float, float], ...]  # height, share
    days: tuple[tuple[float, datetime], ...]
    evidence: str  # points of a polyline
    limit: float  # where the line stands at which an alarm is raised
    bad: tuple[float, float] | None  # from the beginning to the end of what was told
    deployed: tuple[tuple[float, Deployment], ...]
    alarms: tuple[tuple[float, datetime], ...]
    step: timedelta  # what one point stands for
    now: float | None  # the share since the beginning of what was told

    @property
    def stream(self) -> Stream:
        """Return the stream."""
        return self.watched.stream


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn, and how many streams aren't."""

    alarmed: tuple[Drawing, ...]
    quiet: tuple[Drawing, ...]
    undrawn: int
    learning: int
    gaps: tuple[GapDrawing, ...] = ()  # between groups, that people were told of


def scene(all_watched: Iterable[Watched], gaps: Iterable[GapDrawing] = ()) -> Scene:
    """Return the streams as drawings: those with alarms by their beginning, then some others."""
    alarmed: list[Drawing] = []
    quiet: list[Watched] = []
    learning = 0
    for each in all_watched:
        if each.stream.baseline is None or len(each.windows) < _FEWEST:
            learning += 1
        elif each.told:
            alarmed.append(drawing(each))
        else:
            quiet.append(each)
    alarmed.sort(key=_urgency)
    drawn = tuple(map(drawing, quiet[:MOST_QUIET]))
    return Scene(tuple(alarmed), drawn, len(quiet) - len(drawn), learning, tuple(gaps))


def drawing(watched: Watched) -> Drawing:
    """Return the drawing of a stream that has a baseline and some windows."""
    step, windows = _shown(watched)
    low, high = _usual(watched)
    least, most = _by_chance(low, high, windows)
    shares = [each.count / each.units for each in windows if each.units]
    top = min(max(_LEAST_TOP, most if most < 1 else high, *shares) * ROOM, 1.0)
    scale, limit = Scale(windows[0].start, windows[-1].end, top), _limit(windows)
    dots = [
        (scale.across(each.start + step / 2), scale.down(share), least <= share <= most)
        for each in windows
        for share in ([each.count / each.units] if each.units else [])
    ]
    return Drawing(
        watched=watched,
        usual=tuple((x, y) for x, y, fine in dots if fine),
        beyond=tuple((x, y) for x, y, fine in dots if not fine),
        band=(scale.down(high), scale.down(low)),
        chance=(scale.down(most), scale.down(least)),
        grid=tuple(scale.grid()),
        days=tuple(scale.days()),
        evidence=_evidence(windows, scale, limit),
        limit=below(limit, limit),
        bad=_bad(watched, scale),
        deployed=tuple(
            (scale.across(each.moment), each)
            for each in watched.deployed
            if scale.shows(each.moment)
        ),
        alarms=tuple((scale.across(told), told) for told in _moments(watched) if scale.shows(told)),
        step=step,
        now=_now(watched, windows),
    )


def _moments(watched: Watched) -> list[datetime]:
    return sorted({each.subject.timestamp for each in watched.told})


def _urgency(drawn: Drawing) -> tuple[datetime, str, str]:
    first = drawn.watched.onset or drawn.watched.windows[0].start
    return first, drawn.stream.key.metric, drawn.stream.key.language


def _shown(watched: Watched) -> tuple[timedelta, list[Window]]:
    """Return the windows about the first alarm, or the last ones, put together into steps."""
    windows, told = watched.windows, watched.told
    last = windows[-1].end
    if told:
        last = min(last, max(each.subject.timestamp for each in told) + _BEFORE)
    first = min(watched.onset or last, last) - _BEFORE
    held = [each for each in windows if each.end > first and each.start < last]
    held = held if len(held) >= _FEWEST else list(windows)
    span = held[-1].end - held[0].start
    length = held[0].end - held[0].start
    steps = (each for each in STEPS if each >= length and span / each <= _MOST_POINTS)
    step = next(steps, STEPS[-1])
    return step, list(_together(held, step))


def _together(windows: Sequence[Window], step: timedelta) -> Iterator[Window]:
    """Yield windows that follow one another as one, so many that a point stands for a step."""
    begin = windows[0].start.replace(minute=0, second=0, microsecond=0)
    slots: dict[int, list[Window]] = {}
    for each in windows:
        slots.setdefault((each.start - begin) // step, []).append(each)
    for slot, held in sorted(slots.items()):
        yield Window(
            start=begin + slot * step,
            end=begin + (slot + 1) * step,
            units=sum(each.units for each in held),
            count=math.fsum(each.count for each in held),
            evidence=max(each.evidence for each in held),
            threshold=held[-1].threshold,
        )


def _usual(watched: Watched) -> tuple[float, float]:
    """Return the lowest and the highest share that count as usual."""
    baseline = watched.stream.baseline
    if baseline is None:
        return 0.0, 1.0
    low, high = baseline.lowest, baseline.highest
    if baseline.inverted:
        low, high = 1 - high, 1 - low
    ways = watched.stream.metric.ways
    return (max(low, 0.0) if Way.FALL in ways else 0.0), (high if Way.RISE in ways else 1.0)


def _by_chance(low: float, high: float, windows: Sequence[Window]) -> tuple[float, float]:
    """Return between which shares a single point lies by chance, as long as things are usual."""
    held = [each.units for each in windows if each.units]
    units = round(median(held)) if held else 1
    counts = range(units + 1)
    most = next((k for k in counts if tail(k + 1, units, high) <= _RARE), units)
    least = next((k for k in reversed(counts) if tail(units - k + 1, units, 1 - low) <= _RARE), 0)
    return least / units, most / units


def _limit(windows: Sequence[Window]) -> float:
    """Return the evidence of windows at which an alarm is raised."""
    return max([each.threshold for each in windows if each.threshold], default=2.0)


def _evidence(windows: Sequence[Window], scale: Scale, limit: float) -> str:
    return " ".join(f"{scale.across(each.end)},{below(each.evidence, limit)}" for each in windows)


def _now(watched: Watched, windows: Sequence[Window]) -> float | None:
    onset = watched.onset
    since = [each for each in windows if onset is not None and each.end > onset]
    units = sum(each.units for each in since)
    return sum(each.count for each in since) / units if units else None


def _bad(watched: Watched, scale: Scale) -> tuple[float, float] | None:
    """Return what to shade: from the first beginning on, as long as the alarm stands."""
    if watched.onset is None:
        return None
    stands = watched.stream.watched[watched.way].worst is not None
    end = scale.last if stands else _moments(watched)[-1]
    return scale.across(watched.onset), scale.across(end)
