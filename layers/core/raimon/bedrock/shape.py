"""Which family a response body belongs to, told by its shape alone.

Neither `operation` nor `modelId` decides: folded streams come as objects, OpenAI's operations give
objects and arrays alike, and the ids of application profiles say nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from raimon.bedrock.answer import Answer
from raimon.bedrock.families import (
    anthropic,
    chat,
    cohere,
    completions,
    converse,
    responses,
    wordless,
)
from raimon.bedrock.untrusted import Object, as_object, as_objects, as_text

ABSENT, EMPTY, UNKNOWN, UNKNOWN_STREAM = "absent", "empty", "unknown", "unknown_stream"
_ANTHROPIC_EVENTS = frozenset({"message_start", "content_block_delta", "message_stop"})


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """A family whose response is one object."""

    name: str
    fits: Callable[[Object], bool]
    read: Callable[[Object], Answer]


@dataclass(frozen=True, slots=True)
class StreamShape:
    """A family whose response is an array of chunks: the first chunk that fits tells it."""

    name: str
    fits: Callable[[Object], bool]
    read: Callable[[Sequence[Object]], Answer]


def read_response(body: object) -> tuple[str, Answer]:
    """Return the name of the body's shape and what it says; an unknown shape says nothing."""
    if body in ({}, []):
        return EMPTY, Answer()
    if isinstance(body, dict):
        for shape in OBJECTS:
            if shape.fits(body):
                return shape.name, shape.read(body)
    if not isinstance(body, list):
        return UNKNOWN, Answer()
    chunks = as_objects(body)
    for chunk in chunks:
        for stream in STREAMS:
            if stream.fits(chunk):
                return stream.name, stream.read(chunks)
    return UNKNOWN_STREAM, Answer()


def _has(*keys: str) -> Callable[[Object], bool]:
    return lambda body: any(key in body for key in keys)


def _is(key: str, value: str) -> Callable[[Object], bool]:
    return lambda body: body.get(key) == value


def _first_has(items: str, key: str) -> Callable[[Object], bool]:
    """Fit a body with a list whose first object has the key."""
    return lambda body: key in next(iter(as_objects(body.get(items))), {})


def _is_converse(body: Object) -> bool:
    return "message" in as_object(body.get("output")) or "stopReason" in body


def _is_message(body: Object) -> bool:
    return body.get("type") == "message" and isinstance(body.get("content"), list)


def _is_text(body: Object) -> bool:
    return isinstance(body.get("text"), str)


def _is_response_event(chunk: Object) -> bool:
    return as_text(chunk.get("type")).startswith("response.")


def _is_message_event(chunk: Object) -> bool:
    return as_text(chunk.get("type")) in _ANTHROPIC_EVENTS


OBJECTS = (
    ObjectShape("converse", _is_converse, converse.converse),
    ObjectShape("openai_responses", _is("object", "response"), responses.response),
    ObjectShape("openai_chat", _is("object", "chat.completion"), chat.chat),
    ObjectShape("anthropic_messages", _is_message, anthropic.messages),
    ObjectShape("anthropic_text", _has("completion"), anthropic.completion),
    ObjectShape("titan_text", _first_has("results", "outputText"), completions.titan),
    ObjectShape("llama", _has("generation"), completions.llama),
    ObjectShape("mistral_text", _has("outputs"), completions.mistral),
    ObjectShape("choices_message", _first_has("choices", "message"), chat.chat),
    ObjectShape("choices_text", _first_has("choices", "text"), chat.text_choices),
    ObjectShape("cohere_command", _has("generations"), cohere.command),
    ObjectShape("ai21_j2", _has("completions"), completions.jurassic),
    ObjectShape(
        "embeddings", _has("embedding", "embeddings", "embeddingsByType"), wordless.embeddings
    ),
    ObjectShape("images", _has("images", "artifacts"), wordless.images),
    ObjectShape("rerank", _first_has("results", "relevance_score"), wordless.ranking),
    ObjectShape("cohere_command_r", _is_text, cohere.command_r),
)
STREAMS = (
    StreamShape("openai_responses_stream", _is_response_event, responses.response_stream),
    StreamShape("anthropic_messages_stream", _is_message_event, anthropic.messages_stream),
    StreamShape(
        "converse_events_stream",
        _has("messageStart", "contentBlockDelta", "messageStop"),
        converse.converse_events,
    ),
    StreamShape("openai_chat_stream", _is("object", "chat.completion.chunk"), chat.chat_stream),
    StreamShape("anthropic_text_stream", _has("completion"), anthropic.completion_stream),
    StreamShape("titan_text_stream", _has("outputText"), completions.titan_stream),
    StreamShape("llama_stream", _has("generation"), completions.llama_stream),
    StreamShape("mistral_text_stream", _has("outputs"), completions.mistral_stream),
    StreamShape("choices_message_stream", _first_has("choices", "message"), chat.chat_stream),
    StreamShape("choices_message_stream", _first_has("choices", "delta"), chat.chat_stream),
    StreamShape("choices_text_stream", _first_has("choices", "text"), chat.text_choices_stream),
    StreamShape("cohere_command_r_stream", _has("event_type"), cohere.command_r_stream),
    StreamShape("cohere_command_stream", _has("is_finished"), cohere.command_stream),
)
