"""An event of CloudTrail as an audit reads it: which control, by whom, when, with what success."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from raimon.audit.notable import NAME_LENGTH, Place
from raimon.errors import RaimonError

_DETAIL_TYPE: Final = "AWS API Call via CloudTrail"
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9+=,._:/-]{0,511}")
_EVENT_ID: Final = re.compile(r"[0-9a-fA-F-]{8,64}")
_HIDDEN: Final = "HIDDEN_DUE_TO_SECURITY_REASONS"
_DENIED: Final = re.compile(r"access_?denied|unauthori[sz]ed|not_?authori[sz]ed", re.IGNORECASE)
_SESSION: Final = re.compile(r"(?P<role>arn:[^:]+:sts::[0-9]*:assumed-role/.+)/[^/]*")


class NotATrailEventError(RaimonError):
    """A message is no event that an audit knows: after its tries it becomes a dead letter."""


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Issuer(_Lenient):
    arn: str | None = None


class _Session(_Lenient):
    session_issuer: _Issuer | None = Field(default=None, alias="sessionIssuer")


class _Identity(_Lenient):
    type: str | None = None
    arn: str | None = None
    invoked_by: str | None = Field(default=None, alias="invokedBy")
    session: _Session | None = Field(default=None, alias="sessionContext")


class _Detail(_Lenient):
    event_id: str = Field(alias="eventID")
    time: Annotated[datetime, AfterValidator(_in_utc)] = Field(alias="eventTime")
    name: str = Field(alias="eventName")
    region: str = Field(alias="awsRegion")
    account_id: str | None = Field(default=None, alias="recipientAccountId")
    error_code: str | None = Field(default=None, alias="errorCode")
    identity: _Identity | None = Field(default=None, alias="userIdentity")
    asked: Mapping[str, object] | None = Field(default=None, alias="requestParameters")
    answered: Mapping[str, object] | None = Field(default=None, alias="responseElements")


class _Event(_Lenient):
    detail_type: str = Field(alias="detail-type")
    account: str | None = None
    detail: _Detail


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One call of Bedrock's control plane; of who called only the role or user is kept.

    A session's name is often somebody's address, and the IP address and the client say where a
    person sat: whoever needs them looks the event up by its id, with rights of their own.
    """

    event_id: str
    time: datetime
    action: str
    place: Place
    actor: str | None
    error_code: str | None
    names: Mapping[str, str]  # plain names of resources, by the parameter that held them

    @property
    def denied(self) -> bool:
        """Return whether the call failed for lack of rights."""
        return self.error_code is not None and _DENIED.search(self.error_code) is not None


def read_trail_event(event: Mapping[str, object]) -> TrailEvent:
    """Return the call that the EventBridge event tells of.

    Raises:
        NotATrailEventError: when it is no event of CloudTrail.

    """
    try:
        read = _Event.model_validate(event)
    except ValidationError:
        raise NotATrailEventError from None  # pydantic's own error remembers the input
    detail = read.detail
    if read.detail_type != _DETAIL_TYPE or not _EVENT_ID.fullmatch(detail.event_id):
        raise NotATrailEventError
    return TrailEvent(
        event_id=detail.event_id,
        time=detail.time,
        action=detail.name,
        place=Place(detail.account_id or read.account or "", detail.region),
        actor=_actor(detail.identity),
        error_code=detail.error_code or None,
        names=_names(detail.asked) | _names(detail.answered),
    )


def _actor(identity: _Identity | None) -> str | None:
    """Return the role or user that called, without the session's name; None if none is plain."""
    if identity is None:
        return None
    issuer = identity.session.session_issuer if identity.session else None
    for arn in (issuer.arn if issuer else None, identity.arn, identity.invoked_by):
        if arn and (named := plain(_without_session(arn))):
            return named
    return plain(identity.type)


def _without_session(arn: str) -> str:
    match = _SESSION.fullmatch(arn)
    return match["role"] if match else arn


def plain(name: object) -> str | None:
    """Return a name of AWS's own kind, None for anything that could be somebody's words."""
    if isinstance(name, str) and _PLAIN.fullmatch(name) and name != _HIDDEN:
        return name
    return None


def short(name: str) -> str:
    """Return the last part of an ARN, cut to what a name may have."""
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1][-NAME_LENGTH:]


def _names(values: Mapping[str, object] | None) -> dict[str, str]:
    found = {name: plain(value) for name, value in (values or {}).items()}
    return {name: value for name, value in found.items() if value}
