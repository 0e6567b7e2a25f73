"""The Responses API of OpenAI: a response, or the events that build it."""

from collections.abc import Sequence

from raimon.bedrock.answer import Answer, Parts, ToolCall
from raimon.bedrock.blocks import blocks_in, read_answer_block
from raimon.bedrock.untrusted import (
    Object,
    as_arguments,
    as_count,
    as_name,
    as_object,
    as_objects,
    as_text,
)
from raimon.invocation import Usage

_CONTENT_FILTER = "content_filter"
_PENDING = frozenset({"in_progress", "queued"})


def response(body: Object) -> Answer:
    """Read the items of a response."""
    parts = Parts()
    for item in as_objects(body.get("output")):
        _read_item(item, parts)
    return parts.answer(_stop_reason(body), usage=_usage(as_object(body.get("usage"))))


def response_stream(chunks: Sequence[Object]) -> Answer:
    """Read the last state of the response; where it holds no items, what the deltas built."""
    states = [as_object(chunk["response"]) for chunk in chunks if "response" in chunk]
    last = states[-1] if states else {}
    if as_objects(last.get("output")):
        return response(last)
    parts = _from_deltas(chunks)
    return parts.answer(_stop_reason(last), usage=_usage(as_object(last.get("usage"))))


def _stop_reason(body: Object) -> str | None:
    """Return the status, unless a filter ended the response; one still pending has none."""
    details = as_object(body.get("incomplete_details"))
    if details.get("reason") == _CONTENT_FILTER:
        return _CONTENT_FILTER
    status = as_name(body.get("status"))
    return None if status in _PENDING else status


def _read_item(item: Object, parts: Parts) -> None:
    match item:
        case {"type": "message", "content": content}:
            for block in blocks_in(content):
                read_answer_block(block, parts)
        case {"type": "function_call"}:
            name, arguments = as_text(item.get("name")), as_arguments(item.get("arguments"))
            parts.tools.append(ToolCall(name, arguments))
        case {"type": "reasoning"}:
            for key in ("summary", "content"):
                for block in blocks_in(item.get(key)):
                    parts.reasoning.append(as_text(block.get("text")))


def _from_deltas(chunks: Sequence[Object]) -> Parts:
    """Put deltas together by the kind of event and the place of what they build."""
    said: dict[tuple[str, int, int], list[str]] = {}
    parts = Parts()
    for chunk in chunks:
        kind = as_text(chunk.get("type"))
        if kind.endswith(".delta"):
            place = (kind, _place(chunk, "output_index"), _place(chunk, "content_index"))
            said.setdefault(place, []).append(as_text(chunk.get("delta")))
        elif kind == "response.output_item.done":
            item = as_object(chunk.get("item"))
            if item.get("type") == "function_call":
                _read_item(item, parts)
    for (kind, *_), deltas in said.items():
        _add_delta(kind, "".join(deltas), parts)
    return parts


def _add_delta(kind: str, text: str, parts: Parts) -> None:
    if kind == "response.output_text.delta":
        parts.texts.append(text)
    elif kind == "response.refusal.delta":
        read_answer_block({"refusal": text}, parts)
    elif kind.startswith("response.reasoning"):
        parts.reasoning.append(text)


def _place(chunk: Object, key: str) -> int:
    return as_count(chunk.get(key)) or 0


def _usage(told: Object) -> Usage:
    details = as_object(told.get("input_tokens_details"))
    return Usage(
        input_tokens=as_count(told.get("input_tokens")),
        output_tokens=as_count(told.get("output_tokens")),
        cache_read_input_tokens=as_count(details.get("cached_tokens")),
        cache_write_input_tokens=as_count(details.get("cache_write_tokens")),
    )
