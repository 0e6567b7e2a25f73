"""One learned part as it is shipped: what it is and came from, and its numbers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

FORMAT: Final = "raimon.model/1"


@dataclass(frozen=True, slots=True)
class Artefact:
    """A learned part: a header for people and programs, and a payload for its scorer."""

    header: Mapping[str, Any]
    payload: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Return the part's name, which is that of its file."""
        return str(self.header["name"])

    @property
    def parameters(self) -> Mapping[str, float]:
        """Return the numbers that its scorer needs: bias, scale, thresholds."""
        return dict(self.header["parameters"])

    @property
    def is_whole(self) -> bool:
        """Return whether the payload is the one that was written."""
        return checksum(self.payload) == str(self.header["sha256"])


def checksum(payload: bytes) -> str:
    """Return the SHA-256 of the payload in hex."""
    return hashlib.sha256(payload).hexdigest()


def packed(header: Mapping[str, Any], payload: bytes) -> bytes:
    """Return the artefact as bytes: one line of JSON, then the payload; never compressed.

    Two libraries may compress one input differently; a package is compressed as a whole anyway.
    """
    whole = {"format": FORMAT, **header, "sha256": checksum(payload)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode() + b"\n" + payload


def unpacked(content: bytes) -> Artefact:
    """Return the artefact that the bytes hold."""
    head, _, payload = content.partition(b"\n")
    return Artefact(json.loads(head), payload)


def load(name: str) -> Artefact:
    """Return the artefact of that name; whoever needs it keeps what it makes of it."""
    return unpacked(files("raimon.models").joinpath(f"{name}.model").read_bytes())
