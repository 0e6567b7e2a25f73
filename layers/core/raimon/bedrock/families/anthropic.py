"""Claude: messages, their stream, and the text completions of Claude 2."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from raimon.bedrock.answer import NOT_TOLD, Answer, Parts, ToolCall, last_name, values_of
from raimon.bedrock.blocks import blocks_in, read_answer_block
from raimon.bedrock.untrusted import Object, as_arguments, as_count, as_name, as_object, as_text
from raimon.invocation import Usage

_REFUSAL = "refusal"


def messages(body: Object) -> Answer:
    """Read a message; one that a guardrail blocked has neither stop reason nor usage."""
    parts = Parts()
    for block in blocks_in(body.get("content")):
        read_answer_block(block, parts)
    stop_reason = as_name(body.get("stop_reason"))
    return parts.answer(
        stop_reason,
        usage=_usage(as_object(body.get("usage"))),
        refused=stop_reason == _REFUSAL,
    )


def messages_stream(chunks: Sequence[Object]) -> Answer:
    """Read a stream: deltas by the index of their block, of which tools may be cut off."""
    blocks: dict[object, _Block] = {}
    for chunk in chunks:
        match chunk:
            case {"type": "content_block_start", "content_block": dict(start)}:
                blocks[_index(chunk)] = _Block.from_start(start)
            case {"type": "content_block_delta", "delta": dict(delta)}:
                blocks.setdefault(_index(chunk), _Block()).grow(delta)
    parts = Parts()
    for block in blocks.values():
        block.end(parts)
    stop_reason = last_name(map(as_object, values_of(chunks, "delta")), "stop_reason")
    return parts.answer(stop_reason, usage=_stream_usage(chunks), refused=stop_reason == _REFUSAL)


def completion(body: Object) -> Answer:
    """Read a text completion."""
    return Answer(
        text=as_text(body.get("completion")), stop_reason=as_name(body.get("stop_reason"))
    )


def completion_stream(chunks: Sequence[Object]) -> Answer:
    """Read a text completion that came in pieces."""
    return Answer(
        text="".join(map(as_text, values_of(chunks, "completion"))),
        stop_reason=last_name(chunks, "stop_reason"),
    )


def _index(chunk: Object) -> int:
    return as_count(chunk.get("index")) or 0


def _usage(told: Object) -> Usage:
    return Usage(
        input_tokens=as_count(told.get("input_tokens")),
        output_tokens=as_count(told.get("output_tokens")),
        cache_read_input_tokens=as_count(told.get("cache_read_input_tokens")),
        cache_write_input_tokens=as_count(told.get("cache_creation_input_tokens")),
    )


def _stream_usage(chunks: Sequence[Object]) -> Usage:
    """Return the counts: the first event tells the input, the last one the output so far."""
    told: dict[str, object] = {}
    for chunk in chunks:
        if "message" in chunk:
            told |= as_object(as_object(chunk["message"]).get("usage"))
        if "usage" in chunk:
            told |= as_object(chunk["usage"])
    return _usage(told) if told else NOT_TOLD


@dataclass(slots=True)
class _Block:
    """A block on its way through the stream."""

    kind: str = "text"
    name: str = ""
    deltas: list[str] = field(default_factory=list)

    @classmethod
    def from_start(cls, start: Object) -> "_Block":
        kind = as_text(start.get("type"))
        begun = start.get("text") or start.get("thinking") or start.get("input")
        return cls(kind, as_text(start.get("name")), [as_arguments(begun)])

    def grow(self, delta: Object) -> None:
        for key in ("text", "partial_json", "thinking"):
            if key in delta:
                self.deltas.append(as_text(delta[key]))

    def end(self, parts: Parts) -> None:
        said = "".join(self.deltas)
        if self.kind == "text":
            parts.texts.append(said)
        elif self.kind == "thinking":
            parts.reasoning.append(said)
        elif self.kind.endswith("tool_use"):
            parts.tools.append(ToolCall(self.name, said))
