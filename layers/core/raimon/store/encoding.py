"""A document as the bytes that OpenSearch takes: clean Unicode, no NaN, no term too long."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

KEYWORD_BYTES: Final = 1024  # mappings ignore longer terms, Lucene refuses those over 32,766
TEXT_BYTES: Final = 8192
ID_BYTES: Final = 512  # OpenSearch refuses a whole bulk request for one longer id


def cut(text: str, limit: int = KEYWORD_BYTES) -> str:
    """Return the text, or as many whole characters of it as fit into the bytes."""
    if len(text) * 4 <= limit:  # no character takes more than four
        return text
    encoded = text.encode("utf-8", "surrogatepass")
    return text if len(encoded) <= limit else encoded[:limit].decode("utf-8", "ignore")


def encode(document: Mapping[str, object]) -> bytes:
    """Return the document as one line of JSON: half a character is U+FFFD, NaN is null."""
    try:
        return to_json(document, inf_nan_mode="null")
    except (PydanticSerializationError, UnicodeEncodeError):
        return to_json(_clean(document), inf_nan_mode="null")


def _clean(value: object) -> object:
    """Return the value with every lone surrogate in it replaced."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case BaseModel():
            return _clean(value.model_dump())
        case Mapping():
            return {_clean(name): _clean(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_clean(inner) for inner in value]
        case _:
            return value
