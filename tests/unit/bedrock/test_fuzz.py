"""Whatever comes: only the two named exceptions, and what comes out can be written as JSON."""

import io
import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from raimon.bedrock.log_object import Limits, LogLine, read_log
from raimon.errors import UnreadableObjectError, UnreadableRecordError
from tests.unit.bedrock.builders import lines, numbered, packed, parsed, record
from tests.unit.bedrock.test_shape import CASES

quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

TEXT = st.text(st.characters(codec=None, categories=("L", "N", "P", "Cs", "Cc", "Zl")), max_size=12)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
WORDS = """
type text content message messages role output outputs choices delta index stopReason trace
guardrail input inputAssessment outputAssessments topicPolicy topics action name toolUse toolResult
guardContent document source system prompt completion generation results response event_type images
usage metrics contentBlockDelta contentBlockStart messageStop metadata inputBodyJson outputBodyJson
error tool_calls function arguments
"""
KEYS = TEXT | st.sampled_from(WORDS.split())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([b"{", b"}", b"[", b"]", b'"', b"\\", b",", b":", b"\n", b"\xef\xbb\xbf"]),
    st.sampled_from([lines(*numbered(1)), packed(lines(*numbered(2))), b"\x1f\x8b", b'{"a":']),
)


def survives(built: dict[str, object]) -> None:
    """Parse a record and write it, or see it refused."""
    try:
        found = parsed(built)
    except UnreadableRecordError:
        return
    json.loads(found.model_dump_json())


@quick
@given(st.lists(PIECES, max_size=12), st.integers(0, 2))
def test_any_bytes(pieces: list[bytes], wraps: int) -> None:
    """Any bytes, packed or not, give lines and named errors."""
    content = packed(b"".join(pieces), wraps)
    try:
        for line in read_log(io.BytesIO(content), Limits(max_line_bytes=2000)):
            if isinstance(line, LogLine):
                json.dumps(line.record, ensure_ascii=False, allow_nan=False).encode()
                survives(dict(line.record))
            else:
                assert line.line >= 1
    except UnreadableObjectError:
        pass


@quick
@example([b"\xef\xbb\xbf"] * 2, 2)
@example([b"{", lines(*numbered(1, 2))], 1)
@given(st.lists(PIECES, max_size=8), st.integers(1, 30))
def test_any_chunks(pieces: list[bytes], size: int) -> None:
    """Where a stream is cut into chunks makes no difference to what is read."""

    class Slow(io.BytesIO):
        def read1(self, _: int | None = -1) -> bytes:
            return self.read(size)

    def found(stream: io.BytesIO) -> list[str]:
        seen: list[str] = []
        try:
            for line in read_log(stream):
                seen += [repr(line)]
        except UnreadableObjectError as error:
            seen += [error.reason]
        return seen

    content = b"".join(pieces)
    assert found(Slow(content)) == found(io.BytesIO(content))


@quick
@given(st.dictionaries(st.sampled_from(sorted(record({}, {}))), VALUES))
def test_any_envelope(fields: dict[str, object]) -> None:
    """Any value in any field of the envelope is read or refused."""
    survives(record() | fields)


@quick
@given(VALUES, VALUES)
def test_any_bodies(request_: object, response: object) -> None:
    """Any body on either side is read."""
    survives(record(request_, response))


@quick
@given(st.sampled_from(sorted(CASES)), st.data())
def test_any_damage(name: str, data: st.DataObject) -> None:
    """A real body in which any value was replaced by any other is still read."""
    survives(record({}, damaged(CASES[name].body, data)))


def damaged(value: object, data: st.DataObject) -> object:
    """Return the value with one part of it replaced."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        return value | {key: damaged(value[key], data)}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], damaged(value[at], data), *value[at + 1 :]]
    return data.draw(VALUES)
