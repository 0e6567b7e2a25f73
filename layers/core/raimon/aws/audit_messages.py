"""The messages of `audit`: the hourly schedule, and the events of CloudTrail."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from raimon.audit.auditor import Auditor
from raimon.audit.coverage import Tally
from raimon.audit.trail import NotATrailEventError, read_trail_event
from raimon.errors import RaimonError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

RESERVE_SECONDS: Final = 30  # for what comes after the last page: state, findings, the answer
_METRICS: Final = {
    "logged": "LogObjectsListed",
    "assessed": "LogObjectsAssessed",
    "waiting": "LogObjectsWaiting",
    "overdue": "LogObjectsOverdue",
    "requeued": "LogObjectsRequeued",
    "missing": "LogObjectsMissing",
    "quarantined": "LogObjectsQuarantined",
}


@dataclass(frozen=True, slots=True)
class AuditMessages:
    """Deals with a batch of messages, and measures what became of them."""

    auditor: Auditor
    metrics: "Metrics"
    logger: "Logger"

    def handle(
        self, messages: Sequence[Mapping[str, Any]], remaining: Callable[[], float]
    ) -> "PartialItemFailureResponse":
        """Return the ids of the messages that SQS shall deliver again."""
        failed = [each["messageId"] for each in messages if not self._done(each, remaining)]
        self.metrics.add_metric(name="MessagesFailed", unit="Count", value=len(failed))
        return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}

    def _done(self, message: Mapping[str, Any], remaining: Callable[[], float]) -> bool:
        try:
            self._deal(_event(message["body"]), remaining)
        except RaimonError as error:
            self.logger.warning(
                "message failed",
                extra={
                    "message_id": message["messageId"],
                    "error": type(error).__name__,
                    "reason": str(error),
                },
            )
            return False
        return True

    def _deal(self, event: Mapping[str, object], remaining: Callable[[], float]) -> None:
        if is_schedule(event):
            self._tell(self.auditor.look(lambda: remaining() > RESERVE_SECONDS))
            return
        became = self.auditor.take_in(read_trail_event(event))
        self.metrics.add_metric(name=f"TrailEvents{became.title()}", unit="Count", value=1)

    def _tell(self, tally: Tally | None) -> None:
        """Publish the numbers of a pass that is through; one under way has none yet."""
        self.metrics.add_metric(name="CoveragePasses", unit="Count", value=int(tally is not None))
        if tally is None:
            return
        for field, name in _METRICS.items():
            self.metrics.add_metric(name=name, unit="Count", value=getattr(tally, field))
        if tally.logged:
            share = 100 * (tally.logged - tally.overdue) / tally.logged
            self.metrics.add_metric(name="ScoringCoverage", unit="Percent", value=share)
        self.logger.info("coverage", extra={"tally": tally.model_dump()})


def is_schedule(event: Mapping[str, object]) -> bool:
    """Return whether the event is the hourly schedule."""
    return (event.get("source"), event.get("detail-type")) == ("aws.events", "Scheduled Event")


def _event(body: str) -> Mapping[str, object]:
    try:
        event = json.loads(body)
    except ValueError:
        raise NotATrailEventError from None  # the decoder's own error remembers the input
    if not isinstance(event, dict):
        raise NotATrailEventError
    return event


def read_message(body: str) -> object:
    """Return what the message brings, as a check of samples reads it."""
    event = _event(body)
    return event if is_schedule(event) else read_trail_event(event)
