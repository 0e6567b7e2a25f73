"""Raimon's stack on one machine: the real handlers over an AWS that lives in this process (moto).

It mirrors template.yaml: bucket, rules, queues with dead letters, table, topic and bus.
What moto doesn't do (event source mappings, bucket notifications by template) is done here.
"""

import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Self
from unittest.mock import patch

import boto3
from moto import mock_aws

from raimon.events import (
    ALARM_OPENED,
    ALARM_RESOLVED,
    ALARM_UPDATED,
    FINDING_RAISED,
    INVOCATION_LOGGED,
    SOURCE,
    STREAM_RECOVERED,
    FindingRaised,
)
from raimon_local.functions import NAMES, SCHEDULED, Handler, context, load_handler
from raimon_local.pump import Pump, Stage

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

REGION = "us-east-1"
LOG_BUCKET = "raimon-local-logs"
RESULTS_BUCKET = "raimon-local-results"
BUS = "raimon-local"
TABLE = "raimon-local-state"
TOKEN_TABLE = "raimon-local-tokens"  # noqa: S105 - the table's name
SECRET = "raimon-local-token-key"  # noqa: S105 - the secret's name
# Deliveries before a message is a dead letter; what waits for OpenSearch waits as long as it takes.
MAX_RECEIVES = {"assess": 5, "index": 1000, "notify": 5, "alarms": 5, "findings": 5}

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_SESSION_TOKEN": "local",
    "AWS_EC2_METADATA_DISABLED": "true",
    "RESULTS_BUCKET": RESULTS_BUCKET,
    "EVENT_BUS": BUS,
    "BODY_BUCKETS": LOG_BUCKET,
    "TOKEN_KEY": SECRET,
    "TOKEN_TABLE": TOKEN_TABLE,
    "STATE_TABLE": TABLE,
    "ACCOUNT_ID": "123456789012",
    "AWS_REGION": REGION,
    "OPENSEARCH_SERVICE": "none",
    "POWERTOOLS_METRICS_NAMESPACE": "Raimon",
}

_ALARMS: dict[str, object] = {
    "source": [SOURCE],
    "detail-type": [ALARM_OPENED, ALARM_UPDATED, ALARM_RESOLVED],
}
_STATISTICAL = {"statistic": {"name": [{"exists": True}]}}

# The rules of template.yaml: where an event comes from, and whose queue it goes to.
RULES: tuple[tuple[str, str, dict[str, object]], ...] = (
    (
        "default",
        "assess",
        {
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": {"bucket": {"name": [LOG_BUCKET]}},
        },
    ),
    (
        "default",
        "index",
        {
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": {
                "bucket": {"name": [RESULTS_BUCKET]},
                "object": {"key": [{"prefix": "assessments/"}, {"prefix": "windows/"}]},
            },
        },
    ),
    (BUS, "assess", {"source": [SOURCE], "detail-type": [INVOCATION_LOGGED]}),
    (BUS, "notify", {"source": [SOURCE], "detail-type": [FINDING_RAISED, STREAM_RECOVERED]}),
    (BUS, "index", _ALARMS),
    # Listeners of the demo's own, beside the functions.
    (BUS, "alarms", _ALARMS),
    (
        BUS,
        "findings",
        {"source": [SOURCE], "detail-type": [FINDING_RAISED], "detail": _STATISTICAL},
    ),
)


@dataclass(slots=True)
class LocalStack:
    """The stack while the context lasts; `log` takes what the functions print."""

    opensearch_endpoint: str
    log: IO[str]
    token_key: str = "a key for one machine and its samples only"  # noqa: S105 - keys samples only
    policy_text: str | None = None
    aws_endpoint: str | None = None  # of an AWS outside this process (moto's server); None: in it
    queues: dict[str, str] = field(default_factory=dict)
    handlers: dict[str, Handler] = field(default_factory=dict)
    s3: "S3Client" = field(init=False)
    _exit: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """Build the stack; what was built of a failed one is taken down."""
        try:
            self._build()
        except BaseException:
            self._exit.close()
            raise
        return self

    def _build(self) -> None:
        self._exit.enter_context(patch.dict(os.environ, self._environment()))
        if self.aws_endpoint is None:
            self._exit.enter_context(mock_aws())
        self.s3 = boto3.client("s3")
        self._make_buckets()
        for name in (*NAMES, "alarms", "findings"):
            self.queues[name] = _make_queue(name)
        self.queues["inbox"] = _make_inbox()
        _make_rules(self.queues)
        _make_state(self.token_key)
        os.environ["TOPIC_ARN"] = f"arn:aws:sns:{REGION}:123456789012:raimon-local-alarms"
        self.load()

    def __exit__(self, *_: object) -> None:
        """Take the stack down and restore the environment."""
        self._exit.close()

    def deliver(
        self, *, disorder: random.Random | None = None, names: Sequence[str] = NAMES
    ) -> Mapping[str, int]:
        """Pump until the queues of these functions are empty; return the deliveries by function."""
        stages = tuple(
            Stage(name, self.queues[name], arn_of(self.queues[name]), self.handlers[name])
            for name in names
        )
        with self.printing():
            return Pump(boto3.client("sqs"), stages, disorder).run()

    def compare(self) -> Mapping[str, Any]:
        """Let the schedule call `compare` once; return the report of the run."""
        with self.printing():
            return self.handlers["compare"]({}, context("compare")) or {}

    def notifications(self) -> list[dict[str, object]]:
        """Take what was published on the topic since the last look."""
        return [json.loads(body) for body in self._take("inbox")]

    def alarm_events(self) -> list[dict[str, object]]:
        """Take the details of the alarm events on the bus since the last look, in order."""
        return [json.loads(body)["detail"] for body in self._take("alarms")]

    def statistical_findings(self) -> list[FindingRaised]:
        """Take what the statistics told since the last look."""
        told = (json.loads(body)["detail"] for body in self._take("findings"))
        return [FindingRaised.model_validate(each) for each in told]

    def dead_letters(self) -> list[str]:
        """Take the bodies of all dead letters."""
        return [body for name in NAMES for body in self._take(f"{name}-dead-letters")]

    def results(self) -> Iterator[tuple[str, bytes]]:
        """Yield key and content of everything in the results bucket, in order of keys."""
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=RESULTS_BUCKET):
            for item in page.get("Contents", []):
                body = self.s3.get_object(Bucket=RESULTS_BUCKET, Key=item["Key"])["Body"].read()
                yield item["Key"], body

    @contextmanager
    def printing(self) -> Iterator[None]:
        """Let what functions print go to the log instead of the screen."""
        with redirect_stdout(self.log):
            yield

    def _environment(self) -> dict[str, str]:
        policy = f"s3://{RESULTS_BUCKET}/policy/policy.yaml" if self.policy_text else ""
        return {
            **ENVIRONMENT,
            "OPENSEARCH_ENDPOINT": self.opensearch_endpoint,
            "POLICY_URI": policy,
            "TOPIC_ARN": "",
            **({"AWS_ENDPOINT_URL": self.aws_endpoint} if self.aws_endpoint else {}),
        }

    def _make_buckets(self) -> None:
        for bucket in (LOG_BUCKET, RESULTS_BUCKET):
            self.s3.create_bucket(Bucket=bucket)
            self.s3.put_bucket_notification_configuration(
                Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}}
            )
        if self.policy_text:
            self.s3.put_object(
                Bucket=RESULTS_BUCKET, Key="policy/policy.yaml", Body=self.policy_text.encode()
            )

    def load(self) -> None:
        """Load the handlers afresh, as new Lambda instances would."""
        with self.printing():
            self.handlers = {name: load_handler(name) for name in (*NAMES, *SCHEDULED)}

    def _take(self, queue: str) -> list[str]:
        sqs, url, bodies = boto3.client("sqs"), self._url(queue), []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                bodies.append(message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def _url(self, queue: str) -> str:
        url: str = boto3.client("sqs").get_queue_url(QueueName=f"raimon-local-{queue}")["QueueUrl"]
        return url


def _make_queue(name: str) -> str:
    sqs = boto3.client("sqs")
    dead = sqs.create_queue(QueueName=f"raimon-local-{name}-dead-letters")["QueueUrl"]
    redrive = {"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": MAX_RECEIVES[name]}
    url: str = sqs.create_queue(
        QueueName=f"raimon-local-{name}", Attributes={"RedrivePolicy": json.dumps(redrive)}
    )["QueueUrl"]
    return url


def _make_inbox() -> str:
    """Make the topic and one subscriber, who sees each message with its attributes."""
    url = boto3.client("sqs").create_queue(QueueName="raimon-local-inbox")["QueueUrl"]
    sns = boto3.client("sns")
    topic = sns.create_topic(Name="raimon-local-alarms")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn_of(url))
    return url


def _make_rules(queues: Mapping[str, str]) -> None:
    events = boto3.client("events")
    events.create_event_bus(Name=BUS)
    for number, (bus, target, pattern) in enumerate(RULES):
        rule = f"raimon-local-{number}"
        events.put_rule(Name=rule, EventBusName=bus, EventPattern=json.dumps(pattern))
        events.put_targets(
            Rule=rule, EventBusName=bus, Targets=[{"Id": target, "Arn": arn_of(queues[target])}]
        )


def _make_state(token_key: str) -> None:
    dynamodb = boto3.client("dynamodb")
    dynamodb.create_table(
        TableName=TOKEN_TABLE,
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    dynamodb.create_table(
        TableName=TABLE,
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "S"},
            {"AttributeName": "waits", "AttributeType": "S"},
            {"AttributeName": "quiet_since", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "quiet",
                "KeySchema": [
                    {"AttributeName": "waits", "KeyType": "HASH"},
                    {"AttributeName": "quiet_since", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    boto3.client("secretsmanager").create_secret(
        Name=SECRET, SecretString=json.dumps({"key": token_key, "epoch": 1})
    )


def arn_of(queue_url: str) -> str:
    """Return the ARN of a queue of ours."""
    return f"arn:aws:sqs:{REGION}:123456789012:{queue_url.rsplit('/', 1)[-1]}"
