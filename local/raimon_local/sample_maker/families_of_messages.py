"""Bodies of the families that speak in messages and content blocks: Converse, Anthropic, Nova."""

from typing import Any

from raimon_local.sample_maker.exchange import Exchange, pieces

type Json = dict[str, Any]
type Bodies = tuple[Json, Any]  # the request and the response

_CONVERSE_STOPS = {"end": "end_turn", "length": "max_tokens"}


def converse(said: Exchange) -> Bodies:
    """Return bodies of Converse and ConverseStream, which are logged alike."""
    response = {
        "output": {"message": {"role": "assistant", "content": _converse_answer(said)}},
        "stopReason": _CONVERSE_STOPS[said.stop],
        "metrics": {"latencyMs": said.latency},
        "usage": {
            "inputTokens": said.input_tokens,
            "outputTokens": said.output_tokens,
            "totalTokens": said.input_tokens + said.output_tokens,
        },
    }
    return _converse_request(said), response


def _converse_request(said: Exchange) -> Json:
    return {
        "messages": [*_converse_history(said), *_converse_turn(said)],
        "system": [{"text": said.system}],
        "inferenceConfig": {"maxTokens": 800, "temperature": 0.2},
    }


def _converse_answer(said: Exchange) -> list[Json]:
    thought = [{"reasoningContent": {"reasoningText": {"text": said.reasoning}}}]
    return (thought if said.reasoning else []) + ([{"text": said.answer}] if said.answer else [])


def _converse_history(said: Exchange) -> list[Json]:
    return [
        {"role": role, "content": [{"text": text}]}
        for turn in said.history
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]


def _converse_turn(said: Exchange) -> list[Json]:
    """Return the last turn: the document first, and a tool's result where one was called."""
    content: list[Json] = [{"text": said.user}]
    if said.context:
        grounding = {"text": said.context, "qualifiers": ["grounding_source"]}
        content.insert(0, {"guardContent": {"text": grounding}})
    turn: list[Json] = [{"role": "user", "content": content}]
    if said.tool:
        called = f"tooluse_{said.number:06d}"
        use = {"toolUseId": called, "name": said.tool, "input": {}}
        result = {
            "toolUseId": called,
            "content": [{"text": said.tool_result}],
            "status": "success",
        }
        turn.append({"role": "assistant", "content": [{"toolUse": use}]})
        turn.append({"role": "user", "content": [{"toolResult": result}]})
    return turn


def anthropic(said: Exchange) -> Bodies:
    """Return native bodies of Anthropic's Messages."""
    content = [{"type": "text", "text": said.answer}] if said.answer else []
    if said.reasoning:
        content.insert(0, {"type": "thinking", "thinking": said.reasoning, "signature": "c2ln"})
    response = _anthropic_message(said) | {
        "content": content,
        "stop_reason": _CONVERSE_STOPS[said.stop],
        "usage": {"input_tokens": said.input_tokens, "output_tokens": said.output_tokens},
    }
    return _anthropic_request(said), response


def anthropic_stream(said: Exchange) -> Bodies:
    """Return the same as a stream of decoded chunks."""
    begun = _anthropic_message(said) | {"content": [], "stop_reason": None}
    chunks: list[Json] = [
        {
            "type": "message_start",
            "message": begun | {"usage": {"input_tokens": said.input_tokens, "output_tokens": 1}},
        },
        {
            "type": "content_block_start",
            "index": 0,
            "content_block": {"type": "text", "text": ""},
        },
    ]
    chunks += [
        {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "text_delta", "text": piece},
        }
        for piece in pieces(said.answer)
    ]
    chunks += [
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": _CONVERSE_STOPS[said.stop], "stop_sequence": None},
            "usage": {"output_tokens": said.output_tokens},
        },
        {"type": "message_stop", "amazon-bedrock-invocationMetrics": metrics(said)},
    ]
    return _anthropic_request(said), chunks


def _anthropic_message(said: Exchange) -> Json:
    return {
        "id": f"msg_bdrk_{said.number:08d}",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4",
        "stop_sequence": None,
    }


def _anthropic_request(said: Exchange) -> Json:
    messages = [
        {"role": role, "content": text}
        for turn in said.history
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]
    content: list[Json] = [{"type": "text", "text": said.user}]
    if said.context:
        source = {"type": "text", "media_type": "text/plain", "data": said.context}
        content.insert(0, {"type": "document", "source": source})
    return {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 800,
        "system": said.system,
        "messages": [*messages, {"role": "user", "content": content}],
    }


def anthropic_text(said: Exchange) -> Bodies:
    """Return bodies of Anthropic's older text completion."""
    prompt = f"{said.system}\n\nHuman: {said.asked}\n\nAssistant:"
    stop = {"end": "stop_sequence", "length": "max_tokens"}[said.stop]
    request = {"prompt": prompt, "max_tokens_to_sample": 800}
    return request, {"completion": f" {said.answer}", "stop_reason": stop, "stop": "\n\nHuman:"}


def nova(said: Exchange) -> Bodies:
    """Return native bodies of Nova: like Converse, without metrics."""
    request, response = converse(said)
    del response["metrics"]
    return request | {"schemaVersion": "messages-v1"}, response


def nova_stream(said: Exchange) -> Bodies:
    """Return Nova's stream, in which every token is a block of its own."""
    chunks: list[Json] = [{"messageStart": {"role": "assistant"}}]
    for index, piece in enumerate(pieces(said.answer, 6)):
        chunks.append({"contentBlockDelta": {"delta": {"text": piece}, "contentBlockIndex": index}})
        chunks.append({"contentBlockStop": {"contentBlockIndex": index}})
    chunks.append({"messageStop": {"stopReason": _CONVERSE_STOPS[said.stop]}})
    usage = {"inputTokens": said.input_tokens, "outputTokens": said.output_tokens}
    zero = metrics(said) | {"inputTokenCount": 0, "outputTokenCount": 0}
    chunks.append(
        {
            "metadata": {"usage": usage, "metrics": {}, "trace": {}},
            "amazon-bedrock-invocationMetrics": zero,
        }
    )
    return _converse_request(said) | {"schemaVersion": "messages-v1"}, chunks


def metrics(said: Exchange) -> Json:
    """Return what Bedrock adds to the last chunk of a stream."""
    return {
        "inputTokenCount": said.input_tokens,
        "outputTokenCount": said.output_tokens,
        "invocationLatency": said.latency,
        "firstByteLatency": said.latency // 3,
    }
