"""What a mapping can hold of a document: one with a novelty in it is still written."""

import math
from collections.abc import Mapping
from typing import Final

from raimon.store.encoding import TEXT_BYTES, cut

_NUMBERS: Final = {"byte", "integer", "long", "half_float", "double"}


def fitting(
    value: Mapping[str, object], fields: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    """Return what the fields can hold: what they don't know is left out."""
    fitted = {
        name: _fit(value[name], field)
        for name, field in fields.items()
        if value.get(name) is not None
    }
    return {name: held for name, held in fitted.items() if held is not None}


def _fit(value: object, field: Mapping[str, object]) -> object:
    """Return the value as the field holds it, None where it can't."""
    fitted: object = None
    match field, value:
        case {"properties": Mapping() as fields}, Mapping():
            fitted = fitting(value, fields) or None
        case {"enabled": False}, _:
            fitted = value
        case {"type": "flat_object"}, Mapping():
            fitted = _bounded({name: held for name, held in value.items() if held is not None})
        case {"type": "text"}, str():
            fitted = cut(value, TEXT_BYTES)
        case {"type": "keyword" | "date"}, str() | list():
            fitted = _bounded(value)
        case {"type": "boolean"}, bool():
            fitted = value
        case {"type": str(kind)}, int() | float() | list() if kind in _NUMBERS:
            fitted = _numbers(value)
    return fitted


def _bounded(value: object) -> object:
    """Return the value with every string in it short enough for a term."""
    match value:
        case str():
            return cut(value)
        case list() | tuple():
            return [_bounded(inner) for inner in value]
        case Mapping():
            return {name: _bounded(inner) for name, inner in value.items()}
        case _:
            return value


def _numbers(value: object) -> object:
    """Return finite numbers, alone or in a list, and None for anything else."""
    match value:
        case bool():
            return None
        case int() | float():
            return value if math.isfinite(value) else None
        case list() if all(_numbers(inner) is not None for inner in value):
            return value
        case _:
            return None
