"""What data a request wants: JSON as the answer, and arguments that fit a tool's schema."""

import json
from collections.abc import Iterator

from raimon.bedrock.answer import ToolCall
from raimon.bedrock.blocks import blocks_in
from raimon.bedrock.untrusted import Object, as_list, as_name, as_object, as_objects, as_text
from raimon.invocation import AskedData, ToolUse

LONGEST = 20_000  # code points of a schema or of arguments; longer ones aren't held against
_TOOLS_LOOKED_AT = 128
_NONE, _UNREAD = AskedData(), AskedData(unread=True)
_FILES = frozenset({"image", "document", "video", "audio"})  # of Converse
_FILE_TYPES = frozenset(
    {"image", "image_url", "input_image", "input_file", "file", "input_audio", "document"}
)
_JSON_FORMATS = frozenset({"json", "json_object", "json_schema"})


def read_asked_data(request: Object, calls: tuple[ToolCall, ...]) -> AskedData:
    """Return what the request demands of data; a request that demands none gives the default."""
    wanted = next(_json_formats(request), None)
    unread = _holds_file(request)
    if wanted is None and not calls:
        return _UNREAD if unread else _NONE
    return AskedData(
        unread=unread,
        json_asked=wanted is not None,
        written_schema=None if wanted is None else _text_of(_schema_in(wanted)),
        tools=_uses(request, calls),
    )


def _holds_file(request: Object) -> bool:
    """Return whether the model was given something whose words aren't in the request."""
    turns = as_list(request.get("messages")) or as_list(request.get("input"))
    return any(
        _is_file(block)
        for turn in as_objects(turns)
        for part in blocks_in(turn.get("content"))
        for block in (part, *_of_result(part))
    ) or any("systemTool" in tool for tool in _tools(request))


def _of_result(block: Object) -> Iterator[Object]:
    """Yield the blocks of a tool's result."""
    if "toolResult" in block or block.get("type") == "tool_result":
        yield from blocks_in(as_object(block.get("toolResult", block)).get("content"))


def _is_file(block: Object) -> bool:
    """Return whether a block is a file, or a document that doesn't stand there as text."""
    key = next((key for key in _FILES if isinstance(block.get(key), dict)), None)
    if key is None and block.get("type") not in _FILE_TYPES:
        return False
    held = as_object(block[key]) if key else block
    source = as_object(held.get("source"))
    written = (source.get("text"), source.get("content"), held.get("content"))
    return not any(written) and source.get("type") != "text"


def _tools(request: Object) -> list[Object]:
    return as_objects(as_object(request.get("toolConfig")).get("tools") or request.get("tools"))


def _json_formats(request: Object) -> Iterator[Object]:
    """Yield the format of the answer, in each family's own place, where it is JSON."""
    text, config = as_object(request.get("text")), as_object(request.get("outputConfig"))
    places = (
        request.get("response_format"),  # OpenAI's chat, Mistral, Cohere, Qwen
        request.get("output_format"),  # Anthropic
        as_object(request.get("output_config")).get("format"),
        text.get("format"),  # OpenAI's responses
        config.get("textFormat"),  # Converse
    )
    for place in map(as_object, places):
        if as_text(place.get("type")).lower() in _JSON_FORMATS:
            yield place


def _schema_in(wanted: Object) -> object:
    """Return the schema, which stands in the format or below a name of its own."""
    named = as_object(wanted.get("json_schema"))
    structure = as_object(as_object(wanted.get("structure")).get("jsonSchema"))
    for place in (wanted, named, structure):
        if place.get("schema"):
            return place["schema"]
    return None


def _uses(request: Object, calls: tuple[ToolCall, ...]) -> tuple[ToolUse, ...]:
    if not calls:
        return ()
    known = dict(_parameters(request))
    return tuple(
        ToolUse(arguments=call.arguments, written_schema=_text_of(known.get(call.name)))
        for call in calls
        if len(call.arguments) <= LONGEST
    )


def _parameters(request: Object) -> Iterator[tuple[str, object]]:
    """Yield each tool's name and the schema of its arguments, in each family's spelling."""
    for tool in _tools(request)[:_TOOLS_LOOKED_AT]:
        held = next((as_object(tool[key]) for key in ("toolSpec", "function") if key in tool), tool)
        name = as_name(held.get("name"))
        schema = held.get("input_schema") or held.get("parameters") or held.get("inputSchema")
        if name:
            yield name, as_object(schema).get("json", schema)


def _text_of(schema: object) -> str | None:
    """Return a schema as JSON; one that is none, or is too long, is as good as absent."""
    if isinstance(schema, str):
        return schema if len(schema) <= LONGEST else None
    if not isinstance(schema, dict):
        return None
    try:
        written = json.dumps(schema, default=str)
    except (RecursionError, ValueError):
        return None
    return written if len(written) <= LONGEST else None
