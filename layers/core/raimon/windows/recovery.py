"""When a problem is over: none of the streams that told of it stands alarmed any more."""

from dataclasses import dataclass
from datetime import datetime

from raimon.windows.call import Family
from raimon.windows.metrics import Metric, Way
from raimon.windows.stream import Stream, StreamKey


@dataclass(frozen=True, slots=True)
class Recovery:
    """A problem is over: no stream that told of it stands alarmed any more."""

    key: StreamKey
    family: Family
    metric: Metric
    way: Way
    end: datetime
    entity: str | None = None  # the group that was treated worse, of a gap between groups


def tells_of(stream: Stream, over: Recovery) -> bool:
    """Return whether the stream stands alarmed because of the same problem."""
    mine, theirs = stream.family, over.family
    return (
        (mine.application or mine.role) == (theirs.application or theirs.role)
        and stream.metric.rule_id() == over.metric.rule_id()
        and any(
            each.worst is not None and stream.metric.kind_of(way) == over.metric.kind_of(over.way)
            for way, each in stream.watched.items()
        )
    )
