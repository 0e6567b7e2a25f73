"""An alarm (contract raimon.alarm/1): one problem, however often it was found."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveInt

from raimon.assessment import Moment
from raimon.finding import Aspect, Bilingual, Severity
from raimon.invocation import Frozen, Source
from raimon.statistic import Statistic

type Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
type Share = Annotated[float, Field(ge=0, le=1)]


class AlarmState(StrEnum):
    """Where an alarm stands in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Confidence(Frozen):
    """The lowest and the highest confidence among an alarm's findings."""

    lowest: Share
    highest: Share


class AlarmSubject(Frozen):
    """What the problem is about; of a long list the first twenty in sorted order are kept."""

    application: str | None = None
    model: str | None = None  # where it is one and the same
    models: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kind: str | None = None
    entity: str | None = None
    group: str | None = None
    stream: str | None = None
    resources: tuple[str, ...] = ()  # of the account, where the problem isn't one of invocations


class Example(Frozen):
    """One of the findings, and where its log record or its event stands."""

    finding_id: Id
    invocation_id: Id | None = None
    request_id: str | None = None
    timestamp: Moment
    explanation: Bilingual
    source: Source | None = None
    region: str | None = None
    event_id: str | None = None  # of CloudTrail, where no log record but an event told of it


class Action(Frozen):
    """Something prepared for the reader: a command to copy or a link to follow."""

    kind: Literal["command", "link"]
    label: Bilingual
    value: str


class Alarm(Frozen):
    """One problem from its first finding to its resolution (contract raimon.alarm/1)."""

    schema_: Annotated[Literal["raimon.alarm/1"], Field(alias="schema")] = "raimon.alarm/1"
    alarm_id: Id
    revision: NonNegativeInt  # one more for each finding and each change of state, so that it is
    # the same however findings are batched, and the external version of the alarm's document
    correlation_key: str
    episode: PositiveInt  # counts how often this problem came back
    state: AlarmState = AlarmState.OPEN
    severity: Severity
    aspect: Aspect
    rule_id: str
    title: Bilingual
    opened_at: Moment  # by the clock, and never changed
    updated_at: Moment  # by the clock
    resolved_at: Moment | None = None
    event_time: Moment  # of the earliest finding
    last_event_time: Moment  # of the latest finding
    count: NonNegativeInt
    muted: bool = False
    incident: str | None = None  # several alarms of one deployment have the same
    follows: bool = False  # people were told of the incident by another alarm, as severe as this
    confidence: Confidence
    subject: AlarmSubject
    statistic: Statistic | None = None
    findings: tuple[Id, ...] = ()  # the first hundred in sorted order; `count` has them all
    examples: tuple[Example, ...] = ()  # the earliest five
    runbook: str
    actions: tuple[Action, ...] = ()

    @property
    def is_of_a_stream(self) -> bool:
        """Return whether a stream raised it, which will tell when it is over.

        A comparison at a deployment looks once, at all languages, and tells nothing later.
        """
        stream = self.subject.stream
        return self.statistic is not None and bool(stream) and not str(stream).endswith("/all")

    def to_json(self) -> str:
        """Return the alarm as one line of JSON, the same bytes for the same alarm."""
        return self.model_dump_json(by_alias=True)
