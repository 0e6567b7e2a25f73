"""The traps of Bedrock's logs that concern reading them, one test each."""

import json

import pytest

from raimon.bedrock.log_key import is_log_key, s3_path
from raimon.invocation import BodyState, GuardrailAction, Segment, Usage
from tests.unit.bedrock.builders import (
    Bodies,
    converse,
    invocation,
    output,
    packed,
    parsed,
    record,
    said_by_user,
    texts,
)

BODY = (
    "s3://bodies/AWSLogs/123456789012/BedrockModelInvocationLogs/x/2026/11/22/01/data/r_{}.json.gz"
)
HOUR = "AWSLogs/123456789012/BedrockModelInvocationLogs/ap-northeast-1/2026/11/22/01/"
EMPTY_METRICS = {"inputTokenCount": 0, "outputTokenCount": 0, "invocationLatency": 700}


def nova(*tokens: str) -> list[object]:
    """Return Nova's stream: one block a token."""
    chunks: list[object] = [{"messageStart": {"role": "assistant"}}]
    for at, token in enumerate(tokens):
        chunks += [
            {"contentBlockDelta": {"delta": {"text": token}, "contentBlockIndex": at}},
            {"contentBlockStop": {"contentBlockIndex": at}},
        ]
    return [*chunks, {"messageStop": {"stopReason": "end_turn"}}]


def test_01_converse_stream_is_an_object() -> None:
    """ConverseStream is logged as the folded answer of Converse."""
    found = invocation({}, converse({"text": "晴れです。"}), operation="ConverseStream")
    assert (found.output_shape, found.text(Segment.OUTPUT)) == ("converse", "晴れです。")


def test_02_done_in_a_list_of_chunks() -> None:
    """The string "[DONE]" among chunks is no chunk."""
    chunks = [{"completion": "はい"}, {"completion": "。", "stop_reason": "max_tokens"}, "[DONE]"]
    assert output(chunks) == "はい。"


def test_03_rejected_call() -> None:
    """A rejected call has neither input nor output, only its error."""
    found = invocation(errorCode="validation_error")
    assert (found.output_shape, found.error_code) == ("absent", "validation_error")
    assert (found.input_body, found.output_body) == (BodyState.ABSENT, BodyState.ABSENT)
    assert found.usage == Usage()


@pytest.mark.parametrize(
    ("body", "state", "said"),
    [
        pytest.param(None, BodyState.ABSENT, "", id="null"),
        pytest.param('{"prompt": "東京？"}', BodyState.PRESENT, "東京？", id="a string of JSON"),
        pytest.param("{oops", BodyState.PRESENT, "", id="a string of no JSON"),
    ],
)
def test_04_body_is_null_missing_or_a_string(body: object, state: BodyState, said: str) -> None:
    """A body may be null, missing, or JSON in a string."""
    found = parsed(record() | {"input": {"inputBodyJson": body}})
    assert (found.input_body, found.text(Segment.USER)) == (state, said)
    assert parsed(record() | {"input": {}}).input_body is BodyState.ABSENT


@pytest.mark.parametrize("reason", ["not_found", "not_allowed", "not_readable", "too_large"])
def test_05_side_object_late_missing_or_not_allowed(reason: str) -> None:
    """A body that can't be fetched is unavailable; the counts are kept."""
    sides = {
        "input": {"inputBodyS3Path": BODY.format("input"), "inputTokenCount": 9},
        "output": {"outputBodyS3Path": BODY.format("output"), "outputTokenCount": 4},
    }
    found = parsed(record() | sides, Bodies({}, reason))
    assert (found.input_body, found.output_body) == (BodyState.UNAVAILABLE, BodyState.UNAVAILABLE)
    assert (found.usage.input_tokens, found.usage.output_tokens) == (9, 4)
    assert found.output_shape == "absent"


def test_05_side_object_of_a_stream() -> None:
    """A side object may hold the list of chunks, without an envelope."""
    path = BODY.format("output")
    chunks = packed(json.dumps([{"generation": "東"}, {"generation": "京"}]).encode())
    found = parsed(record() | {"output": {"outputBodyS3Path": path}}, Bodies({path: chunks}))
    assert (found.output_shape, found.text(Segment.OUTPUT)) == ("llama_stream", "東京")


def test_06_bodies_match_the_suffix_of_logs() -> None:
    """Objects under data/ are no logs, though their names end alike."""
    assert not is_log_key(HOUR + "data/r_input.json.gz", 99)


def test_07_permission_check() -> None:
    """The object that only checks a permission is no log, whatever its suffix."""
    assert not is_log_key(HOUR + "amazon-bedrock-logs-permission-check.json.gz", 0)
    assert not is_log_key(HOUR + "amazon-bedrock-logs-permission-check.json.gz")


@pytest.mark.parametrize("kilobytes", [1, 30, 120, 2000])
def test_08_no_threshold_for_bodies(kilobytes: int) -> None:
    """A body in the record is read at any size."""
    answer = "長" * (kilobytes * 1024 // 3)
    assert output({"completion": answer}) == answer


def test_09_source_s3_uri() -> None:
    """A document that was put aside says nothing, and isn't fetched."""
    uri = BODY.format("input_media_01").replace(".json.gz", ".pdf")
    document = {"document": {"format": "pdf", "name": "規程", "source": {"s3Uri": uri}}}
    assert texts(invocation(said_by_user([{"text": "要約して"}, document]))) == {"user": "要約して"}


def test_10_forms_of_model_id() -> None:
    """The raw model id is kept, whatever its form."""
    opaque = "arn:aws:bedrock:us-east-2:123456789012:application-inference-profile/a1b2"
    found = invocation({}, converse({"text": "はい。"}), modelId=opaque)
    assert (found.model_id, found.model_provider, found.output_shape) == (opaque, None, "converse")


def test_11_nova_makes_a_block_of_every_token() -> None:
    """What is split over tokens is whole again: no separator comes between."""
    assert output(nova("hana", "ko", "@exam", "ple", ".jp")) == "hanako@example.jp"


def test_12_nova_counts_zero_in_its_metrics() -> None:
    """A zero of the metrics hides no count, and alone it is none."""
    usage = {"inputTokens": 9, "outputTokens": 4, "cacheReadInputTokenCount": 2}
    metrics = {"amazon-bedrock-invocationMetrics": EMPTY_METRICS}
    told = invocation({}, [*nova("a"), {"metadata": {"usage": usage, "metrics": {}}} | metrics])
    assert told.usage == Usage(input_tokens=9, output_tokens=4, cache_read_input_tokens=2)
    assert told.latency_ms == 700
    assert invocation({}, [*nova("a"), metrics]).usage == Usage()


@pytest.mark.parametrize("reason", ["FINISH", "FINISHED"])
def test_13_titan_finish(reason: str) -> None:
    """Both spellings of Titan's end arrive as logged."""
    found = invocation({}, [{"outputText": "はい。", "completionReason": reason}])
    assert found.stop_reason == reason


@pytest.mark.parametrize("reason", ["COMPLETE", "complete", "ERROR_TOXIC", "error_toxic"])
def test_13_cohere_case(reason: str) -> None:
    """Both cases of Cohere's end arrive as logged."""
    assert invocation({}, {"text": "はい。", "finish_reason": reason}).stop_reason == reason


def test_14_deepseek_streams_messages_and_may_only_reason() -> None:
    """A stream of messages that only reasons has no answer, and its stop reason is read."""
    message = {"role": "assistant", "content": None, "reasoning_content": "利用者は"}
    found = invocation({}, [{"choices": [{"message": message, "stop_reason": "length"}]}])
    assert texts(found) == {"reasoning": "利用者は"}
    assert found.stop_reason == "length"


def test_15_llama_counts_grow_and_templates_are_nobodys_words() -> None:
    """The last count is the count, and the template's signs aren't the user's."""
    prompt = "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n東京？<|eot_id|>"
    chunks = [
        {"generation": "は", "prompt_token_count": 9, "generation_token_count": 1},
        {"generation": "い", "prompt_token_count": None, "generation_token_count": 2},
    ]
    found = invocation({"prompt": prompt}, chunks)
    assert texts(found) == {"user": "東京？", "output": "はい"}
    assert found.usage == Usage(input_tokens=9, output_tokens=2)


def test_16_obfuscation_is_noise() -> None:
    """Random strings beside the deltas are in no text."""
    choice = {"delta": {"content": "はい"}, "obfuscation": "KjWQgI5ISBNwfiSEF531"}
    chunk = {"object": "chat.completion.chunk", "choices": [choice], "obfuscation": "BU7mot5cq7"}
    assert texts(invocation({}, [chunk])) == {"output": "はい"}


@pytest.mark.parametrize("tag", ["reasoning", "thinking"])
def test_17_inline_reasoning(tag: str) -> None:
    """Thinking written into the answer is apart from the answer."""
    found = invocation({}, nova(f"<{tag}>", "大阪", f"</{tag}>", "\n", "大阪です。"))
    assert texts(found) == {"reasoning": "大阪", "output": "大阪です。"}


def test_18_guardrail_while_the_stop_reason_is_end_turn() -> None:
    """A guardrail on a delta chunk counts, though the turn ended well and no trace is there."""
    delta = {"type": "content_block_delta", "index": 0, "delta": {"text": "お答えできません。"}}
    end = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}}
    found = invocation({}, [delta | {"amazon-bedrock-guardrailAction": "INTERVENED"}, end])
    assert found.guardrail.action is GuardrailAction.INTERVENED
    assert found.stop_reason == "end_turn"


@pytest.mark.parametrize("as_list", [True, False], ids=["list", "map"])
def test_19_output_assessments_as_list_and_as_map(*, as_list: bool) -> None:
    """Both forms of output assessments are read."""
    entry = {"type": "PHONE", "match": "03-0000-0000", "action": "BLOCKED"}
    assessment = {"sensitiveInformationPolicy": {"piiEntities": [entry]}}
    assessments = [{"g1": assessment}] if as_list else {"g1": [assessment]}
    trace = {"guardrail": {"outputAssessments": assessments}}
    (hit,) = invocation({}, converse(trace=trace)).guardrail.hits
    assert (hit.name, hit.side, hit.match) == ("PHONE", "output", "03-0000-0000")


def test_20_action_none_or_absent_is_no_intervention() -> None:
    """Neither NONE nor an absent key is an intervention."""
    answer = {"completion": "はい。"}
    none = answer | {"amazon-bedrock-guardrailAction": "NONE"}
    assert invocation({}, none).guardrail.action is GuardrailAction.NONE
    assert invocation({}, answer).guardrail.action is None


def test_21_the_trace_holds_raw_values() -> None:
    """What a guardrail removed is in no text, and in no representation of the invocation."""
    canary = "canary-hanako@example.jp"
    entry = {"type": "EMAIL", "match": canary, "action": "ANONYMIZED"}
    assessment = {"sensitiveInformationPolicy": {"piiEntities": [entry]}}
    trace = {"guardrail": {"modelOutput": [canary], "outputAssessments": [{"g1": assessment}]}}
    found = invocation(said_by_user(canary), converse({"text": "はい。"}, trace=trace))
    assert canary not in repr(found) + str(found)
    assert canary not in found.text(Segment.OUTPUT)
    assert found.guardrail.hits[0].match == canary


def test_22_blocked_records_have_no_counts() -> None:
    """Counts that are absent stay absent, and zeros stay zeros."""
    blocked = {"type": "message", "content": [], "amazon-bedrock-guardrailAction": "INTERVENED"}
    assert invocation({}, blocked).usage == Usage()
    zeros = record({}, blocked)
    zeros["input"], zeros["output"] = {"inputTokenCount": 0}, {"outputTokenCount": 0}
    assert parsed(zeros).usage == Usage(input_tokens=0, output_tokens=0)


def test_23_text_in_guard_content_and_in_citations() -> None:
    """The user's words may lie in guardContent, the answer in citationsContent."""
    asked = said_by_user([{"guardContent": {"text": {"text": "規程は？"}}}])
    cited = {"citationsContent": {"content": [{"text": "第1条"}], "citations": [{"title": "規程"}]}}
    assert texts(invocation(asked, converse(cited))) == {"user": "規程は？", "output": "第1条"}


def test_24_content_and_system_as_text_and_as_list() -> None:
    """Both forms give the same segments."""
    plain = {"system": "親切に。", **said_by_user("東京？")}
    listed = {
        "system": [{"type": "text", "text": "親切に。"}],
        **said_by_user([{"type": "text", "text": "東京？"}]),
    }
    assert texts(invocation(plain)) == texts(invocation(listed))
    assert texts(invocation(plain)) == {"system": "親切に。", "user": "東京？"}


def test_25_arguments_of_a_tool_cut_off() -> None:
    """Arguments that end in the middle are kept as they are, apart from the answer."""
    start = {"type": "tool_use", "name": "search", "input": {}}
    chunks = [
        {"type": "content_block_start", "index": 0, "content_block": start},
        {"type": "content_block_delta", "index": 0, "delta": {"partial_json": '{"city": "大'}},
    ]
    found = invocation({}, chunks)
    assert texts(found) == {"tool": '{"city": "大'}
    assert found.tools_called == ("search",)


def test_26_cache_counts_of_the_body() -> None:
    """Cache counts that the envelope lacks come from the body."""
    usage = {"input_tokens": 9, "cache_creation_input_tokens": 2403, "cache_read_input_tokens": 0}
    found = invocation({}, {"type": "message", "content": [], "usage": usage}).usage
    assert (found.cache_read_input_tokens, found.cache_write_input_tokens) == (0, 2403)


def test_26_openai_counts_are_not_additive() -> None:
    """OpenAI's input includes what came from the cache: nothing is added to it."""
    usage = {"prompt_tokens": 130, "prompt_tokens_details": {"cached_tokens": 100}}
    body = {"object": "chat.completion", "choices": [], "usage": usage}
    found = invocation({}, body).usage
    assert (found.input_tokens, found.cache_read_input_tokens) == (130, 100)


@pytest.mark.parametrize("code", ["validation_error", "ValidationException", "未知"])
def test_27_styles_of_error_code(code: str) -> None:
    """An error code of any style arrives as logged."""
    assert invocation(errorCode=code).error_code == code


def test_28_request_metadata_is_the_callers() -> None:
    """Metadata is kept as what the caller says: it changes nothing else of the invocation."""
    claims = {"accountId": "999999999999", "requestId": "x", "trusted": "true", "n": 3}
    found = invocation(requestMetadata=claims)
    assert found.account_id == "123456789012"
    assert found.invocation_id == invocation().invocation_id
    assert "n" not in found.request_metadata


def test_29_timestamps_have_seconds() -> None:
    """The event time is the record's own, in UTC and to the second."""
    assert invocation().timestamp.isoformat() == "2026-11-22T01:02:03+00:00"


def test_30_duplicates_are_one_invocation() -> None:
    """The same record from elsewhere has the same id; another region's has another."""
    first = invocation({}, converse({"text": "はい。"}))
    again = invocation(json.dumps({}), json.dumps(converse({"text": "はい。"})))
    assert again.invocation_id == first.invocation_id
    assert invocation(region="us-east-1").invocation_id != first.invocation_id


def test_31_inline_images_are_no_text() -> None:
    """Base64 of pictures, documents and files is in no segment."""
    data = "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC"
    parts = [
        {"text": "何が見えますか。"},
        {"image": {"format": "png", "source": {"bytes": data}}},
        {"type": "image", "source": {"type": "base64", "data": data}},
        {"type": "document", "source": {"type": "base64", "data": data}},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + data}},
        {"type": "file", "file": {"file_data": data}},
        {"type": "input_file", "file_data": data},
    ]
    found = invocation(said_by_user(parts), {"images": [data]})
    assert texts(found) == {"user": "何が見えますか。"}


def test_32_unknown_operation_and_shape() -> None:
    """What nobody knows is kept and named, never raised."""
    found = invocation({"frage": "?"}, {"antwort": "!"}, operation="Divine", modelId="x.y")
    assert (found.operation, found.output_shape) == ("Divine", "unknown")
    assert found.output_body is BodyState.PRESENT


def test_33_history_is_apart_from_the_last_turn() -> None:
    """An address of an earlier turn isn't in what the user says now."""
    turns = [
        {"role": "user", "content": "hanako@example.jp です。"},
        {"role": "assistant", "content": "hanako@example.jp ですね。"},
        {"role": "user", "content": "はい。"},
    ]
    found = invocation({"messages": turns})
    assert found.text(Segment.USER) == "はい。"
    assert found.text(Segment.HISTORY).count("hanako@example.jp") == 2


def test_34_text_is_not_normalised() -> None:
    """Full-width and half-width signs stay as they are: offsets count in them."""
    answer = "ＴＥＬ：０３ー００００　ﾊﾅｺ"
    assert output({"completion": answer}) == answer


def test_36_keys_are_taken_as_they_are() -> None:
    """Neither a log's key nor a body's address is decoded."""
    assert is_log_key("記録+a%20b/" + HOUR + "x.json.gz", 9)
    assert s3_path("s3://b/記録+a%20b/x") == ("b", "記録+a%20b/x")


def test_39_logs_without_a_key_prefix() -> None:
    """A log's key may begin with AWSLogs/."""
    assert is_log_key(HOUR + "20261122T010203Z_ab.json.gz", 9)
