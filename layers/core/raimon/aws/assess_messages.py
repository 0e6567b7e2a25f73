"""The messages of `assess`: what each announces, and whether waiting is worth it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raimon.assessing import Assessor, Counts
from raimon.aws.notice import LogObjectCreated, read_notice
from raimon.bedrock.log_key import is_log_key

if TYPE_CHECKING:
    from aws_lambda_powertools import Metrics
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

METRIC_NAMES = {
    "seen": "RecordsSeen",
    "assessed": "InvocationsAssessed",
    "quarantined": "RecordsQuarantined",
    "findings": "Findings",
    "raised": "FindingsRaised",
    "crossed": "LeaksCrossed",
    "look_ups_skipped": "LookUpsSkipped",
}


@dataclass(frozen=True, slots=True)
class AssessMessages:
    """Assesses what one message after the other announces, and measures what became of it."""

    assessor: Assessor
    metrics: "Metrics"
    body_attempts: int

    def handle(self, message: "SQSRecord") -> None:
        """Assess the object or record that the message announces; what is no log is skipped."""
        notice = read_notice(message.body)
        may_wait = int(message.attributes.approximate_receive_count) < self.body_attempts
        if not isinstance(notice, LogObjectCreated):
            counts = self.assessor.assess_record(notice.record, notice.event_id, may_wait=may_wait)
        elif is_log_key(notice.key, notice.size):
            counts = self.assessor.assess_object(notice.bucket, notice.key, may_wait=may_wait)
        else:
            self._add("ObjectsSkipped", 1)
            return
        self._measure(counts)

    def _measure(self, counts: Counts) -> None:
        for field, name in METRIC_NAMES.items():
            self._add(name, counts.as_dict()[field])

    def _add(self, name: str, count: int) -> None:
        self.metrics.add_metric(name=name, unit="Count", value=count)
