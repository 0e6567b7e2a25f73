"""What goes out on the topic: text for people, JSON for tools, attributes to filter by."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from moto import mock_aws

from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notification import SUBJECT_LENGTH, Notification, notification, subject_line
from raimon.alarms.notifier import PUBLISHING
from raimon.alarms.record import LEASE, AlarmRecord, Occasion
from raimon.aws.topic import (
    CONFIG,
    CONNECT_SECONDS,
    MOST_BYTES,
    READ_SECONDS,
    Topic,
    TopicError,
    message_of,
)
from raimon.finding import Severity
from raimon.policy import Policy
from tests.unit.alarms.builders import raised
from tests.unit.alarms.examples import NOW, TOKYO

REGION = "ap-northeast-1"


def opened(*, policy: Policy = TOKYO, **changes: Any) -> AlarmRecord:  # noqa: ANN401 - of a finding
    """Return the record of an alarm that has just opened."""
    return Lifecycle(policy).advanced(None, [raised(1, **changes)], NOW)


@pytest.mark.parametrize(
    ("title", "application", "subject"),
    [
        pytest.param(
            "[High] Privacy: x (1 finding)", None, "[High] Privacy: x (1 finding)", id="-"
        ),
        pytest.param("[High] x", "support-chat", "[High] x - support-chat", id="application"),
        pytest.param("[High] x", "問い合わせ窓口", "[High] x", id="a Japanese name is left out"),
        pytest.param("[高] x", None, "[?] x", id="no sign but ASCII"),
        pytest.param(
            "[High] two\nlines\x07", None, "[High] two?lines?", id="no control characters"
        ),
    ],
)
def test_subject(title: str, application: str | None, subject: str) -> None:
    """A subject has what a mail's subject may have on SNS, and no more."""
    assert subject_line(title, application) == subject


@pytest.mark.parametrize("length", [90, 99, 100, 500])
def test_subjects_are_short(length: int) -> None:
    """A long title is cut; the application stays readable behind it."""
    subject = subject_line("[High] " + "x" * length, "support-chat")
    assert len(subject) <= SUBJECT_LENGTH < 100
    assert subject.endswith("... - support-chat")


@pytest.mark.parametrize("entity", ["EMAIL_ADDRESS", "JP_MY_NUMBER", "JP_HEALTH_INSURANCE"])
@pytest.mark.parametrize("application", ["support-chat", "人事", "x" * 64, None])
def test_every_subject_is_accepted(entity: str, application: str | None) -> None:
    """SNS asks for printable ASCII, less than 100 signs, beginning with no space."""
    record = opened(entity=entity, application=application)
    subject = notification(record, Occasion.OPENED, TOKYO).subject
    assert subject.isascii()
    assert subject.isprintable()
    assert subject[0] == "["
    assert len(subject) < 100


def test_attributes() -> None:
    """Subscribers can filter by everything that tells alarms apart."""
    assert notification(opened(), Occasion.OPENED, TOKYO).attributes == {
        "alarm_id": opened().alarm.alarm_id,
        "application": "support-chat",
        "aspect": "privacy",
        "notification_id": f"{opened().alarm.alarm_id}.high",
        "occasion": "opened",
        "rule_id": "privacy.pii",
        "severity": "high",
        "state": "open",
    }


def test_an_escalation_says_what_was_known() -> None:
    """The text of an escalation names both severities; its id differs from the first one's."""
    record = opened(severity=Severity.CRITICAL).model_copy(update={"told_severity": Severity.HIGH})
    sent = notification(record, Occasion.ESCALATED, TOKYO)
    assert "more severe: Critical, where you were told High before" in sent.text
    assert "「高」から「重大」" in sent.text
    assert sent.attributes["notification_id"].endswith(".critical")


@pytest.mark.parametrize(
    ("languages", "there", "absent"),
    [
        pytest.param("en", "What to do:", "対応:", id="English"),
        pytest.param("ja", "対応:", "What to do:", id="Japanese"),
    ],
)
def test_languages(languages: str, there: str, absent: str) -> None:
    """The policy says in which language people are told."""
    policy = Policy.model_validate({"notification": {"languages": languages}})
    text = notification(opened(policy=policy), Occasion.OPENED, policy).text
    assert there in text
    assert absent not in text


def test_by_protocol() -> None:
    """A mail gets text, tools get the alarm, and each part is a plain string."""
    sent = notification(opened(), Occasion.OPENED, TOKYO)
    message = json.loads(message_of(sent))
    assert message["default"] == sent.text
    for protocol in ("sqs", "lambda", "https"):
        assert json.loads(message[protocol])["schema"] == "raimon.alarm/1"


def test_a_message_never_grows_too_large() -> None:
    """A message beyond what SNS takes leaves the document to be looked up."""
    sent = Notification(
        subject="s", text="あ" * 1000, document="x" * 60_000, attributes={"alarm_id": "a"}
    )
    message = message_of(sent)
    assert len(message.encode()) < MOST_BYTES
    assert json.loads(message)["default"] == sent.text
    assert json.loads(json.loads(message)["sqs"]) == {"alarm_id": "a"}


def test_a_publish_is_over_before_the_claim() -> None:
    """The client gives up while the notifier's claim still holds."""
    assert PUBLISHING.total_seconds() > (CONNECT_SECONDS + READ_SECONDS)
    assert PUBLISHING < LEASE / 1.5
    attempts = CONFIG.retries["total_max_attempts"]  # type: ignore[attr-defined] # set at run time
    assert attempts == 1


@pytest.fixture
def inbox() -> Iterator[tuple[Topic, Any, str]]:
    """Give a topic, and the queue of somebody who wants critical alarms only."""
    with mock_aws():
        sns = boto3.client("sns", region_name=REGION)
        sqs = boto3.client("sqs", region_name=REGION)
        arn = sns.create_topic(Name="alarms")["TopicArn"]
        url = sqs.create_queue(QueueName="critical")["QueueUrl"]
        sns.subscribe(
            TopicArn=arn,
            Protocol="sqs",
            Endpoint=f"arn:aws:sqs:{REGION}:123456789012:critical",
            Attributes={"FilterPolicy": json.dumps({"severity": ["critical"]})},
        )
        yield Topic(sns, arn), sqs, url


def test_filters_work(inbox: tuple[Topic, Any, str]) -> None:
    """A subscriber who filters by severity gets the critical alarm and no other."""
    topic, sqs, url = inbox
    for severity in (Severity.HIGH, Severity.CRITICAL):
        topic.publish(notification(opened(severity=severity), Occasion.OPENED, TOKYO))
    (message,) = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    body = json.loads(message["Body"])
    assert body["Subject"].startswith("[Critical] Privacy:")
    assert body["MessageAttributes"]["rule_id"]["Value"] == "privacy.pii"
    assert json.loads(body["Message"])["severity"] == "critical"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(
            ClientError({"Error": {"Code": "Throttled", "Message": "haruka"}}, "Publish"),
            "Throttled",
            id="refused",
        ),
        pytest.param(ReadTimeoutError(endpoint_url="haruka"), "ReadTimeoutError", id="no answer"),
    ],
)
def test_errors_are_told_by_code(error: Exception, code: str) -> None:
    """A failed publish says why by its code, and nothing of the notification."""

    class Refusing:
        def publish(self, **_: object) -> None:
            raise error

    with pytest.raises(TopicError) as caught:
        Topic(Refusing(), "arn").publish(  # type: ignore[arg-type] # a fake client
            notification(opened(), Occasion.OPENED, TOKYO)
        )
    assert (caught.value.code, str(caught.value)) == (code, code)
