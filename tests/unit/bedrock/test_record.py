"""The envelope of a record: what must be there, and what may be anything."""

import json
from datetime import UTC, datetime

import pytest

from raimon.errors import UnreadableRecordError
from raimon.invocation import BodyState, Segment, Usage
from tests.unit.bedrock.builders import (
    REQUEST_ID,
    SOURCE,
    Bodies,
    converse,
    invocation,
    packed,
    parsed,
    record,
    said_by_user,
    texts,
)

ASKED = said_by_user([{"text": "本社の電話番号は？"}])
ANSWERED = converse({"text": "03 から始まります。"})
PATH = "s3://bodies/AWSLogs/data/x_input.json.gz"


def test_whole_record() -> None:
    """Everything that the envelope tells is in the invocation."""
    found = invocation(
        ASKED,
        converse({"text": "はい。"}, metrics={"latencyMs": 812}),
        operation="Converse",
        identity={"arn": "arn:aws:sts::123456789012:assumed-role/chat/taro@example.jp"},
        requestMetadata={"application": "support-chat"},
        inferenceRegion="ap-northeast-3",
        errorCode=None,
    )
    assert found.timestamp == datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
    assert (found.account_id, found.region) == ("123456789012", "ap-northeast-1")
    assert (found.request_id, found.operation) == (REQUEST_ID, "Converse")
    assert found.model_provider == "anthropic"
    assert found.principal == "arn:aws:sts::123456789012:assumed-role/chat/taro@example.jp"
    assert found.request_metadata == {"application": "support-chat"}
    assert found.inference_region == "ap-northeast-3"
    assert found.latency_ms == 812
    assert found.error_code is None
    assert (found.input_body, found.output_body) == (BodyState.PRESENT, BodyState.PRESENT)
    assert found.source == SOURCE


@pytest.mark.parametrize(
    ("built", "reason"),
    [
        pytest.param({}, "not_an_invocation_record", id="empty object"),
        pytest.param({"eventName": "Converse"}, "not_an_invocation_record", id="another log"),
        pytest.param({"operation": "Converse"}, "no_request_id", id="no request id"),
        pytest.param(record(requestId=""), "no_request_id", id="empty request id"),
        pytest.param(record(requestId=7), "no_request_id", id="request id of another type"),
        pytest.param(record(timestamp=None), "no_timestamp", id="no timestamp"),
        pytest.param(record(timestamp="yesterday"), "no_timestamp", id="timestamp in words"),
        pytest.param(record(timestamp="2026-02-30T01:02:03Z"), "no_timestamp", id="no such day"),
        pytest.param(record(timestamp="2026-11-22"), "no_timestamp", id="no time of day"),
        pytest.param(record(timestamp=1791855727), "no_timestamp", id="seconds"),
        pytest.param(
            record(timestamp="Aug 28, 2024, 10:47:53 PM"), "no_timestamp", id="as in batch events"
        ),
    ],
)
def test_no_invocation(built: dict[str, object], reason: str) -> None:
    """What can't be told apart or placed in time is refused by name, with its line."""
    with pytest.raises(UnreadableRecordError) as refused:
        parsed(built)
    assert (refused.value.reason, refused.value.line) == (reason, SOURCE.line)


@pytest.mark.parametrize(
    "timestamp",
    [
        "2026-11-22T01:02:03Z",
        "2026-11-22T01:02:03.000Z",
        "2026-11-22T01:02:03.000000000Z",
        "2026-11-22T10:02:03+09:00",
        "2026-11-21T20:02:03-0500",
        "2026-11-22 01:02:03",
        "20261122T010203Z",
        " 2026-11-22t01:02:03z ",
    ],
)
def test_timestamp(timestamp: str) -> None:
    """A moment may be written in any form of ISO 8601; without an offset it is UTC."""
    assert invocation(timestamp=timestamp).timestamp == datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)


FIELDS = [
    "schemaType",
    "accountId",
    "region",
    "operation",
    "modelId",
    "identity",
    "requestMetadata",
    "inferenceRegion",
    "errorCode",
    "input",
    "output",
]
ODDITIES: list[object] = [
    None,
    True,
    0,
    -1,
    10**400,
    1.5,
    float("nan"),
    "",
    "\ud800",
    [],
    [[]],
    {},
    {"arn": 3},
]


@pytest.mark.parametrize("value", ODDITIES, ids=[f"{value!r:.20}" for value in ODDITIES])
@pytest.mark.parametrize("field", FIELDS)
def test_odd_envelope(field: str, value: object) -> None:
    """A field of any type takes nothing else down, and the result can be written as JSON."""
    found = parsed(record(ASKED, ANSWERED) | {field: value})
    assert found.request_id == REQUEST_ID
    assert json.loads(found.model_dump_json())["request_id"] == REQUEST_ID


@pytest.mark.parametrize("value", ODDITIES, ids=[f"{value!r:.20}" for value in ODDITIES])
@pytest.mark.parametrize("count", ["inputTokenCount", "cacheReadInputTokenCount"])
def test_odd_counts(count: str, value: object) -> None:
    """What is no number of tokens is no number of tokens."""
    counted = parsed(record() | {"input": {count: value}})
    assert counted.usage == (Usage() if value != 0 or value is False else counted.usage)


def test_account_as_a_number() -> None:
    """An account that some tool made a number of gets its zeros back."""
    assert invocation(accountId=12345678901).account_id == "012345678901"


def test_event_nested_deep() -> None:
    """A record that comes as an event may be nested beyond what can be written: it is read."""
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    found = invocation(
        said_by_user([{"text": "はい。"}]), converse({"toolUse": {"name": "t", "input": deep}})
    )
    assert (found.tools_called, texts(found)) == (("t",), {"user": "はい。"})


def test_half_a_character_in_a_text() -> None:
    """A record that comes as an event may hold half characters: they become U+FFFD."""
    found = invocation(said_by_user("a\ud800b"), {"completion": "\udfff東"}, modelId="m\ud83d")
    assert texts(found) == {"user": "a\ufffdb", "output": "\ufffd東"}
    assert found.model_id == "m\ufffd"


@pytest.mark.parametrize(
    ("model_id", "provider"),
    [
        ("anthropic.claude-3-haiku-20240307-v1:0", "anthropic"),
        ("us.anthropic.claude-sonnet-4-20250514-v1:0", "anthropic"),
        ("apac.amazon.nova-lite-v1:0", "amazon"),
        ("us-gov.meta.llama3-70b-instruct-v1:0", "meta"),
        ("global.anthropic.claude-opus-4-6-v1", "anthropic"),
        ("jp.ai21.jamba-1-5-large-v1:0", "ai21"),
        ("openai.gpt-5.4", "openai"),
        ("arn:aws:bedrock:us-east-2:1:inference-profile/us.openai.gpt-oss-120b", "openai"),
        ("arn:aws:bedrock:us-east-1::foundation-model/mistral.mistral-7b-v0:2", "mistral"),
        ("arn:aws:bedrock:us-east-1:1:custom-model/amazon.titan-v1:0:4k/a1b2", "amazon"),
        ("arn:aws:bedrock:us-east-1:1:application-inference-profile/a1b2c3", None),
        ("arn:aws:bedrock:us-east-1:1:imported-model/a1b2", None),
        ("unheard-of", None),
        ("", None),
    ],
)
def test_model_provider(model_id: str, provider: str | None) -> None:
    """The provider is read from every form of id that tells it, and from no other."""
    assert invocation(modelId=model_id).model_provider == provider


@pytest.mark.parametrize(
    ("stored", "state", "user"),
    [
        pytest.param(
            packed(json.dumps(ASKED).encode()), "present", "本社の電話番号は？", id="gzip"
        ),
        pytest.param(json.dumps(ASKED).encode(), "present", "本社の電話番号は？", id="plain"),
        pytest.param(
            b"\xef\xbb\xbf" + json.dumps(ASKED).encode(), "present", "本社の電話番号は？", id="BOM"
        ),
        pytest.param(b"{oops", "unavailable", "", id="no JSON"),
        pytest.param(packed(b"{}")[:-9], "unavailable", "", id="half a gzip"),
        pytest.param(packed(b"[" + b" " * (9 << 20) + b"]"), "unavailable", "", id="gzip bomb"),
        pytest.param(b"[" * 10_000 + b"]" * 10_000, "unavailable", "", id="nested too deep"),
    ],
)
def test_body_beside_the_log(stored: bytes, state: str, user: str) -> None:
    """A body beside the log is read like one inside; one that can't be read is unavailable."""
    built = record(None, ANSWERED) | {"input": {"inputBodyS3Path": PATH, "inputTokenCount": 9}}
    found = parsed(built, Bodies({PATH: stored}))
    assert found.input_body == state
    assert found.text(Segment.USER) == user
    assert found.usage.input_tokens == 9
    assert found.output_body is BodyState.PRESENT


@pytest.mark.parametrize(
    ("told", "usage"),
    [
        pytest.param({}, (3, 4, 5, 6), id="of the body"),
        pytest.param({"inputTokenCount": 0}, (0, 4, 5, 6), id="the envelope's zero counts"),
        pytest.param(
            {"inputTokenCount": 9, "cacheReadInputTokenCount": 8, "cacheWriteInputTokenCount": 7},
            (9, 4, 8, 7),
            id="of the envelope",
        ),
        pytest.param({"inputTokenCount": "9"}, (3, 4, 5, 6), id="another type"),
    ],
)
def test_usage_precedence(
    told: dict[str, object], usage: tuple[int | None, int | None, int | None, int | None]
) -> None:
    """The envelope goes before the body, count by count."""
    counted = {
        "input_tokens": 3,
        "output_tokens": 4,
        "cache_read_input_tokens": 5,
        "cache_creation_input_tokens": 6,
    }
    built = record({}, {"type": "message", "content": [], "usage": counted})
    built["input"] = told
    found = parsed(built).usage
    assert usage == (
        found.input_tokens,
        found.output_tokens,
        found.cache_read_input_tokens,
        found.cache_write_input_tokens,
    )


@pytest.mark.parametrize(
    ("text", "output", "reasoning"),
    [
        ("<thinking>大阪だ。</thinking>\n\n大阪です。", "大阪です。", "大阪だ。"),
        ("\n<reasoning>Hm.</reasoning>Yes.", "Yes.", "Hm."),
        ("<think>a</think><think>b</think> c", "c", "a\nb"),
        ("<thinking>never ends", "", "never ends"),
        ("<thinking></thinking>Yes.", "Yes.", ""),
        ("Use <thinking>tags</thinking>.", "Use <thinking>tags</thinking>.", ""),
        (" Yes.", " Yes.", ""),
    ],
)
def test_inline_reasoning(text: str, output: str, reasoning: str) -> None:
    """Thinking at the head of an answer is reasoning; tags further down are the answer's."""
    said = texts(invocation({}, {"completion": text}))
    assert (said.get("output", ""), said.get("reasoning", "")) == (output, reasoning)
