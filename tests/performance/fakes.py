"""Ports that keep nothing, so that a benchmark measures Raimon and not its surroundings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, BinaryIO


@dataclass(slots=True)
class MemoryLogs:
    """Log objects in memory."""

    objects: Mapping[str, bytes]

    def open(self, bucket: str, key: str) -> BinaryIO:
        """Open the object; the bucket doesn't matter."""
        del bucket
        return BytesIO(self.objects[key])


@dataclass(slots=True)
class NoResults:
    """A result store that only counts bytes."""

    written: int = 0

    def write(self, key: str, content: IO[bytes], counts: Mapping[str, int]) -> None:
        """Count the bytes."""
        del key, counts
        while block := content.read(1 << 16):
            self.written += len(block)

    def remove(self, key: str) -> None:
        """Do nothing."""


@dataclass(slots=True)
class NoBus:
    """A bus that only counts events."""

    sent: int = 0

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Count the events."""
        del detail_type
        self.sent += len(details)


@dataclass(slots=True)
class Results:
    """A result store that keeps assessments in memory."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def write(self, key: str, content: IO[bytes], counts: Mapping[str, int]) -> None:
        """Keep the content, unless it is quarantine."""
        del counts
        if key.startswith("assessments/"):
            self.objects[key] = content.read()

    def remove(self, key: str) -> None:
        """Do nothing."""


def stored_event(bucket: str, key: str) -> str:
    """Return the body of the message that announces a result."""
    detail = {"bucket": {"name": bucket}, "object": {"key": key, "size": 1}}
    event = {"id": key, "source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    return json.dumps(event)
