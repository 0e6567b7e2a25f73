"""One finding for one place: of overlapping finds the most confident, then the longest."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded

# Finds of one text that are told apart: a longer list is a table, and said often enough.
MOST: Final = 500


def resolved(folded: Folded, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the finds in the order of the text, none overlapping, at their places in it."""
    kept: list[Found] = []  # in the order of the text
    for one in sorted(found, key=_rank):
        place = bisect_left(kept, one.start, key=_start)
        after_last = place == 0 or kept[place - 1].end <= one.start
        before_next = place == len(kept) or one.end <= kept[place].start
        if after_last and before_next:
            kept.insert(place, one)
    return tuple(_unfolded(folded, one) for one in kept[:MOST])


def _start(found: Found) -> int:
    return found.start


def _rank(found: Found) -> tuple[float, int, int, str]:
    return (-found.confidence, found.start - found.end, found.start, found.entity)


def _unfolded(folded: Folded, found: Found) -> Found:
    start, end = folded.span(found.start, found.end)
    return (
        found if (start, end) == (found.start, found.end) else replace(found, start=start, end=end)
    )
