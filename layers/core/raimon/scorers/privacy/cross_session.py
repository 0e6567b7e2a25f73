"""When a leak crosses from one user to another: LEAK.CROSS_SESSION, and what that changes.

Values are followed by their tokens. What one user's conversation held is remembered, and a leak to
another user, later, of the same token is no invention of the model.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from raimon.assessment import Assessment
from raimon.finding import Finding, Severity
from raimon.invocation import Segment
from raimon.messages import explanation
from raimon.policy import Policy
from raimon.scorers.privacy.detector import ALARM
from raimon.scorers.privacy.entities import ENTITIES
from raimon.scorers.privacy.kind import Kind
from raimon.scorers.privacy.token_memory import Place, Sighting, Sightings, merged

_RULES: Final = frozenset({"privacy.pii", "privacy.secret"})
_LEAKS: Final = frozenset({Kind.LEAK_MODEL, Kind.LEAK_RAG, Kind.LEAK_SYSTEM})
_PLACES: Final[Mapping[Segment, Place]] = {
    Segment.USER: Place.USER,
    Segment.CONTEXT: Place.DOCUMENT,
    Segment.TOOL: Place.DOCUMENT,
    Segment.REASONING: Place.ANSWER,
    Segment.OUTPUT: Place.ANSWER,
}
_OWN: Final = (Place.USER, Place.DOCUMENT)
_LEAST_WEIGHT: Final = 3  # a network address or a bare name crosses every day
MOST_OF_RECORD: Final = 20  # tokens
_DAY: Final = 86_400
# Names that machines make for a session of a role: they tell no user apart.
_MADE_BY_MACHINE: Final = re.compile(r"[0-9]{6,}|[0-9a-f]{8,}|^i-|^botocore-|^aws-sdk-")


@dataclass(frozen=True)
class Scored:
    """An invocation's assessment on its way out, and the token of its user."""

    assessment: Assessment
    user: str | None
    pending: bool = False

    @cached_property
    def seen(self) -> Mapping[str, Sightings]:
        """Return the sightings of the assessment by token."""
        return seen_in(self)


def seen_in(scored: Scored) -> Mapping[str, Sightings]:
    """Return the sightings of the assessment by token: sure finds, of weight, of real values."""
    if scored.user is None or not scored.assessment.findings:
        return {}
    at = _moment(scored.assessment.timestamp)
    seen: dict[str, Sightings] = {}
    for finding in scored.assessment.findings:
        place = _PLACES.get(finding.location.segment) if finding.location else None
        if place is None or not _is_followed(finding) or finding.value_token is None:
            continue
        if finding.value_token not in seen and len(seen) >= MOST_OF_RECORD:
            break
        one = Sighting(at, scored.assessment.invocation_id, scored.user, place)
        seen[finding.value_token] = merged(seen.get(finding.value_token, ()), (one,))
    return seen


def _is_followed(finding: Finding) -> bool:
    entity = ENTITIES.get(finding.entity or "")
    return (
        finding.rule_id in _RULES
        and finding.confidence >= ALARM
        and not finding.known
        and entity is not None
        and entity.weight >= _LEAST_WEIGHT
    )


def leaks_of(scored: Scored) -> Iterator[Finding]:
    """Yield the findings that would be of another kind if somebody else had the value before."""
    for finding in scored.assessment.findings if scored.seen else ():
        if finding.kind in _LEAKS and finding.value_token in scored.seen and _is_followed(finding):
            yield finding


def crossing(
    batch: Iterable[Scored], sightings: Mapping[str, Sightings]
) -> Iterator[tuple[str, str]]:
    """Yield the findings of the batch that cross, each with place and days as `user|3`."""
    for scored in batch:
        for finding in leaks_of(scored):
            first = _of_another(scored, finding, sightings.get(finding.value_token or "", ()))
            if first:
                yield finding.finding_id, f"{first.place}|{_days(first, scored)}"


def _of_another(scored: Scored, finding: Finding, sightings: Sightings) -> Sighting | None:
    """Return the first sighting under another user, None where the user had the value as well.

    What stands in a document or in the system prompt of this very call came from there, unless a
    user had said it first.
    """
    now = _moment(scored.assessment.timestamp)
    earlier = [one for one in sightings if one.at < now]
    if any(one.by == scored.user and one.place in _OWN for one in earlier):
        return None
    others = [one for one in earlier if one.by != scored.user]
    said = next((one for one in others if one.place is Place.USER), None)
    if said or finding.kind != Kind.LEAK_MODEL:
        return said
    return next((one for one in others if one.place is Place.DOCUMENT), None) or next(
        iter(others), None
    )


def told(scored: Scored, decision: Mapping[str, str], policy: Policy) -> Scored:
    """Return the assessment with the decided findings under their new kind."""
    findings = tuple(
        _crossed(finding, decision[finding.finding_id], policy, scored.assessment.application)
        if finding.finding_id in decision
        else finding
        for finding in scored.assessment.findings
    )
    assessment = scored.assessment.model_copy(update={"findings": findings})
    return Scored(assessment, scored.user, scored.pending)


def _crossed(finding: Finding, decided: str, policy: Policy, application: str | None) -> Finding:
    """Return the finding under its new kind, one step more severe unless the policy sets that."""
    place, _, days = decided.partition("|")
    worse, message = finding.severity, "leak_told_before"
    if place != Place.ANSWER:
        worse = tuple(Severity)[min(worse.rank + 1, Severity.CRITICAL.rank)]
        message = "leak_cross_session"
    return finding.model_copy(
        update={
            "kind": Kind.LEAK_CROSS_SESSION,
            "severity": policy.severity(finding.rule_id, worse, application),
            "explanation": explanation(finding.rule_id, message, finding.evidence),
            "evidence": {**finding.evidence, "first_seen": place, "days_before": int(days)},
        }
    )


def _days(first: Sighting, scored: Scored) -> int:
    before = datetime.fromisoformat(first.at)
    return int((scored.assessment.timestamp - before).total_seconds() // _DAY)


def _moment(timestamp: datetime) -> str:
    return timestamp.astimezone(UTC).isoformat(timespec="microseconds")


def role_of(principal: str) -> str:
    """Return the principal without a session name that a machine made up for one run."""
    role, _, session = principal.rpartition("/")
    is_session = ":assumed-role/" in principal and _MADE_BY_MACHINE.search(session)
    return role if is_session else principal
