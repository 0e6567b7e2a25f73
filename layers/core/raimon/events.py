"""What travels on Raimon's own bus (contract 4.5): the details of its events."""

from typing import Final

from raimon.assessment import Assessment, Moment, Outcome
from raimon.finding import Finding
from raimon.invocation import Frozen, Source
from raimon.statistic import Statistic

SOURCE: Final = "raimon"
INVOCATION_LOGGED: Final = "InvocationLogged"  # in: one log record, by direct ingest
FINDING_RAISED: Final = "FindingRaised"
ALARM_OPENED: Final = "AlarmOpened"
ALARM_UPDATED: Final = "AlarmUpdated"
ALARM_RESOLVED: Final = "AlarmResolved"
DEPLOYMENT_OBSERVED: Final = "DeploymentObserved"
STREAM_RECOVERED: Final = "StreamRecovered"


class Subject(Frozen):
    """What a finding is about, as far as an alarm needs to know it: an invocation or a resource.

    A finding about the account (its logging, a guardrail, a queue) has no invocation, model or log
    record: these are absent, and `resource` says what it is about.
    """

    invocation_id: str | None = None
    timestamp: Moment
    account_id: str
    region: str
    request_id: str | None = None
    operation: str | None = None
    model_id: str | None = None
    application: str | None = None
    outcome: Outcome | None = None
    source: Source | None = None
    resource: str | None = None  # such as guardrail/abc123; absent for an invocation
    event_id: str | None = None  # of the CloudTrail event that told of it
    stream: str | None = None  # metric and language, of a finding about many calls


class Pointer(Frozen):
    """One of many calls that a finding is about, and where its log record stands."""

    invocation_id: str
    request_id: str | None = None
    timestamp: Moment
    source: Source | None = None


class FindingRaised(Frozen):
    """A finding at or above the notification floor, with what it is about."""

    finding: Finding
    subject: Subject
    statistic: Statistic | None = None  # of a finding about many calls
    pointers: tuple[Pointer, ...] = ()  # to some of these calls
    incident: str | None = None  # the deployment that it is put down to; the same for all of it
    follows: bool = False  # something as severe was raised of the incident before


class DeploymentObserved(Frozen):
    """An application was called as never before: what differs, in words of ours."""

    deployment_id: str  # the same whenever the same deployment is told
    timestamp: Moment  # of the first call that shows it
    account_id: str
    application: str | None = None
    resource: str | None = None  # the role that calls, where no application is named
    model_id: str | None = None
    region: str | None = None
    fingerprint: str | None = None  # a short hash of all that can change
    changed: tuple[str, ...]


class StreamRecovered(Frozen):
    """A problem that a stream told of is over: nothing has pointed to it for long enough."""

    rule_id: str
    kind: str | None = None
    timestamp: Moment  # the end of the window that settled it
    account_id: str
    application: str | None = None
    resource: str | None = None
    stream: str
    entity: str | None = None  # the group that was treated worse, of a gap between groups


def findings_raised(assessment: Assessment, findings: tuple[Finding, ...]) -> list[FindingRaised]:
    """Return one event detail for each of the findings of the assessment."""
    if not findings:
        return []
    subject = Subject(
        invocation_id=assessment.invocation_id,
        timestamp=assessment.timestamp,
        account_id=assessment.account_id,
        region=assessment.region,
        request_id=assessment.request_id,
        operation=assessment.operation,
        model_id=assessment.model_id,
        application=assessment.application,
        outcome=assessment.outcome,
        source=assessment.source,
    )
    return [FindingRaised(finding=finding, subject=subject) for finding in findings]
