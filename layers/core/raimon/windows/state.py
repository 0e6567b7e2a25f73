"""The memory of a watch as it is kept between two runs, and how a kept one is taken up again.

Metrics and the policy are no state: the code and the policy of now are what counts.
"""

import gzip
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from raimon.policy import Statistics
from raimon.windows.call import Call
from raimon.windows.codec import Codec, UnreadableStateError
from raimon.windows.governed import Ledger
from raimon.windows.metrics import GAPS, METRICS, Metric
from raimon.windows.watch import Watch

VERSION: Final = 1
_COMPRESSION = 3  # of 9: the state is written every few minutes
_CALLS = Codec()
_written = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(slots=True)
class Memory:
    """Everything that is kept between two runs."""

    watch: Watch
    ledger: Ledger = field(default_factory=Ledger)
    taken: dict[str, datetime] = field(default_factory=dict)  # objects of calls, and when


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A memory that goes on, or begins anew for a reason that is to be said."""

    memory: Memory
    reason: str | None = None  # None: it goes on


def kept(memory: Memory) -> bytes:
    """Return the state as it is kept: the same bytes for the same state."""
    content = {"version": VERSION, "memory": _codec(memory.watch.rules).encode(memory)}
    text = json.dumps(content, separators=(",", ":")).encode()
    return gzip.compress(text, _COMPRESSION, mtime=0)


def taken_up(content: bytes | None, rules: Statistics, *, explaining: bool = False) -> TakenUp:
    """Return the memory that goes on where the kept one ended.

    What can't be read any more is learned anew, and the reason is told: nothing is ever learned
    anew silently.
    """
    fresh = Memory(Watch(rules, explaining=explaining))
    if content is None:
        return TakenUp(fresh)
    try:
        memory = _read(content, rules)
    except UnreadableStateError as error:
        return TakenUp(fresh, error.reason)
    memory.watch.explaining = explaining
    _complete(memory.watch)
    return TakenUp(memory)


def _read(content: bytes, rules: Statistics) -> Memory:
    try:
        told: Any = json.loads(gzip.decompress(content))
    except (OSError, EOFError, ValueError):
        raise UnreadableStateError(reason="not_a_state") from None
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise UnreadableStateError(reason="another_version")
    return _codec(rules).decode(Memory, told.get("memory"))


def _complete(watch: Watch) -> None:
    """Give each group the streams of today's metrics, and forget those of metrics that are gone."""
    for group in watch.groups.values():
        streams = watch.new_streams(group.family, group.language)
        known = {name: held for name, held in group.streams.items() if name in streams}
        group.streams = {**streams, **known}
        group.disparity.rows = []
        for stream in group.streams.values():
            stream.rows = [] if watch.explaining else None
    watch.count_tests()


def call_line(call: Call) -> str:
    """Return the call as one line of JSON: numbers and hashes, none of its words."""
    return _written(_CALLS.encode(call))


def read_call(line: bytes | str) -> Call:
    """Return the call of a line.

    Raises:
        UnreadableStateError: if it is none.

    """
    try:
        told = json.loads(line)
    except ValueError:
        raise UnreadableStateError(reason="not_json") from None
    return _CALLS.decode(Call, told)


def _codec(rules: Statistics) -> Codec:
    gone = Metric("gone", "gone", "gone", METRICS[0].severity)  # of a metric that was taken out
    known = {metric.name: metric for metric in (*METRICS, *GAPS)}
    return Codec(
        {
            Statistics: (lambda _: None, lambda _: rules),
            Metric: (lambda metric: metric.name, lambda name: known.get(name, gone)),
        }
    )
