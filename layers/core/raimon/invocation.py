"""What is watched: one call of a model, read from one log record."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, NonNegativeFloat, NonNegativeInt


class Segment(StrEnum):
    """A part of an invocation by who said it; offsets of findings count in one segment's text."""

    SYSTEM = "system"
    HISTORY = "history"
    USER = "user"
    CONTEXT = "context"
    TOOL = "tool"
    REASONING = "reasoning"
    OUTPUT = "output"


INPUT_SEGMENTS = (Segment.SYSTEM, Segment.HISTORY, Segment.USER, Segment.CONTEXT, Segment.TOOL)
ANSWER_SEGMENTS = (Segment.REASONING, Segment.OUTPUT)


class BodyState(StrEnum):
    """Whether a request or response body could be read."""

    PRESENT = "present"
    ABSENT = "absent"  # the record has none: a rejected call, or text delivery is off
    UNAVAILABLE = (
        "unavailable"  # the record points to an object that isn't there or may not be read
    )


class Frozen(BaseModel):
    """A value that never changes; a refused value is never quoted in the error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Source(Frozen):
    """Where the record stands in the customer's own log bucket."""

    bucket: str
    key: str
    line: NonNegativeInt


class Usage(Frozen):
    """Tokens as billed; absent where neither the record nor the body tells."""

    input_tokens: NonNegativeInt | None = None
    output_tokens: NonNegativeInt | None = None
    cache_read_input_tokens: NonNegativeInt | None = None
    cache_write_input_tokens: NonNegativeInt | None = None


class GuardrailAction(StrEnum):
    """What the record says that a guardrail did."""

    NONE = "NONE"
    INTERVENED = "INTERVENED"


class GuardrailHit(Frozen):
    """One thing that a guardrail detected, whether it acted on it or not.

    `match` is the raw value that the guardrail saw: it stays in this process.
    """

    policy: str  # topic, content, word, sensitive_information, ...
    name: str  # the type or topic, such as EMAIL or PROMPT_ATTACK
    action: str  # BLOCKED, ANONYMIZED, NONE
    side: str  # input or output
    confidence: str | None = None  # LOW, MEDIUM, HIGH of content filters
    score: float | None = None  # of contextual grounding
    threshold: float | None = None
    match: str | None = Field(default=None, repr=False)


class Guardrail(Frozen):
    """What the record tells of guardrails; `action` is None where it tells nothing."""

    action: GuardrailAction | None = None
    hits: tuple[GuardrailHit, ...] = ()


class Configuration(Frozen):
    """How the model was set up for the call, as far as the record tells: the rest is absent."""

    inference: Mapping[str, float | str] = {}  # temperature, top_p, top_k, max_tokens
    tools: str | None = None  # SHA-256 of the tools that the model was given
    guardrail: str | None = None  # identity and version, where a trace names them


class ToolUse(Frozen):
    """The arguments with which a tool was to be called, and the schema that they were to fit."""

    arguments: str = Field(default="", repr=False)
    written_schema: str | None = Field(default=None, repr=False)


class AskedData(Frozen):
    """What data the request demanded: its own words and schemas never leave the process."""

    json_asked: bool = False  # by a parameter of the request, not by its words
    written_schema: str | None = Field(default=None, repr=False)
    tools: tuple[ToolUse, ...] = ()
    unread: bool = False  # a part of the request is no text: a file, a picture, a search of the web


class Invocation(Frozen):
    """One call of a model, as its log record tells it; texts in it never leave the process."""

    invocation_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    timestamp: datetime
    account_id: str
    region: str
    request_id: str
    operation: str
    model_id: str
    model_provider: str | None = None
    principal: str | None = None
    request_metadata: Mapping[str, str] = {}  # supplied by the caller: never a trust signal
    inference_region: str | None = None
    output_shape: str = "absent"
    segments: Mapping[Segment, str] = Field(default={}, repr=False)  # the texts that aren't empty
    tools_called: tuple[str, ...] = ()
    usage: Usage = Usage()
    latency_ms: NonNegativeFloat | None = None
    stop_reason: str | None = None
    error_code: str | None = None
    declared_refusal: bool = False  # the body itself says so: stop reason, refusal field or block
    guardrail: Guardrail = Guardrail()
    configuration: Configuration = Configuration()
    asked_data: AskedData = AskedData()
    input_body: BodyState = BodyState.ABSENT
    output_body: BodyState = BodyState.ABSENT
    source: Source

    def text(self, segment: Segment) -> str:
        """Return the segment's text, empty where there is none."""
        return self.segments.get(segment, "")


def invocation_id(account_id: str, region: str, request_id: str) -> str:
    """Return the id of an invocation: 32 hex of SHA-256 over account, region and request id."""
    named = f"{account_id}\x1f{region}\x1f{request_id}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]
