"""The messages of `notify`: the findings that they bring, and which of them must come again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raimon.alarms.notifier import Notifier, Report
from raimon.errors import RaimonError
from raimon.events import FindingRaised

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

METRIC_NAMES = {
    "received": "FindingsReceived",
    "below_floor": "FindingsBelowFloor",
    "counted": "FindingsCounted",
    "alarms_opened": "AlarmsOpened",
    "notifications": "NotificationsPublished",
}


class NotAFindingError(RaimonError):
    """A message brings no finding: after its tries it becomes a dead letter."""


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    source: Literal["raimon"]
    detail_type: Literal["FindingRaised"] = Field(alias="detail-type")
    detail: Mapping[str, object]


def read_finding(body: str) -> FindingRaised:
    """Return the finding of the EventBridge event in a message's body.

    Fields that a newer version added are ignored.
    """
    try:
        event = _Event.model_validate_json(body)
        return FindingRaised.model_validate(event.detail, extra="ignore", strict=False)
    except ValidationError:
        raise NotAFindingError from None  # pydantic's own error remembers the input


@dataclass(frozen=True, slots=True)
class NotifyMessages:
    """Takes in the findings of a batch of messages, and measures what became of them."""

    notifier: Notifier
    metrics: "Metrics"
    logger: "Logger"

    def handle(self, messages: Sequence[Mapping[str, Any]]) -> "PartialItemFailureResponse":
        """Return the ids of the messages that SQS shall deliver again."""
        found, refused = _read(messages)
        report = self.notifier.notify(list(found.values()))
        failed = [
            message_id
            for message_id, raised in found.items()
            if raised.finding.finding_id in report.failed
        ]
        self._tell(report, refused=len(refused), failed=len(failed))
        return {"batchItemFailures": [{"itemIdentifier": each} for each in (*refused, *failed)]}

    def _tell(self, report: Report, *, refused: int, failed: int) -> None:
        counts = asdict(report)
        for field, name in METRIC_NAMES.items():
            self.metrics.add_metric(name=name, unit="Count", value=counts[field])
        self.metrics.add_metric(name="MessagesFailed", unit="Count", value=refused + failed)
        if refused or failed:
            self.logger.warning(
                "messages come again",
                extra={
                    "no_finding": refused,
                    "failed": failed,
                    "causes": sorted(set(report.failed.values())),
                },
            )


def _read(messages: Sequence[Mapping[str, Any]]) -> tuple[dict[str, FindingRaised], list[str]]:
    """Return the findings by message id, and the ids of messages that bring none."""
    found: dict[str, FindingRaised] = {}
    refused: list[str] = []
    for message in messages:
        try:
            found[message["messageId"]] = read_finding(message["body"])
        except NotAFindingError:
            refused.append(message["messageId"])
    return found, refused
