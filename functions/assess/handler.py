"""Assess each log object, and each record that came as an event, that the messages announce."""

from typing import Any

import boto3
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.assessing import Assessor
from raimon.aws.assess_messages import AssessMessages
from raimon.aws.event_bus import EventBus
from raimon.aws.log_store import S3Bodies, S3Logs
from raimon.aws.policy_store import load_policy
from raimon.aws.result_store import S3Results
from raimon.aws.token_key import load_token_key
from raimon.aws.token_table import crossings_of
from raimon.observability import make_logger, make_metrics, telling_failures
from raimon.scorers.scoring import Scoring
from raimon.settings import AssessSettings

settings = AssessSettings.from_environment()
logger, metrics = make_logger("assess"), make_metrics("assess")
s3 = boto3.client("s3")
scoring = Scoring(
    policy=settings.tuned(load_policy(settings.policy_uri)),
    token_key=load_token_key(settings.token_key, settings.token_key_epoch),
)
assessor = Assessor(
    logs=S3Logs(s3),
    bodies=S3Bodies(s3, settings.body_buckets.split(",")),
    results=S3Results(s3, settings.results_bucket),
    bus=EventBus(boto3.client("events"), settings.event_bus),
    scoring=scoring,
    crossings=crossings_of(settings, scoring),
)
assess = telling_failures(
    logger, metrics, AssessMessages(assessor, metrics, settings.body_attempts).handle
)
processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Return the ids of the messages that SQS shall deliver again."""
    return process_partial_response(event, assess, processor, context)
