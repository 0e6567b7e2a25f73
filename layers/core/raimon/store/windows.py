"""From a closed window to its document: what the mapping knows of it."""

import json
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from raimon.assessment import Moment
from raimon.errors import UnreadableObjectError
from raimon.store.documents import Document
from raimon.store.encoding import encode
from raimon.store.errors import UnknownMessageError
from raimon.store.families import Family, timestamp
from raimon.store.fitting import fitting
from raimon.store.mapping import FIELDS
from raimon.store.scorings import Archive


class _Window(BaseModel):
    """What makes a window a document; everything else is free."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    window_id: str = Field(min_length=1)
    moment: Moment = Field(alias="@timestamp")
    revision: NonNegativeInt


def window_documents(archive: Archive, key: str) -> Iterator[Document]:
    """Give the documents of an object of closed windows.

    Raises:
        UnknownMessageError: if it holds anything else.

    """
    try:
        for line in archive.lines(key):
            yield _document(json.loads(line))
    except (UnreadableObjectError, ValueError):  # pydantic's errors are ValueErrors too
        raise UnknownMessageError from None


def _document(told: Mapping[str, object]) -> Document:
    try:
        window = _Window.model_validate(told)
    except ValidationError:
        raise UnknownMessageError from None  # pydantic's own error remembers the input
    content = {
        **fitting(told, FIELDS[Family.WINDOWS]),
        "@timestamp": timestamp(window.moment),
    }
    return Document(
        family=Family.WINDOWS,
        index=Family.WINDOWS.month_index(window.moment),
        id=window.window_id,
        version=window.revision,
        body=encode(content),
        source=None,
    )
