"""What OpenSearch refused: a pointer and the type of the error, never the reason or the content."""

import hashlib
import re
from typing import Annotated, Literal

from pydantic import Field

from raimon.invocation import Frozen, Source

_PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,128}")


class Refusal(Frozen):
    """One document that was set aside (raimon.refusal/1)."""

    schema_: Annotated[Literal["raimon.refusal/1"], Field(alias="schema")] = "raimon.refusal/1"
    family: str
    id: str
    index: str | None
    error_type: str
    source: Source | None

    @property
    def key(self) -> str:
        """Return where it lies in the results bucket: the same document, the same place."""
        return f"quarantine/index/{self.family}/{self.id}.json"

    def to_json(self) -> bytes:
        """Return the refusal as JSON."""
        return self.model_dump_json(by_alias=True).encode()


def plain_id(name: str) -> str:
    """Return the id as it may stand in a key and in a log; an odd one is digested."""
    if _PLAIN.fullmatch(name):
        return name
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
