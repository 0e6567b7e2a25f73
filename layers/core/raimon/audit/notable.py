"""From what an audit noticed to a finding on the bus."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from raimon.audit.rules import RULES
from raimon.events import FindingRaised, Subject
from raimon.finding import Fact, Finding, Severity, finding_id
from raimon.messages import explanation
from raimon.policy import Policy

NAME_LENGTH: Final = 64  # what a name may have in keys, subjects and mails


@dataclass(frozen=True, slots=True)
class Place:
    """The account and the Region that are watched."""

    account_id: str
    region: str


@dataclass(frozen=True, slots=True)
class Notable:
    """One thing that an audit noticed; facts are numbers, fixed words and names of resources.

    `identity` is the same when the same thing is noticed again, so that it counts once.
    """

    rule: str  # without "governance."
    message: str  # which of the rule's explanations
    resource: str
    moment: datetime
    identity: str
    severity: Severity | None = None  # None: the rule's own
    facts: Mapping[str, Fact] = field(default_factory=dict)
    event_id: str | None = None


def raised(notable: Notable, place: Place, policy: Policy) -> FindingRaised | None:
    """Return the finding with what it is about, None where the policy switches its rule off."""
    rule_id = f"governance.{notable.rule}"
    rule = RULES[rule_id]
    if not policy.counts(rule_id, 1.0):
        return None
    where = f"{place.account_id}\x1f{place.region}"
    finding = Finding(
        finding_id=finding_id(where, rule_id, None, notable.resource, notable.identity),
        rule_id=rule_id,
        rule_version=rule.version,
        aspect=rule.aspect,
        severity=policy.severity(rule_id, notable.severity or rule.severity),
        confidence=1.0,
        explanation=explanation(rule_id, notable.message, notable.facts),
        evidence=notable.facts,
    )
    subject = Subject(
        timestamp=notable.moment,
        account_id=place.account_id,
        region=place.region,
        resource=notable.resource[-NAME_LENGTH:],
        event_id=notable.event_id,
    )
    return FindingRaised(finding=finding, subject=subject)
