"""Readings of invocations whose segments are named by a table."""

from raimon.invocation import Segment
from raimon.scorers.scorer import Reading
from raimon.scorers.scoring import read
from tests.readings import reading


def conversation(**texts: str) -> Reading:
    """Return the reading of an invocation with these texts by segment, the user's turn given."""
    told = {"user": "Please answer."} | texts
    segments = {Segment(name): text for name, text in told.items() if text}
    return read(reading().invocation.model_copy(update={"segments": segments}))
