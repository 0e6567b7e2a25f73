"""The function `assess`, fed with its own sample events."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from raimon_local.functions import context
from raimon_local.stack import LOG_BUCKET, LocalStack
from tests.builders import Line, log_object, record

EVENTS = Path(__file__).resolve().parents[2] / "events" / "assess"
NOWHERE = "http://127.0.0.1:9"  # `index` isn't called here
LEAK = "Write to haruka.minase@kitanogumi.jp for the plant."


@pytest.fixture
def log() -> io.StringIO:
    """Take what the functions print."""
    return io.StringIO()


@pytest.fixture
def stack(log: io.StringIO) -> Iterator[LocalStack]:
    """Give a stack without documents."""
    with LocalStack(NOWHERE, log) as stack:
        yield stack


def event_of(name: str, *, deliveries: int = 1) -> dict[str, Any]:
    """Return a sample event, as delivered for the n-th time."""
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    for message in event["Records"]:
        message["attributes"]["ApproximateReceiveCount"] = str(deliveries)
    return event


def key_in(event: dict[str, Any]) -> str:
    """Return the object's key in an S3 event."""
    key: str = json.loads(event["Records"][0]["body"])["detail"]["object"]["key"]
    return key


def invoke(stack: LocalStack, event: dict[str, Any]) -> list[str]:
    """Invoke the function; return the ids of the messages to be delivered again."""
    with stack.printing():
        answer = stack.handlers["assess"](event, context("assess"))
    assert answer is not None
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def assessed(stack: LocalStack) -> list[dict[str, Any]]:
    """Return all assessments in the results bucket."""
    return [
        json.loads(line)
        for key, content in stack.results()
        if key.startswith("assessments/")
        for line in gzip.decompress(content).splitlines()
    ]


@pytest.mark.parametrize("name", ["s3_object_created", "s3_object_created_multipart"])
def test_a_log_object_is_assessed_under_its_key_as_written(stack: LocalStack, name: str) -> None:
    """The key of the event is the key that is read, with plus, percent and Japanese in it."""
    # Given
    event = event_of(name)
    stack.s3.put_object(
        Bucket=LOG_BUCKET,
        Key=key_in(event),
        Body=log_object([record(1, user="Who runs the plant?", output=LEAK)]),
    )

    # When
    again = invoke(stack, event)

    # Then
    (assessment,) = assessed(stack)
    assert again == []
    assert assessment["source"] == {"bucket": LOG_BUCKET, "key": key_in(event), "line": 1}
    assert [finding["entity"] for finding in assessment["findings"]] == ["EMAIL_ADDRESS"]


def test_a_key_that_is_not_there_is_tried_decoded_once(stack: LocalStack) -> None:
    """A key that arrives URL-encoded is found by decoding it once."""
    event = event_of("s3_object_created_multipart")
    stack.s3.put_object(
        Bucket=LOG_BUCKET,
        Key=key_in(event).replace("+", " ").replace("%20", " "),
        Body=log_object([record(1, user="Hello", output="Hi")]),
    )
    assert invoke(stack, event) == []
    assert len(assessed(stack)) == 1


def test_an_object_that_is_gone_is_delivered_again(stack: LocalStack, log: io.StringIO) -> None:
    """A missing object fails its message alone, so that a dead letter points at it in the end."""
    event = event_of("s3_object_created")
    assert invoke(stack, event) == [event["Records"][0]["messageId"]]
    assert "LogObjectMissingError" in log.getvalue()


@pytest.mark.parametrize("name", ["s3_permission_check", "s3_offloaded_body"])
def test_what_is_no_log_is_skipped(stack: LocalStack, log: io.StringIO, name: str) -> None:
    """Bedrock's permission check and the bodies beside the log are counted as skipped, not read."""
    assert invoke(stack, event_of(name)) == []
    assert list(stack.results()) == []
    assert "ObjectsSkipped" in log.getvalue()


@pytest.mark.parametrize("name", ["invocation_logged", "invocation_logged_replayed"])
def test_a_record_may_come_as_an_event(stack: LocalStack, name: str) -> None:
    """A record on Raimon's bus is assessed like one in a log object, replayed or not."""
    assert invoke(stack, event_of(name)) == []
    (assessment,) = assessed(stack)
    assert assessment["outcome"] == "answered"
    assert assessment["language"] == {"input": "ja", "output": "ja"}


def test_a_retry_writes_the_same_bytes(stack: LocalStack) -> None:
    """The same object gives the same bytes under the same key, however often it comes."""
    event = event_of("s3_object_created")
    lines: list[Line] = [record(1, user="Who runs the plant?", output=LEAK), "no record"]
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key_in(event), Body=log_object(lines))
    invoke(stack, event)
    first = dict(stack.results())
    invoke(stack, event_of("s3_object_created", deliveries=2))
    assert dict(stack.results()) == first
    assert sorted(key.partition("/")[0] for key in first) == [
        *("assessments", "quarantine", "statistics")
    ]


def test_the_counts_lie_beside_the_results(stack: LocalStack, log: io.StringIO) -> None:
    """Seen is assessed plus quarantined, in the object's metadata and in the metrics."""
    event = event_of("s3_object_created")
    lines: list[Line] = [
        record(1, user="Hello", output="Hi"),
        "no record",
        record(2, user="Hi", output="Ho"),
    ]
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key_in(event), Body=log_object(lines))
    invoke(stack, event)
    (key,) = [key for key, _ in stack.results() if key.startswith("assessments/")]
    counts = stack.s3.head_object(Bucket="raimon-local-results", Key=key)["Metadata"]
    assert (counts["seen"], counts["assessed"], counts["quarantined"]) == ("3", "2", "1")
    assert '"RecordsSeen":[3.0]' in log.getvalue().replace(" ", "")


def late(number: int) -> dict[str, Any]:
    """Return a record whose request lies beside the log."""
    item = record(number, user="", output=LEAK)
    path = f"s3://{LOG_BUCKET}/AWSLogs/data/{number}_input.json.gz"
    del item["input"]["inputBodyJson"]
    item["input"]["inputBodyS3Path"] = path
    return item


def test_a_late_body_is_tried_again(stack: LocalStack) -> None:
    """A body that isn't there yet fails the message after the rest was assessed."""
    # Given
    event = event_of("s3_object_created")
    lines = [late(1), record(2, user="Hello", output="Hi")]
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key_in(event), Body=log_object(lines))

    # When
    early = invoke(stack, event)
    before = assessed(stack)
    body = {"messages": [{"role": "user", "content": [{"text": LEAK}]}]}
    stack.s3.put_object(
        Bucket=LOG_BUCKET,
        Key="AWSLogs/data/1_input.json.gz",
        Body=gzip.compress(json.dumps(body).encode()),
    )
    later = invoke(stack, event_of("s3_object_created", deliveries=2))

    # Then
    assert early == [event["Records"][0]["messageId"]]
    assert later == []
    assert before[0]["bodies"]["input"] == "unavailable"
    kinds = [finding["kind"] for item in assessed(stack) for finding in item["findings"]]
    assert "ECHO" in kinds


def test_a_body_that_never_comes(stack: LocalStack) -> None:
    """At the last delivery an invocation is assessed without its body, and that is the end."""
    event = event_of("s3_object_created", deliveries=3)
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key_in(event), Body=log_object([late(1)]))
    assert invoke(stack, event) == []
    (assessment,) = assessed(stack)
    assert assessment["bodies"] == {"input": "unavailable", "output": "present"}


def test_a_body_in_a_bucket_that_is_not_allowed(stack: LocalStack) -> None:
    """A record can't make the function read another bucket: the body is unavailable at once."""
    event = event_of("s3_object_created")
    item = late(1)
    item["input"]["inputBodyS3Path"] = "s3://somebody-elses/AWSLogs/data/1_input.json.gz"
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key_in(event), Body=log_object([item]))
    assert invoke(stack, event) == []
    assert assessed(stack)[0]["bodies"]["input"] == "unavailable"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("no json", id="no JSON"),
        pytest.param('{"id": "1", "source": "aws.s3"}', id="half an event"),
        pytest.param(
            '{"id": "1", "source": "aws.s3", "detail-type": "Object Created", "detail": {}}',
            id="an S3 event without object",
        ),
        pytest.param(
            '{"id": "1", "source": "else", "detail-type": "Else", "detail": {}}', id="another event"
        ),
    ],
)
def test_an_unknown_message_fails_alone(stack: LocalStack, log: io.StringIO, body: str) -> None:
    """A message that announces nothing fails by itself; its neighbour is assessed."""
    event = event_of("invocation_logged")
    stranger = {**event["Records"][0], "messageId": "stranger", "body": body}
    event["Records"].insert(0, stranger)
    assert invoke(stack, event) == ["stranger"]
    assert len(assessed(stack)) == 1
    assert "no json" not in log.getvalue()
