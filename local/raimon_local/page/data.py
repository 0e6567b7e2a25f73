"""What the page shows, worked out from assessments and alarms."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.finding import Aspect, Severity
from raimon.invocation import Frozen
from raimon.policy import Policy, default_policy
from raimon_local.page.activity import Hour, hours
from raimon_local.page.alarm_card import AlarmCard, alarm_card
from raimon_local.page.finding_groups import FindingGroup, finding_groups
from raimon_local.page.signals import SignalRow, signal_rows
from raimon_local.page.tally import Tally, tallied

_DOCUMENTS = ("invocations", "findings", "alarms")  # the families of documents in OpenSearch


class Stage(Frozen):
    """How many came through one stage of the flow; None where the stage didn't run."""

    name: str
    count: int | None


class AspectSection(Frozen):
    """The findings of one aspect."""

    aspect: Aspect
    count: int
    severities: tuple[Tally, ...]
    groups: tuple[FindingGroup, ...]


class PageData(Frozen):
    """Everything that the page shows; no raw value and no text of an invocation is in it."""

    first: datetime | None
    last: datetime | None
    time_zone: str
    stages: tuple[Stage, ...]
    hours: tuple[Hour, ...]
    outcomes: tuple[Tally, ...]
    languages: tuple[Tally, ...]
    models: tuple[Tally, ...]
    applications: tuple[Tally, ...]
    severities: tuple[Tally, ...]
    aspects: tuple[AspectSection, ...]
    alarms: tuple[AlarmCard, ...]
    signals: tuple[SignalRow, ...]

    @property
    def invocations(self) -> int:
        """Return how many invocations were assessed."""
        return sum(tally.count for tally in self.outcomes)

    @property
    def findings(self) -> int:
        """Return how many findings there are."""
        return sum(section.count for section in self.aspects)


def page_data(
    assessments: Iterable[Assessment],
    alarms: Sequence[Alarm],
    counts: Mapping[str, int],
    policy: Policy | None = None,
) -> PageData:
    """Return what the page shows.

    Args:
        assessments: one an invocation.
        alarms: as they stand now; the page shows the most severe first.
        counts: of the stages: seen, assessed, quarantined, notifications, and of the documents
            in OpenSearch: invocations, findings, alarms.
        policy: says in which zone times are written and who owns applications.

    """
    assessed = tuple(assessments)
    policy = policy or default_policy()
    moments = [each.timestamp for each in assessed]
    return PageData(
        first=min(moments, default=None),
        last=max(moments, default=None),
        time_zone=policy.notification.time_zone,
        stages=_stages(assessed, alarms, counts),
        hours=hours(assessed, policy),
        outcomes=tallied(each.outcome for each in assessed),
        languages=tallied(each.language.input or each.language.output or "-" for each in assessed),
        models=tallied(each.model_id for each in assessed),
        applications=tallied(each.application or "-" for each in assessed),
        severities=_severities(found.severity for each in assessed for found in each.findings),
        aspects=tuple(_section(aspect, assessed) for aspect in Aspect),
        alarms=tuple(alarm_card(alarm, policy) for alarm in sorted(alarms, key=_urgency)),
        signals=signal_rows(assessed),
    )


def _stages(
    assessed: Sequence[Assessment], alarms: Sequence[Alarm], counts: Mapping[str, int]
) -> tuple[Stage, ...]:
    scored = counts.get("assessed", len(assessed))
    quarantined = counts.get("quarantined", 0)
    indexed = [counts[family] for family in _DOCUMENTS if family in counts]
    return (
        Stage(name="seen", count=counts.get("seen", scored + quarantined)),
        Stage(name="assessed", count=scored),
        Stage(name="quarantined", count=quarantined),
        Stage(name="findings", count=sum(len(each.findings) for each in assessed)),
        Stage(name="documents", count=sum(indexed) if indexed else None),
        Stage(name="alarms", count=len(alarms)),
        Stage(name="notifications", count=counts.get("notifications")),
    )


def _section(aspect: Aspect, assessed: Sequence[Assessment]) -> AspectSection:
    groups = finding_groups(aspect, assessed)
    found = (f.severity for each in assessed for f in each.findings if f.aspect is aspect)
    return AspectSection(
        aspect=aspect,
        count=sum(group.count for group in groups),
        severities=_severities(found),
        groups=groups,
    )


def _severities(severities: Iterable[Severity]) -> tuple[Tally, ...]:
    """Return how many there are of each severity, the worst first."""
    by_name = {tally.name: tally for tally in tallied(severities)}
    return tuple(by_name[severity] for severity in reversed(Severity) if severity in by_name)


def _urgency(alarm: Alarm) -> tuple[int, datetime, str]:
    return -alarm.severity.rank, alarm.opened_at, alarm.alarm_id
