"""Values out of JSON text that nobody vouches for: what they may not hold is kept out."""

import json
import re
from collections.abc import Mapping

from raimon.bedrock.reason import Reason
from raimon.errors import UnreadableRecordError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_CONTAINERS = (dict, list)
_MAX_DIGITS = 4000  # Python refuses to read longer integers from text


def read_json(text: bytes, max_depth: int) -> object:
    r"""Return the value of a JSON text.

    NaN and infinities become null, an integer of thousands of digits likewise, lone surrogates
    become U+FFFD, of duplicated keys the last one holds.

    Raises:
        UnreadableRecordError: for everything else that isn't JSON in UTF-8, or is nested deeper.

    """
    try:
        value = _decoded(text.decode())
    except UnicodeDecodeError:
        raise UnreadableRecordError(reason=Reason.NOT_UTF8) from None
    except ValueError:
        raise UnreadableRecordError(reason=Reason.NOT_JSON) from None
    except RecursionError:
        raise UnreadableRecordError(reason=Reason.NESTED_TOO_DEEP) from None
    if text.count(b"{") + text.count(b"[") > max_depth and is_deeper(value, max_depth):
        raise UnreadableRecordError(reason=Reason.NESTED_TOO_DEEP)
    if b"\\ud" in text or b"\\uD" in text:
        return without_surrogates(value)
    return value


def is_deeper(value: object, depth: int) -> bool:
    """Whether containers are nested more than `depth` deep; needs no recursion itself."""
    level: list[object] = [value]
    for _ in range(depth):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner += [held for held in item.values() if isinstance(held, _CONTAINERS)]
            elif isinstance(item, list):
                inner += [held for held in item if isinstance(held, _CONTAINERS)]
        if not inner:
            return False
        level = inner
    return True


def without_surrogates(value: object) -> object:
    """Return the value with U+FFFD for each lone surrogate in its texts and keys."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub(_REPLACEMENT, value)
    if isinstance(value, list):
        return [without_surrogates(item) for item in value]
    if isinstance(value, Mapping):
        return {without_surrogates(key): without_surrogates(item) for key, item in value.items()}
    return value


def _null(_: str) -> None:
    return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else None


# strict=False: a raw tab in a text is against the standard, and no reason to lose a record
_DECODER = json.JSONDecoder(strict=False, parse_constant=_null)
_PATIENT_DECODER = json.JSONDecoder(strict=False, parse_constant=_null, parse_int=_integer)


def _decoded(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer too long to be read
        return _PATIENT_DECODER.decode(text)
