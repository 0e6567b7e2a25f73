"""Choices with a message: OpenAI, Mistral, DeepSeek, Jamba, Qwen, Writer and imported models."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from raimon.bedrock.answer import Answer, Parts, ToolCall, joined, last_name, values_of
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


def chat(body: Object) -> Answer:
    """Read the messages of all choices."""
    parts = Parts()
    choices = as_objects(body.get("choices"))
    for choice in choices:
        _read_message(as_object(choice.get("message")), parts)
    return parts.answer(_stop_reason(choices), usage=usage(as_object(body.get("usage"))))


def chat_stream(chunks: Sequence[Object]) -> Answer:
    """Read a stream of deltas, or of messages that hold deltas as those of DeepSeek do."""
    growing: dict[int, _Growing] = {}
    for choice in _choices(chunks):
        delta = choice.get("delta") or choice.get("message")
        index = as_count(choice.get("index")) or 0
        growing.setdefault(index, _Growing()).grow(as_object(delta))
    parts = Parts()
    for message in growing.values():
        message.end(parts)
    told = [as_object(value) for value in values_of(chunks, "usage") if value]
    return parts.answer(_stop_reason(_choices(chunks)), usage=usage(told[-1] if told else {}))


def text_choices(body: Object) -> Answer:
    """Read choices that are plain text."""
    choices = as_objects(body.get("choices"))
    return Answer(
        text=joined(as_text(choice.get("text")) for choice in choices),
        stop_reason=_stop_reason(choices),
        usage=usage(as_object(body.get("usage"))),
    )


def text_choices_stream(chunks: Sequence[Object]) -> Answer:
    """Read choices that are plain text and came in pieces."""
    return Answer(
        text="".join(as_text(choice.get("text")) for choice in _choices(chunks)),
        stop_reason=_stop_reason(_choices(chunks)),
    )


def usage(told: Object) -> Usage:
    """Read the counts as they are told: here the input includes what came from the cache."""
    details = as_object(told.get("prompt_tokens_details"))
    return Usage(
        input_tokens=as_count(told.get("prompt_tokens")),
        output_tokens=as_count(told.get("completion_tokens")),
        cache_read_input_tokens=as_count(details.get("cached_tokens")),
    )


def _choices(chunks: Iterable[Object]) -> Iterator[Object]:
    for choices in values_of(chunks, "choices"):
        yield from as_objects(choices)


def _stop_reason(choices: Iterable[Object]) -> str | None:
    choices = list(choices)
    return last_name(choices, "finish_reason") or last_name(choices, "stop_reason")


def _read_message(message: Object, parts: Parts) -> None:
    parts.reasoning.append(_reasoning(message))
    for block in blocks_in(message.get("content")):
        read_answer_block(block, parts)
    if refusal := as_name(message.get("refusal")):
        read_answer_block({"refusal": refusal}, parts)
    for call in as_objects(message.get("tool_calls")):
        function = as_object(call.get("function"))
        arguments = as_arguments(function.get("arguments"))
        parts.tools.append(ToolCall(as_text(function.get("name")), arguments))


def _reasoning(message: Object) -> str:
    return as_text(message.get("reasoning_content")) or as_text(message.get("reasoning"))


@dataclass(slots=True)
class _Growing:
    """A message on its way through the stream."""

    content: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    arguments: dict[int, list[str]] = field(default_factory=dict)

    def grow(self, delta: Object) -> None:
        """Add a delta; `obfuscation` beside it is noise on purpose."""
        for block in blocks_in(delta.get("content")):
            self.content.append(as_text(block.get("text")))
        self.reasoning.append(_reasoning(delta))
        self.refusal.append(as_text(delta.get("refusal")))
        for call in as_objects(delta.get("tool_calls")):
            index = as_count(call.get("index")) or 0
            function = as_object(call.get("function"))
            self.names[index] = self.names.get(index, "") or as_text(function.get("name"))
            self.arguments.setdefault(index, []).append(as_arguments(function.get("arguments")))

    def end(self, parts: Parts) -> None:
        """Add the whole message to the answer."""
        parts.texts.append("".join(self.content))
        parts.reasoning.append("".join(self.reasoning))
        if refusal := "".join(self.refusal):
            read_answer_block({"refusal": refusal}, parts)
        for index, name in self.names.items():
            parts.tools.append(ToolCall(name, "".join(self.arguments[index])))
