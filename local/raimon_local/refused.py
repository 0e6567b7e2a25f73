"""What is printed in place of a record that couldn't be read: why, in a word and in a sentence."""

import json
from dataclasses import dataclass

from raimon.bedrock.reason import Reason
from raimon.invocation import Source

_FAILED = "failed_"

_MESSAGES = {
    "file_not_readable": "the file could not be read to its end; check the disk and its rights",
    Reason.NOT_JSON: "this line is not JSON; a log record is one JSON object",
    Reason.NOT_UTF8: "this line is not UTF-8 text",
    Reason.NOT_AN_OBJECT: "this is JSON, but no object; a log record is one JSON object",
    Reason.TRUNCATED: "the log ends in the middle of a record; copy it again",
    Reason.LINE_TOO_LONG: "this line is longer than any log record may be",
    Reason.NESTED_TOO_DEEP: "this record is nested deeper than any log record may be",
    Reason.NOT_AN_INVOCATION_RECORD: (
        "this is no model invocation record; read are records of the schemaType ModelInvocationLog"
    ),
    Reason.NO_REQUEST_ID: "this record names no requestId, so nothing could be said about it later",
    Reason.NO_TIMESTAMP: "this record has no timestamp that can be read",
    Reason.TRUNCATED_GZIP: "the gzip file ends too early; what came before its end was read",
    Reason.CORRUPT_GZIP: "the gzip file is damaged; what came before the damage was read",
    Reason.GZIP_IN_GZIP_TOO_OFTEN: "this is gzip within gzip within gzip; unpack it first",
    Reason.GZIP_BOMB: "the gzip file unpacks to far more than a log would; it was not read on",
    Reason.OBJECT_TOO_LARGE: "the log unpacks to more than may be read; cut it into parts",
    Reason.BYTES_AFTER_GZIP: "other bytes follow the gzip file; they were not read",
    Reason.NO_RECORDS: "none of many lines is JSON; this is no invocation log",
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
