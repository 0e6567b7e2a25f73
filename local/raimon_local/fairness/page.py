"""The report as one HTML file with its picture, readable without script or network."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from raimon_local import html_page
from raimon_local.fairness.report import Report
from raimon_local.fairness.words import FOUR_FIFTHS, Words, chance, interval, number

_LEAST, _MOST = 0.25, 4.0  # the axis of ratios, on a logarithmic scale
_WIDTH: Final = 400.0
_TICKS: Final = (0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """One group's ratio and interval in the picture, in its units from the left."""

    group: str
    ratio: str
    left: float
    right: float
    at: float
    differs: bool


def write(report: Report, words: Words, paths: tuple[str, str], file: Path) -> None:
    """Write the page; `paths` are those of the group and of the outcome as they were given."""
    html_page.write(
        "raimon_local.fairness",
        "fairness.html.jinja",
        file,
        report=report,
        words=words,
        paths=paths,
        marks=_marks(report),
        ticks=[(f"{tick:g}", _place(tick)) for tick in _TICKS],
        band=(_place(FOUR_FIFTHS), _place(1 / FOUR_FIFTHS)),
        number=number,
        chance=chance,
        interval=interval,
    )


def _marks(report: Report) -> list[Mark]:
    told = []
    for group in report.groups:
        impact = group.metric("DI")
        if impact.value is None or impact.interval is None:
            continue
        low, high = impact.interval
        told.append(
            Mark(
                group.group, number(impact.value), _place(low), _place(high),
                _place(impact.value), group.differs,
            )
        )  # fmt: skip
    return told


def _place(ratio: float) -> float:
    inside = min(max(ratio, _LEAST), _MOST)
    return round(_WIDTH * math.log(inside / _LEAST) / math.log(_MOST / _LEAST), 1)
