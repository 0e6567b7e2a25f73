"""Builds log records, bodies and log objects of our own, in English and Japanese."""

import gzip
import io
import json
from collections.abc import Iterable, Mapping

from raimon.bedrock.body_store import BodyStore, NoBodies
from raimon.bedrock.log_object import Limits, LogLine, read_log
from raimon.bedrock.record import parse_record
from raimon.errors import BodyUnavailableError, UnreadableObjectError, UnreadableRecordError
from raimon.invocation import Invocation, Segment, Source

type Json = Mapping[str, object]

REQUEST_ID = "0b0e5a3c-0000-4000-8000-00000000000a"
SOURCE = Source(bucket="logs", key="AWSLogs/x.json.gz", line=7)


class Bodies:
    """Bodies beside the log, by address."""

    def __init__(self, stored: Mapping[str, bytes], reason: str = "not_found") -> None:
        """Remember what is stored, and why the rest can't be fetched."""
        self.stored = stored
        self.reason = reason

    def fetch(self, uri: str) -> bytes:
        """Return what is stored at the address."""
        if uri not in self.stored:
            raise BodyUnavailableError(reason=self.reason)
        return self.stored[uri]


def record(
    request: object = None, response: object = None, **envelope: object
) -> dict[str, object]:
    """Return a record with these bodies; keywords add to the envelope or replace what is there."""
    built: dict[str, object] = {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": "2026-11-22T01:02:03Z",
        "accountId": "123456789012",
        "region": "ap-northeast-1",
        "requestId": REQUEST_ID,
        "operation": "InvokeModel",
        "modelId": "anthropic.claude-3-haiku-20240307-v1:0",
    }
    if request is not None:
        built["input"] = {"inputContentType": "application/json", "inputBodyJson": request}
    if response is not None:
        built["output"] = {"outputContentType": "application/json", "outputBodyJson": response}
    return built | envelope


def invocation(request: object = None, response: object = None, **envelope: object) -> Invocation:
    """Return the invocation that a record with these bodies tells of."""
    return parsed(record(request, response, **envelope))


def parsed(built: Json, bodies: BodyStore | None = None) -> Invocation:
    """Return the invocation that a record tells of."""
    return parse_record(built, SOURCE, bodies or NoBodies())


def texts(found: Invocation) -> dict[str, str]:
    """Return the texts of an invocation by the name of their segment."""
    return {segment.value: text for segment, text in found.segments.items()}


def output(response: object) -> str:
    """Return the answer that a response body holds."""
    return invocation({}, response).text(Segment.OUTPUT)


def converse(*blocks: Json, stop: str = "end_turn", **more: object) -> dict[str, object]:
    """Return a Converse response with these content blocks."""
    message = {"role": "assistant", "content": list(blocks)}
    return {"output": {"message": message}, "stopReason": stop, **more}


def said_by_user(content: object) -> dict[str, object]:
    """Return a request with one message of the user."""
    return {"messages": [{"role": "user", "content": content}]}


def lines(*records: object) -> bytes:
    """Return records as NDJSON, as a log object holds them."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def numbered(*numbers: int) -> list[dict[str, object]]:
    """Return small records that differ by their request id."""
    return [record(requestId=f"r{number}") for number in numbers]


def read(content: bytes, limits: Limits | None = None) -> tuple[list[str], str | None]:
    """Return the request id or the reason of each line, and why the object broke off."""
    found: list[str] = []
    try:
        for line in read_log(io.BytesIO(content), limits or Limits()):
            found += [described(line)]  # one by one: what came before an error counts
    except UnreadableObjectError as error:
        return found, error.reason
    return found, None


def described(line: LogLine | UnreadableRecordError) -> str:
    """Return the request id of a record or the reason of an error, each with its line."""
    if isinstance(line, LogLine):
        return f"{line.record.get('requestId')}@{line.line}"
    return f"{line.reason}@{line.line}"


def packed(content: bytes, times: int = 1) -> bytes:
    """Return the content as gzip, so many times over."""
    for _ in range(times):
        content = gzip.compress(content, mtime=0)
    return content


def concatenated(values: Iterable[object]) -> bytes:
    """Return values in one row without anything between them."""
    return "".join(json.dumps(value, ensure_ascii=False) for value in values).encode()
