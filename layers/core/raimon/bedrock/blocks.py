"""Content blocks of messages, in the spelling of Converse, of Anthropic and of OpenAI."""

from collections.abc import Iterator

from raimon.bedrock.answer import Parts, ToolCall
from raimon.bedrock.segments import SegmentTexts
from raimon.bedrock.untrusted import (
    Object,
    as_arguments,
    as_list,
    as_object,
    as_objects,
    as_text,
)
from raimon.invocation import Segment

_GROUNDING = "grounding_source"


def blocks_in(content: object) -> Iterator[Object]:
    """Yield the blocks of a message's content, which may be one text, a block or a list."""
    for block in content if isinstance(content, list) else (content,):
        if isinstance(block, str):
            yield {"text": block}
        elif isinstance(block, dict):
            yield block


def read_request_block(block: Object, speaker: Segment, texts: SegmentTexts) -> None:
    """Add what a block of the request says; images, audio and binary documents say nothing."""
    match block:
        case {"guardContent": {"text": {"text": str(text), **tagged}}}:
            grounding = _GROUNDING in as_list(tagged.get("qualifiers"))
            texts.add(Segment.CONTEXT if grounding else speaker, text)
        case {"toolUse": {"input": arguments}} | {"type": "tool_use", "input": arguments}:
            texts.add(Segment.TOOL, as_arguments(arguments))
        case {"toolResult": {"content": content}} | {"type": "tool_result", "content": content}:
            read_tool_result(content, texts)
        case {"reasoningContent": {"reasoningText": {"text": str(text)}}}:
            texts.add(Segment.HISTORY, text)
        case {"type": "thinking", "thinking": str(text)}:
            texts.add(Segment.HISTORY, text)
        case {"document": dict(document)} | {"searchResult": dict(document)}:
            _read_document(document, texts)
        case {"type": "document" | "search_result"}:
            _read_document(block, texts)
        case {"citationsContent": {"content": list(content)}}:
            texts.add(speaker, "".join(as_text(part.get("text")) for part in as_objects(content)))
        case {"text": str(text)} | {"refusal": str(text)}:
            texts.add(speaker, text)


def read_tool_result(content: object, texts: SegmentTexts) -> None:
    """Add the result of a tool: text, JSON, or documents that a search found."""
    for block in blocks_in(content):
        match block:
            case {"json": value}:
                texts.add(Segment.TOOL, as_arguments(value))
            case {"text": str(text)}:
                texts.add(Segment.TOOL, text)
            case {"document": dict(document)} | {"searchResult": dict(document)}:
                _read_document(document, texts)
            case {"type": "document" | "search_result"}:
                _read_document(block, texts)


def _read_document(document: Object, texts: SegmentTexts) -> None:
    """Add the words of a document that stands in the request as text."""
    texts.add(Segment.CONTEXT, as_text(document.get("context")))
    source = document.get("source")
    match source:
        case {"type": "text", "data": str(text)} | {"text": str(text)}:
            texts.add(Segment.CONTEXT, text)
    for content in (document.get("content"), as_object(source).get("content")):
        for block in blocks_in(content):
            texts.add(Segment.CONTEXT, as_text(block.get("text")))


def read_answer_block(block: Object, parts: Parts) -> None:
    """Add what a block of the answer says."""
    match block:
        case {"citationsContent": {"content": list(content)}}:
            cited = "".join(as_text(part.get("text")) for part in as_objects(content))
            parts.texts.append(cited)
        case {"toolUse": dict(call)}:
            parts.tools.append(_call(call))
        case {"type": "tool_use" | "server_tool_use"}:
            parts.tools.append(_call(block))
        case {"reasoningContent": {"reasoningText": {"text": str(text)}}}:
            parts.reasoning.append(text)
        case {"type": "thinking", "thinking": thinking}:
            parts.reasoning.extend(as_text(part.get("text")) for part in blocks_in(thinking))
        case {"refusal": str(text)}:
            parts.refused = True
            parts.texts.append(text)
        case {"text": str(text)}:
            parts.texts.append(text)


def _call(call: Object) -> ToolCall:
    return ToolCall(as_text(call.get("name")), as_arguments(call.get("input")))
