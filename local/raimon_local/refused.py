"""What is printed in place of a record that couldn't be read: why, in a word and in a sentence."""

import json
from dataclasses import dataclass

from raimon.invocation import Source

_FAILED = "failed_"

_MESSAGES = {
    "file_not_readable": "the file could not be read to its end; check the disk and its rights",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """One record, or one whole log where the line is 0, that couldn't be assessed."""

    reason: str
    source: Source

    @property
    def message(self) -> str:
        """Return the reason as a sentence."""
        if self.reason.startswith(_FAILED):
            kind = self.reason.removeprefix(_FAILED)
            return f"assessing this record failed ({kind}); the records after it were assessed"
        return _MESSAGES.get(self.reason, self.reason.replace("_", " "))

    def to_json(self) -> str:
        """Return the refusal as one line of JSON."""
        content = {
            "error": {"reason": self.reason, "message": self.message},
            "source": self.source.model_dump(),
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
