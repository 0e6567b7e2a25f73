"""The scorings of one log object, which together say which finding still stands.

No order of messages can leave a stale finding active. Each scoring announces itself, and whoever is
announced looks at the scorings that exist by then: what no newer one raises is written as withdrawn
by the newest, and the newest itself withdraws what older ones alone raise.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote_plus

from pydantic import ValidationError

from raimon.assessment import Assessment
from raimon.errors import UnreadableObjectError
from raimon.invocation import Source
from raimon.store.documents import AssessedRecord, Document
from raimon.store.errors import AssessmentMissingError
from raimon.store.generation import AssessmentObject, Generation
from raimon.store.refusal import Refusal


class Archive(Protocol):
    """The results bucket, which holds every scoring that was ever made."""

    @property
    def bucket(self) -> str:
        """Return the bucket's name."""

    def generations(self, folder: str) -> Collection[Generation]:
        """Return the scorings that exist of one log object."""

    def lines(self, key: str) -> Iterator[bytes]:
        """Return an assessment object's lines, or raise UnreadableObjectError at a broken one."""

    def put(self, key: str, content: bytes) -> None:
        """Write a small object."""


@dataclass(frozen=True, slots=True)
class Scorings:
    """Reads the scorings of log objects and tells the documents that follow from them."""

    archive: Archive

    def documents(self, announced: AssessmentObject) -> Iterator[Document | Refusal]:
        """Return the documents of a scoring, and of what it withdraws of older ones."""
        announced, others = self._found(announced)
        newer = sorted(other for other in others if other > announced.generation)
        older = sorted((other for other in others if other < announced.generation), reverse=True)
        if newer:
            yield from self._superseded(announced, newer)
        else:
            yield from self._newest(announced, older)

    def _found(
        self, announced: AssessmentObject
    ) -> tuple[AssessmentObject, Collection[Generation]]:
        """Return the object, and its siblings; its key may have come URL-encoded."""
        for folder in dict.fromkeys((announced.folder, unquote_plus(announced.folder))):
            present = self.archive.generations(folder)
            if announced.generation in present:
                return AssessmentObject(folder, announced.generation), present
        raise AssessmentMissingError

    def _newest(
        self, scoring: AssessmentObject, older: list[Generation]
    ) -> Iterator[Document | Refusal]:
        raised: set[str] = set()
        for record in self._records(scoring):
            if isinstance(record, Refusal):
                yield record
                continue
            yield record.invocation()
            yield from record.findings()
            if older:
                raised.update(found.finding_id for found in record.assessment.findings)
        for generation in older:  # newest first: of a finding that two raised, the later words stay
            yield from self._leftovers(scoring, generation, raised)

    def _leftovers(
        self, scoring: AssessmentObject, older: Generation, raised: set[str]
    ) -> Iterator[Document]:
        """Withdraw what an older scoring raised and nothing since, and count it as dealt with."""
        seen: set[str] = set()
        for record in self._sound(scoring.sibling(older)):
            yield from record.withdrawn(raised, scoring.generation)
            seen.update(found.finding_id for found in record.assessment.findings)
        raised |= seen

    def _superseded(
        self, scoring: AssessmentObject, newer: list[Generation]
    ) -> Iterator[Document | Refusal]:
        """Return what an older scoring says: what no newer one raises is withdrawn."""
        still = {name for generation in newer for name in self._raised(scoring.sibling(generation))}
        for record in self._records(scoring):
            if isinstance(record, Refusal):
                yield record
                continue
            yield record.invocation()
            yield from (found for found in record.findings() if found.id in still)
            yield from record.withdrawn(still, newer[-1])

    def _raised(self, scoring: AssessmentObject) -> Iterator[str]:
        """Return the ids that a newer scoring raises; it must be readable, or nobody withdraws."""
        for record in self._records(scoring):
            if isinstance(record, Refusal):
                raise UnreadableObjectError(reason="newer_scoring_unreadable")
            yield from (found.finding_id for found in record.assessment.findings)

    def _sound(self, scoring: AssessmentObject) -> Iterator[AssessedRecord]:
        """Return the records that can be read; the others are told when their own scoring is."""
        return (found for found in self._records(scoring) if isinstance(found, AssessedRecord))

    def _records(self, scoring: AssessmentObject) -> Iterator[AssessedRecord | Refusal]:
        """Return the assessed records line by line; what is no assessment is set aside."""
        try:
            for number, line in enumerate(self.archive.lines(scoring.key)):
                try:
                    # Functions are deployed one after the other: a field of tomorrow is no error.
                    assessment = Assessment.model_validate_json(line, extra="ignore")
                except ValidationError:
                    yield self._unreadable(scoring.key, number, "not_an_assessment")
                else:
                    yield AssessedRecord(assessment, scoring.generation)
        except UnreadableObjectError as error:
            yield self._unreadable(scoring.key, 0, error.reason)

    def _unreadable(self, key: str, line: int, reason: str) -> Refusal:
        place = f"{key}:{line}".encode("utf-8", "surrogatepass")
        return Refusal(
            family="assessments",
            id=hashlib.sha256(place).hexdigest()[:32],
            index=None,
            error_type=reason,
            source=Source(bucket=self.archive.bucket, key=key, line=line),
        )
