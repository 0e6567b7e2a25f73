"""Associations as one HTML file: occupations as intervals, groups and poles in a plane."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from raimon.bias.association import Association
from raimon_local import html_page
from raimon_local.fairness.association_words import Words, lean_rows, rows
from raimon_local.fairness.semantic import Place, Semantics

if TYPE_CHECKING:
    from raimon_local.fairness.associations import Found

_MOST: Final = 4.0  # the axis of log odds
_WIDTH: Final = 400.0
_SIDE: Final = 480.0  # of the plane
_EDGE: Final = 60.0
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
    """A group or a pole in the plane."""

    name: str
    x: float
    y: float
    is_group: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one language: their table and their picture."""

    language: str
    table: list[list[str]]
    dots: list[Dot]
    shown: str


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
    return Part(
        told.language,
        list(lean_rows(told, words)),
        _dots(told.places, words),
        f"{100 * told.shown:.0f}",
    )


def _dots(places: Sequence[Place], words: Words) -> list[Dot]:
    most = max((abs(one) for place in places for one in (place.x, place.y)), default=1.0) or 1.0
    scale = (_SIDE / 2 - _EDGE) / most
    return [
        Dot(
            words.group(place.name) if place.is_group else words.pole(place.name, place.side),
            round(_SIDE / 2 + scale * place.x, 1),
            round(_SIDE / 2 - scale * place.y, 1),
            place.is_group,
        )
        for place in places
    ]
