"""Cuts a stream of bytes into JSON values: one a line, over several lines, or in a row.

A value that stands alone on its line is tried as a whole, which is the fast way and the usual one.
Where that fails, brackets are counted until the value ends.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from raimon.bedrock.reason import Reason
from raimon.errors import UnreadableObjectError, UnreadableRecordError

type Parse = Callable[[bytes], object]

_BETWEEN = re.compile(rb"(?:[ \t\r\n,\x1e]++|\xef\xbb\xbf)*+")  # also RS of JSON sequences, and BOM
_BOM_BYTES = 3
_KEPT_BYTES = 1 << 18
_BETWEEN_SIGNS = re.compile(
    rb'(?:[^"{}\[\]\n]++|"(?:[^"\\\n]++|\\[^\n])*+")*+'
)  # also whole strings
_IN_STRING = re.compile(rb'(?:[^"\\\n]++|\\[^\n])*+')
_END_OF_LINE = re.compile(rb"\n")
_END_OF_ELEMENT = re.compile(rb"[,\]\n]")
_OPENING, _CLOSING, _NEWLINE, _QUOTE, _BACKSLASH = b"{[", b"}]", b"\n"[0], b'"'[0], b"\\"[0]
_KEYS_OF_A_RECORD = frozenset({"schemaType", "requestId", "modelId", "messageType"})


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value and the line on which it begins."""

    line: int
    content: object


class JsonValues:
    """Iterates over the values of a stream; holds one value and one chunk at a time."""

    def __init__(self, chunks: Iterator[bytes], parse: Parse, max_value_bytes: int) -> None:
        """Begin before the first byte."""
        self._chunks = chunks
        self._parse = parse
        self._max_value_bytes = max_value_bytes
        self._data = b""
        self._at = 0  # where the next value begins
        self._line = 1
        self._in_row = False  # whether this line is known not to be one value alone
        self._in_array = False
        self._ended = False
        self._failure: UnreadableObjectError | None = None

    def __iter__(self) -> Iterator[Value | UnreadableRecordError]:
        """Yield each value, and an error for each that can't be read.

        Raises:
            UnreadableObjectError: when the bytes broke off, after all that came before.

        """
        while self._find_value():
            value = self._value()
            if not isinstance(value, UnreadableRecordError) or not self._breaks_off(value):
                yield value
        if self._failure:
            raise self._failure
        if self._in_array:
            yield UnreadableRecordError(reason=Reason.TRUNCATED, line=self._line)

    def _breaks_off(self, error: UnreadableRecordError) -> bool:
        """Whether the value is cut because the object is: the object's own error names it."""
        return self._failure is not None and error.reason == Reason.TRUNCATED

    def _find_value(self) -> bool:
        """Go to the first byte of the next value; streams the elements of an array."""
        while True:
            self._forget_read()
            while len(self._data) - self._at < _BOM_BYTES and self._more():
                pass
            between = _BETWEEN.match(self._data, self._at)
            self._go_to(between.end() if between else self._at)
            left = len(self._data) - self._at
            if left >= _BOM_BYTES or (left and self._ended):
                if not self._passes_bracket():
                    return True
            elif self._ended:
                return False

    def _passes_bracket(self) -> bool:
        """Step over the bracket that opens an array of values, or the one that closes it."""
        bracket = b"]" if self._in_array else b"["
        if not self._data.startswith(bracket, self._at) or self._opens_no_records():
            return False
        self._in_array = not self._in_array
        self._in_row = True
        self._at += 1
        return True

    def _opens_no_records(self) -> bool:
        """Whether what begins here is an array of arrays, which holds no records."""
        return not self._in_array and self._data.startswith(b"[[", self._at)

    def _value(self) -> Value | UnreadableRecordError:
        line = self._line
        if self._data[self._at] not in _OPENING or self._opens_no_records():
            return self._refused_word(line)
        if not self._in_row:
            end = self._end_of_line(self._at)
            if end - self._at <= self._max_value_bytes:
                text = self._data[self._at : end].rstrip(b" \t\r\n,")
                try:
                    content = self._parse(text)
                except UnreadableRecordError:
                    pass
                else:
                    self._at = end
                    self._line += 1
                    return Value(line, content)
            self._in_row = True
        return self._counted(line)

    def _end_of_line(self, start: int) -> int:
        """Return the position behind the line, or behind more than a value may have."""
        searched = start
        while True:
            end = self._data.find(b"\n", searched)
            if end >= 0:
                return end + 1
            searched = len(self._data)
            if searched - start > self._max_value_bytes or not self._more():
                return len(self._data)

    def _counted(self, line: int) -> Value | UnreadableRecordError:
        """Read the value that ends where its brackets are closed."""
        scan = _Scan(self._at)
        reason = self._scan(scan)
        text = self._data[self._at : scan.at]
        self._go_to(scan.at)
        if scan.too_long or len(text) > self._max_value_bytes:
            return UnreadableRecordError(reason=Reason.LINE_TOO_LONG, line=line)
        if reason:
            return UnreadableRecordError(reason=reason, line=line)
        try:
            return Value(line, self._parse(text))
        except UnreadableRecordError as error:
            return UnreadableRecordError(reason=error.reason, line=line)

    def _scan(self, scan: "_Scan") -> Reason | None:
        """Go to the end of the value, or say why it has none."""
        while not scan.closed:
            if scan.starved and not self._feed(scan):
                return Reason.TRUNCATED
            step = self._in_string if scan.in_string else self._between_strings
            if not step(scan):
                return Reason.NOT_JSON
        return None

    def _feed(self, scan: "_Scan") -> bool:
        """Add a chunk for the scan, forgetting what makes the value too long."""
        if scan.at - self._at > self._max_value_bytes:
            self._drop(scan)
        scan.starved = False
        if not self._more():
            scan.at = len(self._data)
            return False
        return True

    def _between_strings(self, scan: "_Scan") -> bool:
        """Count brackets up to the end of the value or of the data; False: it can't be a value."""
        while (at := self._next_sign(scan.at)) < len(self._data):
            sign = self._data[at]
            scan.at = at + 1
            if sign in _OPENING:
                scan.depth += 1
            elif sign in _CLOSING:
                scan.depth -= 1
                if scan.depth == 0:
                    scan.closed = True
                    return True
            elif sign == _QUOTE:  # of a string that doesn't end here
                scan.in_string = True
                return True
            elif self._record_begins(scan.at):
                return False
        scan.at = len(self._data)
        scan.starved = True
        return True

    def _next_sign(self, at: int) -> int:
        between = _BETWEEN_SIGNS.match(self._data, at)
        return between.end() if between else at

    def _in_string(self, scan: "_Scan") -> bool:
        """Go behind the string's closing quote, if it has come; False: a line break came first."""
        inside = _IN_STRING.match(self._data, scan.at)
        scan.at = inside.end() if inside else scan.at
        left = len(self._data) - scan.at
        if left == 0 or (left == 1 and self._data[scan.at] == _BACKSLASH):
            scan.starved = True
            return True
        scan.in_string = False
        scan.at += 1
        return self._data[scan.at - 1] == _QUOTE

    def _record_begins(self, at: int) -> bool:
        """Whether a record stands on the line at `at`, so that what came before was cut off."""
        if at == len(self._data):
            self._more()
        if not self._data.startswith(b"{", at):
            return False
        end = self._end_of_line(at)  # which may bring more data
        try:
            value = self._parse(self._data[at:end].rstrip(b" \t\r\n,"))
        except UnreadableRecordError:
            return False
        return isinstance(value, dict) and not _KEYS_OF_A_RECORD.isdisjoint(value)

    def _refused_word(self, line: int) -> UnreadableRecordError:
        """Refuse what begins like no object: up to the end of the line or of the element."""
        ending = _END_OF_ELEMENT if self._in_array else _END_OF_LINE
        scan = _Scan(self._at)
        while not (end := ending.search(self._data, scan.at)):
            scan.at = len(self._data)
            if scan.at - self._at > self._max_value_bytes:
                self._drop(scan)
            if not self._more():
                break
        scan.at = end.start() if end else len(self._data)
        reason = Reason.LINE_TOO_LONG if scan.too_long else self._word_reason(scan.at)
        self._go_to(scan.at)
        return UnreadableRecordError(reason=reason, line=line)

    def _word_reason(self, end: int) -> str:
        try:
            self._parse(self._data[self._at : end])
        except UnreadableRecordError as error:
            return error.reason
        return Reason.NOT_AN_OBJECT

    def _go_to(self, end: int) -> None:
        if passed := self._data.count(b"\n", self._at, end):
            self._line += passed
            self._in_row = False
        self._at = end

    def _drop(self, scan: "_Scan") -> None:
        """Forget what was scanned of a value that is too long."""
        self._go_to(scan.at)
        self._forget_read(0)
        scan.at = 0
        scan.too_long = True

    def _forget_read(self, kept: int = _KEPT_BYTES) -> None:
        """Let go of what lies before the next value, once it is worth the copying."""
        if self._at > kept:
            self._data = self._data[self._at :]
            self._at = 0

    def _more(self) -> bool:
        """Add a chunk; False: there is none."""
        if self._ended:
            return False
        try:
            self._data += next(self._chunks)
        except StopIteration:
            self._ended = True
        except UnreadableObjectError as error:
            self._ended, self._failure = True, error
        return not self._ended


@dataclass(slots=True)
class _Scan:
    """How far the end of a value has been looked for."""

    at: int
    depth: int = 0
    in_string: bool = False
    closed: bool = False
    starved: bool = False
    too_long: bool = False
