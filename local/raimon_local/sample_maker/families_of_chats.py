"""Bodies of the families that speak as OpenAI's interfaces do: chat completions and responses."""

from typing import Any

from raimon_local.sample_maker.exchange import Exchange, pieces
from raimon_local.sample_maker.families_of_messages import Bodies, Json, metrics

_STOPS = {"end": "stop", "length": "length"}
_CREATED = 1791850000


def chat(said: Exchange) -> Bodies:
    """Return bodies of a chat completion, as Mistral Large and Qwen give them."""
    message = {"role": "assistant", "content": said.answer}
    choice = {"index": 0, "message": message, "finish_reason": _STOPS[said.stop]}
    return _request(said), {
        "id": f"chatcmpl-{said.number}",
        "object": "chat.completion",
        "choices": [choice],
        "usage": _usage(said),
    }


def gpt_oss(said: Exchange) -> Bodies:
    """Return a chat completion whose reasoning stands before the answer, in the same text."""
    request, response = chat(said)
    thought = said.reasoning or "The user wants a short answer."
    text = f"<reasoning>{thought}</reasoning>{said.answer}"
    response["choices"][0]["message"]["content"] = text
    return request | {"model": "openai.gpt-oss-120b-1:0"}, response | {"created": _CREATED}


def gpt_oss_stream(said: Exchange) -> Bodies:
    """Return a chat completion in chunks, with the noise that hides their length."""
    request, _ = chat(said)
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": piece} for piece in pieces(said.answer, 16)]
    chunks = [
        _chunk(said, [{"index": 0, "delta": delta, "finish_reason": None}]) for delta in deltas
    ]
    last = {"index": 0, "delta": {}, "finish_reason": _STOPS[said.stop]}
    chunks += [_chunk(said, [last]), _chunk(said, []) | {"usage": _usage(said)}]
    return request | {"model": "openai.gpt-oss-120b-1:0", "stream": True}, chunks


def _chunk(said: Exchange, choices: list[Json]) -> Json:
    return {
        "id": f"chatcmpl-{said.number}",
        "object": "chat.completion.chunk",
        "created": _CREATED,
        "model": "openai.gpt-oss-120b-1:0",
        "obfuscation": f"{said.number * 7919:x}"[:8],
        "choices": choices,
    }


def responses(said: Exchange) -> Bodies:
    """Return bodies of OpenAI's Responses interface."""
    return _responses_request(said), _response(said)


def responses_stream(said: Exchange) -> Bodies:
    """Return the same as events, of which the last holds the whole response."""
    events: list[Any] = [{"type": "response.created", "sequence_number": 0}]
    events += [
        {"type": "response.output_text.delta", "sequence_number": place, "delta": piece}
        for place, piece in enumerate(pieces(said.answer, 16), start=1)
    ]
    kind = {"end": "response.completed", "length": "response.incomplete"}[said.stop]
    events.append({"type": kind, "sequence_number": len(events), "response": _response(said)})
    return _responses_request(said) | {"stream": True}, [*events, "[DONE]"]


def _responses_request(said: Exchange) -> Json:
    return {
        "model": "openai.gpt-oss-120b",
        "instructions": said.system,
        "input": [{"role": "user", "content": said.asked}],
    }


def _response(said: Exchange) -> Json:
    text = {"type": "output_text", "text": said.answer, "annotations": []}
    message = {"type": "message", "role": "assistant", "content": [text]}
    usage = {"input_tokens": said.input_tokens, "output_tokens": said.output_tokens}
    cut = said.stop == "length"
    return {
        "id": f"resp_{said.number}",
        "object": "response",
        "status": "incomplete" if cut else "completed",
        "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
        "output": [message],
        "usage": usage,
    }


def jamba(said: Exchange) -> Bodies:
    """Return bodies of AI21's Jamba."""
    request, response = chat(said)
    del response["object"]
    return request, response | {"meta": {"requestDurationMillis": said.latency}}


def deepseek(said: Exchange) -> Bodies:
    """Return bodies of DeepSeek's chat, which reasons in a field of its own."""
    message = {
        "role": "assistant",
        "content": said.answer,
        "reasoning_content": said.reasoning or "Let me think about what is asked.",
    }
    choice = {"index": 0, "message": message, "stop_reason": _STOPS[said.stop]}
    return _request(said), {"choices": [choice]}


def deepseek_stream(said: Exchange) -> Bodies:
    """Return DeepSeek's stream, whose chunks hold messages instead of deltas."""
    chunks: list[Json] = [
        {"choices": [{"index": 0, "message": {"content": piece}, "stop_reason": None}]}
        for piece in pieces(said.answer, 16)
    ]
    chunks[-1]["choices"][0]["stop_reason"] = _STOPS[said.stop]
    chunks[-1]["amazon-bedrock-invocationMetrics"] = metrics(said)
    return _request(said), chunks


def _request(said: Exchange) -> Json:
    told = [
        {"role": role, "content": text}
        for turn in said.history
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]
    return {
        "messages": [
            {"role": "system", "content": said.system},
            *told,
            {"role": "user", "content": said.asked},
        ],
        "max_tokens": 800,
    }


def _usage(said: Exchange) -> Json:
    return {
        "prompt_tokens": said.input_tokens,
        "completion_tokens": said.output_tokens,
        "total_tokens": said.input_tokens + said.output_tokens,
    }
