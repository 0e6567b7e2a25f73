"""Turn the findings that the messages bring into alarms, and tell people of each alarm once."""

from typing import Any

import boto3
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notifier import Notifier
from raimon.aws.alarm_table import AlarmTable
from raimon.aws.clock import SystemClock
from raimon.aws.event_bus import EventBus
from raimon.aws.notify_messages import NotifyMessages
from raimon.aws.policy_store import load_policy
from raimon.aws.topic import CONFIG, Topic
from raimon.observability import make_logger, make_metrics
from raimon.settings import NotifySettings

settings = NotifySettings.from_environment()
logger, metrics = make_logger("notify"), make_metrics("notify")
notifier = Notifier(
    store=AlarmTable(boto3.client("dynamodb"), settings.state_table),
    bus=EventBus(boto3.client("events"), settings.event_bus),
    publisher=Topic(boto3.client("sns", config=CONFIG), settings.topic_arn),
    lifecycle=Lifecycle(load_policy(settings.policy_uri), settings.dashboards_url),
    clock=SystemClock(),
)
messages = NotifyMessages(notifier, metrics, logger)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(
    event: dict[str, Any],
    context: LambdaContext,  # noqa: ARG001 - Lambda passes it, and the logger reads it
) -> PartialItemFailureResponse:
    """Return the ids of the messages that SQS shall deliver again."""
    return messages.handle(event["Records"])
