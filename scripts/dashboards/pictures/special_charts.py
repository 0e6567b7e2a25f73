"""The panels that aren't classic charts: shares, standing counts, intervals, words and choices."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any, Final
from xml.sax.saxutils import escape

from scripts.dashboards.pictures import svg
from scripts.dashboards.pictures.figures import shown
from scripts.dashboards.pictures.frame import Look, legend, lying, place, standing, time_axis
from scripts.dashboards.pictures.svg import GRID, INK, LINE, PAPER, SOFT, Box

_Z: Final = 1.96
_DEEP: Final = 19
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_STRONG = re.compile(r"\*\*?([^*]+)\*\*?")
_BLUE: Final = "#2b5c7c"

type Answer = Mapping[str, Any]


def shares(look: Look, state: Mapping[str, Any], answers: Sequence[Answer]) -> list[str]:
    """Draw lines of shares of all documents, in percent."""
    series = state["params"]["series"]
    look = replace(look, colours={each["label"]: each["color"] for each in series})
    room, parts = legend(look, [each["label"] for each in series])
    found = {
        each["label"]: _runs(each, answer) for each, answer in zip(series, answers, strict=True)
    }
    top = max(value for runs in found.values() for run in runs for _, value in run)
    plot, marks, axis = standing(room, top, "%")
    parts += axis + time_axis(plot, look)
    for each in series:
        for run in found[each["label"]]:
            points = [
                (place(plot, look, key), plot.y + plot.h * (1 - value / marks[-1]))
                for key, value in run
            ]
            parts.append(svg.curve(points, each["color"]))
    return parts


def top_n(look: Look, state: Mapping[str, Any], answer: Answer) -> list[str]:
    """Draw a bar and a number for each part."""
    (series,) = state["params"]["series"]
    counts = answer["aggregations"][series["id"]]["buckets"]
    parts_of = [
        (each["label"], each["color"], counts[each["id"]]["doc_count"])
        for each in series["split_filters"]
    ]
    top = max(count for _, _, count in parts_of) or 1
    step = look.box.h / len(parts_of)
    margin = max(svg.room(label, 11) for label, _, _ in parts_of) + 10
    drawn = []
    for at, (label, colour, count) in enumerate(parts_of):
        y = look.box.y + step * (at + 0.5)
        wide = (look.box.w - margin - 40) * count / top
        bar = Box(look.box.x + margin, y - step * 0.3, wide, step * 0.6)
        drawn.append(svg.text(look.box.x + margin - 8, y + 4, label, anchor="end"))
        drawn.append(svg.rect(bar, colour))
        drawn.append(svg.text(bar.x + wide + 8, y + 4, shown(count), weight=600))
    return drawn


def intervals(look: Look, spec: Mapping[str, Any], answer: Answer) -> list[str]:
    """Draw each group's share with its interval and its k of n."""
    groups = [
        (each["key"], each["counted"]["doc_count"], each["doc_count"])
        for each in answer["aggregations"]["groups"]["buckets"]
    ]
    spans = {key: _wilson(k, n) for key, k, n in groups}
    title = spec["layer"][0]["encoding"]["x"]["axis"]["title"]
    top = max(high for _, high in spans.values()) * 115
    plot, marks, parts = lying(look.box, top, f"{title}, %", 40)
    step = plot.h / len(groups)
    for at, (key, k, n) in enumerate(groups):
        y = plot.y + step * (at + 0.5)
        low, high = (plot.x + plot.w * 100 * end / marks[-1] for end in spans[key])
        parts.append(svg.text(plot.x - 8, y + 4, key, anchor="end"))
        parts.append(svg.line((low, y), (high, y), "#6f9dc0", width=4))
        parts.append(svg.dot(plot.x + plot.w * 100 * k / n / marks[-1], y, _BLUE))
        parts.append(svg.text(high + 8, y + 4, f"{k} / {n}", fill=SOFT))
    return parts


def words(look: Look, state: Mapping[str, Any]) -> list[str]:
    """Draw the words of a note; the links stand in one line as they do in Dashboards."""
    links, _, told = state["params"]["markdown"].partition("\n\n")
    parts = _links(look.box, links)
    plain = _STRONG.sub(r"\1", _LINK.sub(r"\1", told))
    for at, line in enumerate(svg.wrapped(plain, 11.5, look.box.w - 4)):
        parts.append(svg.text(look.box.x, look.box.y + 36 + at * 18, line, size=11.5))
    return parts


def choices(look: Look, state: Mapping[str, Any]) -> list[str]:
    """Draw the lists of values as they stand before anything is chosen."""
    controls = state["params"]["controls"]
    wide = look.box.w / len(controls)
    parts = []
    for at, each in enumerate(controls):
        x, y = look.box.x + wide * at, look.box.y + look.box.h / 2
        parts.append(svg.text(x, y - 16, each["label"], weight=600))
        parts.append(svg.rect(Box(x, y - 8, wide - 14, 28), PAPER, radius=4, stroke=LINE))
        hint = "選択…" if look.language == "ja" else "Select…"
        parts.append(svg.text(x + 10, y + 10, hint, fill=SOFT))
    return parts


def documents(look: Look, columns: Sequence[str], answer: Answer) -> list[str]:
    """Draw the first documents of a list, with the time of each and its columns."""
    heads = ["@timestamp", *columns]
    lines = [
        [_value(hit["_source"], hit["sort"][0], head) for head in heads]
        for hit in answer["hits"]["hits"][: int(look.box.h // _DEEP) - 1]
    ]
    needed = [
        max(svg.room(line[at], 10.5) for line in [heads, *lines]) + 16 for at in range(len(heads))
    ]
    widths = [*needed[:-1], max(look.box.w - sum(needed[:-1]), 1)]
    parts = []
    for number, line in enumerate([heads, *lines]):
        left, y = look.box.x, look.box.y + number * _DEEP
        for cell, wide in zip(line, widths, strict=True):
            weight, fill = (400, INK) if number else (600, SOFT)
            told = svg.fitted(cell, 10.5, wide - 8)
            parts.append(svg.text(left, y + 13, told, size=10.5, weight=weight, fill=fill))
            left += wide
        if number:
            parts.append(svg.line((look.box.x, y), (look.box.x + look.box.w, y), GRID))
    return parts


def _value(document: Answer, moment: float, column: str) -> str:
    if column == "@timestamp":
        return shown(moment)
    found: Any = document
    for name in column.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return "-" if found is None else str(found)


def _links(box: Box, links: str) -> list[str]:
    """Return the names of the dashboards in one line; the reader's own place is in bold."""
    spans = []
    for at, name in enumerate(links.split(" | ")):
        told = escape(_STRONG.sub(r"\1", _LINK.sub(r"\1", name)))
        style = f'fill="{INK}" font-weight="700"' if name.startswith("**") else f'fill="{_BLUE}"'
        apart = ' dx="9"' if at else ""
        spans.append(f"<tspan{apart} {style}>{told}</tspan>")
    between = f'<tspan fill="{SOFT}" dx="9">|</tspan>'
    place = f'x="{svg.number(box.x)}" y="{svg.number(box.y + 10)}" font-size="11.5"'
    return [f"<text {place}>{between.join(spans)}</text>"]


def _runs(series: Mapping[str, Any], answer: Answer) -> list[list[tuple[float, float]]]:
    """Return the points between gaps: a moment without documents has no share."""
    (metric,) = series["metrics"]
    runs: list[list[tuple[float, float]]] = [[]]
    for bucket in answer["aggregations"][series["id"]]["timeseries"]["buckets"]:
        if metric["id"] in bucket:
            runs[-1].append((bucket["key"], 100 * bucket[metric["id"]]["value"]))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _wilson(k: int, n: int) -> tuple[float, float]:
    share, z2 = k / n, _Z * _Z
    middle = share + z2 / (2 * n)
    half = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    whole = 1 + z2 / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)
