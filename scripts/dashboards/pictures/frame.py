"""What charts share: the words beside them, the axes below them, and the colours in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.dashboards.check.span import Span
from scripts.dashboards.colours import SERIES
from scripts.dashboards.pictures import svg
from scripts.dashboards.pictures.figures import moment, tick, ticks
from scripts.dashboards.pictures.svg import GRID, INK, SOFT, Box
from scripts.dashboards.words import Language

_LEGEND: Final = 16  # the height of a line of the legend
_WIDEST: Final = 0.32  # the share of a panel that a legend may take
_HOURS: Final = 12
_MILLISECONDS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Look:
    """How a panel is to be drawn: where, in whose language, over which time, in which colours."""

    box: Box
    language: Language
    span: Span
    colours: Mapping[str, str]

    def colour(self, label: str, at: int) -> str:
        """Return the colour of a series: its own, else the next of the palette."""
        return self.colours.get(label, SERIES[at % len(SERIES)])


def legend(look: Look, labels: Sequence[str]) -> tuple[Box, list[str]]:
    """Return the words at the right of a chart, and the room that they leave."""
    if not labels:
        return look.box, []
    wide = max(svg.room(label, 10.5) for label in labels) + 20
    width = min(wide, look.box.w * _WIDEST)
    left = look.box.x + look.box.w - width
    parts = []
    for at, label in enumerate(labels[: int(look.box.h // _LEGEND)]):
        y = look.box.y + 4 + at * _LEGEND
        parts.append(svg.rect(Box(left, y, 9, 9), look.colour(label, at), radius=2))
        told = svg.fitted(label, 10.5, width - 15)
        parts.append(svg.text(left + 14, y + 8.5, told, size=10.5, fill=SOFT))
    return look.box.inset(right=width + 12), parts


def standing(box: Box, top: float, title: str) -> tuple[Box, list[float], list[str]]:
    """Return the plot with a value axis at its left, the ticks, and what is drawn of it."""
    marks = ticks(top)
    plot = box.inset(left=38, top=16, bottom=20)
    parts = [svg.text(box.x, box.y + 8, title, size=10, fill=SOFT)]
    for mark in marks:
        y = plot.y + plot.h * (1 - mark / marks[-1])
        parts.append(svg.line((plot.x, y), (plot.x + plot.w, y), GRID))
        parts.append(svg.text(plot.x - 5, y + 3.5, tick(mark), size=10, anchor="end", fill=SOFT))
    return plot, marks, parts


def lying(box: Box, top: float, title: str, margin: float) -> tuple[Box, list[float], list[str]]:
    """Return the plot with a value axis below it, the ticks, and what is drawn of it."""
    marks = ticks(top)
    plot = box.inset(left=margin, top=2, right=14, bottom=30)
    parts = [
        svg.text(plot.x + plot.w / 2, box.y + box.h - 2, title, size=10, anchor="middle", fill=SOFT)
    ]
    for mark in marks:
        x = plot.x + plot.w * mark / marks[-1]
        parts.append(svg.line((x, plot.y), (x, plot.y + plot.h), GRID))
        parts.append(
            svg.text(x, plot.y + plot.h + 13, tick(mark), size=10, anchor="middle", fill=SOFT)
        )
    return plot, marks, parts


def time_axis(plot: Box, look: Look) -> list[str]:
    """Return the words below a time axis: days, and hours between them."""
    bounds = look.span.bounds()
    parts = []
    step = _HOURS * _MILLISECONDS
    for at in range(bounds["min"], bounds["max"], step):
        x = place(plot, look, at)
        day = at % (2 * step) == 0
        told = moment(at, look.language, day=day)
        fill = INK if day else SOFT
        parts.append(svg.line((x, plot.y + plot.h), (x, plot.y + plot.h + 4), SOFT))
        parts.append(svg.text(x + 3, plot.y + plot.h + 15, told, size=10, fill=fill))
    return parts


def place(plot: Box, look: Look, milliseconds: float) -> float:
    """Return where a moment stands."""
    bounds = look.span.bounds()
    return plot.x + plot.w * (milliseconds - bounds["min"]) / (bounds["max"] - bounds["min"])
