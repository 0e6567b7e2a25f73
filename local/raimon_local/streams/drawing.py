"""A stream as a drawing: its windows against the usual band, its evidence, and where it alarmed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from raimon.windows.stream import Crossing, Row, Stream
from raimon.windows.watch import Watch

WIDTH: Final = 900.0
HEIGHT: Final = 120.0  # of the upper part
DEPTH: Final = 44.0  # of the evidence below it
MOST_QUIET: Final = 6  # streams without an alarm that are drawn
_ROOM: Final = 1.15  # above the highest value
_LEAST_TOP: Final = 0.02
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A window: where it is drawn, and its units as the dot's size."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One stream, all places in the drawing's units from the upper left."""

    stream: Stream
    points: tuple[Point, ...]
    band: tuple[float, float]  # upper and lower edge
    evidence: str  # points of a polyline
    limit: float  # where the line stands at which an alarm is raised
    alarms: tuple[float, ...]
    deployed: tuple[float, ...]
    crossings: tuple[Crossing, ...]
    top: float  # the share at the upper edge
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn, and how many streams aren't."""

    alarmed: tuple[Drawing, ...]
    quiet: tuple[Drawing, ...]
    undrawn: int
    learning: int


def scene(watch: Watch, crossings: Sequence[Crossing]) -> Scene:
    """Return the streams as drawings: those with alarms by their beginning, then some others."""
    alarmed: list[Drawing] = []
    quiet: list[Drawing] = []
    learning = 0
    for stream in watch.streams():
        held = tuple(one for one in crossings if one.key == stream.key)
        rows = [row for row in stream.rows or () if row.mean is not None]
        if stream.baseline is None or len(rows) < _FEWEST:
            learning += 1
            continue
        known = watch.deployments.get(stream.key.family)
        moments = [each.moment for each in known.observed] if known else []
        (alarmed if held else quiet).append(_drawing(stream, rows, held, moments))
    alarmed.sort(key=lambda one: min(each.onset for each in one.crossings))
    drawn = quiet[:MOST_QUIET]
    return Scene(tuple(alarmed), tuple(drawn), len(quiet) - len(drawn), learning)


def _drawing(
    stream: Stream, rows: Sequence[Row], held: tuple[Crossing, ...], deployed: Iterable[datetime]
) -> Drawing:
    way = held[0].way if held else rows[0].way
    shown = [row for row in rows if row.way is way]
    first, last = shown[0].tally.start, shown[-1].tally.end
    shares = [row.tally.count / row.tally.units if row.tally.units else 0.0 for row in shown]
    low, high = _usual(stream)
    top = max(_LEAST_TOP, high, *shares) * _ROOM
    threshold = _threshold(shown, held)
    scale = max(math.log(threshold), 1.0) * 1.25

    def across(moment: datetime) -> float:
        share = (moment - first) / (last - first) if last > first else 0.0
        return round(WIDTH * min(max(share, 0.0), 1.0), 1)

    def down(share: float) -> float:
        return round(HEIGHT * (1 - min(share / top, 1.0)), 1)

    def below(value: float) -> float:
        return round(DEPTH * (1 - min(math.log(max(value, 1.0)) / scale, 1.0)), 1)

    return Drawing(
        stream=stream,
        points=tuple(
            Point(across(row.tally.start), down(share), _size(row.tally.units))
            for row, share in zip(shown, shares, strict=True)
            if row.tally.units
        ),
        band=(down(high), down(max(low, 0.0))),
        evidence=" ".join(f"{across(row.tally.end)},{below(row.evidence)}" for row in shown),
        limit=below(threshold),
        alarms=tuple(across(one.end) for one in held),
        deployed=tuple(across(moment) for moment in deployed if first <= moment <= last),
        crossings=held,
        top=top,
        first=first,
        last=last,
    )


def _usual(stream: Stream) -> tuple[float, float]:
    """Return the lowest and the highest share that count as usual."""
    baseline = stream.baseline
    if baseline is None:
        return 0.0, 1.0
    if baseline.inverted:
        return 1 - baseline.highest, 1 - baseline.lowest
    return baseline.lowest, baseline.highest


def _threshold(shown: Sequence[Row], held: Sequence[Crossing]) -> float:
    """Return the evidence at which an alarm is raised."""
    told = [row.threshold for row in shown if row.threshold]
    return max([*told, *(one.threshold for one in held if one.threshold > 1)], default=2.0)


def _size(units: int) -> float:
    return round(min(1.2 + math.log10(units), 3.5), 2)
