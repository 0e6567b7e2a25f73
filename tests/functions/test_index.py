"""The function `index`, fed with its own sample events; OpenSearch answers as the test says."""

import io
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from raimon_local.functions import context
from raimon_local.stack import RESULTS_BUCKET, LocalStack
from tests.opensearch.stand_in import StandIn, serving
from tests.unit.store.builders import alarm_event, make_alarm, make_assessment, packed

EVENTS = Path(__file__).resolve().parents[2] / "events" / "index"

# What a node says of five documents at once.
MIXED: dict[str, dict[str, Any]] = {
    "a": {"status": 201},
    "b": {
        "status": 409,
        "error": {
            "type": "version_conflict_engine_exception",
            "reason": "[b]: version conflict, current version [7] is higher or equal",
        },
    },
    "c": {
        "status": 429,
        "error": {"type": "circuit_breaking_exception", "reason": "[parent] Data too large"},
    },
    "d": {
        "status": 400,
        "error": {
            "type": "strict_dynamic_mapping_exception",
            "reason": "mapping set to strict, dynamic introduction of [taro@example.jp]",
        },
    },
    "e": {
        "status": 503,
        "error": {"type": "unavailable_shards_exception", "reason": "primary is not active"},
    },
}


def ids_in(body: bytes) -> list[str]:
    """Return the ids in a bulk request."""
    return [json.loads(line)["index"]["_id"] for line in body.splitlines()[::2]]


def answer(_: int, body: bytes) -> tuple[int, bytes]:
    """Answer as MIXED says, and 201 to any other document."""
    items = [{"index": {"_id": name, **MIXED.get(name, MIXED["a"])}} for name in ids_in(body)]
    return 200, json.dumps({"took": 9, "errors": True, "items": items}).encode()


@pytest.fixture
def opensearch() -> Iterator[StandIn]:
    """Serve the answers on loopback."""
    with serving(answer) as stand_in:
        yield stand_in


@pytest.fixture
def log() -> io.StringIO:
    """Take what the function prints."""
    return io.StringIO()


@pytest.fixture
def stack(opensearch: StandIn, log: io.StringIO) -> Iterator[LocalStack]:
    """Give a stack that writes to the stand-in."""
    with LocalStack(opensearch.url, log) as stack:
        yield stack


def sample(name: str) -> dict[str, Any]:
    """Return a sample event."""
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return event


def batch(bodies: Sequence[str]) -> dict[str, Any]:
    """Return an event with a message for each body, named m0, m1 and so on."""
    (record,) = sample("alarm_opened")["Records"]
    return {
        "Records": [
            {**record, "messageId": f"m{at}", "body": body} for at, body in enumerate(bodies)
        ]
    }


def few_seconds() -> SimpleNamespace:
    """Return the context of a function that has five seconds left."""
    end = time.monotonic() + 5
    told = context("index")
    told.get_remaining_time_in_millis = lambda: int((end - time.monotonic()) * 1000)
    return told


def invoke(stack: LocalStack, event: dict[str, Any]) -> list[str]:
    """Invoke the function; return the ids of the messages to be delivered again."""
    with stack.printing():
        told = stack.handlers["index"](event, few_seconds())
    assert told is not None
    return [failure["itemIdentifier"] for failure in told["batchItemFailures"]]


def metrics(log: io.StringIO) -> dict[str, dict[str, float]]:
    """Return the metrics that were printed, by family."""
    lines = [json.loads(line) for line in log.getvalue().splitlines() if '"family"' in line]
    return {
        line["family"]: {name: value[0] for name, value in line.items() if name.startswith("Doc")}
        for line in lines
    }


@pytest.mark.parametrize("name", ["s3_object_created", "s3_direct_record"])
def test_assessment_object(
    stack: LocalStack, opensearch: StandIn, log: io.StringIO, name: str
) -> None:
    """A new assessment object becomes documents of invocations and findings, and is measured."""
    # Given
    event = sample(name)
    key = json.loads(event["Records"][0]["body"])["detail"]["object"]["key"]
    told = packed([make_assessment("r-1", ["email"]), make_assessment("r-2")])
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=key, Body=told)

    # When
    again = invoke(stack, event)

    # Then
    assert again == []
    assert [len(ids_in(body)) for body in opensearch.bodies] == [3]
    assert metrics(log) == {
        "invocations": {"DocumentsWritten": 2},
        "findings": {"DocumentsWritten": 1},
    }


@pytest.mark.parametrize("name", ["alarm_opened", "alarm_resolved"])
def test_alarm(stack: LocalStack, opensearch: StandIn, name: str) -> None:
    """An alarm's event becomes the alarm's document."""
    assert invoke(stack, sample(name)) == []
    (body,) = opensearch.bodies
    action, content = (json.loads(line) for line in body.splitlines())
    assert action["index"]["_index"] == "raimon-alarms-v1-2026.10"
    assert content["title"]["ja"] == "メールアドレスを回答しました"


def test_partial_failure(stack: LocalStack, opensearch: StandIn, log: io.StringIO) -> None:
    """Stored, known, busy, refused, busy: only the two busy messages come again."""
    # Given
    event = batch([alarm_event(make_alarm(alarm_id=name)) for name in MIXED])

    # When
    again = invoke(stack, event)

    # Then
    assert again == ["m2", "m4"]
    assert ids_in(opensearch.bodies[0]) == list(MIXED)
    assert all(ids_in(body) == ["c", "e"] for body in opensearch.bodies[1:])
    assert metrics(log)["alarms"] == {
        "DocumentsWritten": 1,
        "DocumentsSuperseded": 1,
        "DocumentsRefused": 1,
        "DocumentsDelayed": 2,
    }
    aside = {key: json.loads(held) for key, held in stack.results()}
    assert list(aside) == ["quarantine/index/alarms/d.json"]
    assert aside["quarantine/index/alarms/d.json"]["error_type"] == (
        "strict_dynamic_mapping_exception"
    )


def test_canary(stack: LocalStack, log: io.StringIO) -> None:
    """The reason of a refusal, which quotes the value, reaches neither log nor quarantine."""
    invoke(stack, batch([alarm_event(make_alarm(alarm_id="d"))]))
    left = log.getvalue() + "".join(held.decode() for _, held in stack.results())
    assert "strict_dynamic_mapping_exception" in left
    assert "taro@example.jp" not in left


def test_poison(stack: LocalStack, opensearch: StandIn) -> None:
    """A message that says nothing fails alone."""
    assert invoke(stack, batch(["{", alarm_event(make_alarm())])) == ["m0"]
    assert len(opensearch.bodies) == 1


def test_not_gzip(stack: LocalStack, opensearch: StandIn) -> None:
    """An assessment object that is no gzip is set aside, and its message is done."""
    event = sample("s3_object_created")
    key = json.loads(event["Records"][0]["body"])["detail"]["object"]["key"]
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=key, Body=b"<html>")
    assert invoke(stack, event) == []
    assert opensearch.bodies == []
    ((_, held),) = [item for item in stack.results() if item[0].startswith("quarantine/")]
    assert json.loads(held)["error_type"] == "not_gzip"


def test_half_a_gzip(stack: LocalStack, opensearch: StandIn) -> None:
    """Of half an object the readable lines are written, and the break is told."""
    event = sample("s3_object_created")
    key = json.loads(event["Records"][0]["body"])["detail"]["object"]["key"]
    whole = packed([make_assessment(f"r-{at}") for at in range(300)])
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=key, Body=whole[: len(whole) // 2])
    assert invoke(stack, event) == []
    assert sum(len(ids_in(body)) for body in opensearch.bodies) > 50
    assert sum(key.startswith("quarantine/index/") for key, _ in stack.results()) == 1


def test_archive_away(stack: LocalStack) -> None:
    """Without the bucket the message comes again, and the function doesn't fail."""
    stack.s3.delete_bucket(Bucket=RESULTS_BUCKET)
    assert invoke(stack, sample("s3_object_created")) == [
        "6f0d1c2e-0000-4000-8000-000000000100",
    ]
