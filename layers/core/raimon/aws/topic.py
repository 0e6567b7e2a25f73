"""The SNS topic of notifications: text for people, JSON for tools, attributes to filter by."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from raimon.alarms.notification import Notification
from raimon.errors import RaimonError

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

MOST_BYTES = 256 * 1024
TOOLS = ("sqs", "lambda", "http", "https", "firehose")  # the protocols behind which no person reads
# One attempt that is over before another notifier may take the claim for lost; SQS repeats it.
CONNECT_SECONDS, READ_SECONDS = 1, 3
CONFIG = Config(
    connect_timeout=CONNECT_SECONDS,
    read_timeout=READ_SECONDS,
    retries={"total_max_attempts": 1},
)


class TopicError(RaimonError):
    """A notification wasn't published: it is tried again when its messages come again."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why; what was in the notification isn't told."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; its client should be made with CONFIG."""

    sns: "SNSClient"
    arn: str

    def publish(self, notification: Notification) -> None:
        """Send the notification to all who subscribed."""
        message = message_of(notification)
        try:
            self.sns.publish(
                TopicArn=self.arn,
                Subject=notification.subject,
                MessageStructure="json",
                Message=message,
                MessageAttributes={
                    name: {"DataType": "String", "StringValue": value}
                    for name, value in notification.attributes.items()
                },
            )
        except ClientError as error:
            raise TopicError(error.response.get("Error", {}).get("Code", "unknown")) from None
        except BotoCoreError as error:
            raise TopicError(type(error).__name__) from None


def message_of(notification: Notification) -> str:
    """Return the message by protocol; one too large is short for tools, who find it by its id."""
    by_protocol = {"default": notification.text} | dict.fromkeys(TOOLS, notification.document)
    message = json.dumps(by_protocol, ensure_ascii=False)
    if len(message.encode()) <= MOST_BYTES - 4096:
        return message
    pointer = json.dumps({"alarm_id": notification.attributes["alarm_id"]})
    return json.dumps(
        {"default": notification.text} | dict.fromkeys(TOOLS, pointer), ensure_ascii=False
    )
