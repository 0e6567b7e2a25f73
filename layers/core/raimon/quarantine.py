"""What couldn't be read: a reason and a pointer, never the content."""

from typing import Annotated, Literal

from pydantic import Field

from raimon.invocation import Frozen, Source


class QuarantineEntry(Frozen):
    """One log line, log object or event that was set aside (raimon.quarantine/1)."""

    schema_: Annotated[Literal["raimon.quarantine/1"], Field(alias="schema")] = (
        "raimon.quarantine/1"
    )
    reason: str
    source: Source

    def to_json(self) -> str:
        """Return the entry as one line of JSON."""
        return self.model_dump_json(by_alias=True)
