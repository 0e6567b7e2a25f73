"""A stack that can be asked: in an account, or on this machine for the rehearsal."""

import gzip
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.e2e.specimen import Specimen

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

TRIES = 60  # with the deployed stack's pause of ten seconds: ten minutes
SETTLING = 9  # pauses in which nothing more may come

type Notification = Mapping[str, Any]
type Documents = Mapping[str, list[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Deployed:
    """What the questions need of a stack; `pause` lets it work."""

    s3: "S3Client"
    sqs: "SQSClient"
    sns: "SNSClient"
    log_bucket: str
    results_bucket: str
    topic: str
    dead_letters: tuple[str, ...]
    search: Callable[[str, Mapping[str, Any]], list[Mapping[str, Any]]]
    logs: Callable[[], str]
    pause: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Effect:
    """What the specimen left behind, after it was sent twice."""

    specimen: Specimen
    results: Mapping[str, bytes]
    quarantine: Mapping[str, bytes]
    documents: Documents
    notifications: tuple[Notification, ...]
    dead_letters: tuple[int, int]  # before and after
    logs: str

    def everything(self) -> bytes:
        """Return all that left the scorer, as bytes to search in."""
        told = json.dumps([self.documents, self.notifications], ensure_ascii=False)
        return b"\n".join(
            [*self.results.values(), *self.quarantine.values(), told.encode(), self.logs.encode()]
        )


def effect_of(stack: Deployed, specimen: Specimen) -> Effect:
    """Send the specimen, wait for all that it brings forth, send it again, and look."""
    before = _waiting(stack)
    heard: list[Notification] = []
    with _inbox(stack) as inbox:
        _send(stack, specimen)
        try:
            for _ in range(TRIES):
                stack.pause()
                heard += _hear(stack, inbox, specimen)
                if heard and all(_documents(stack, specimen).values()):
                    break
            _send(stack, specimen)
            for _ in range(SETTLING):
                stack.pause()
                heard += _hear(stack, inbox, specimen)
        finally:
            stack.s3.delete_object(Bucket=stack.log_bucket, Key=specimen.key)
    return Effect(
        specimen,
        _objects(stack, f"assessments/{stack.log_bucket}/{specimen.key}"),
        _objects(stack, f"quarantine/assess/{stack.log_bucket}/{specimen.key}"),
        _documents(stack, specimen),
        tuple(heard),
        (before, _waiting(stack)),
        stack.logs(),
    )


def _send(stack: Deployed, specimen: Specimen) -> None:
    stack.s3.put_object(Bucket=stack.log_bucket, Key=specimen.key, Body=specimen.content)


@contextmanager
def _inbox(stack: Deployed) -> Iterator[str]:
    """Subscribe a queue to the topic for the time of the question."""
    url = stack.sqs.create_queue(QueueName=f"raimon-e2e-{uuid.uuid4().hex[:12]}")["QueueUrl"]
    told = stack.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = told["Attributes"]["QueueArn"]
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": arn,
                "Condition": {"ArnEquals": {"aws:SourceArn": stack.topic}},
            }
        ],
    }
    stack.sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
    subscription = stack.sns.subscribe(
        TopicArn=stack.topic, Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True
    )["SubscriptionArn"]
    try:
        yield url
    finally:
        stack.sns.unsubscribe(SubscriptionArn=subscription)
        stack.sqs.delete_queue(QueueUrl=url)


def _hear(stack: Deployed, inbox: str, specimen: Specimen) -> list[Notification]:
    """Take what was published since the last look about the specimen's application."""
    heard: list[Notification] = []
    while messages := stack.sqs.receive_message(QueueUrl=inbox, MaxNumberOfMessages=10).get(
        "Messages"
    ):
        for message in messages:
            heard.append(json.loads(message["Body"]))
            stack.sqs.delete_message(QueueUrl=inbox, ReceiptHandle=message["ReceiptHandle"])
    return [
        each
        for each in heard
        if each["MessageAttributes"]["application"]["Value"] == specimen.application
    ]


def _documents(stack: Deployed, specimen: Specimen) -> Documents:
    by_application = {"term": {"application": specimen.application}}
    by_subject = {"term": {"subject.application": specimen.application}}
    return {
        "invocations": stack.search("raimon-invocations", by_application),
        "findings": stack.search("raimon-findings", by_application),
        "alarms": stack.search("raimon-alarms", by_subject),
    }


def _objects(stack: Deployed, prefix: str) -> Mapping[str, bytes]:
    """Return the objects below the prefix, unpacked."""
    listed = stack.s3.list_objects_v2(Bucket=stack.results_bucket, Prefix=prefix)
    found = {}
    for held in listed.get("Contents", []):
        body = stack.s3.get_object(Bucket=stack.results_bucket, Key=held["Key"])["Body"].read()
        found[held["Key"]] = gzip.decompress(body)
    return found


def _waiting(stack: Deployed) -> int:
    """Return how many dead letters wait."""
    return sum(
        int(
            stack.sqs.get_queue_attributes(
                QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
            )["Attributes"]["ApproximateNumberOfMessages"]
        )
        for url in stack.dead_letters
    )
