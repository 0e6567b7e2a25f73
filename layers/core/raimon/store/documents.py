"""From assessments to documents: flat, bounded, and without a word of any prompt or answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from raimon.assessment import Assessment
from raimon.finding import Finding, Severity
from raimon.invocation import Source
from raimon.store.encoding import cut, encode
from raimon.store.families import Family, timestamp
from raimon.store.generation import Generation
from raimon.store.mapping import SIGNALS

FINDING_SCHEMA: Final = "raimon.finding/1"


@dataclass(frozen=True, slots=True)
class Document:
    """What is written under one id: of two with the same id, the higher version stays."""

    family: Family
    index: str
    id: str
    version: int
    body: bytes
    source: Source | None  # the record that it tells of; None: an alarm, which tells of many


@dataclass(frozen=True)
class AssessedRecord:
    """The documents that one scoring of one record gives; what they share is worked out once."""

    assessment: Assessment
    generation: Generation

    def invocation(self) -> Document:
        """Return the document of the invocation, with its findings summed up."""
        return self._document(
            Family.INVOCATIONS,
            self.assessment.invocation_id,
            self.generation,
            {**self._call, **_measures(self.assessment), **_summary(self.assessment.findings)},
        )

    def findings(self) -> list[Document]:
        """Return a document for each finding, as this scoring raises it."""
        return [
            self._finding(found, self.generation, {"withdrawn": False})
            for found in self.assessment.findings
        ]

    def withdrawn(self, kept: Collection[str], newest: Generation) -> list[Document]:
        """Return a document for each finding that the newest scoring of the record lacks.

        Args:
            kept: the ids of the findings that the newest scoring raises.
            newest: that scoring; the documents carry its version and supersede this one's.

        """
        mark = {"withdrawn": True, "withdrawn_by": str(newest)}
        return [
            self._finding(found, newest, mark)
            for found in self.assessment.findings
            if found.finding_id not in kept
        ]

    def _finding(
        self,
        found: Finding,
        generation: Generation,
        mark: Mapping[str, object],
    ) -> Document:
        content = {**self._call, **_told(found), **mark, "schema": FINDING_SCHEMA}
        return self._document(Family.FINDINGS, found.finding_id, generation, content)

    def _document(
        self, family: Family, name: str, generation: Generation, content: Mapping[str, object]
    ) -> Document:
        source = self.assessment.source
        return Document(
            family=family,
            index=family.month_index(self.assessment.timestamp),
            id=name,
            version=generation.document_version(source),
            body=encode(content),
            source=source,
        )

    @cached_property
    def _call(self) -> Mapping[str, object]:
        """Return what invocation and findings tell alike."""
        told = self.assessment
        return {
            "@timestamp": timestamp(told.timestamp),
            "schema": told.schema_,
            "invocation_id": told.invocation_id,
            "account_id": cut(told.account_id),
            "region": cut(told.region),
            "request_id": cut(told.request_id),
            "operation": cut(told.operation),
            "model_id": cut(told.model_id),
            "model_provider": told.model_provider,
            "principal": cut(told.principal or "") or None,
            "application": cut(told.application or "") or None,
            "outcome": told.outcome,
            "language": told.language,
            "scoring_version": told.scoring_version,
            "complete": self.generation.complete,
            "source": told.source,
        }


def _measures(told: Assessment) -> dict[str, object]:
    """Return what is measured of an invocation; a signal that no mapping names is left out."""
    return {
        "stop_reason": told.stop_reason,
        "error_code": told.error_code,
        "usage": told.usage,
        "latency_ms": told.latency_ms,
        "guardrail": told.guardrail,
        "bodies": told.bodies,
        "signals": {name: told.signals[name] for name in SIGNALS if name in told.signals},
    }


def _summary(findings: tuple[Finding, ...]) -> dict[str, object]:
    """Sum the findings up in flat fields, which dashboards can count without nesting."""
    if not findings:
        return {"finding_count": 0}
    worst = max((found.severity for found in findings), key=Severity.rank.__get__)
    return {
        "finding_count": len(findings),
        "rule_ids": sorted({found.rule_id for found in findings}),
        "aspects": sorted({found.aspect for found in findings}),
        "entities": sorted({found.entity for found in findings if found.entity}),
        "kinds": sorted({found.kind for found in findings if found.kind}),
        "max_severity": worst,
        "max_severity_rank": worst.rank,
    }


def _told(found: Finding) -> dict[str, object]:
    """Return what a finding says of itself."""
    told: dict[str, object] = {
        "finding_id": found.finding_id,
        "rule_id": found.rule_id,
        "rule_version": found.rule_version,
        "aspect": found.aspect,
        "severity": found.severity,
        "severity_rank": found.severity.rank,
        "confidence": found.confidence,
        "location": found.location,
        "entity": found.entity,
        "kind": found.kind,
        "mask": found.mask,
        "value_token": found.value_token,
        "explanation": found.explanation,
        "synthetic": found.synthetic,
    }
    if found.evidence:
        told["evidence"] = found.evidence
    return told
