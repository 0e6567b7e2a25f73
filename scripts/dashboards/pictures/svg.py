"""The few shapes that the pictures consist of, as text of SVG."""

import unicodedata
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

PAPER: Final = "#f4f1ea"
PANEL: Final = "#ffffff"
INK: Final = "#211e1b"
SOFT: Final = "#6a635b"
LINE: Final = "#ddd6ca"
GRID: Final = "#ece7de"

type Point = tuple[float, float]

_WIDE: Final = {"W", "F"}
_NARROW: Final = 0.56
_CAPITAL: Final = 0.7


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the picture."""

    x: float
    y: float
    w: float
    h: float

    def inset(
        self, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0
    ) -> "Box":
        """Return the box with a margin inside."""
        return Box(
            self.x + left,
            self.y + top,
            max(self.w - left - right, 1),
            max(self.h - top - bottom, 1),
        )


def number(value: float) -> str:
    """Return a coordinate, short and the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def text(  # noqa: PLR0913 - the attributes of a text are what they are
    x: float,
    y: float,
    content: str,
    *,
    size: float = 11,
    anchor: str = "start",
    fill: str = INK,
    weight: int = 400,
) -> str:
    """Return a text on its base line."""
    style = f' font-weight="{weight}"' if weight != 400 else ""  # noqa: PLR2004 - the plain weight
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f'<text {place} text-anchor="{anchor}" fill="{fill}"{style}>{escape(content)}</text>'


def rect(box: Box, fill: str, *, radius: float = 0, stroke: str = "") -> str:
    """Return a rectangle."""
    edge = f' stroke="{stroke}"' if stroke else ""
    corner = f' rx="{number(radius)}"' if radius else ""
    place = " ".join(
        f'{name}="{number(value)}"'
        for name, value in (("x", box.x), ("y", box.y), ("width", box.w), ("height", box.h))
    )
    return f'<rect {place}{corner} fill="{fill}"{edge}/>'


def line(begin: Point, end: Point, stroke: str, *, width: float = 1) -> str:
    """Return a straight line."""
    places = zip(("x1", "y1", "x2", "y2"), (*begin, *end), strict=True)
    told = " ".join(f'{name}="{number(value)}"' for name, value in places)
    return f'<line {told} stroke="{stroke}" stroke-width="{number(width)}"/>'


def curve(points: list[Point], stroke: str) -> str:
    """Return a line through points, and a dot where there is only one."""
    if len(points) == 1:
        return dot(*points[0], stroke, radius=2.5)
    told = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return (
        f'<polyline points="{told}" fill="none" stroke="{stroke}" stroke-width="2"'
        ' stroke-linejoin="round"/>'
    )


def dot(x: float, y: float, fill: str, *, radius: float = 5) -> str:
    """Return a dot."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'


def room(content: str, size: float) -> float:
    """Return about how wide a text is; Japanese characters are as wide as they are high."""
    return size * sum(map(_share, content))


def _share(sign: str) -> float:
    if unicodedata.category(sign) == "Cf":
        return 0  # a mark that isn't seen
    if unicodedata.east_asian_width(sign) in _WIDE:
        return 1
    return _CAPITAL if sign.isupper() else _NARROW


def fitted(content: str, size: float, width: float) -> str:
    """Return the text, shortened where it is wider than there is room."""
    if room(content, size) <= width:
        return content
    kept = content
    while kept and room(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept}…"


def wrapped(content: str, size: float, width: float) -> list[str]:
    """Return the text in lines that fit; between Japanese characters it may break anywhere."""
    lines, here = [], ""
    for piece in _pieces(content):
        if here and room(here + piece.rstrip(), size) > width and piece[0] not in "、。」)":
            lines.append(here.rstrip())
            here = ""
        here += piece
    return [*lines, here.rstrip()] if here.strip() else lines


def _pieces(content: str) -> list[str]:
    """Return words with the blank behind them, and Japanese characters one by one."""
    pieces: list[str] = []
    joined = False
    for sign in content:
        wide = unicodedata.east_asian_width(sign) in _WIDE
        if joined and not wide:
            pieces[-1] += sign
        else:
            pieces.append(sign)
        joined = not wide and not sign.isspace()
    return pieces
