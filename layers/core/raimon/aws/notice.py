"""What a message of `assess` announces: a log object, or a record that came as an event."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raimon.errors import RaimonError
from raimon.events import INVOCATION_LOGGED, SOURCE


class UnknownMessageError(RaimonError):
    """A message is neither of the two: after its tries it becomes a dead letter."""


@dataclass(frozen=True, slots=True)
class LogObjectCreated:
    """S3 says that an object was created."""

    bucket: str
    key: str
    size: int | None


@dataclass(frozen=True, slots=True)
class InvocationLogged:
    """A record came as an event, without a log object."""

    event_id: str
    record: Mapping[str, object]


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Bucket(_Lenient):
    name: str


class _Object(_Lenient):
    key: str
    size: int | None = None


class _S3Detail(_Lenient):
    bucket: _Bucket
    object: _Object


class _Event(_Lenient):
    id: str
    source: str
    detail_type: str = Field(alias="detail-type")
    detail: Mapping[str, object]


def read_notice(body: str) -> LogObjectCreated | InvocationLogged:
    """Return what the EventBridge event in a message's body announces."""
    try:
        event = _Event.model_validate_json(body)
        match event.source, event.detail_type:
            case "aws.s3", "Object Created":
                detail = _S3Detail.model_validate(event.detail)
                return LogObjectCreated(detail.bucket.name, detail.object.key, detail.object.size)
            case source, detail_type if (source, detail_type) == (SOURCE, INVOCATION_LOGGED):
                return InvocationLogged(event.id, event.detail)
    except ValidationError:
        raise UnknownMessageError from None  # pydantic's own error remembers the input
    raise UnknownMessageError
