"""The records of a log object, one after the other, in constant memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from raimon.bedrock.gunzip import Allowance, plain_chunks
from raimon.bedrock.json_text import read_json
from raimon.bedrock.json_values import JsonValues
from raimon.bedrock.reason import Reason
from raimon.errors import UnreadableObjectError, UnreadableRecordError

_HOPELESS = 10_000  # lines without a single value among them: some other file


@dataclass(frozen=True, slots=True)
class Limits:
    """What a log object may ask of its reader; no log of Bedrock comes near."""

    # Bedrock keeps bodies above 100 KB out of the log: a record is below 0.3 MB, this is 25 times
    # that, and still small beside the memory of the smallest function.
    max_line_bytes: int = 8 << 20
    # Text of logs packs 5 to 20 times, the same record over and over some hundred times: only what
    # is both above the ratio and above the size is a bomb.
    max_ratio: int = 100
    ratio_from_bytes: int = 256 << 20
    # What a function can assess within its longest time.
    max_bytes: int = 4 << 30
    # Bodies nest some ten deep, tool schemas may reach fifty; json itself gives up near a thousand.
    max_depth: int = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """One JSON object of a log and the line, counted from 1, on which it begins."""

    line: int
    record: Mapping[str, object]


def read_log(
    stream: BinaryIO, limits: Limits | None = None
) -> Iterator[LogLine | UnreadableRecordError]:
    """Yield every record of the object, and an error for each that can't be read.

    Raises:
        UnreadableObjectError: when the object as a whole can't be read on, after all that came
            before was yielded.

    """
    limits = limits or Limits()
    allowance = Allowance(limits.max_bytes, limits.max_ratio, limits.ratio_from_bytes)
    parse = partial(read_json, max_depth=limits.max_depth)
    unreadable_so_far: int | None = 0
    for value in JsonValues(plain_chunks(stream, allowance), parse, limits.max_line_bytes):
        if not isinstance(value, UnreadableRecordError):
            unreadable_so_far = None
            yield from _records(value.content, value.line, limits)
            continue
        yield value
        if unreadable_so_far is not None:
            unreadable_so_far += 1
            if unreadable_so_far == _HOPELESS:
                raise UnreadableObjectError(reason=Reason.NO_RECORDS)


def _records(
    content: object, line: int, limits: Limits
) -> Iterator[LogLine | UnreadableRecordError]:
    """Yield the one record, or those that CloudWatch Logs put into one envelope."""
    if not isinstance(content, dict):
        yield UnreadableRecordError(reason=Reason.NOT_AN_OBJECT, line=line)
    elif "messageType" not in content or "requestId" in content:
        yield LogLine(line, content)
    elif content["messageType"] != "CONTROL_MESSAGE":  # which only says that the filter works
        yield from _delivered(content.get("logEvents"), line, limits)


def _delivered(
    events: object, line: int, limits: Limits
) -> Iterator[LogLine | UnreadableRecordError]:
    if not isinstance(events, list):
        yield UnreadableRecordError(reason=Reason.NOT_AN_INVOCATION_RECORD, line=line)
        return
    for event in events:
        message = event.get("message") if isinstance(event, dict) else None
        try:
            record = _message(message, limits.max_depth)
        except UnreadableRecordError as error:
            yield UnreadableRecordError(reason=error.reason, line=line)
        else:
            yield LogLine(line, record)


def _message(message: object, max_depth: int) -> Mapping[str, object]:
    record = message
    if isinstance(message, str):
        record = read_json(message.encode("utf-8", "replace"), max_depth)
    if not isinstance(record, dict):
        raise UnreadableRecordError(reason=Reason.NOT_AN_OBJECT)
    return record
