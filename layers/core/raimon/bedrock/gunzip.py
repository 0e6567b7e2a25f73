"""Plain bytes out of a log object: gzip by its magic, in several members, also inside gzip."""

import zlib
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from raimon.bedrock.reason import Reason
from raimon.errors import UnreadableObjectError

MAGIC = b"\x1f\x8b"
_READ_BYTES = 1 << 16
_CHUNK_BYTES = 1 << 18
_LAYERS = 3  # CloudWatch Logs through Firehose makes two; more is nobody's log
_GZIP = 31  # zlib's word for: with a gzip header and its checksum


@dataclass(slots=True)
class Allowance:
    """How much may come out of what went in; refuses what exceeds it."""

    max_bytes: int
    max_ratio: int
    ratio_from_bytes: int
    taken: int = 0

    def refuse_excess(self, given: int) -> None:
        """Refuse an object that unpacks to too much, by ratio and size or by size alone."""
        if given > self.ratio_from_bytes and given > self.taken * self.max_ratio:
            raise UnreadableObjectError(reason=Reason.GZIP_BOMB)
        if given > self.max_bytes:
            raise UnreadableObjectError(reason=Reason.OBJECT_TOO_LARGE)


def plain_chunks(stream: BinaryIO, allowance: Allowance) -> Iterator[bytes]:
    """Yield the object's plain bytes in chunks.

    Raises:
        UnreadableObjectError: after having yielded what could be read.

    """
    chunks = _metered(_raw(stream, allowance), allowance)
    for _ in range(_LAYERS):
        head, chunks = _peek(chunks)
        if head != MAGIC:
            yield from chunks
            return
        chunks = _metered(_unpacked(chunks), allowance)
    head, chunks = _peek(chunks)
    if head == MAGIC:
        raise UnreadableObjectError(reason=Reason.GZIP_IN_GZIP_TOO_OFTEN)
    yield from chunks


def _raw(stream: BinaryIO, allowance: Allowance) -> Iterator[bytes]:
    read = getattr(stream, "read1", stream.read)  # a pipe gives what it has, without waiting
    while chunk := read(_READ_BYTES):
        allowance.taken += len(chunk)
        yield chunk


def _metered(chunks: Iterator[bytes], allowance: Allowance) -> Iterator[bytes]:
    given = 0
    for chunk in chunks:
        given += len(chunk)
        allowance.refuse_excess(given)
        yield chunk


def _peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first two bytes, and the chunks as if nothing had been read."""
    head = b""
    while len(head) < len(MAGIC) and (chunk := next(chunks, b"")):
        head += chunk
    return head[: len(MAGIC)], chain((head,), chunks)


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack one gzip member after the other; zeros behind a member are padding."""
    packed = b""
    while True:
        packed = packed.lstrip(b"\0")
        while len(packed) < len(MAGIC) and (chunk := next(chunks, b"")):
            packed = (packed + chunk).lstrip(b"\0")
        if not packed:
            return
        if not packed.startswith(MAGIC):
            raise UnreadableObjectError(reason=Reason.BYTES_AFTER_GZIP)
        packed = yield from _member(packed, chunks)


def _member(packed: bytes, chunks: Iterator[bytes]) -> Generator[bytes, None, bytes]:
    """Yield what one member holds and return the bytes behind it."""
    member = zlib.decompressobj(_GZIP)
    while not member.eof:
        if not packed and not (packed := next(chunks, b"")):
            raise UnreadableObjectError(reason=Reason.TRUNCATED_GZIP)
        before = member.copy()
        try:
            plain = member.decompress(packed, _CHUNK_BYTES)
        except zlib.error:
            yield _salvaged(before, packed)
            raise UnreadableObjectError(reason=Reason.CORRUPT_GZIP) from None
        packed = member.unconsumed_tail
        if plain:
            yield plain
    return member.unused_data


def _salvaged(member: "zlib._Decompress", packed: bytes) -> bytes:
    """Return what stands before the damaged place, found byte by byte."""
    plain = bytearray()
    with suppress(zlib.error):
        for at in range(len(packed)):
            plain += member.decompress(packed[at : at + 1], _CHUNK_BYTES)
    return bytes(plain)
