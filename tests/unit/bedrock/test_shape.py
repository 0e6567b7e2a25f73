# ruff: noqa: E501 - bodies are read more easily a line each
"""Every family of response bodies: its shape, its answer, its end and its counts."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.unit.bedrock.builders import converse, invocation, texts

JA = "お問い合わせ先は本社です。"
EN = "The office is in Leeds."


@dataclass(frozen=True)
class Case:
    """A response body and what is to be read in it."""

    body: object
    shape: str
    output: str = ""
    stop: str | None = None
    tokens: tuple[int | None, int | None] = (None, None)
    reasoning: str = ""
    tools: tuple[str, ...] = ()
    arguments: str = ""
    refused: bool = False


def chat(message: Mapping[str, object], **more: object) -> dict[str, object]:
    """Return choices with one message."""
    return {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}], **more}


def chunk(
    delta: Mapping[str, object], finish: str | None = None, index: int = 0
) -> dict[str, object]:
    """Return one chunk of a chat completion, with its noise."""
    choice = {"index": index, "delta": delta, "finish_reason": finish, "obfuscation": "Zm9vYmFy"}
    return {"object": "chat.completion.chunk", "choices": [choice], "obfuscation": "YmFyZm9v"}


def tool(name: str | None, arguments: str, index: int = 0) -> dict[str, object]:
    """Return a piece of a tool call."""
    function = {"name": name, "arguments": arguments} if name else {"arguments": arguments}
    return {"tool_calls": [{"index": index, "type": "function", "function": function}]}


CHAT_USAGE = {"prompt_tokens": 9, "completion_tokens": 4, "total_tokens": 13}
CONVERSE_USAGE = {"inputTokens": 9, "outputTokens": 4, "totalTokens": 13}
CLAUDE_USAGE = {"input_tokens": 9, "output_tokens": 4}
ITEMS = [
    {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Look it up."}]},
    {"type": "message", "content": [{"type": "output_text", "text": JA, "annotations": []}]},
    {"type": "function_call", "name": "find", "arguments": '{"q": 1}', "call_id": "c"},
]
RESPONSES_USAGE = {"input_tokens": 9, "output_tokens": 4, "input_tokens_details": None}

CASES = {
    "converse": Case(
        converse(
            {"reasoningContent": {"reasoningText": {"text": "Hm.", "signature": "c2ln"}}},
            {"text": JA},
            {"citationsContent": {"content": [{"text": "Leeds"}, {"text": "."}], "citations": []}},
            {"toolUse": {"toolUseId": "t", "name": "find", "input": {"q": "東京"}}},
            {"image": {"format": "png", "source": {"bytes": "aGVsbG8="}}},
            usage=CONVERSE_USAGE,
        ),
        "converse", f"{JA}\nLeeds.", "end_turn", (9, 4), "Hm.", ("find",), '{"q": "東京"}',
    ),
    "converse without output": Case(
        {"stopReason": "end_turn", "usage": CONVERSE_USAGE}, "converse", "", "end_turn", (9, 4)
    ),
    "events of converse": Case(
        [
            {"messageStart": {"role": "assistant"}},
            {"contentBlockDelta": {"delta": {"reasoningContent": {"text": "H"}}, "contentBlockIndex": 0}},
            {"contentBlockDelta": {"delta": {"reasoningContent": {"text": "m"}}, "contentBlockIndex": 0}},
            {"contentBlockDelta": {"delta": {"text": " 東"}, "contentBlockIndex": 1}},
            {"contentBlockStop": {"contentBlockIndex": 1}},
            {"contentBlockDelta": {"delta": {"text": "京"}, "contentBlockIndex": 2}},
            {"contentBlockStart": {"start": {"toolUse": {"name": "a"}}, "contentBlockIndex": 3}},
            {"contentBlockDelta": {"delta": {"toolUse": {"input": '{"q"'}}, "contentBlockIndex": 3}},
            {"contentBlockDelta": {"delta": {"toolUse": {"input": ":1}"}}, "contentBlockIndex": 3}},
            {"contentBlockStart": {"start": {"toolUse": {"name": "b"}}, "contentBlockIndex": 4}},
            {"contentBlockDelta": {"delta": {"toolUse": {"input": "{}"}}, "contentBlockIndex": 4}},
            {"messageStop": {"stopReason": "tool_use"}},
            {"metadata": {"usage": CONVERSE_USAGE, "metrics": {}}},
        ],
        "converse_events_stream", " 東京", "tool_use", (9, 4), "Hm", ("a", "b"), '{"q":1}\n{}',
    ),
    "claude": Case(
        {
            "type": "message",
            "content": [
                {"type": "thinking", "thinking": "Hm.", "signature": "c2ln"},
                {"type": "redacted_thinking", "data": "c2VjcmV0"},
                {"type": "text", "text": JA, "citations": [{"cited_text": "x"}]},
                {"type": "text", "text": EN},
                {"type": "tool_use", "name": "find", "input": {"q": 1}},
            ],
            "stop_reason": "tool_use",
            "usage": CLAUDE_USAGE,
        },
        "anthropic_messages", f"{JA}\n{EN}", "tool_use", (9, 4), "Hm.", ("find",), '{"q": 1}',
    ),
    "claude refuses": Case(
        {"type": "message", "content": [], "stop_reason": "refusal"},
        "anthropic_messages", "", "refusal", refused=True,
    ),
    "stream of claude": Case(
        [
            {"type": "message_start", "message": {"content": [], "usage": {"input_tokens": 9, "output_tokens": 1}}},
            {"type": "ping"},
            {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm."}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}},
            {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
            {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "東"}},
            {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "京"}},
            {"type": "content_block_start", "index": 2, "content_block": {"type": "tool_use", "name": "find", "input": {}}},
            {"type": "content_block_delta", "index": 2, "delta": {"type": "input_json_delta", "partial_json": '{"q'}},
            {"type": "message_delta", "delta": {"stop_reason": "max_tokens"}, "usage": {"output_tokens": 4}},
            {"type": "message_stop"},
        ],
        "anthropic_messages_stream", "東京", "max_tokens", (9, 4), "Hm.", ("find",), '{"q',
    ),
    "claude 2": Case({"completion": f" {EN}", "stop_reason": "stop_sequence"}, "anthropic_text", f" {EN}", "stop_sequence"),
    "stream of claude 2": Case(
        [{"completion": " 東", "stop_reason": None}, {"completion": "京", "stop_reason": "max_tokens"}],
        "anthropic_text_stream", " 東京", "max_tokens",
    ),
    "titan": Case(
        {"inputTextTokenCount": 9, "results": [{"tokenCount": 4, "outputText": f"\n{JA}", "completionReason": "FINISH"}]},
        "titan_text", f"\n{JA}", "FINISH", (9, 4),
    ),
    "stream of titan": Case(
        [
            {"outputText": " 東", "index": 0, "inputTextTokenCount": 9, "totalOutputTextTokenCount": None, "completionReason": None},
            {"outputText": "京", "index": 0, "inputTextTokenCount": None, "totalOutputTextTokenCount": 4, "completionReason": "FINISHED"},
        ],
        "titan_text_stream", " 東京", "FINISHED", (9, 4),
    ),
    "llama": Case(
        {"generation": f"\n\n{EN}", "prompt_token_count": 9, "generation_token_count": 4, "stop_reason": "stop"},
        "llama", f"\n\n{EN}", "stop", (9, 4),
    ),
    "stream of llama": Case(
        [
            {"generation": "東", "prompt_token_count": 9, "generation_token_count": 1, "stop_reason": None},
            {"generation": "京", "prompt_token_count": None, "generation_token_count": 4, "stop_reason": None},
            {"generation": "", "prompt_token_count": None, "generation_token_count": 4, "stop_reason": "length"},
        ],
        "llama_stream", "東京", "length", (9, 4),
    ),
    "mistral": Case({"outputs": [{"text": f" {EN}", "stop_reason": "stop"}]}, "mistral_text", f" {EN}", "stop"),
    "stream of mistral": Case(
        [{"outputs": [{"text": " 東", "stop_reason": None}]}, {"outputs": [{"text": "京", "stop_reason": "stop"}]}],
        "mistral_text_stream", " 東京", "stop",
    ),
    "openai": Case(
        chat(
            {"content": JA, "refusal": None, "tool_calls": [{"function": {"name": "find", "arguments": '{"q": 1}'}}]},
            object="chat.completion", usage=CHAT_USAGE,
        ),
        "openai_chat", JA, "stop", (9, 4), "", ("find",), '{"q": 1}',
    ),
    "openai refuses": Case(
        chat({"content": None, "refusal": "申し訳ありません。"}, object="chat.completion"),
        "openai_chat", "申し訳ありません。", "stop", refused=True,
    ),
    "stream of openai": Case(
        [
            chunk({"role": "assistant", "content": ""}),
            chunk({"content": "東"}),
            chunk({}),
            chunk({"content": "京"}),
            chunk(tool("find", '{"ci')),
            chunk(tool(None, 'ty": 1}')),
            chunk(tool("sort", "{}", 1)),
            chunk({}, "tool_calls"),
            {"object": "chat.completion.chunk", "choices": [], "usage": CHAT_USAGE},
            "[DONE]",
        ],
        "openai_chat_stream", "東京", "tool_calls", (9, 4), "", ("find", "sort"), '{"city": 1}\n{}',
    ),
    "stream of openai refuses": Case(
        [chunk({"refusal": "I ca"}), chunk({"refusal": "n't."}, "stop")],
        "openai_chat_stream", "I can't.", "stop", refused=True,
    ),
    "responses": Case(
        {"object": "response", "status": "completed", "output": ITEMS, "usage": RESPONSES_USAGE},
        "openai_responses", JA, "completed", (9, 4), "Look it up.", ("find",), '{"q": 1}',
    ),
    "responses refuse": Case(
        {
            "object": "response",
            "status": "completed",
            "output": [{"type": "message", "content": [{"type": "refusal", "refusal": "No."}]}],
        },
        "openai_responses", "No.", "completed", refused=True,
    ),
    "responses filtered": Case(
        {"object": "response", "status": "incomplete", "incomplete_details": {"reason": "content_filter"}, "output": []},
        "openai_responses", "", "content_filter",
    ),
    "responses cut off": Case(
        {"object": "response", "status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []},
        "openai_responses", "", "incomplete",
    ),
    "stream of responses": Case(
        [
            {"type": "response.created", "response": {"status": "in_progress", "output": []}},
            {"type": "response.output_text.delta", "output_index": 1, "content_index": 0, "delta": "x", "obfuscation": "q"},
            {"type": "response.completed", "response": {"status": "completed", "output": ITEMS, "usage": RESPONSES_USAGE}},
        ],
        "openai_responses_stream", JA, "completed", (9, 4), "Look it up.", ("find",), '{"q": 1}',
    ),
    "stream of responses without its end": Case(
        [
            {"type": "response.created", "response": {"status": "in_progress", "output": []}},
            {"type": "response.output_text.delta", "output_index": 0, "content_index": 0, "delta": "東"},
            {"type": "response.output_text.delta", "output_index": 0, "content_index": 0, "delta": "京"},
            {"type": "response.reasoning_summary_text.delta", "output_index": 2, "delta": "Hm."},
            {"type": "response.output_item.done", "item": ITEMS[2]},
        ],
        "openai_responses_stream", "東京", "incomplete", (None, None), "Hm.", ("find",), '{"q": 1}',
    ),
    "deepseek": Case(
        {"choices": [{"index": 0, "message": {"content": JA, "reasoning_content": "Hm."}, "stop_reason": "stop"}]},
        "choices_message", JA, "stop", (None, None), "Hm.",
    ),
    "stream of deepseek": Case(
        [
            {"choices": [{"index": 0, "message": {"content": None, "reasoning_content": "H"}, "stop_reason": None}]},
            {"choices": [{"index": 0, "message": {"content": None, "reasoning_content": "m"}, "stop_reason": None}]},
            {"choices": [{"index": 0, "message": {"content": "京", "reasoning_content": None}, "stop_reason": "stop"}]},
        ],
        "choices_message_stream", "京", "stop", (None, None), "Hm",
    ),
    "prompt to deepseek": Case({"choices": [{"text": f" {EN}", "stop_reason": "length"}]}, "choices_text", f" {EN}", "length"),
    "stream of writer": Case(
        [{"choices": [{"text": "東", "finish_reason": None}]}, {"choices": [{"text": "京", "finish_reason": "stop"}]}, "[DONE]"],
        "choices_text_stream", "東京", "stop",
    ),
    "jamba": Case(chat({"role": "assistant", "content": EN}, usage=CHAT_USAGE), "choices_message", EN, "stop", (9, 4)),
    "stream of jamba": Case(
        [{"choices": [{"delta": {"content": "東"}}]}, {"choices": [{"delta": {"content": "京"}, "finish_reason": "stop"}]}],
        "choices_message_stream", "東京", "stop",
    ),
    "two choices": Case(
        {"choices": [{"message": {"content": "a"}}, {"message": {"content": "b"}, "finish_reason": "stop"}]},
        "choices_message", "a\nb", "stop",
    ),
    "content in parts": Case(
        chat({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}, {"type": "text", "text": EN}]}),
        "choices_message", EN, "stop", reasoning="Hm.",
    ),
    "command": Case(
        {"id": "g", "prompt": "x", "generations": [{"text": f" {EN}", "finish_reason": "ERROR_TOXIC"}]},
        "cohere_command", f" {EN}", "ERROR_TOXIC",
    ),
    "stream of command": Case(
        [{"text": "東", "is_finished": False}, {"text": "京", "is_finished": False}, {"is_finished": True, "finish_reason": "COMPLETE"}],
        "cohere_command_stream", "東京", "COMPLETE",
    ),
    "command r": Case(
        {
            "text": JA,
            "chat_history": [{"role": "USER", "message": "x"}],
            "finish_reason": "complete",
            "tool_calls": [{"name": "find", "parameters": {"q": 1}}],
            "meta": {"billed_units": {"input_tokens": 9, "output_tokens": 4}},
        },
        "cohere_command_r", JA, "complete", (9, 4), "", ("find",), '{"q": 1}',
    ),
    "stream of command r": Case(
        [
            {"event_type": "stream-start"},
            {"event_type": "text-generation", "text": "東"},
            {"event_type": "text-generation", "text": "京"},
            {"event_type": "stream-end", "finish_reason": "COMPLETE", "response": {"text": "東京"}},
        ],
        "cohere_command_r_stream", "東京", "COMPLETE",
    ),
    "jurassic": Case(
        {"prompt": {"tokens": []}, "completions": [{"data": {"text": EN}, "finishReason": {"reason": "endoftext"}}]},
        "ai21_j2", EN, "endoftext",
    ),
    "titan embeddings": Case({"embedding": [0.1, 0.2], "inputTextTokenCount": 9}, "embeddings", tokens=(9, None)),
    "cohere embed": Case({"id": "e", "texts": ["x"], "embeddings": {"float": [[0.1]]}}, "embeddings"),
    "titan image": Case({"images": ["aGVsbG8="]}, "images"),
    "titan image blocked": Case({"images": [], "error": "This request has been blocked by our content filters."}, "images", "", "CONTENT_FILTERED"),
    "stability": Case({"artifacts": [{"base64": "aGVsbG8=", "finishReason": "SUCCESS"}]}, "images", "", "SUCCESS"),
    "stability filtered": Case({"images": [], "seeds": [], "finish_reasons": ["Filter reason: prompt"]}, "images", "", "CONTENT_FILTERED"),
    "rerank": Case({"results": [{"index": 0, "relevance_score": 0.5}]}, "rerank"),
    "nothing": Case({}, "empty"),
    "no chunks": Case([], "empty"),
    "an object nobody knows": Case({"answer": {"de": "Hallo"}}, "unknown"),
    "a text": Case("just text", "unknown"),
    "a number": Case(7, "unknown"),
    "chunks nobody knows": Case([{"piece": "x"}, None, "[DONE]"], "unknown_stream"),
}  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_family(case: Case) -> None:
    """The body is told by its shape, and its answer, end and counts are read."""
    found = invocation({}, case.body)
    said = texts(found)
    assert found.output_shape == case.shape
    assert said.get("output", "") == case.output
    assert said.get("reasoning", "") == case.reasoning
    assert said.get("tool", "") == case.arguments
    assert found.stop_reason == case.stop
    assert (found.usage.input_tokens, found.usage.output_tokens) == case.tokens
    assert found.tools_called == case.tools
    assert found.declared_refusal is case.refused
    assert found.error_code is None
    assert "aGVsbG8=" not in str(said)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(
            [
                {"type": "content_block_delta", "index": 0, "delta": {"text": "やま"}},
                {"modelStreamErrorException": {"message": "x", "originalStatusCode": 500}},
            ],
            "modelStreamErrorException",
            id="exception in a stream",
        ),
        pytest.param(
            [
                {"type": "content_block_delta", "index": 0, "delta": {"text": "やま"}},
                {"type": "error", "error": {"type": "overloaded_error", "message": "x"}},
            ],
            "overloaded_error",
            id="error event of claude",
        ),
        pytest.param(
            [
                {"type": "response.output_text.delta", "delta": "やま"},
                {
                    "type": "response.failed",
                    "response": {
                        "status": "failed",
                        "output": [],
                        "error": {"code": "server_error"},
                    },
                },
            ],
            "server_error",
            id="response that failed",
        ),
    ],
)
def test_broken_stream(body: object, code: str) -> None:
    """What was said before an exception is kept, and the exception stands as the error."""
    found = invocation({}, body)
    assert texts(found)["output"] == "やま"
    assert found.error_code == code


def test_stream_without_an_end() -> None:
    """A stream that just stops is incomplete."""
    found = invocation({}, [{"contentBlockDelta": {"delta": {"text": "The cont"}}}])
    assert found.stop_reason == "incomplete"
    assert found.error_code is None
