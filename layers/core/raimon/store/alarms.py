"""From an alarm's event to its document: what the mapping knows of it, by revision."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from raimon.assessment import Moment
from raimon.finding import Severity
from raimon.store.documents import Document
from raimon.store.encoding import encode
from raimon.store.errors import UnknownMessageError
from raimon.store.families import Family, timestamp
from raimon.store.fitting import fitting
from raimon.store.mapping import FIELDS


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
        **fitting(detail, FIELDS[Family.ALARMS]),
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
