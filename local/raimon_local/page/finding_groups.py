"""Findings of one kind together: how many, how bad, where, and two examples."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from raimon.alarms.phrases import phrases
from raimon.assessment import Assessment
from raimon.finding import Aspect, Bilingual, Finding, Severity
from raimon.invocation import Frozen, Segment, Source
from raimon.messages import catalogue
from raimon_local.page.tally import Tally, tallied

_EXAMPLES = 2
_APPLICATIONS = 3

type _Found = tuple[Assessment, Finding]


class Example(Frozen):
    """One finding with its place, its mask and the pointer to its log line."""

    explanation: Bilingual
    severity: Severity
    confidence: float
    segment: Segment | None
    start: int | None
    end: int | None
    mask: str | None
    timestamp: datetime
    application: str | None
    model_id: str
    request_id: str
    source: Source


class FindingGroup(Frozen):
    """The findings that share rule, entity and kind."""

    rule_id: str
    name: Bilingual
    entity: Bilingual | None
    kind: str | None
    severity: Severity  # the worst among them
    count: int
    applications: tuple[Tally, ...]
    examples: tuple[Example, ...]


def finding_groups(aspect: Aspect, assessed: Iterable[Assessment]) -> tuple[FindingGroup, ...]:
    """Return the groups of the aspect, the worst and then the largest first."""
    groups: defaultdict[tuple[str, str, str], list[_Found]] = defaultdict(list)
    for assessment in assessed:
        for finding in assessment.findings:
            if finding.aspect is aspect:
                key = (finding.rule_id, finding.entity or "", finding.kind or "")
                groups[key].append((assessment, finding))
    return tuple(sorted(map(_group, groups.values()), key=_weight))


def _weight(group: FindingGroup) -> tuple[int, int, str, str]:
    return -group.severity.rank, -group.count, group.rule_id, group.kind or ""


def _group(found: Sequence[_Found]) -> FindingGroup:
    _, first = found[0]
    applications = tallied(assessment.application or "-" for assessment, _ in found)
    return FindingGroup(
        rule_id=first.rule_id,
        name=catalogue()[first.rule_id].name,
        entity=_entity(first.entity),
        kind=first.kind,
        severity=max((finding.severity for _, finding in found), key=lambda one: one.rank),
        count=len(found),
        applications=applications[:_APPLICATIONS],
        examples=tuple(_example(*each) for each in _telling(found)),
    )


def _entity(entity: str | None) -> Bilingual | None:
    if entity is None:
        return None
    return phrases()["entity"].get(entity) or Bilingual(en=entity, ja=entity)


def _telling(found: Sequence[_Found]) -> list[_Found]:
    """Return the worst, surest and earliest, one an application as long as there are several."""
    ranked = sorted(
        found,
        key=lambda each: (-each[1].severity.rank, -each[1].confidence, each[0].timestamp),
    )
    firsts = {assessment.application: (assessment, finding) for assessment, finding in ranked[::-1]}
    chosen = sorted(firsts.values(), key=ranked.index)
    chosen += [each for each in ranked if each not in chosen]
    return chosen[:_EXAMPLES]


def _example(assessment: Assessment, finding: Finding) -> Example:
    place = finding.location
    return Example(
        explanation=finding.explanation,
        severity=finding.severity,
        confidence=finding.confidence,
        segment=place.segment if place else None,
        start=place.start if place else None,
        end=place.end if place else None,
        mask=finding.mask,
        timestamp=assessment.timestamp,
        application=assessment.application,
        model_id=assessment.model_id,
        request_id=assessment.request_id,
        source=assessment.source,
    )
