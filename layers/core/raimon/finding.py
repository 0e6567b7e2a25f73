"""What is said about an invocation: a finding, explained in English and Japanese."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, model_validator

from raimon.invocation import Frozen, Segment

type Fact = bool | int | float | str | tuple[str, ...]


class Aspect(StrEnum):
    """The six aspects of responsible AI."""

    FAIRNESS = "fairness"
    EXPLAINABILITY = "explainability"
    ROBUSTNESS = "robustness"
    PRIVACY = "privacy"
    GOVERNANCE = "governance"
    TRANSPARENCY = "transparency"


class Severity(StrEnum):
    """How bad it is, from note to emergency."""

    INFORMATIONAL = "informational"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 for informational up to 4 for critical."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Bilingual(Frozen):
    """One text in English and in Japanese."""

    en: str
    ja: str


class Location(Frozen):
    """A span of one segment, in Unicode code points."""

    segment: Segment
    start: NonNegativeInt
    end: NonNegativeInt

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end < self.start:
            message = "a location ends where it starts or later"
            raise ValueError(message)
        return self


class Finding(Frozen):
    """One thing found in one invocation (raimon.assessment/1): no raw value, no snippet."""

    finding_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    rule_id: str
    rule_version: str
    aspect: Aspect
    severity: Severity
    confidence: Annotated[float, Field(ge=0, le=1)]
    location: Location | None = None
    entity: str | None = None
    kind: str | None = None
    mask: str | None = None
    value_token: str | None = None
    explanation: Bilingual
    evidence: Mapping[str, Fact] = {}

    @property
    def synthetic(self) -> bool:
        """Whether the value is a documented example, which is found but raises no alarm."""
        return self.evidence.get("synthetic") is True

    @property
    def known(self) -> bool:
        """Whether the value may be seen: a documented example, or one that the policy allows."""
        return self.synthetic or self.evidence.get("allowed") is True

    @property
    def statistical(self) -> bool:
        """Whether it tells of a stream of calls and not of one of them."""
        return self.evidence.get("statistical") is True


def finding_id(
    invocation_id: str,
    rule_id: str,
    location: Location | None,
    entity: str | None,
    detail: str = "",
) -> str:
    """Return the stable id of a finding: 32 hex of SHA-256 over what was found where.

    The kind, the confidence and the rule's version aren't part of it, so that a newer scoring that
    judges the same find anew supersedes the older finding instead of standing beside it. `detail`
    tells findings of one rule apart that have neither place nor entity, such as policies.
    """
    place = f"{location.segment}:{location.start}:{location.end}" if location else ""
    named = "\x1f".join((invocation_id, rule_id, place, entity or "", detail))
    return hashlib.sha256(named.encode()).hexdigest()[:32]
