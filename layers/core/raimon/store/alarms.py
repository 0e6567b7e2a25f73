"""From an alarm's event to its document: what the mapping knows of it, by revision."""

import math
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from raimon.assessment import Moment
from raimon.finding import Severity
from raimon.store.documents import Document
from raimon.store.encoding import TEXT_BYTES, cut, encode
from raimon.store.errors import UnknownMessageError
from raimon.store.families import Family, timestamp
from raimon.store.mapping import FIELDS

_NUMBERS: Final = {"byte", "integer", "long", "half_float", "double"}


class _Alarm(BaseModel):
    """What makes an alarm a document; the contract may add fields, so everything else is free."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    alarm_id: str = Field(min_length=1)
    opened_at: Moment
    revision: NonNegativeInt
    severity: Severity


def alarm_document(detail: Mapping[str, object]) -> Document:
    """Return the document of an alarm; `opened_at` never changes, so neither does its index."""
    try:
        alarm = _Alarm.model_validate(detail)
    except ValidationError:
        raise UnknownMessageError from None  # pydantic's own error remembers the input
    content = {
        **_fitting(detail, FIELDS[Family.ALARMS]),
        "@timestamp": timestamp(alarm.opened_at),
        "severity_rank": alarm.severity.rank,
    }
    return Document(
        family=Family.ALARMS,
        index=Family.ALARMS.month_index(alarm.opened_at),
        id=alarm.alarm_id,
        version=alarm.revision,
        body=encode(content),
        source=None,
    )


def _fitting(
    value: Mapping[str, object], fields: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    """Return what the fields can hold: an alarm with a novelty in it is still written."""
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
            fitted = _fitting(value, fields) or None
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
