"""Moves messages from queues to handlers, as event source mappings do: in batches, with retries."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from raimon_local.functions import Handler, context

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BATCH = 10
_ROUNDS = 1000  # a message that always fails is a dead letter long before


@dataclass(frozen=True, slots=True)
class Stage:
    """A function and the queue that feeds it."""

    name: str
    queue_url: str
    queue_arn: str
    handler: Handler


@dataclass(slots=True)
class Pump:
    """Delivers until every queue is empty; with a disorder twice each, in random order."""

    sqs: "SQSClient"
    stages: tuple[Stage, ...]
    disorder: random.Random | None = None
    visibility: int = 30  # seconds after which an unanswered message comes again
    delivered: dict[str, int] = field(default_factory=dict)

    def run(self) -> Mapping[str, int]:
        """Deliver all that waits, and what that brings forth; return the deliveries by function."""
        for _ in range(_ROUNDS):
            if not sum(self._round(stage) for stage in self.stages):
                break
        return self.delivered

    def _round(self, stage: Stage) -> int:
        """Deliver what waits for one function now; return the number of messages."""
        messages = self._receive(stage)
        self.delivered[stage.name] = self.delivered.get(stage.name, 0) + len(messages)
        for start in range(0, len(messages), BATCH):
            self._deliver(stage, messages[start : start + BATCH])
        return len(messages)

    def _receive(self, stage: Stage) -> list["MessageTypeDef"]:
        limit = 1 if self.disorder is None else BATCH
        waiting: list[MessageTypeDef] = []
        for _ in range(limit):
            batch = self.sqs.receive_message(
                QueueUrl=stage.queue_url,
                MaxNumberOfMessages=BATCH,
                WaitTimeSeconds=0,
                VisibilityTimeout=self.visibility,
                AttributeNames=["All"],
            ).get("Messages", [])
            waiting += batch
            if len(batch) < BATCH:
                break
        if self.disorder is not None:
            waiting = waiting + waiting
            self.disorder.shuffle(waiting)
        return waiting

    def _deliver(self, stage: Stage, messages: list["MessageTypeDef"]) -> None:
        """Hand one batch to the handler; an exception means that the whole batch failed."""
        try:
            answer = stage.handler(sqs_event(messages, stage.queue_arn), context(stage.name)) or {}
        except Exception:  # noqa: BLE001 - Lambda's border: SQS redelivers whatever failed
            failed = {message["MessageId"] for message in messages}
        else:
            failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        for message in messages:
            if message["MessageId"] in failed:
                self.sqs.change_message_visibility(
                    QueueUrl=stage.queue_url,
                    ReceiptHandle=message["ReceiptHandle"],
                    VisibilityTimeout=0,
                )
            else:
                self.sqs.delete_message(
                    QueueUrl=stage.queue_url, ReceiptHandle=message["ReceiptHandle"]
                )


def sqs_event(messages: list["MessageTypeDef"], queue_arn: str) -> dict[str, Any]:
    """Wrap received messages in the event that Lambda gives for SQS."""
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message.get("Attributes", {}),
                "messageAttributes": {},
                "md5OfBody": message["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": queue_arn,
                "awsRegion": queue_arn.split(":")[3],
            }
            for message in messages
        ]
    }
