"""Converse, ConverseStream and Nova: one message of blocks, or the events that build it."""

from collections.abc import Sequence

from raimon.bedrock.answer import Answer, Parts, ToolCall, last_name, values_of
from raimon.bedrock.blocks import blocks_in, read_answer_block
from raimon.bedrock.untrusted import (
    Object,
    as_count,
    as_name,
    as_number,
    as_object,
    as_text,
)
from raimon.invocation import Usage


def converse(body: Object) -> Answer:
    """Read a Converse response, which ConverseStream and Nova's InvokeModel give as well."""
    parts = Parts()
    message = as_object(as_object(body.get("output")).get("message"))
    for block in blocks_in(message.get("content")):
        read_answer_block(block, parts)
    return parts.answer(
        as_name(body.get("stopReason")),
        usage=usage(as_object(body.get("usage"))),
        latency_ms=as_number(as_object(body.get("metrics")).get("latencyMs")),
    )


def converse_events(chunks: Sequence[Object]) -> Answer:
    """Read the events of a stream; Nova makes a block of every token.

    So consecutive texts are one text, whatever blocks they come in; a tool or a thought between
    two texts keeps them apart.
    """
    parts = _Growing()
    metadata: Object = {}
    for chunk in chunks:
        if "contentBlockDelta" in chunk:
            parts.grow(as_object(as_object(chunk["contentBlockDelta"]).get("delta")))
        elif "contentBlockStart" in chunk:
            start = as_object(as_object(chunk["contentBlockStart"]).get("start"))
            if "toolUse" in start:
                parts.begin_tool(as_text(as_object(start["toolUse"]).get("name")))
        elif "metadata" in chunk:
            metadata = as_object(chunk["metadata"])
    stops = map(as_object, values_of(chunks, "messageStop"))
    return parts.ended().answer(
        last_name(stops, "stopReason"),
        usage=usage(as_object(metadata.get("usage"))),
        latency_ms=as_number(as_object(metadata.get("metrics")).get("latencyMs")),
    )


def usage(told: Object) -> Usage:
    """Read the counts; Nova's InvokeModel spells the cache's with `Count` at their end."""
    return Usage(
        input_tokens=as_count(told.get("inputTokens")),
        output_tokens=as_count(told.get("outputTokens")),
        cache_read_input_tokens=as_count(
            told.get("cacheReadInputTokens", told.get("cacheReadInputTokenCount"))
        ),
        cache_write_input_tokens=as_count(
            told.get("cacheWriteInputTokens", told.get("cacheWriteInputTokenCount"))
        ),
    )


class _Growing:
    """Puts deltas together: a new block begins where the kind of delta changes."""

    def __init__(self) -> None:
        """Begin without a block."""
        self._parts = Parts()
        self._kind = ""
        self._name = ""
        self._deltas: list[str] = []

    def begin_tool(self, name: str) -> None:
        """Begin a call of a tool, even right behind another one."""
        self._begin("toolUse")
        self._name = name

    def grow(self, delta: Object) -> None:
        """Add a delta to its block."""
        for kind, value in delta.items():
            if kind not in {"text", "toolUse", "reasoningContent"}:
                continue
            if kind != self._kind:
                self._begin(kind)
            inner = {"toolUse": "input", "reasoningContent": "text"}.get(kind)
            self._deltas.append(as_text(as_object(value).get(inner) if inner else value))

    def ended(self) -> Parts:
        """Return all blocks."""
        self._begin("")
        return self._parts

    def _begin(self, kind: str) -> None:
        said = "".join(self._deltas)
        if self._kind == "text":
            self._parts.texts.append(said)
        elif self._kind == "reasoningContent":
            self._parts.reasoning.append(said)
        elif self._kind == "toolUse":
            self._parts.tools.append(ToolCall(self._name, said))
        self._kind, self._name, self._deltas = kind, "", []
