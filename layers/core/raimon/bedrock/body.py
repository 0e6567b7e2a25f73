"""The request or response body of a record: in the record, or where it points to."""

import io
from dataclasses import dataclass

from raimon.bedrock.body_store import BodyStore
from raimon.bedrock.gunzip import Allowance, plain_chunks
from raimon.bedrock.json_text import read_json
from raimon.bedrock.untrusted import Object, as_name
from raimon.errors import BodyUnavailableError, UnreadableObjectError, UnreadableRecordError
from raimon.invocation import BodyState

_MAX_BYTES = 64 << 20  # the longest context windows hold some megabytes of text
_MAX_RATIO = 200
_RATIO_FROM_BYTES = 8 << 20
_MAX_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its state; the content of one that isn't present is None."""

    state: BodyState
    content: object = None


_ABSENT = Body(BodyState.ABSENT)
_UNAVAILABLE = Body(BodyState.UNAVAILABLE)


def read_body(side: Object, name: str, bodies: BodyStore) -> Body:
    """Return the body of one side of a record.

    Args:
        side: the record's `input` or `output`.
        name: `inputBody` or `outputBody`, with which the keys begin.
        bodies: where bodies lie that aren't in the record.

    """
    inline = side.get(name + "Json")
    if inline is not None:
        return Body(BodyState.PRESENT, _unwrapped(inline))
    path = as_name(side.get(name + "S3Path"))
    return _fetched(path, bodies) if path else _ABSENT


def _unwrapped(inline: object) -> object:
    """Return what is inside a body that some tool has written as a string."""
    if not isinstance(inline, str):
        return inline
    try:
        return read_json(inline.encode("utf-8", "replace"), _MAX_DEPTH)
    except UnreadableRecordError:
        return inline


def _fetched(uri: str, bodies: BodyStore) -> Body:
    """Return the body beside the log; one that can't be read is as good as out of reach."""
    allowance = Allowance(_MAX_BYTES, _MAX_RATIO, _RATIO_FROM_BYTES)
    try:
        stored = io.BytesIO(bodies.fetch(uri))
        content = read_json(
            b"".join(plain_chunks(stored, allowance)).lstrip(b"\xef\xbb\xbf"), _MAX_DEPTH
        )
    except (BodyUnavailableError, UnreadableObjectError, UnreadableRecordError):
        return _UNAVAILABLE
    return Body(BodyState.PRESENT, content)
