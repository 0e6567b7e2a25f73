"""Cohere: Command, and Command R with its documents and tools."""

from collections.abc import Iterable, Sequence

from raimon.bedrock.answer import Answer, ToolCall, joined, last_name, values_of
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


def command(body: Object) -> Answer:
    """Read the generations of Command."""
    generations = as_objects(body.get("generations"))
    return Answer(
        text=joined(as_text(generation.get("text")) for generation in generations),
        stop_reason=last_name(generations, "finish_reason"),
    )


def command_stream(chunks: Sequence[Object]) -> Answer:
    """Read the pieces of Command."""
    return Answer(
        text="".join(map(as_text, values_of(chunks, "text"))),
        stop_reason=last_name(chunks, "finish_reason"),
    )


def command_r(body: Object) -> Answer:
    """Read an answer of Command R; the history that it repeats was read from the request."""
    return Answer(
        text=as_text(body.get("text")),
        tools=_tools(as_objects(body.get("tool_calls"))),
        stop_reason=as_name(body.get("finish_reason")),
        usage=_usage(as_object(as_object(body.get("meta")).get("billed_units"))),
    )


def command_r_stream(chunks: Sequence[Object]) -> Answer:
    """Read the events of Command R; where no piece came, the whole answer that ends them."""
    pieces = [chunk for chunk in chunks if chunk.get("event_type") == "text-generation"]
    whole = as_object(next(values_of(reversed(chunks), "response"), None))
    calls = [call for value in values_of(chunks, "tool_calls") for call in as_objects(value)]
    return Answer(
        text="".join(map(as_text, values_of(pieces, "text"))) or as_text(whole.get("text")),
        tools=_tools(calls or as_objects(whole.get("tool_calls"))),
        stop_reason=last_name(chunks, "finish_reason"),
        usage=_usage(as_object(as_object(whole.get("meta")).get("billed_units"))),
    )


def _tools(calls: Iterable[Object]) -> tuple[ToolCall, ...]:
    return tuple(
        ToolCall(as_text(call.get("name")), as_arguments(call.get("parameters"))) for call in calls
    )


def _usage(billed: Object) -> Usage:
    return Usage(
        input_tokens=as_count(billed.get("input_tokens")),
        output_tokens=as_count(billed.get("output_tokens")),
    )
