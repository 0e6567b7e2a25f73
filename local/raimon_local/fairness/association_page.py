"""Associations as one HTML file: occupations as intervals, groups and poles in a plane."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from raimon.bias.association import Association
from raimon_local import html_page
from raimon_local.fairness.association_words import Words, lean_rows, rows
from raimon_local.fairness.semantic import Semantics

if TYPE_CHECKING:
    from raimon_local.fairness.associations import Found

_MOST: Final = 4.0  # the axis of log odds
_WIDTH: Final = 400.0
_SIDE: Final = 620.0  # of the plane
_EDGE: Final = 70.0
_LINE: Final = 15.0  # of text
_MOST_MARKS: Final = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """One occupation in the picture, in its units from the left."""

    name: str
    left: float
    right: float
    at: float
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A group in the plane, and where its name stands."""

    name: str
    x: float
    y: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one language: their table and their picture."""

    language: str
    table: list[list[str]]
    dots: list[Dot]
    ends: tuple[str, str, str, str]  # of the axes: right, left, top, bottom


def write(found: "Found", words: Words, file: Path) -> None:
    """Write the page."""
    occupations = found.occupations or ()
    html_page.write(
        "raimon_local.fairness",
        "association.html.jinja",
        file,
        found=found,
        words=words,
        marks=[_mark(one, words) for one in occupations[:_MOST_MARKS]],
        middle=_place(0.0),
        table=list(rows(occupations, words)),
        parts=[_part(one, words) for one in found.semantics or ()],
        side=_SIDE,
    )


def _mark(one: Association, words: Words) -> Mark:
    low, high = one.interval
    return Mark(
        words.occupation(one.occupation),
        _place(low),
        _place(high),
        _place(one.shrunk),
        one.stands_out,
    )


def _place(value: float) -> float:
    inside = min(max(value, -_MOST), _MOST)
    return round(_WIDTH * (inside + _MOST) / (2 * _MOST), 1)


def _part(told: Semantics, words: Words) -> Part:
    across, upwards = told.axes
    return Part(
        told.language,
        list(lean_rows(told, words)),
        _dots(told, words),
        (
            words.pole(across, 0), words.pole(across, 1),
            words.pole(upwards, 0), words.pole(upwards, 1),
        ),
    )  # fmt: skip


def _dots(told: Semantics, words: Words) -> list[Dot]:
    """Return the groups from top to bottom, their names moved down where they would touch."""
    most = max((abs(one) for place in told.places.values() for one in place), default=0.0) or 1.0
    scale = (_SIDE / 2 - _EDGE) / most
    drawn: list[Dot] = []
    for group, (x, y) in sorted(told.places.items(), key=lambda each: (-each[1][1], each[0])):
        name = words.group(group)
        dot = Dot(name, round(_SIDE / 2 + scale * x, 1), round(_SIDE / 2 - scale * y, 1), 0.0)
        name_y = dot.y - 9
        while any(_touch(dot.name, dot.x, name_y, other) for other in drawn):
            name_y += _LINE
        drawn.append(replace(dot, name_y=round(name_y, 1)))
    return drawn


def _touch(name: str, x: float, name_y: float, other: Dot) -> bool:
    apart = (_width(name) + _width(other.name)) / 2
    return abs(name_y - other.name_y) < _LINE and abs(x - other.x) < apart


def _width(name: str) -> float:
    return sum(7.5 if sign.isascii() else 13.5 for sign in name)
