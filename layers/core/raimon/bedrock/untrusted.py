"""Reads values out of JSON whose types nobody vouches for: another type is as good as absent."""

import json
from collections.abc import Iterator, Mapping

type Object = Mapping[str, object]

_NOTHING: Object = {}
_MOST = 2**53  # what every reader of JSON can hold exactly; more is no count of anything


def as_object(value: object) -> Object:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def as_objects(value: object) -> list[Object]:
    """Return the objects in a list; what else stands in it ("[DONE]") is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return the value if it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def as_name(value: object) -> str | None:
    """Return the value if it is a text that isn't empty."""
    return value if isinstance(value, str) and value else None


def as_count(value: object) -> int | None:
    """Return the value if it can be a number of tokens."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST:
        return value
    return None


def as_number(value: object) -> float | None:
    """Return the value if it is a number, neither NaN nor infinite."""
    if isinstance(value, int | float) and not isinstance(value, bool) and -_MOST <= value <= _MOST:
        return float(value)
    return None


def as_arguments(value: object) -> str:
    """Return the arguments of a tool as text: a text as it is, anything else as JSON."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, default=str) if value else ""
    except RecursionError:  # a record that came as an event, nested deeper than any log's
        return ""


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts that stand directly in a list or in the values of an object."""
    for item in value.values() if isinstance(value, dict) else as_list(value):
        if isinstance(item, str):
            yield item


def as_list(value: object) -> list[object]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []
