"""A short answer is read together with the question: a bare value says nothing of what it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from raimon.invocation import Invocation, Segment
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded
from raimon.scorers.privacy.overlap import resolved

type Scan = Callable[[str], tuple[Found, ...]]

_SHORT: Final = 120  # characters; a longer answer says itself what it speaks of
_QUESTION: Final = 120  # characters of the question's end
_MARKS: Final = " \n\t?？。.!！:："


def scan_segment(invocation: Invocation, segment: Segment, scan: Scan) -> tuple[Found, ...]:
    """Return what the scan finds in the segment, in a short answer with its question before it."""
    text = invocation.text(segment)
    alone = scan(text)
    question = invocation.text(Segment.USER)[-_QUESTION:].rstrip(_MARKS)
    if segment is not Segment.OUTPUT or not question or not 0 < len(text) <= _SHORT:
        return alone
    lead = f"{question}: "
    after = (
        replace(found, start=found.start - len(lead), end=found.end - len(lead))
        for found in scan(lead + text)
        if found.start >= len(lead)
    )
    return resolved(Folded(text), (*alone, *after))
