"""Close the windows that are due, and tell what got worse, what was deployed, what is over."""

from typing import Any

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.audit.notable import Place
from raimon.audit.teller import Teller
from raimon.aws.archive import S3Archive
from raimon.aws.audit_table import AuditTable
from raimon.aws.baseline_table import BaselineTable
from raimon.aws.clock import SystemClock
from raimon.aws.comparing import Comparing, telling_widened
from raimon.aws.event_bus import EventBus
from raimon.aws.policy_store import load_policy
from raimon.aws.statistics_store import S3Arrivals, S3States, S3Windows
from raimon.observability import make_logger, make_metrics
from raimon.settings import CompareSettings
from raimon.windows.live import Live

settings = CompareSettings.from_environment()
logger, metrics = make_logger("compare"), make_metrics("compare")
s3, dynamodb = boto3.client("s3"), boto3.client("dynamodb")
policy = load_policy(settings.policy_uri)
bus = EventBus(boto3.client("events"), settings.event_bus)
comparing = Comparing(
    live=Live(
        states=S3States(s3, settings.results_bucket, AuditTable(dynamodb, settings.state_table)),
        arrivals=S3Arrivals(
            s3,
            settings.results_bucket,
            lambda: metrics.add_metric(name="CallsUnreadable", unit="Count", value=1),
        ),
        baselines=BaselineTable(dynamodb, settings.state_table),
        bus=bus,
        windows=S3Windows(s3, settings.results_bucket),
        tell=telling_widened(
            Teller(S3Archive(s3, settings.results_bucket), bus, policy),
            Place(settings.account_id, settings.aws_region),
        ),
        policy=policy,
    ),
    metrics=metrics,
    logger=logger,
    clock=SystemClock(),
)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(
    event: dict[str, Any],  # noqa: ARG001 - the schedule says nothing but that it is time
    context: LambdaContext,
) -> dict[str, Any]:
    """Return the report of the run."""
    return comparing.run(lambda: context.get_remaining_time_in_millis() / 1000)
