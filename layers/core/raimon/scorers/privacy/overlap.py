"""One finding for one place: of overlapping finds the most confident, then the longest."""

from collections.abc import Iterable
from dataclasses import replace

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded


def resolved(folded: Folded, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the finds in the order of the text, none overlapping, with the offsets it had before folding."""
    kept: list[Found] = []
    for one in sorted(found, key=_rank):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    return tuple(_unfolded(folded, one) for one in kept)


def _rank(found: Found) -> tuple[float, int, int, str]:
    return (-found.confidence, found.start - found.end, found.start, found.entity)


def _unfolded(folded: Folded, found: Found) -> Found:
    start, end = folded.span(found.start, found.end)
    return (
        found if (start, end) == (found.start, found.end) else replace(found, start=start, end=end)
    )
