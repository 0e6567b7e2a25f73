"""The messages of `notify`: findings, problems that are over, and the time to look for quiet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from raimon.alarms.notifier import Notifier, Report
from raimon.errors import RaimonError
from raimon.events import FindingRaised, StreamRecovered

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

METRIC_NAMES = {
    "received": "FindingsReceived",
    "below_floor": "FindingsBelowFloor",
    "counted": "FindingsCounted",
    "alarms_opened": "AlarmsOpened",
    "alarms_resolved": "AlarmsResolved",
    "notifications": "NotificationsPublished",
}


class NotAFindingError(RaimonError):
    """A message brings nothing known: after its tries it becomes a dead letter."""


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    source: str
    detail_type: str = Field(alias="detail-type")
    detail: Mapping[str, object]


class Tick:
    """It is time to look which alarms are over."""


type Told = FindingRaised | StreamRecovered | Tick


def read_told(body: str) -> Told:
    """Return what the EventBridge event in a message's body tells.

    Fields that a newer version added are ignored.
    """
    try:
        event = _Event.model_validate_json(body)
        match event.source, event.detail_type:
            case "raimon", "FindingRaised":
                return FindingRaised.model_validate(event.detail, extra="ignore", strict=False)
            case "raimon", "StreamRecovered":
                return StreamRecovered.model_validate(event.detail, extra="ignore", strict=False)
            case "aws.events", "Scheduled Event":
                return Tick()
    except ValidationError:
        raise NotAFindingError from None  # pydantic's own error remembers the input
    raise NotAFindingError from None


@dataclass(frozen=True, slots=True)
class NotifyMessages:
    """Takes in what a batch of messages tells, and measures what became of it."""

    notifier: Notifier
    metrics: "Metrics"
    logger: "Logger"

    def handle(self, messages: Sequence[Mapping[str, Any]]) -> "PartialItemFailureResponse":
        """Return the ids of the messages that SQS shall deliver again."""
        told, refused = _read(messages)
        found = {name: each for name, each in told.items() if isinstance(each, FindingRaised)}
        report = self.notifier.notify(list(found.values()))
        failed = [
            message_id
            for message_id, raised in found.items()
            if raised.finding.finding_id in report.failed
        ]
        failed += self._end({name: told[name] for name in told if name not in found}, report)
        self._tell(report, refused=len(refused), failed=len(failed))
        return {"batchItemFailures": [{"itemIdentifier": each} for each in (*refused, *failed)]}

    def _end(self, told: Mapping[str, Told], report: Report) -> list[str]:
        """End the alarms that are over; return the messages that must come again."""
        failed: list[str] = []
        for message_id, each in told.items():
            try:
                ended = (
                    self.notifier.recover(each)
                    if isinstance(each, StreamRecovered)
                    else self.notifier.sweep()
                )
            except RaimonError as error:
                failed.append(message_id)
                report.failed[message_id] = type(error).__name__
            else:
                report.alarms_resolved += ended.alarms_resolved
                report.notifications += ended.notifications
        return failed

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


def _read(messages: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Told], list[str]]:
    """Return what is told by message id, and the ids of messages that tell nothing known."""
    told: dict[str, Told] = {}
    refused: list[str] = []
    for message in messages:
        try:
            told[message["messageId"]] = read_told(message["body"])
        except NotAFindingError:
            refused.append(message["messageId"])
    return told, refused
