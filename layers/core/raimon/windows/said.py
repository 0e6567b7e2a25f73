"""From a test that alarms to a finding: before and after, since when, and what else changed."""

from datetime import timedelta
from typing import Final

from raimon.events import FindingRaised, Pointer, Subject
from raimon.finding import Fact, Finding, finding_id
from raimon.interval import newcombe, wilson
from raimon.messages import explanation
from raimon.policy import Policy
from raimon.statistic import FalseAlarmPromise, KindOfPrompt, Statistic
from raimon.windows import stereotyped
from raimon.windows.baseline import Baseline
from raimon.windows.call import Call
from raimon.windows.checks import DEPLOYMENTS
from raimon.windows.deployment import deployment_id
from raimon.windows.detector import Sum
from raimon.windows.group import SLOT_MINUTES
from raimon.windows.kinds import KindCount
from raimon.windows.metrics import RULES, Against, Metric
from raimon.windows.reviewed import NO_LABELS, Judged, Labels, published, rate_of
from raimon.windows.stream import Crossing, Trigger
from raimon.windows.thresholds import promise
from raimon.windows.watch import Watch

LANGUAGES: Final = {
    "en": ("English", "英語"),
    "ja": ("Japanese", "日本語"),
    "all": ("all languages", "すべての言語"),
}
OTHER_LANGUAGES: Final = ("other languages", "その他の言語")
_DIGITS = 6
_A_SECOND = 1000  # milliseconds
_RARE = 0.001


def found(
    crossing: Crossing, watch: Watch, policy: Policy, labels: Labels = NO_LABELS
) -> FindingRaised | None:
    """Return the finding with its statistic, None where the policy switches the rule off."""
    rule = RULES[crossing.metric.rule_id()]
    application = crossing.family.application
    if not policy.counts(rule.rule_id, 1.0, application):
        return None
    statistic = _set_right(statistic_of(crossing, watch), crossing, labels)
    facts = _facts(crossing, statistic)
    message = (
        "failing"
        if crossing.trigger is Trigger.RULE
        else crossing.metric.kind_of(crossing.way).lower()
    )
    stands = crossing.end.isoformat()
    finding = Finding(
        finding_id=finding_id(crossing.key.name, rule.rule_id, None, crossing.way, stands),
        rule_id=rule.rule_id,
        rule_version=rule.version,
        aspect=rule.aspect,
        severity=policy.severity(rule.rule_id, rule.severity, application),
        confidence=1.0,  # how sure a test is, its promise says
        kind=crossing.metric.kind_of(crossing.way),
        explanation=explanation(rule.rule_id, message, facts),
        evidence=facts,
    )
    incident = incident_of(crossing)
    return FindingRaised(
        finding=finding,
        subject=subject_of(crossing, watch),
        statistic=statistic,
        pointers=tuple(map(pointer_to, crossing.examples)),
        incident=incident,
        follows=incident is not None
        and policy.notifies(finding)
        and watch.follows(incident, finding.severity),
    )


def incident_of(crossing: Crossing) -> str | None:
    """Return the same id for all that is put down to one deployment."""
    if crossing.deployment is None:
        return None
    return deployment_id(crossing.family, crossing.deployment)


def pointer_to(call: Call) -> Pointer:
    """Return where the log record of a call stands."""
    return Pointer(
        invocation_id=call.call_id,
        request_id=call.request_id,
        timestamp=call.moment,
        source=call.source,
    )


def statistic_of(crossing: Crossing, watch: Watch) -> Statistic:
    """Return the test's figures; what was observed is counted since the estimated beginning."""
    deployed = crossing.deployment
    units, count = _total(crossing.since)
    baseline = crossing.baseline
    learned = None if crossing.trigger is Trigger.COMPARISON else baseline
    return Statistic(
        name=f"{crossing.metric.name}.{crossing.way}",
        value=_rounded(crossing.evidence),
        threshold=_rounded(crossing.threshold),
        baseline=_rounded(baseline.rate) if baseline else None,
        observed=_rounded(count / units),
        interval=_both(wilson(count, units)),
        n=units,
        false_alarm_promise=_promise(crossing, watch),
        k=_rounded(count),
        baseline_n=round(baseline.units) if baseline else None,
        baseline_k=_rounded(baseline.count) if baseline else None,
        difference_interval=_difference(baseline, (count, float(units))),
        onset=crossing.onset,
        changed=deployed.changed if deployed else (),
        changed_at=deployed.moment if deployed else None,
        provisional=baseline.provisional if baseline else False,
        baseline_version=learned.version if learned and not learned.provisional else None,
        baseline_status=learned.status if learned else None,
        kinds=tuple(map(_kind, crossing.kinds)) or None,
    )


def _set_right(told: Statistic, crossing: Crossing, labels: Labels) -> Statistic:
    """Return the statistic with its rates set right, as far as calls of their time were judged."""
    judged = Judged(crossing.key.name)
    after = labels.since(judged, crossing.onset, crossing.end)
    now, before = rate_of(told.k or 0.0, told.n or 0, after), None
    if told.baseline_n:
        earlier = labels.before(judged, crossing.onset)
        before = rate_of(told.baseline_k or 0.0, told.baseline_n, earlier)
    return told.model_copy(
        update={"corrected": published(now), "baseline_corrected": published(before)}
    )


def _kind(kind: KindCount) -> KindOfPrompt:
    return KindOfPrompt(n=kind.units, k=_rounded(kind.count), example=kind.example)


def _promise(crossing: Crossing, watch: Watch) -> FalseAlarmPromise | None:
    """Return what the threshold promises; a rule promises nothing."""
    if crossing.trigger is Trigger.RULE:
        return None
    if crossing.trigger is Trigger.COMPARISON:
        return FalseAlarmPromise(alarms=1, deployments=DEPLOYMENTS)
    windows = crossing.trigger is Trigger.WINDOWS
    minutes = watch.minutes_of(crossing.metric) if windows else SLOT_MINUTES
    return promise(crossing.threshold, minutes)


def _difference(
    baseline: Baseline | None, after: tuple[float, float]
) -> tuple[float, float] | None:
    if baseline is None:
        return None
    return _both(newcombe((baseline.count, baseline.units), after))


def subject_of(crossing: Crossing, watch: Watch) -> Subject:
    """Return the application or role that the alarm is about, with what it was last seen with."""
    current = watch.current(crossing.family)
    lateness = timedelta(minutes=watch.rules.lateness_minutes)
    return Subject(
        timestamp=crossing.end + lateness,
        account_id=crossing.family.account_id,
        region=current.region if current else "unknown",
        model_id=current.model if current else None,
        application=crossing.family.application,
        resource=None if crossing.family.application else f"role/{crossing.family.role}"[:64],
        stream=f"{crossing.key.metric}/{crossing.key.language}",
    )


def _facts(crossing: Crossing, statistic: Statistic) -> dict[str, Fact]:
    facts = {**observed_facts(crossing, statistic), "trigger": crossing.trigger.value}
    if statistic.baseline is not None:
        facts |= {
            "before_k": amount(statistic.baseline_k or 0.0),
            "before_n": amount(statistic.baseline_n or 0),
            "before": percent(statistic.baseline),
        }
        facts |= _limit(crossing.metric, baseline=crossing.baseline)
    if crossing.metric.value == stereotyped.VALUE:
        facts |= stereotyped.facts_of(crossing.groups)
    return facts


def _limit(metric: Metric, baseline: Baseline | None) -> dict[str, Fact]:
    """Return what lengths and times are held against, in characters or in seconds."""
    if baseline is None or baseline.level is None:
        return {}
    if metric.against is Against.SLOWEST:
        return {"limit": f"{baseline.level / _A_SECOND:,.1f}"}
    return {"limit": f"{baseline.level:,.0f}"}


def observed_facts(crossing: Crossing, statistic: Statistic) -> dict[str, Fact]:
    """Return in which language what was observed since the estimated beginning."""
    language_en, language_ja = LANGUAGES.get(crossing.key.language, OTHER_LANGUAGES)
    low, high = statistic.interval or (0.0, 1.0)
    return {
        "statistical": True,
        "language_en": language_en,
        "language_ja": language_ja,
        "now_k": amount(statistic.k or 0.0),
        "now_n": amount(statistic.n or 0),
        "now": percent(statistic.observed or 0.0),
        "low": percent(low),
        "high": percent(high),
    }


def amount(count: float) -> str:
    """Return the count as people read it: 1,200 or 31.5."""
    return f"{round(count, 1):,.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """Return the share in per cent without the sign: 11.8, or 0.02 of a rare thing."""
    rare = 0 < share < _RARE
    return f"{share * 100:.2g}" if rare else f"{share * 100:.1f}"


def _total(tallies: tuple[Sum, ...]) -> tuple[int, float]:
    return sum(each.units for each in tallies), sum(each.count for each in tallies)


def _both(interval: tuple[float, float]) -> tuple[float, float]:
    return _rounded(interval[0]), _rounded(interval[1])


def _rounded(value: float) -> float:
    return round(value, _DIGITS)
