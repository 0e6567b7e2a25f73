"""Check hourly, and whenever somebody changes Bedrock, that what is watched can be trusted."""

from datetime import timedelta
from typing import Any

import boto3
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.audit.auditor import Auditor
from raimon.audit.control_plane import ControlPlaneWatch
from raimon.audit.coverage import Coverage
from raimon.audit.notable import Place
from raimon.audit.teller import Teller
from raimon.aws.archive import S3Archive
from raimon.aws.audit_messages import AuditMessages
from raimon.aws.audit_table import AuditTable
from raimon.aws.clock import SystemClock
from raimon.aws.control_plane import BedrockControlPlane
from raimon.aws.event_bus import EventBus
from raimon.aws.policy_store import load_policy
from raimon.aws.reconciliation import S3LogBucket, S3ResultKeys, SqsAssessQueue, SqsDeadLetters
from raimon.observability import make_logger, make_metrics
from raimon.settings import AuditSettings

settings = AuditSettings.from_environment()
logger, metrics = make_logger("audit"), make_metrics("audit")
s3, sqs, clock = boto3.client("s3"), boto3.client("sqs"), SystemClock()
policy = load_policy(settings.policy_uri)
place = Place(settings.account_id, settings.aws_region)
states = AuditTable(boto3.client("dynamodb"), settings.state_table)
teller = Teller(
    ledger=S3Archive(s3, settings.results_bucket),
    bus=EventBus(boto3.client("events"), settings.event_bus),
    policy=policy,
)
auditor = Auditor(
    watch=ControlPlaneWatch(
        plane=BedrockControlPlane(boto3.client("bedrock")),
        states=states,
        teller=teller,
        log_bucket=settings.log_bucket,
        most_hours=policy.governance.event_hours,
    ),
    coverage=Coverage(
        logs=S3LogBucket(s3, settings.log_bucket),
        results=S3ResultKeys(s3, settings.results_bucket),
        queue=SqsAssessQueue(sqs, settings.assess_queue_url, place),
        states=states,
        clock=clock,
        bucket=settings.log_bucket,
        prefix=settings.log_prefix,
        grace=timedelta(minutes=policy.governance.grace_minutes),
    ),
    dead_letters=SqsDeadLetters(sqs, settings.dead_letter_urls),
    states=states,
    teller=teller,
    clock=clock,
    place=place,
    governance=policy.governance,
)
messages = AuditMessages(auditor, metrics, logger)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Return the ids of the messages that SQS shall deliver again."""
    return messages.handle(event["Records"], lambda: context.get_remaining_time_in_millis() / 1000)
