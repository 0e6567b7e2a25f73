"""What a message of `index` announces: new assessments, closed windows, an alarm that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raimon.events import ALARM_OPENED, ALARM_RESOLVED, ALARM_UPDATED, SOURCE
from raimon.store.errors import UnknownMessageError
from raimon.store.generation import AssessmentObject

WINDOWS: Final = "windows/"  # the prefix of closed windows
_ALARMS: Final = {ALARM_OPENED, ALARM_UPDATED, ALARM_RESOLVED}


@dataclass(frozen=True, slots=True)
class AssessmentStored:
    """S3 says that a scoring of a log object was written."""

    bucket: str
    object: AssessmentObject


@dataclass(frozen=True, slots=True)
class AlarmChanged:
    """An alarm was opened, updated or resolved; the detail is the alarm as it is now."""

    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class WindowsStored:
    """S3 says that closed windows were written."""

    bucket: str
    key: str


@dataclass(frozen=True, slots=True)
class OtherStored:
    """S3 says that something else was written, which nobody indexes."""


type Notice = AssessmentStored | WindowsStored | AlarmChanged | OtherStored


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Named(_Lenient):
    name: str


class _Keyed(_Lenient):
    key: str


class _Stored(_Lenient):
    bucket: _Named
    object: _Keyed


class _Event(_Lenient):
    source: str
    detail_type: str = Field(alias="detail-type")
    detail: Mapping[str, object]


def read_notice(body: str) -> Notice:
    """Return what the EventBridge event in a message's body announces."""
    try:
        event = _Event.model_validate_json(body)
        if event.source == "aws.s3":
            return _stored(_Stored.model_validate(event.detail))
    except ValidationError:
        raise UnknownMessageError from None  # pydantic's own error remembers the input
    if event.source == SOURCE and event.detail_type in _ALARMS:
        return AlarmChanged(event.detail)
    raise UnknownMessageError


def _stored(detail: _Stored) -> AssessmentStored | WindowsStored | OtherStored:
    bucket, key = detail.bucket.name, detail.object.key
    if key.startswith(WINDOWS):
        return WindowsStored(bucket, key)
    stored = AssessmentObject.from_key(key)
    return AssessmentStored(bucket, stored) if stored else OtherStored()
