"""Make OpenSearch and Bedrock's logging ready, as CloudFormation asks."""

from typing import Any

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.aws.clock import SystemClock
from raimon.aws.cloudformation import send_answer
from raimon.aws.model_logging import BedrockModelLogging
from raimon.aws.opensearch_admin import connect
from raimon.aws.setup_store import FileLibrary, S3Backups
from raimon.observability import make_logger
from raimon.settings import SetupSettings
from raimon.setup.bedrock_logging import BedrockLogging
from raimon.setup.lifecycle import Lifecycle
from raimon.setup.opensearch import OpenSearchSetup
from raimon.setup.time_left import TimeLeft

settings = SetupSettings.from_environment()
logger, s3, clock = make_logger("setup"), boto3.client("s3"), SystemClock()
backups = S3Backups(s3, settings.results_bucket, clock.now)
lifecycle = Lifecycle(
    resources={
        "Custom::OpenSearchSetup": OpenSearchSetup(
            connect, FileLibrary(s3), backups, settings.saved_objects, clock.now
        ),
        "Custom::BedrockLogging": BedrockLogging(
            BedrockModelLogging(boto3.client("bedrock")), backups
        ),
    },
    send=send_answer,
    journal=logger,
)


@logger.inject_lambda_context
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Answer CloudFormation, whatever happens; nothing is returned to Lambda."""
    lifecycle.serve(event, TimeLeft(lambda: context.get_remaining_time_in_millis() / 1000))
