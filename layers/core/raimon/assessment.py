"""What Raimon says of one invocation as a whole: outcome, signals and findings (contract 4.2)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from raimon.finding import Finding
from raimon.invocation import BodyState, Frozen, GuardrailAction, Source, Usage


def iso(moment: datetime) -> str:
    """Return a UTC moment as in the log: 2026-11-22T01:02:03Z."""
    return moment.isoformat().replace("+00:00", "Z")


type Moment = Annotated[datetime, PlainSerializer(iso, return_type=str)]


class Outcome(StrEnum):
    """How an invocation ended."""

    ANSWERED = "answered"
    PARTIALLY_REFUSED = "partially_refused"
    REFUSED = "refused"
    BLOCKED = "blocked"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    ERROR = "error"


class Languages(Frozen):
    """The language of the user's words and of the answer (ISO 639-1), None for too little text."""

    input: str | None = None
    output: str | None = None


class GuardrailSummary(Frozen):
    """Which policies of a guardrail detected something, and whether it intervened."""

    action: GuardrailAction | None = None
    policies: tuple[str, ...] = ()


class Bodies(Frozen):
    """Whether the request and the response could be read."""

    input: BodyState
    output: BodyState


class Assessment(Frozen):
    """One assessed invocation (contract raimon.assessment/1)."""

    schema_: Annotated[Literal["raimon.assessment/1"], Field(alias="schema")] = (
        "raimon.assessment/1"
    )
    invocation_id: str
    timestamp: Moment
    account_id: str
    region: str
    request_id: str
    operation: str
    model_id: str
    model_provider: str | None
    principal: str | None
    application: str | None
    language: Languages
    usage: Usage
    latency_ms: float | None
    stop_reason: str | None
    error_code: str | None
    guardrail: GuardrailSummary
    outcome: Outcome
    bodies: Bodies
    signals: Mapping[str, float]
    findings: tuple[Finding, ...]
    scoring_version: int
    key_epoch: int | None = None  # of the key of its tokens; tokens of two epochs never match
    source: Source

    def to_json(self) -> str:
        """Return the assessment as one line of JSON, the same bytes for the same assessment."""
        return self.model_dump_json(by_alias=True)
