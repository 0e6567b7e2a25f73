"""Watch Bedrock's own settings: by the events of CloudTrail, and by looking once an hour.

An event tells who did what, the settings as read back tell what holds. CloudTrail's events are best
effort, so a change that no event told of is found at the next look, without its author.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from raimon.audit.guardrail_state import GuardrailKnown, changes, settings_of, told
from raimon.audit.logging_state import Judged, LoggingKnown, LoggingState, judge_logging
from raimon.audit.notable import Notable, Place
from raimon.audit.ports import ControlPlane, ControlPlaneError, StateStore
from raimon.audit.states import Remembered, remembered
from raimon.audit.teller import Teller
from raimon.audit.trail import TrailEvent, short
from raimon.audit.watched import (
    DELETE_GUARDRAIL,
    DELETE_LOGGING,
    PUT_LOGGING,
    UPDATE_GUARDRAIL,
    WATCHED,
    Watch,
)
from raimon.finding import Fact, Severity
from raimon.invocation import Frozen

LOGGING: Final = "invocation-logging"
_MARKER_DAYS: Final = 400
_UNREADABLE: Final = frozenset({"AccessDeniedException", "ValidationException"})
# The parameters that name what a call is about, the telling ones first.
_NAMING: Final = (
    "guardrailId",
    "guardrailIdentifier",
    "resourceArn",
    "provisionedModelId",
    "provisionedModelArn",
    "customModelDeploymentIdentifier",
    "modelIdentifier",
    "modelArn",
    "importedModelName",
    "customModelName",
    "modelName",
    "jobArn",
    "jobIdentifier",
    "jobName",
    "inferenceProfileIdentifier",
    "inferenceProfileArn",
    "configId",
    "modelId",
)


class Known(Frozen):
    """The guardrails that were there at the last look: the time of their last change by id."""

    guardrails: Mapping[str, str] = {}


class Seen(Frozen):
    """That an event was dealt with."""


@dataclass(frozen=True, slots=True)
class ControlPlaneWatch:
    """Holds Bedrock's settings against what was last known of them."""

    plane: ControlPlane
    states: StateStore
    teller: Teller
    log_bucket: str
    most_hours: int  # an event older than that tells nothing of now

    def take_in(self, event: TrailEvent, now: datetime) -> str:
        """Deal with one event, once; return what became of it, in a word that is counted."""
        watch = WATCHED.get(event.action)
        if watch is None:
            return "unwatched"
        if now - event.time > timedelta(hours=self.most_hours):
            return "stale"
        seen = remembered(self.states, f"TRAIL#{event.event_id}", Seen())
        if seen.version:
            return "repeated"
        if event.error_code is not None:
            self._tell([_attempt(event, watch)], event)
        else:
            self._succeeded(event, watch)
        seen.replace(Seen(), days=_MARKER_DAYS)
        return "taken"

    def look(self, place: Place, now: datetime) -> None:
        """Read the settings and tell of what has changed since they were last known."""
        self._look_at_logging(place, now)
        self._look_at_guardrails(place, now)

    def _succeeded(self, event: TrailEvent, watch: Watch) -> None:
        if event.action in {PUT_LOGGING, DELETE_LOGGING}:
            self._logging(event)
        elif event.action in {UPDATE_GUARDRAIL, DELETE_GUARDRAIL} and guardrail_of(event):
            self._guardrail(event, guardrail_of(event))
        else:
            self._tell([_plain(event, watch)], event)

    def _logging(self, event: TrailEvent) -> None:
        known, after = self._known_logging(), LoggingState.of(self.plane.logging())
        before = known.value.state
        judged = judge_logging(before, after, self.log_bucket)
        if event.action == DELETE_LOGGING:
            judged = [_deletion(after), *(each for each in judged if each.rule != "logging_off")]
        elif not judged:
            judged = [Judged("logging_changed", "first" if before is None else "same")]
        self._tell([_by(event, each, LOGGING) for each in judged], event)
        _learn_logging(known, after)

    def _look_at_logging(self, place: Place, now: datetime) -> None:
        known, after = self._known_logging(), LoggingState.of(self.plane.logging())
        before = known.value.state
        if before == after:
            return
        serial = str(known.value.serial + 1)
        judged = judge_logging(before, after, self.log_bucket)
        self.teller.tell([_unattributed(each, LOGGING, now, serial) for each in judged], place)
        _learn_logging(known, after)

    def _known_logging(self) -> Remembered[LoggingKnown]:
        return remembered(self.states, "LOGGING", LoggingKnown())

    def _guardrail(self, event: TrailEvent, identifier: str) -> None:
        """Read the guardrail back, tell what differs from what was known, and know it from now."""
        known = remembered(self.states, f"GUARDRAIL#{identifier}", GuardrailKnown())
        try:
            answer = self.plane.guardrail(identifier)
        except ControlPlaneError as error:
            if error.code not in _UNREADABLE:
                raise
            self._tell([_by(event, _unread(event, identifier), f"guardrail/{identifier}")], event)
            return
        if event.action == DELETE_GUARDRAIL:
            judged = _guardrail_deletion(identifier, still_there=answer is not None)
        elif answer is None:
            judged = Judged("guardrail_deleted", "deleted", facts={"guardrail": identifier})
        else:
            judged = judge_guardrail(identifier, known.value, answer)
        self._tell([_by(event, judged, f"guardrail/{identifier}")], event)
        _learn_guardrail(known, answer)

    def _look_at_guardrails(self, place: Place, now: datetime) -> None:
        known = remembered(self.states, "GUARDRAILS", Known())
        present = dict(self.plane.guardrails())
        notables: list[Notable] = []
        learned: list[tuple[Remembered[GuardrailKnown], Mapping[str, object] | None]] = []
        for identifier in sorted(present.keys() | known.value.guardrails.keys()):
            if present.get(identifier) == known.value.guardrails.get(identifier):
                continue
            state = remembered(self.states, f"GUARDRAIL#{identifier}", GuardrailKnown())
            answer = self.plane.guardrail(identifier) if identifier in present else None
            notables += _drift(identifier, state.value, answer, now)
            learned.append((state, answer))
        self.teller.tell(notables, place)
        for state, answer in learned:
            _learn_guardrail(state, answer)
        if present != known.value.guardrails:
            known.replace(Known(guardrails=present))

    def _tell(self, notables: list[Notable], event: TrailEvent) -> None:
        self.teller.tell(notables, event.place)


def judge_guardrail(identifier: str, known: GuardrailKnown, answer: Mapping[str, object]) -> Judged:
    """Return what differs between the guardrail as known and as read back."""
    if known.settings is None:
        return Judged("guardrail_changed", "first", facts={"guardrail": identifier})
    found = changes(known.settings, settings_of(answer))
    facts: dict[str, Fact] = {"guardrail": identifier}
    if not found:
        return Judged("guardrail_changed", "same", Severity.LOW, facts)
    words = told(found)
    facts |= {"changes_en": words.en, "changes_ja": words.ja, "count": len(found)}
    loosened = sum(change.loosens for change in found)
    if loosened:
        facts["loosened"] = loosened
        return Judged("guardrail_changed", "loosened", Severity.HIGH, facts)
    return Judged("guardrail_changed", "changed", facts=facts)


def _unread(event: TrailEvent, identifier: str) -> Judged:
    """Return what the event alone tells of a guardrail that may not be read back."""
    facts: dict[str, Fact] = {"guardrail": identifier}
    if event.action == DELETE_GUARDRAIL:
        return Judged("guardrail_deleted", "deleted", facts=facts)
    return Judged("guardrail_changed", "unread", facts=facts)


def guardrail_of(event: TrailEvent) -> str:
    """Return the id of the guardrail that an event is about, empty where it names none."""
    name = event.names.get("guardrailId") or event.names.get("guardrailIdentifier")
    return short(name) if name else ""


def _drift(
    identifier: str, known: GuardrailKnown, answer: Mapping[str, object] | None, now: datetime
) -> Iterator[Notable]:
    """Give what no event told of; a guardrail seen for the first time is only learned."""
    if known.settings is None:
        return
    if answer is None:
        judged = Judged("guardrail_deleted", "gone", facts={"guardrail": identifier})
    else:
        judged = judge_guardrail(identifier, known, answer)
    if judged.message != "same":
        serial = str(known.serial + 1)
        yield _unattributed(judged, f"guardrail/{identifier}", now, serial)


def _learn_logging(known: Remembered[LoggingKnown], after: LoggingState) -> None:
    if known.value.state != after:
        known.replace(LoggingKnown(state=after, serial=known.value.serial + 1))


def _learn_guardrail(
    known: Remembered[GuardrailKnown], answer: Mapping[str, object] | None
) -> None:
    settings = None if answer is None else settings_of(answer)
    if known.version == 0 or known.value.settings != settings:
        known.replace(GuardrailKnown(settings=settings, serial=known.value.serial + 1))


def _deletion(after: LoggingState) -> Judged:
    if after.on:
        return Judged("logging_off", "restored", Severity.MEDIUM)
    return Judged("logging_off", "deleted")


def _guardrail_deletion(identifier: str, *, still_there: bool) -> Judged:
    facts = {"guardrail": identifier}
    if still_there:
        return Judged("guardrail_deleted", "version", Severity.MEDIUM, facts)
    return Judged("guardrail_deleted", "deleted", facts=facts)


def _attempt(event: TrailEvent, watch: Watch) -> Notable:
    """Return a change that failed: nothing changed, so it is its own rule."""
    severity = Severity.LOW
    if event.denied:
        severity = Severity.HIGH if watch.oversight else Severity.MEDIUM
    message = "denied" if event.denied else "failed"
    facts: dict[str, Fact] = {"action": event.action}
    return _by(event, Judged("attempt_failed", message, severity, facts), event.action)


def _plain(event: TrailEvent, watch: Watch) -> Notable:
    facts: dict[str, Fact] = {"action": event.action}
    if watch.rule.startswith("guardrail_"):
        facts["guardrail"] = guardrail_of(event) or "-"
    return _by(event, Judged(watch.rule, watch.message, watch.severity, facts), _resource(event))


def _resource(event: TrailEvent) -> str:
    """Return the name of what the call was about, else the call's own name."""
    if guardrail := guardrail_of(event):
        return f"guardrail/{guardrail}"
    name = next((event.names[name] for name in _NAMING if name in event.names), None)
    return short(name) if name else event.action


def _by(event: TrailEvent, judged: Judged, resource: str) -> Notable:
    """Return what was judged, at the event's own time and with whom it names."""
    actor: dict[str, Fact] = {
        "actor_en": event.actor or "an unnamed principal",
        "actor_ja": event.actor or "不明",
    }
    return Notable(
        rule=judged.rule,
        message=judged.message,
        resource=resource,
        moment=event.time,
        identity=event.event_id,
        severity=judged.severity,
        facts={**judged.facts, **actor},
        event_id=event.event_id,
    )


def _unattributed(judged: Judged, resource: str, now: datetime, serial: str) -> Notable:
    """Return what was judged at a look, when nobody knows yet who did it."""
    unknown: dict[str, Fact] = {"actor_en": "somebody not yet known", "actor_ja": "未確認"}
    known = replace(judged, facts={**judged.facts, **unknown})
    return Notable(
        rule=known.rule,
        message=known.message,
        resource=resource,
        moment=now,
        identity=f"look {serial}",
        severity=known.severity,
        facts=known.facts,
    )
