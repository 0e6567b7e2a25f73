"""A short answer is read together with the question: a bare value says nothing of what it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from raimon.invocation import Invocation, Segment
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded
from raimon.scorers.privacy.overlap import resolved

type Scan = Callable[[str], tuple[Found, ...]]
type ScanTerse = Callable[[str, str], tuple[Found, ...]]  # answer, question

_SHORT: Final = 120  # characters; a longer answer says itself what it speaks of
_QUESTION: Final = 120  # characters of the question's end
_MARKS: Final = " \n\t?？。.!！:："


def scan_segment(
    invocation: Invocation, segment: Segment, scan: Scan, scan_terse: ScanTerse
) -> tuple[Found, ...]:
    """Return what the scan finds in the segment, in a short answer with its question before it."""
    text = invocation.text(segment)
    alone = scan(text)
    if segment is not Segment.OUTPUT or not 0 < len(text) <= _SHORT:
        return alone
    asked = invocation.text(Segment.USER)
    found = (*alone, *_behind(asked[-_QUESTION:].rstrip(_MARKS), text, scan))
    return resolved(Folded(text), (*found, *scan_terse(text, asked)))


def _behind(question: str, text: str, scan: Scan) -> Iterator[Found]:
    """Yield what the scan finds in the text when the question stands before it."""
    if not question:
        return
    lead = f"{question}: "
    for found in scan(lead + text):
        if found.start >= len(lead):
            yield replace(found, start=found.start - len(lead), end=found.end - len(lead))
