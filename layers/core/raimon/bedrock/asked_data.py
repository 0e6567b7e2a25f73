"""What data a request wants: JSON as the answer, and arguments that fit a tool's schema."""

import json
from collections.abc import Iterator

from raimon.bedrock.answer import ToolCall
from raimon.bedrock.untrusted import Object, as_name, as_object, as_objects, as_text
from raimon.invocation import AskedData, ToolUse

LONGEST = 20_000  # code points of a schema or of arguments; longer ones aren't held against
_TOOLS_LOOKED_AT = 128
_NONE = AskedData()
_JSON_FORMATS = frozenset({"json", "json_object", "json_schema"})


def read_asked_data(request: Object, calls: tuple[ToolCall, ...]) -> AskedData:
    """Return what the request demands of data; a request that demands none gives the default."""
    wanted = next(_json_formats(request), None)
    if wanted is None and not calls:
        return _NONE
    return AskedData(
        json_asked=wanted is not None,
        written_schema=None if wanted is None else _text_of(_schema_in(wanted)),
        tools=_uses(request, calls),
    )


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
    given = as_object(request.get("toolConfig")).get("tools") or request.get("tools")
    for tool in as_objects(given)[:_TOOLS_LOOKED_AT]:
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
