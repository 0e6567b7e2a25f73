"""How a log object is read: in every packing, and with whatever stands in it."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from raimon.bedrock.log_object import Limits, LogLine, read_log
from raimon.errors import UnreadableRecordError
from tests.unit.bedrock.builders import (
    concatenated,
    lines,
    numbered,
    packed,
    parsed,
    read,
    record,
)

TWO = numbered(1, 2)
GOOD = lines(record(requestId="good"))
IN_JAPANESE = record({"prompt": "東京都の天気は？\u2028\u2029\u0085続き"}, requestId="r1")


def envelope(*messages: str, kind: str = "DATA_MESSAGE") -> dict[str, object]:
    """Return what CloudWatch Logs sends through a subscription."""
    events = [{"id": str(at), "timestamp": 1, "message": text} for at, text in enumerate(messages)]
    return {"messageType": kind, "owner": "123456789012", "logEvents": events}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(lines(*TWO), ["r1@1", "r2@2"], id="one a line"),
        pytest.param(packed(lines(*TWO)), ["r1@1", "r2@2"], id="gzip"),
        pytest.param(packed(lines(*TWO), 2), ["r1@1", "r2@2"], id="gzip in gzip"),
        pytest.param(
            packed(lines(TWO[0])) + packed(lines(TWO[1])), ["r1@1", "r2@2"], id="two gzip members"
        ),
        pytest.param(packed(lines(*TWO)) + b"\0" * 512, ["r1@1", "r2@2"], id="padded with zeros"),
        pytest.param(lines(*TWO).rstrip(), ["r1@1", "r2@2"], id="no last line break"),
        pytest.param(
            b"\n \n" + lines(*TWO).replace(b"\n", b"\r\n\r\n"), ["r1@3", "r2@5"], id="blank, CRLF"
        ),
        pytest.param(b"\xef\xbb\xbf" + lines(*TWO), ["r1@1", "r2@2"], id="byte order mark"),
        pytest.param(json.dumps(TWO).encode(), ["r1@1", "r2@1"], id="array on one line"),
        pytest.param(json.dumps(TWO, indent=2).encode(), ["r1@2", "r2@12"], id="array, printed"),
        pytest.param(
            b"[\n" + b",\n".join(lines(one).rstrip() for one in TWO) + b"\n]\n",
            ["r1@2", "r2@3"],
            id="array, an element a line",
        ),
        pytest.param(concatenated(TWO), ["r1@1", "r2@1"], id="objects in a row"),
        pytest.param(
            "\n".join(json.dumps(one, indent=1) for one in TWO).encode(),
            ["r1@1", "r2@11"],
            id="objects over several lines",
        ),
        pytest.param(
            "\n".join(json.dumps(one, indent=0) for one in TWO).encode(),
            ["r1@1", "r2@11"],
            id="objects over several lines without indentation",
        ),
        pytest.param(lines(IN_JAPANESE), ["r1@1"], id="Japanese with unescaped separators"),
        pytest.param(b"", [], id="empty"),
        pytest.param(packed(b""), [], id="empty gzip"),
        pytest.param(b"[]", [], id="empty array"),
    ],
)
def test_every_packing(content: bytes, found: list[str]) -> None:
    """Records are found with their lines, however the object was packed and written."""
    assert read(content) == (found, None)


DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"\n"


@pytest.mark.parametrize(
    ("bad", "reasons"),
    [
        pytest.param(b"{oops}\n", ["not_json@1"], id="no JSON"),
        pytest.param(b'{"a": "cut off\n', ["not_json@1"], id="cut off in a text"),
        pytest.param(b'{"a": {"b": [1,\n', ["not_json@1"], id="cut off between values"),
        pytest.param(b'{"a": "ends with \\\n', ["not_json@1"], id="cut off in an escape"),
        pytest.param(b'{"a": ]}\n', ["not_json@1", "not_json@1"], id="brackets that don't match"),
        pytest.param(b"}\n", ["not_json@1"], id="a bracket too many"),
        pytest.param(b"2026-11-22 INFO started\n", ["not_json@1"], id="another log's line"),
        pytest.param(b'"text"\n', ["not_an_object@1"], id="a text"),
        pytest.param(b"42\n", ["not_an_object@1"], id="a number"),
        pytest.param(b"[1, 2]\n", ["not_an_object@1", "not_an_object@1"], id="array of numbers"),
        pytest.param(b"[[{}]]\n", ["not_an_object@1"], id="array of arrays"),
        pytest.param(b'{"a": "\xff\xfe"}\n', ["not_utf8@1"], id="invalid UTF-8"),
        pytest.param(DEEP, ["nested_too_deep@1"], id="objects nested 10,000 deep"),
        pytest.param(
            b"[" * 10_000 + b"\n", ["nested_too_deep@1"], id="arrays 10,000 deep and never closed"
        ),
        pytest.param(
            b"[" * 10_000 + b"]" * 10_000 + b"\n", ["nested_too_deep@1"], id="arrays 10,000 deep"
        ),
        pytest.param(
            b"<html>\n<body>404</body>\n</html>\n",
            ["not_json@1", "not_json@2", "not_json@3"],
            id="HTML page",
        ),
        pytest.param(b"\x89PNG\r\x1a\0\0\n", ["not_utf8@1"], id="picture"),
        pytest.param(b'{"oops"} ', ["not_json@1"], id="in a row with a good one"),
    ],
)
def test_bad_line(bad: bytes, reasons: list[str]) -> None:
    """A line that is no record is named with its reason, and takes nothing down with it."""
    found, broken_off = read(bad + GOOD)
    assert found[:-1] == reasons
    assert found[-1].startswith("good@")
    assert broken_off is None


def test_bad_element_of_an_array() -> None:
    """In an array, too, a bad element is isolated."""
    inner = b'{"requestId": "r1"}, {oops}, null, {"requestId": "r2"}'
    assert read(b"[" + inner + b"]")[0] == ["r1@1", "not_json@1", "not_an_object@1", "r2@1"]


def test_array_without_end() -> None:
    """An array that never ends gives its elements, and then says that something is missing."""
    assert read(b'[{"requestId": "r1"}') == (["r1@1", "truncated@1"], None)


def test_last_line_cut_off() -> None:
    """A log that ends in the middle of a record says so."""
    assert read(GOOD + b'{"requestId": "r2", "inp') == (["good@1", "truncated@2"], None)


def test_lone_surrogates() -> None:
    """Half a character becomes U+FFFD, a whole one beyond the basic plane stays."""
    text = b'{"requestId": "a\\ud800b", "\\uDC00": "\\ud83d\\ude00", "x": ["\\udfff"]}'
    (line,) = read_log(io.BytesIO(text))
    assert isinstance(line, LogLine)
    assert line.record == {"requestId": "a\ufffdb", "\ufffd": "😀", "x": ["\ufffd"]}


def test_numbers_that_are_none() -> None:
    """NaN, infinities and integers of thousands of digits become null; the rest is kept."""
    text = b'{"a": NaN, "b": -Infinity, "c": ' + b"9" * 5000 + b', "d": 1.5, "e": 12}'
    (line,) = read_log(io.BytesIO(text))
    assert isinstance(line, LogLine)
    assert line.record == {"a": None, "b": None, "c": None, "d": 1.5, "e": 12}


def test_duplicated_key() -> None:
    """Of a key that stands twice in an object the last value holds."""
    assert read(b'{"requestId": "first", "requestId": "last"}')[0] == ["last@1"]


@pytest.mark.parametrize(
    "body", [b"x", b'{"a": "%s"}', b'{"a": [%s]}'], ids=["word", "text", "list"]
)
@pytest.mark.parametrize("wrap", [b"%s\n", b"[%s,\n"], ids=["line", "element"])
def test_line_too_long(body: bytes, wrap: bytes) -> None:
    """A line beyond the limit is skipped without being held, and the next one is read."""
    filling = b"1, " * 1_000_000 if b"[" in body else b"x" * 3_000_000
    long = body.replace(b"%s", filling) if b"%" in body else filling
    found, _ = read(wrap.replace(b"%s", long) + GOOD, Limits(max_line_bytes=1 << 16))
    assert found[0] == "line_too_long@1"
    assert "good@2" in found


def test_long_element_on_the_same_line() -> None:
    """What follows a value beyond the limit on its own line isn't lost."""
    row = b'[{"a": "' + b'\\"' * 500_000 + b'"}, {"requestId": "r2"}]'
    assert read(row, Limits(max_line_bytes=1 << 16))[0] == ["line_too_long@1", "r2@1"]


def test_half_a_gzip() -> None:
    """What stands in the first half is read, then the rest is named once."""
    content = lines(*numbered(*range(2000)))
    whole = gzip.compress(content)
    found, broken_off = read(whole[: len(whole) // 2])
    assert broken_off == "truncated_gzip"
    assert 100 < len(found) < 2000
    assert found == [f"r{number}@{number + 1}" for number in range(len(found))]


def test_damaged_gzip() -> None:
    """What stands before the damaged place is read, then the rest is named."""
    good = packed(lines(*TWO))
    damaged = bytearray(packed(GOOD))
    damaged[-6] ^= 0xFF  # the checksum
    assert read(good + bytes(damaged)) == (["r1@1", "r2@2", "good@3"], "corrupt_gzip")
    assert read(good + b"\x1f\x8b\x08rubbish") == (["r1@1", "r2@2"], "corrupt_gzip")


def test_something_behind_gzip() -> None:
    """Bytes behind a gzip member that are no gzip are named."""
    assert read(packed(lines(*TWO)) + b"oops") == (["r1@1", "r2@2"], "bytes_after_gzip")


def test_gzip_in_gzip_has_an_end() -> None:
    """Three layers are read, a fourth is refused by name."""
    assert read(packed(GOOD, 3)) == (["good@1"], None)
    assert read(packed(GOOD, 4)) == ([], "gzip_in_gzip_too_often")


def test_gzip_bomb() -> None:
    """An object that unpacks far beyond ratio and size is refused; either alone is fine."""
    bomb = packed(GOOD + b" " * 4_000_000 + b"\n" + GOOD)
    assert read(bomb, Limits(ratio_from_bytes=1 << 20)) == (["good@1"], "gzip_bomb")
    assert read(bomb, Limits(ratio_from_bytes=1 << 20, max_ratio=2000))[1] is None
    assert read(bomb, Limits(ratio_from_bytes=1 << 23))[1] is None


def test_object_too_large() -> None:
    """An object beyond the absolute limit gives what came before, then is refused."""
    found, broken_off = read(lines(*numbered(*range(5000))), Limits(max_bytes=1 << 20))
    assert broken_off == "object_too_large"
    assert found


def test_file_without_any_record() -> None:
    """Thousands of lines without a value are some other file, which is refused as a whole."""
    found, broken_off = read(b"some,other,file\n" * 20_000)
    assert broken_off == "no_records"
    assert len(found) == 10_000
    assert read(GOOD + b"some,other,file\n" * 20_000)[1] is None


@pytest.mark.parametrize("wraps", [0, 1, 2], ids=["plain", "gzip", "gzip in gzip"])
def test_cloudwatch_envelopes(wraps: int) -> None:
    """Envelopes of a CloudWatch Logs subscription give the records inside, in their order."""
    inside = [json.dumps(one) for one in (*TWO, IN_JAPANESE)]
    row = concatenated([envelope(*inside), envelope(kind="CONTROL_MESSAGE"), envelope(inside[0])])
    assert read(packed(row, wraps)) == (["r1@1", "r2@1", "r1@1", "r1@1"], None)


@pytest.mark.parametrize(
    ("envelope_", "reasons"),
    [
        pytest.param(envelope("oops"), ["not_json@1"], id="message that is no JSON"),
        pytest.param(envelope("[]"), ["not_an_object@1"], id="message that is no object"),
        pytest.param(
            {"messageType": "DATA_MESSAGE"}, ["not_an_invocation_record@1"], id="no events"
        ),
        pytest.param(
            {"messageType": "DATA_MESSAGE", "logEvents": [None]}, ["not_an_object@1"], id="no event"
        ),
    ],
)
def test_bad_envelope(envelope_: dict[str, object], reasons: list[str]) -> None:
    """An envelope or message that can't be read is named, never counted as nothing."""
    assert read(lines(envelope_) + GOOD)[0] == [*reasons, "good@2"]


class Endless(io.RawIOBase):
    """A stream that makes its bytes as they are read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        """Begin with the first chunk."""
        self.chunks = chunks

    def read(self, size: int = -1) -> bytes:  # noqa: ARG002 - the stream's signature
        """Return the next chunk, which is no longer than what readers ask for."""
        return next(self.chunks, b"")


@pytest.mark.parametrize(
    "chunk",
    [
        pytest.param(lines(*numbered(*range(100))), id="lines"),
        pytest.param(concatenated(numbered(*range(100))), id="one row"),
        pytest.param(b"x" * 30_000, id="one line without end"),
        pytest.param(b" " * 30_000, id="blanks without end"),
        pytest.param(b"\n," * 15_000, id="nothing between commas"),
        pytest.param(b'{"a": "' + b"x" * 30_000, id="one text without end"),
    ],
)
def test_memory_stays(chunk: bytes) -> None:
    """Memory doesn't grow with the object: six megabytes and more pass through less than three."""
    stream = Endless(chunk for _ in range(250))
    tracemalloc.start()
    try:
        for _ in read_log(stream, Limits(max_line_bytes=1 << 18)):  # type: ignore[arg-type]  # raw streams read alike
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000


def test_errors_do_not_quote() -> None:
    """No error tells more of a line than its number and the reason."""
    secret = "ひみつ-secret"  # noqa: S105 - a word to look for
    for line in read_log(io.BytesIO(f'{{"a": {secret}}}\n{secret}\n'.encode())):
        assert isinstance(line, UnreadableRecordError)
        assert "ひみつ" not in repr(line) + str(line)


def test_japanese_arrives_as_written() -> None:
    """Text is never normalised: offsets count in what the model said."""
    (line,) = read_log(io.BytesIO(lines(record(response={"completion": "ﾃﾞﾝﾜ　０３"}))))
    assert isinstance(line, LogLine)
    assert parsed(line.record).text("output") == "ﾃﾞﾝﾜ　０３"  # type: ignore[arg-type]  # equal to its enum
