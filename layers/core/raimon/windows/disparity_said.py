"""From a gap that alarms to a finding: both sides with k of n, their ratio, and the promise."""

from collections.abc import Mapping
from typing import Final

from raimon.bias.metrics import conditional_disparity
from raimon.bias.observed import EVERYWHERE, Observed, Sides, UndefinedError
from raimon.bias.ranking import ranked
from raimon.bias.ratio import Ratio, katz, mantel_haenszel
from raimon.events import FindingRaised
from raimon.finding import Fact, Finding, finding_id
from raimon.interval import wilson
from raimon.messages import explanation
from raimon.policy import Policy
from raimon.statistic import Statistic
from raimon.windows.disparity import Cell, Cells, Outcomes, together
from raimon.windows.disparity_gap import Unequal
from raimon.windows.disparity_words import name_of, names_of, source_of
from raimon.windows.metrics import RULES
from raimon.windows.reviewed import NO_LABELS, Judged, Labels, published, rate_of, ratio_of
from raimon.windows.said import (
    amount,
    incident_of,
    observed_facts,
    percent,
    pointer_to,
    subject_of,
)
from raimon.windows.thresholds import promise
from raimon.windows.watch import Watch

_DIGITS: Final = 6
_MANY: Final = 10


def found(
    gap: Unequal, watch: Watch, policy: Policy, labels: Labels = NO_LABELS
) -> FindingRaised | None:
    """Return the finding with its statistic, None where the policy switches the rule off."""
    rule, application = RULES[gap.metric.rule_id()], gap.family.application
    if not policy.counts(rule.rule_id, 1.0, application):
        return None
    statistic = _set_right(statistic_of(gap), gap, labels)
    kind = gap.metric.kind_of(gap.way)
    facts = _facts(gap, statistic)
    named = f"{gap.key.name}|{gap.gap.entity}"
    finding = Finding(
        finding_id=finding_id(named, rule.rule_id, None, kind, gap.end.isoformat()),
        rule_id=rule.rule_id,
        rule_version=rule.version,
        aspect=rule.aspect,
        severity=policy.severity(rule.rule_id, gap.metric.severity, application),
        confidence=1.0,  # how sure a test is, its promise says
        entity=gap.gap.entity,
        kind=kind,
        explanation=explanation(rule.rule_id, kind.lower(), facts),
        evidence=facts,
    )
    return FindingRaised(
        finding=finding,
        subject=subject_of(gap, watch),
        statistic=statistic,
        pointers=tuple(map(pointer_to, gap.examples)),
        incident=incident_of(gap),
    )


def statistic_of(gap: Unequal) -> Statistic:
    """Return the figures since the estimated beginning: of the group, the rest, and their ratio."""
    cell, deployed = together(gap.cells.values()), gap.deployment
    (units, bad), (rest_units, rest_bad) = cell.group, cell.rest
    crude, within = katz((bad, units), (rest_bad, rest_units)), within_topics(gap.cells)
    return Statistic(
        name=gap.metric.name,
        value=round(gap.evidence, _DIGITS),
        threshold=round(gap.threshold, _DIGITS),
        baseline=round(rest_bad / rest_units, _DIGITS),
        observed=round(bad / units, _DIGITS),
        interval=_rounded(wilson(bad, units)),
        n=round(units),
        k=round(bad, _DIGITS),
        baseline_n=round(rest_units),
        baseline_k=round(rest_bad, _DIGITS),
        false_alarm_promise=promise(gap.threshold, gap.minutes),
        onset=gap.onset,
        changed=deployed.changed if deployed else (),
        changed_at=deployed.moment if deployed else None,
        group=gap.gap.group,
        rest=_rest(gap),
        ratio=round(crude.value, _DIGITS),
        ratio_interval=_rounded(crude.interval),
        ratio_within=round(within.value, _DIGITS),
        ratio_within_interval=_rounded(within.interval),
        strata=len(gap.cells),
    )


def _set_right(told: Statistic, gap: Unequal, labels: Labels) -> Statistic:
    """Return the statistic with both sides and their ratio set right, as far as calls were judged.

    Only labels of the time that the figures count are used, of both sides.
    """
    cell, judged = together(gap.cells.values()), Judged(gap.key.name, gap.gap.entity)
    (units, bad), (rest_units, rest_bad) = cell.group, cell.rest
    group = rate_of(bad, units, labels.since(judged, gap.onset, gap.end))
    rest = rate_of(rest_bad, rest_units, labels.of_others(judged, gap.onset, gap.end))
    ratio = ratio_of(group, rest)
    return told.model_copy(
        update={
            "corrected": published(group),
            "baseline_corrected": published(rest),
            "ratio_corrected": round(ratio.value, _DIGITS) if ratio else None,
            "ratio_corrected_interval": _rounded(ratio.interval) if ratio else None,
        }
    )


def within_topics(cells: Cells) -> Ratio:
    """Return the ratio compared within topics; where that can't be told, the ratio as it is."""
    if len(cells) == 1:
        return _crude(together(cells.values()))
    told = mantel_haenszel(
        ((cell.group[1], cell.group[0]), (cell.rest[1], cell.rest[0])) for cell in cells.values()
    )
    return told or _crude(together(cells.values()))


def conditional(cells: Cells) -> float | None:
    """Return CDDPL over topics, None where there is one topic only or nobody came off badly."""
    group, rest = _counts(cells, of_group=True), _counts(cells, of_group=False)
    try:
        return conditional_disparity(Sides(group, rest))
    except UndefinedError:
        return None


def _crude(cell: Cell) -> Ratio:
    return katz((cell.group[1], cell.group[0]), (cell.rest[1], cell.rest[0]))


def _counts(cells: Cells, *, of_group: bool) -> dict[Observed, int]:
    counts: dict[Observed, int] = {}
    for topic, cell in cells.items():
        units, bad = cell.group if of_group else cell.rest
        stratum = topic if len(cells) > 1 else EVERYWHERE
        counts[Observed("bad", positive=False, stratum=stratum)] = round(bad)
        counts[Observed("good", positive=True, stratum=stratum)] = round(units) - round(bad)
    return counts


def _rest(gap: Unequal) -> tuple[str, ...]:
    return tuple(group for group in sorted(gap.recent) if group != gap.gap.group)


def _facts(gap: Unequal, told: Statistic) -> dict[str, Fact]:
    source, group, rest = (
        source_of(gap.gap.axis), name_of(gap.gap.group), names_of(_rest(gap)),
    )  # fmt: skip
    ratio_low, ratio_high = told.ratio_interval or (0.0, 0.0)
    facts: dict[str, Fact] = {
        **observed_facts(gap, told),
        "axis": gap.gap.axis,
        "group": gap.gap.group,
        "by_en": source.en,
        "by_ja": source.ja,
        "group_en": group.en,
        "group_ja": group.ja,
        "rest_en": rest.en,
        "rest_ja": rest.ja,
        "rest_k": amount(told.baseline_k or 0.0),
        "rest_n": amount(told.baseline_n or 0),
        "rest": percent(told.baseline or 0.0),
        "ratio": _times(told.ratio or 0.0),
        "ratio_low": _times(ratio_low),
        "ratio_high": _times(ratio_high),
        "within": _times(told.ratio_within or 0.0),
        "topics": len(gap.cells),
    }
    return facts | _standing(gap)


def _standing(gap: Unequal) -> dict[str, Fact]:
    """Return CDDPL, and where the group stands among all once small groups are shrunk."""
    told: dict[str, Fact] = {}
    cddpl = conditional(gap.cells)
    if cddpl is not None:
        told["cddpl"] = round(cddpl, _DIGITS)
    for place, each in enumerate(ranked(_bad_first(gap.recent)), start=1):
        if each.group == gap.gap.group:
            told |= {
                "rank": place,
                "shrunk_rate": round(each.rate, _DIGITS),
                "chance_above": round(each.above, _DIGITS),
            }
    return told


def _bad_first(recent: Mapping[str, Outcomes]) -> dict[str, tuple[float, float]]:
    return {group: (bad, units) for group, (units, bad) in recent.items()}


def _times(ratio: float) -> str:
    """Return the ratio as people read it: 1.8, 12 or 101."""
    return f"{ratio:.1f}" if ratio < _MANY else f"{ratio:.0f}"


def _rounded(interval: tuple[float, float]) -> tuple[float, float]:
    return round(interval[0], _DIGITS), round(interval[1], _DIGITS)
