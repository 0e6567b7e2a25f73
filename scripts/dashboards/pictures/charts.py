"""The classic charts, drawn from the rows of their answers."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from scripts.dashboards.pictures import svg
from scripts.dashboards.pictures.figures import shown
from scripts.dashboards.pictures.frame import Look, legend, lying, place, standing, time_axis
from scripts.dashboards.pictures.svg import GRID, INK, PANEL, SOFT, Box
from scripts.dashboards.pictures.table import Row

type Series = dict[str, dict[object, float]]

_HOUR: Final = 3_600_000
_DARK: Final = 0.6
_SHADES: Final = ("#eef3f7", "#cfdfea", "#9fbfd4", "#5f8fb0", "#2b5c7c")


def series_of(rows: Sequence[Row]) -> Series:
    """Return the values of each series by category; a series is a part or a metric."""
    found: Series = {}
    for row in rows:
        for metric, value in row.values:
            label = " / ".join(row.labels[1:]) or metric
            found.setdefault(label, {})[row.keys[0]] = value or 0.0
    return {label: values for label, values in found.items() if any(values.values())}


def bars(look: Look, rows: Sequence[Row], title: str) -> list[str]:
    """Draw stacked bars along the time."""
    series = series_of(rows)
    room, parts = legend(look, list(series))
    keys = sorted({float(str(key)) for values in series.values() for key in values})
    totals = {key: sum(values.get(key, 0) for values in series.values()) for key in keys}
    plot, marks, axis = standing(room, max(totals.values(), default=0), title)
    parts += axis + time_axis(plot, look)
    step = min((later - earlier for earlier, later in pairwise(keys)), default=_HOUR)
    wide = max(place(plot, look, keys[0] + step) - place(plot, look, keys[0]) - 1, 1)
    for key in keys:
        bottom = plot.y + plot.h
        for at, (label, values) in reversed(list(enumerate(series.items()))):
            high = plot.h * values.get(key, 0) / marks[-1]
            if high:
                bottom -= high
                cell = Box(place(plot, look, key), bottom, wide, high)
                parts.append(svg.rect(cell, look.colour(label, at)))
    return parts


def lines(look: Look, rows: Sequence[Row], title: str) -> list[str]:
    """Draw a line for each series along the time."""
    series = {
        label: {key: value for key, value in values.items() if value is not None}
        for label, values in _with_gaps(rows).items()
    }
    room, parts = legend(look, list(series))
    top = max((value for values in series.values() for value in values.values()), default=0)
    plot, marks, axis = standing(room, top, title)
    parts += axis + time_axis(plot, look)
    for at, (label, values) in enumerate(series.items()):
        points = [
            (
                place(plot, look, float(str(key))),
                plot.y + plot.h * (1 - values[key] / marks[-1]),
            )
            for key in sorted(values, key=lambda each: float(str(each)))
        ]
        if points:
            parts.append(svg.curve(points, look.colour(label, at)))
    return parts


def ranking(look: Look, rows: Sequence[Row], title: str) -> list[str]:
    """Draw stacked bars that lie, one for each value."""
    series = series_of(rows)
    room, parts = legend(look, list(series) if len(series) > 1 else [])
    names = dict.fromkeys((row.keys[0], row.labels[0]) for row in rows)
    shown_names = [
        (key, label) for key, label in names if any(key in values for values in series.values())
    ]
    total = {key: sum(values.get(key, 0) for values in series.values()) for key, _ in shown_names}
    wide = max((svg.room(label, 10.5) for _, label in shown_names), default=0)
    margin = min(wide + 8, room.w * 0.42)
    plot, marks, axis = lying(room, max(total.values(), default=0), title, margin)
    parts += axis
    step = plot.h / max(len(shown_names), 1)
    high = min(step * 0.68, 26)
    for at, (key, label) in enumerate(shown_names):
        y = plot.y + step * (at + 0.5)
        told = svg.fitted(label, 10.5, margin - 8)
        parts.append(svg.text(plot.x - 6, y + 4, told, size=10.5, anchor="end"))
        left = plot.x
        for number, (name, values) in enumerate(series.items()):
            long = plot.w * values.get(key, 0) / marks[-1]
            cell = Box(left, y - high / 2, long, high)
            if long:
                parts.append(svg.rect(cell, look.colour(name, number)))
            left += long
    return parts


def ring(look: Look, rows: Sequence[Row], total: str) -> list[str]:
    """Draw the parts of a whole."""
    values = {row.labels[0]: row.values[0][1] or 0 for row in rows if row.values[0][1]}
    room, parts = legend(look, list(values))
    radius = min(room.w, room.h) / 2 - 4
    x, y = room.x + room.w / 2, room.y + room.h / 2
    whole, begin = sum(values.values()) or 1, -math.pi / 2
    for at, (label, value) in enumerate(values.items()):
        end = begin + 2 * math.pi * value / whole
        parts.append(_slice(x, y, radius, (begin, end), look.colour(label, at)))
        begin = end
    parts.append(svg.dot(x, y, PANEL, radius=radius * 0.6))
    parts.append(svg.text(x, y + 4, shown(whole), size=20, anchor="middle", weight=600))
    parts.append(svg.text(x, y + 19, total, size=10, anchor="middle", fill=SOFT))
    return parts


def matrix(look: Look, rows: Sequence[Row]) -> list[str]:
    """Draw cells of two splits, the darker the more, with the number in each."""
    cells: Mapping[tuple[str, str], float] = {
        (row.labels[0], row.labels[1]): row.values[0][1] or 0 for row in rows if row.values[0][1]
    }
    across = list(dict.fromkeys(row.labels[0] for row in rows))
    columns = [each for each in across if any(key[0] == each for key in cells)]
    down = sorted({key[1] for key in cells})
    margin = min(max((svg.room(label, 10.5) for label in down), default=0) + 8, look.box.w * 0.36)
    plot = look.box.inset(left=margin, bottom=20)
    wide, high = plot.w / max(len(columns), 1), plot.h / max(len(down), 1)
    top = max(cells.values(), default=1)
    parts = []
    for row, name in enumerate(down):
        y = plot.y + high * row
        told = svg.fitted(name, 10.5, margin - 8)
        parts.append(svg.text(plot.x - 6, y + high / 2 + 4, told, size=10.5, anchor="end"))
        for column, label in enumerate(columns):
            value = cells.get((label, name), 0)
            cell = Box(plot.x + wide * column, y, wide - 2, high - 2)
            parts += _cell(cell, value, top)
    for column, label in enumerate(columns):
        told = svg.fitted(label, 10, wide - 4)
        middle = plot.x + wide * (column + 0.5)
        parts.append(svg.text(middle, plot.y + plot.h + 14, told, size=10, anchor="middle"))
    return parts


def listing(look: Look, rows: Sequence[Row], heads: Sequence[str]) -> list[str]:
    """Draw the first rows of a table."""
    metrics = [label for label, _ in rows[0].values] if rows else []
    titles = [*heads, *metrics]
    body = [
        [*row.labels, *(shown(value) for _, value in row.values)]
        for row in rows[: max(int(look.box.h // 19) - 1, 0)]
    ]
    needed = [
        max(svg.room(line[at], 10.5) for line in [titles, *body]) + 14 for at in range(len(titles))
    ]
    widths = _widths(needed, len(heads), look.box.w)
    parts = _line(look.box, titles, widths, len(heads), weight=600)
    for at, line in enumerate(body, start=1):
        y = look.box.y + 19 * at
        parts.append(svg.line((look.box.x, y), (look.box.x + look.box.w, y), GRID))
        parts += _line(Box(look.box.x, y, look.box.w, 19), line, widths, len(heads))
    return parts


def numbers(look: Look, rows: Sequence[Row]) -> list[str]:
    """Draw large numbers side by side."""
    told = [
        (row.labels[0] if row.labels else label, value)
        for row in rows
        for label, value in row.values
    ]
    wide = look.box.w / max(len(told), 1)
    parts = []
    for at, (label, value) in enumerate(told):
        x, y = look.box.x + wide * (at + 0.5), look.box.y + look.box.h / 2
        figure = shown(value)
        size = min(32, wide / max(svg.room(figure, 1), 1) * 0.9)
        parts.append(svg.text(x, y + 6, figure, size=size, anchor="middle", weight=600, fill=INK))
        below = svg.fitted(label, 11, wide - 6)
        parts.append(svg.text(x, y + 28, below, size=11, anchor="middle", fill=SOFT))
    return parts


def _widths(needed: Sequence[float], words: int, whole: float) -> list[float]:
    """Return the widths of columns: numbers get what they need, words share what is left."""
    left = max(whole - sum(needed[words:]), whole * 0.3)
    scale = left / sum(needed[:words])
    rest = (whole - left) / sum(needed[words:])
    return [each * (scale if at < words else rest) for at, each in enumerate(needed)]


def _with_gaps(rows: Sequence[Row]) -> dict[str, dict[object, float | None]]:
    found: dict[str, dict[object, float | None]] = {}
    for row in rows:
        for metric, value in row.values:
            found.setdefault(metric, {})[row.keys[0]] = value
    return found


def _slice(x: float, y: float, radius: float, ends: tuple[float, float], fill: str) -> str:
    begin, end = ends
    if end - begin > 2 * math.pi - 0.001:
        return svg.dot(x, y, fill, radius=radius)
    points = [
        f"{svg.number(x + radius * math.cos(angle))} {svg.number(y + radius * math.sin(angle))}"
        for angle in ends
    ]
    large = int(end - begin > math.pi)
    arc = f"A{svg.number(radius)} {svg.number(radius)} 0 {large} 1 {points[1]}"
    path = f"M{svg.number(x)} {svg.number(y)} L{points[0]} {arc} Z"
    return f'<path d="{path}" fill="{fill}" stroke="{PANEL}" stroke-width="1.5"/>'


def _cell(cell: Box, value: float, top: float) -> list[str]:
    if not value:
        return [svg.rect(cell, "#faf8f4")]
    share = value / top
    shade = _SHADES[min(int(share * len(_SHADES)), len(_SHADES) - 1)]
    fill = PANEL if share >= _DARK else INK
    x, y = cell.x + cell.w / 2, cell.y + cell.h / 2 + 4
    return [
        svg.rect(cell, shade),
        svg.text(x, y, shown(value), size=10.5, anchor="middle", fill=fill),
    ]


def _line(
    box: Box, cells: Sequence[str], widths: Sequence[float], words: int, *, weight: int = 400
) -> list[str]:
    parts, left = [], box.x
    for at, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        told = svg.fitted(cell, 10.5, wide - 8)
        x, anchor = (left + 2, "start") if at < words else (left + wide - 4, "end")
        fill = SOFT if weight > 400 else INK  # noqa: PLR2004 - the plain weight
        parts.append(
            svg.text(x, box.y + 13, told, size=10.5, anchor=anchor, weight=weight, fill=fill)
        )
        left += wide
    return parts
