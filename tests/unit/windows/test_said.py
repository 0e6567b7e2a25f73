"""What a statistical alarm says: before and after, since when, what changed, and its promise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from raimon.alarms.alarm import Alarm
from raimon.alarms.in_memory import InMemoryAlarmStore, ManualClock, Outbox
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notifier import Notifier
from raimon.alarms.text import render
from raimon.events import FindingRaised
from raimon.finding import Severity
from raimon.policy import Policy, RulePolicy
from raimon.windows.call import Call
from raimon.windows.metrics import METRICS, Metric
from raimon.windows.said import amount, found, percent
from raimon.windows.watch import Watch
from tests.unit.windows.calls import OLD, SOON, START, call, traffic
from tests.unit.windows.traffic import seeded

POLICY = Policy(statistics=SOON)
CHANGE = START + timedelta(days=4)


def told(calls: list[Call], policy: Policy = POLICY) -> list[FindingRaised]:
    """Return the findings of the calls."""
    watch = Watch(policy.statistics)
    findings = (found(crossing, watch, policy) for crossing in watch.play(calls))
    return [each for each in findings if each is not None]


def worse(
    *, announced: bool = True, rates: Mapping[str, tuple[float, float]] | None = None
) -> list[Call]:
    """Return calls that are refused far more often from the fifth day on."""
    calls = list(traffic(seeded(3), rates or {"refusal_rate": (0.05, 0.7)}))
    if announced:
        return calls
    return [call(n, each.moment, each.values, fingerprint=OLD) for n, each in enumerate(calls)]


def alarm_of(raised: list[FindingRaised], policy: Policy = POLICY) -> Alarm:
    """Return the alarm that the findings open."""
    store, clock = InMemoryAlarmStore(), ManualClock()
    notifier = Notifier(store, Outbox(), Outbox(), Lifecycle(policy), clock)
    for each in raised:
        clock.moment = each.subject.timestamp
        notifier.notify([each])
    (record,) = store.records.values()
    return record.alarm


def test_statistic_is_whole() -> None:
    """The statistic names the test and its way, and has before and after with their units."""
    (raised,) = told(worse())
    statistic = raised.statistic
    assert statistic is not None
    assert statistic.name == "refusal_rate.rise"
    assert statistic.value is not None
    assert statistic.threshold is not None
    assert statistic.value >= statistic.threshold
    assert statistic.baseline == pytest.approx(0.05, abs=0.02)
    assert statistic.baseline_n == 720
    assert statistic.n is not None
    assert statistic.k is not None
    assert statistic.observed == pytest.approx(statistic.k / statistic.n, abs=1e-6)
    assert statistic.observed == pytest.approx(0.7, abs=0.2)
    assert statistic.interval is not None
    assert statistic.observed is not None
    assert statistic.interval[0] < statistic.observed < statistic.interval[1]
    assert statistic.difference_interval is not None
    assert statistic.difference_interval[0] > 0.4
    assert statistic.onset == statistic.changed_at == CHANGE
    assert statistic.changed == ("model",)
    assert statistic.false_alarm_promise is not None
    assert statistic.false_alarm_promise.alarms == 1
    assert (statistic.false_alarm_promise.days or 0) >= 360


def test_promise_is_the_threshold() -> None:
    """So many windows as the threshold says lie in the days of the promise."""
    (raised,) = told(worse(announced=False, rates={"refusal_rate": (0.05, 0.2)}))
    statistic = raised.statistic
    assert statistic is not None
    assert statistic.threshold == 8640.0
    assert statistic.false_alarm_promise is not None
    assert statistic.false_alarm_promise.days == 360


@pytest.mark.parametrize(
    ("announced", "title", "line"),
    [
        pytest.param(
            True,
            ("after a change of the model", "モデルの変更後"),
            ("a deployment was seen: the model changed", "構成変更(モデル)を観測しています"),
            id="a new model",
        ),
        pytest.param(
            False,
            ("no deployment was seen", "構成変更は観測されていません"),
            ("No change of model", "変更は観測されていません"),
            id="nothing changed",
        ),
    ],
)
def test_alarm_reads(title: tuple[str, str], line: tuple[str, str], *, announced: bool) -> None:
    """Both languages say what changed, before and after, the bias and the promise, in few lines."""
    alarm = alarm_of(told(worse(announced=announced)))
    assert title[0] in alarm.title.en
    assert title[1] in alarm.title.ja
    english, japanese = (render(alarm, POLICY, language) for language in ("en", "ja"))
    for text, signs in (
        (english, (line[0], "were usual", "95 % interval", "somewhat too large", "at most one")),
        (japanese, (line[1], "平常時は", "95 % 信頼区間", "大きめ", "多くても 1 件")),
    ):
        assert all(sign in text for sign in signs)
        assert len(text.split("\n\n")[0].splitlines()) <= 9
        assert "confidence" not in text


def test_a_guardrail_that_is_gone() -> None:
    """The headline names the guardrail, and the text says that the log shows none any more."""
    without = [
        replace(each, fingerprint=replace(OLD, guardrail="-" if each.moment >= CHANGE else "g"))
        for each in worse()
    ]
    alarm = alarm_of(told(without))
    assert "after a change of the guardrail" in alarm.title.en
    assert "(ガードレールの変更後)" in alarm.title.ja
    english, japanese = (render(alarm, POLICY, language) for language in ("en", "ja"))
    assert "the guardrail (none is in the log any more) changed" in english
    assert "構成変更(ガードレール:適用の記録がなくなりました)を観測しています" in japanese


@pytest.mark.parametrize("each", METRICS, ids=lambda metric: metric.name)
def test_every_metric_speaks(each: Metric) -> None:
    """Every metric that gets worse raises its own rule with an explanation in both languages."""
    before, after = 0.05, 0.9
    rng, calls = seeded(4), []
    worst = {"short_answer_rate": 10.0, "long_answer_rate": 5000.0, "slow_answer_rate": 5000.0}
    for n in range(6 * 240):
        rate = after if n >= 4 * 240 else before
        bad = rng.random() < rate
        value = float(bad)
        if each.name in worst:
            value = worst[each.name] if bad else 400.0 + rng.random()
        calls.append(call(n, START + timedelta(minutes=6 * n), {each.value: value}))
    named = f"{each.name}.rise"
    (raised,) = (one for one in told(calls) if one.statistic and one.statistic.name == named)
    finding = raised.finding
    assert finding.rule_id == each.rule_id()
    assert finding.statistical
    assert finding.explanation.en
    assert finding.explanation.ja


def test_policy_decides() -> None:
    """A rule that is switched off raises nothing, and a severity of the policy holds."""
    off = POLICY.model_copy(
        update={"rules": {"robustness.refusal_rate": RulePolicy(enabled=False)}}
    )
    assert told(worse(), off) == []
    low = RulePolicy(severity=Severity.LOW)
    (raised,) = told(worse(), POLICY.model_copy(update={"rules": {"robustness.refusal_rate": low}}))
    assert raised.finding.severity is Severity.LOW
    assert not POLICY.notifies(raised.finding)


def test_rule_promises_nothing() -> None:
    """An alarm by rule says so, and states no promise."""
    calls = [call(n, START + timedelta(seconds=n), {"error_rate": 1.0}) for n in range(30)]
    alarm = alarm_of(told(calls))
    assert alarm.statistic is not None
    assert alarm.statistic.false_alarm_promise is None
    assert "fixed rule" in render(alarm, POLICY, "en")


def test_two_languages_are_one_alarm() -> None:
    """The same problem in two languages joins one alarm, days apart too."""
    calls = worse()
    later = [
        call(10**6 + n, each.moment + timedelta(days=2), each.values, language="ja")
        for n, each in enumerate(calls)
    ]
    alarm = alarm_of(told([*calls, *later]))
    assert alarm.count == 2
    assert alarm.episode == 1


@pytest.mark.parametrize(
    ("count", "written"),
    [(1200, "1,200"), (31.5, "31.5"), (0.0, "0"), (1234.5, "1,234.5")],
)
def test_amounts(count: float, written: str) -> None:
    """Counts have separators, and halves are shown."""
    assert amount(count) == written


@pytest.mark.parametrize(
    ("share", "written"), [(0.118, "11.8"), (0.0, "0.0"), (0.0002, "0.02"), (1.0, "100.0")]
)
def test_percentages(share: float, written: str) -> None:
    """Percentages have one digit, and rare things still show."""
    assert percent(share) == written


def test_one_deployment_is_one_incident() -> None:
    """All alarms of a deployment share an id; what isn't more severe than the first follows it."""
    broken = {"refusal_rate": (0.05, 0.9), "code_fence": (0.0, 0.9), "format_missing": (0.0, 0.9)}
    raised = told(worse(rates=broken))
    assert {each.finding.rule_id for each in raised} == {
        "robustness.refusal_rate", "robustness.code_fence", "robustness.format_rate",
    }  # fmt: skip
    assert len({each.incident for each in raised}) == 1
    severities = [each.finding.severity.rank for each in raised]
    assert [each.follows for each in raised] == [
        any(before >= severity for before in severities[:n])
        for n, severity in enumerate(severities)
    ]
    assert sum(not each.follows for each in raised) <= 2


def test_without_a_deployment_no_incident() -> None:
    """What nothing explains is nobody's incident."""
    (raised,) = told(worse(announced=False))
    assert raised.incident is None
    assert not raised.follows


def test_comparison_states_its_promise() -> None:
    """A moderate rise is told by the comparison: once in so many deployments by mistake."""
    alarm = alarm_of(told(worse(rates={"refusal_rate": (0.05, 0.25)})))
    statistic = alarm.statistic
    assert statistic is not None
    assert statistic.false_alarm_promise is not None
    assert statistic.false_alarm_promise.deployments == 10
    assert statistic.value is not None
    assert statistic.threshold is not None
    assert statistic.value >= statistic.threshold
    assert "Of 10 deployments" in render(alarm, POLICY, "en")
    assert "10 回につき" in render(alarm, POLICY, "ja")
