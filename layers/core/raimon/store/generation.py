"""Which scoring a document comes from: the name of an assessment object, and the versions it gives.

All scorings of one log object lie under one prefix, `assessments/<bucket>/<key>/`, and their names
sort by age. From that name alone follows which of two documents of one id stays.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final, Self

from raimon.invocation import Source

PREFIX: Final = "assessments/"
_TIE_BITS: Final = 20  # with the 41 bits of a generation, a version fits OpenSearch's 63
_OBJECT = re.compile(
    r"(?P<folder>assessments/.+/)(?P<version>[0-9]{12})-(?P<complete>[01])\.ndjson\.gz"
)


@dataclass(frozen=True, slots=True, order=True)
class Generation:
    """One scoring of a log object: a newer version supersedes, and so does a complete reading."""

    scoring_version: int
    complete: bool  # whether every body beside the log was read

    def __str__(self) -> str:
        """Return the name, as it stands in keys and in `withdrawn_by`."""
        return f"{self.scoring_version:012d}-{self.complete:d}"

    def document_version(self, source: Source) -> int:
        """Return the external version of a document that this scoring makes of a record.

        Two log objects may hold the same record. The digest of its place decides between the two
        documents, so that the same one stays in whatever order they arrive.
        """
        place = f"{source.bucket}/{source.key}:{source.line}".encode("utf-8", "surrogatepass")
        tie = int.from_bytes(hashlib.sha256(place).digest()[:4]) % (1 << _TIE_BITS)
        return ((self.scoring_version * 2 + self.complete) << _TIE_BITS) + tie


@dataclass(frozen=True, slots=True)
class AssessmentObject:
    """An object of the results bucket that holds one scoring of one log object."""

    folder: str
    generation: Generation

    @property
    def key(self) -> str:
        """Return the object's key."""
        return f"{self.folder}{self.generation}.ndjson.gz"

    def sibling(self, generation: Generation) -> "AssessmentObject":
        """Return another scoring of the same log object."""
        return AssessmentObject(self.folder, generation)

    @classmethod
    def from_key(cls, key: str) -> Self | None:
        """Return the object that a key names, None if it isn't a scoring's."""
        match = _OBJECT.fullmatch(key)
        if match is None:
            return None
        return cls(match["folder"], Generation(int(match["version"]), match["complete"] == "1"))
