"""The function `notify`, fed with its own sample events."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from raimon.alarms.alarm import Alarm
from raimon.aws.clock import SystemClock
from raimon_local.functions import context
from raimon_local.stack import LocalStack

EVENTS = Path(__file__).resolve().parents[2] / "events" / "notify"
NOWHERE = "http://127.0.0.1:9"  # `index` isn't called here
CANARY = "haruka.minase@kitanogumi.jp"


@pytest.fixture
def log() -> io.StringIO:
    """Take what the function prints."""
    return io.StringIO()


@pytest.fixture
def stack(log: io.StringIO) -> Iterator[LocalStack]:
    """Give a stack without alarms."""
    with LocalStack(NOWHERE, log) as stack:
        yield stack


def event_of(name: str) -> dict[str, Any]:
    """Return a sample event."""
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return event


def invoke(stack: LocalStack, event: dict[str, Any]) -> list[str]:
    """Invoke the function; return the ids of the messages to be delivered again."""
    with stack.printing():
        answer = stack.handlers["notify"](event, context("notify"))
    assert answer is not None
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@pytest.mark.parametrize("name", ["finding_raised", "finding_raised_by_newer_version"])
def test_a_finding_becomes_an_alarm(stack: LocalStack, name: str) -> None:
    """One finding opens one alarm, told once on the bus and once on the topic."""
    assert invoke(stack, event_of(name)) == []

    (detail,) = stack.alarm_events()
    (message,) = stack.notifications()
    assert Alarm.model_validate(detail).count == 1
    assert detail["schema"] == "raimon.alarm/1"
    assert json.loads(str(message["Message"])) == detail
    assert str(message["Subject"]).isascii()


def test_a_batch_with_repeats(stack: LocalStack) -> None:
    """A batch of two problems, a repeat and a finding below the floor is two alarms."""
    assert invoke(stack, event_of("findings_raised_batch")) == []
    counts = {alarm["rule_id"]: alarm["count"] for alarm in stack.alarm_events()}
    assert counts == {"privacy.pii": 2, "robustness.truncation": 1}
    assert len(stack.notifications()) == 2


def test_delivered_again(stack: LocalStack) -> None:
    """The same messages once more change nothing and tell nobody."""
    for _ in range(3):
        assert invoke(stack, event_of("findings_raised_batch")) == []
    assert len(stack.alarm_events()) == 2
    assert len(stack.notifications()) == 2


def test_poison(stack: LocalStack, log: io.StringIO) -> None:
    """What brings no finding comes again by itself; the finding beside it is told."""
    event = event_of("poison")
    again = invoke(stack, event)
    assert again == [message["messageId"] for message in event["Records"][:5]]
    assert len(stack.notifications()) == 1
    assert "NotAFinding" not in log.getvalue()


def test_only_poison(stack: LocalStack) -> None:
    """A batch of nothing but poison is an answer with all ids, not an exception."""
    event = event_of("poison")
    event["Records"] = event["Records"][:5]
    assert len(invoke(stack, event)) == 5


def test_the_log_holds_no_content(stack: LocalStack, log: io.StringIO) -> None:
    """The log has counts; of a poison message it has not even a part."""
    invoke(stack, event_of("poison"))
    invoke(stack, event_of("findings_raised_batch"))
    text = log.getvalue()
    assert '"FindingsCounted"' in text
    for content in (CANARY, "minase", "h***@", "support-chat", "問い合わせ", "An e-mail address"):
        assert content not in text


def test_a_topic_that_is_away(stack: LocalStack) -> None:
    """If nobody can be told the message comes again, and everything else was done."""
    sns = boto3.client("sns")
    (topic,) = sns.list_topics()["Topics"]
    sns.delete_topic(TopicArn=topic["TopicArn"])

    event = event_of("finding_raised")
    assert invoke(stack, event) == [event["Records"][0]["messageId"]]
    assert len(stack.alarm_events()) == 1


def test_the_schedule_ends_what_is_quiet(
    stack: LocalStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day after the last finding the schedule resolves the alarm, once."""
    invoke(stack, event_of("finding_raised"))
    stack.alarm_events()
    tick = event_of("finding_raised")
    body = {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
    tick["Records"][0]["body"] = json.dumps(body)
    assert invoke(stack, tick) == []
    assert stack.alarm_events() == []
    later = datetime.now(UTC) + timedelta(hours=25)
    monkeypatch.setattr(SystemClock, "now", lambda _: later)
    for _ in range(2):
        assert invoke(stack, tick) == []
    (alarm,) = stack.alarm_events()
    assert (alarm["state"], alarm["revision"]) == ("resolved", 2)
