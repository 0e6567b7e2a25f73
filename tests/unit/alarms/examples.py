"""Alarms over all aspects, to be read aloud: each as the notifier would have made it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from raimon.alarms.alarm import Alarm
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.text import render
from raimon.finding import Aspect, Bilingual, Severity
from raimon.invocation import Source
from raimon.messages import catalogue, explanation
from raimon.policy import Application, Applications, Mute, Notification, Policy, Statistics
from raimon.statistic import FalseAlarmPromise, Statistic
from raimon.windows.disparity_gap import Unequal
from raimon.windows.telling import raised as told_of
from raimon.windows.watch import Watch
from tests.unit.alarms.builders import raised
from tests.unit.windows.calls import NEW, SOON, traffic
from tests.unit.windows.traffic import seeded
from tests.unit.windows.unequal import calls

NOW = datetime(2026, 10, 13, 2, 0, tzinfo=UTC)
NOVA = "apac.amazon.nova-lite-v1:0"
TOKYO = Policy(notification=Notification(time_zone="Asia/Tokyo"))
OWNED = Policy(
    notification=Notification(time_zone="Asia/Tokyo"),
    applications=Applications(known=(Application(name="support-chat", owner="chat-team"),)),
)
NEW_YORK = Policy(notification=Notification(time_zone="America/New_York"))


def golden(name: str) -> Path:
    """Return where the example's text is kept."""
    return Path(__file__).with_name("golden") / f"{name}.txt"


def alarm_of(*found: Any, policy: Policy = TOKYO, url: str = "") -> Alarm:  # noqa: ANN401 - findings
    """Return the alarm that these findings open."""
    return Lifecycle(policy, url).advanced(None, found, NOW).alarm


def ruled(rule_id: str, message: str, **changes: Any) -> Any:  # noqa: ANN401 - a finding
    """Return a finding of a rule that has neither kind nor entity, explained by its catalogue."""
    facts = changes.pop("facts", {})
    assert rule_id in catalogue()
    return raised(
        **{
            "rule_id": rule_id,
            "aspect": Aspect(rule_id.partition(".")[0]),
            "kind": None,
            "entity": None,
            "mask": None,
            "explanation": explanation(rule_id, message, facts),
            **changes,
        }
    )


def leaked_addresses() -> str:
    """Three answers with e-mail addresses that nobody had entered."""
    found = [raised(number, minutes=minutes) for number, minutes in ((17, 0), (40, 5), (3, 16))]
    url = "https://search-raimon.example/_dashboards"
    return render(alarm_of(*found, policy=OWNED, url=url), OWNED, "both")


def repeated_my_number() -> str:
    """One answer that repeats a My Number."""
    found = raised(
        number=8,
        kind="ECHO",
        entity="JP_MY_NUMBER",
        severity=Severity.CRITICAL,
        confidence=0.999,
        explanation=Bilingual(
            en="A number with the check digit of a My Number stands in the user's message "
            "and again in the answer.",
            ja="検査用数字が正しいマイナンバーが、利用者の入力と回答の両方に現れました。",
        ),
        application="人事ヘルプデスク",
    )
    return render(alarm_of(found), TOKYO, "ja")


def leaked_key() -> str:
    """Access keys that two models gave out of their system prompt."""
    found = [
        raised(
            number,
            rule_id="privacy.secret",
            kind="LEAK.SYSTEM",
            entity="AWS_ACCESS_KEY",
            severity=Severity.CRITICAL,
            confidence=0.95 + number / 100,
            model_id=model,
            region=region,
            explanation=Bilingual(
                en="A key of this form stands in the answer and in the system prompt.",
                ja="この形式のキーが、回答とシステムプロンプトの両方に現れました。",
            ),
        )
        for number, (model, region) in enumerate(
            [("anthropic.claude-3-haiku-20240307-v1:0", "us-east-1"), (NOVA, "us-west-2")], start=1
        )
    ]
    return render(alarm_of(*found, policy=NEW_YORK), NEW_YORK, "en")


def toxic_answers() -> str:
    """Toxic answers that became more severe."""
    found = [
        ruled("fairness.toxicity", "threat", number=number, severity=Severity.CRITICAL)
        for number in (1, 2)
    ]
    return render(alarm_of(*found), TOKYO, "both", told_before=Severity.HIGH)


def stereotypes() -> str:
    """One answer that agrees with a stereotype."""
    return render(alarm_of(ruled("fairness.stereotype", "agreement", number=4)), TOKYO, "ja")


def truncated_answers() -> str:
    """Very many answers that broke off, over more than a day."""
    found = [
        ruled("robustness.truncation", "limit", number=number, minutes=number, confidence=1.0)
        for number in range(1, 1235)
    ]
    return render(alarm_of(*found), TOKYO, "en")


def another_language() -> str:
    """Answers in another language, in a Region that has no known name."""
    rule = "robustness.language_drift"
    facts = {"asked_in": "ja", "answered_in": "en"}
    found = [ruled(rule, "drift", number=n, facts=facts, region="xx-north-9") for n in (1, 2)]
    return render(alarm_of(*found), TOKYO, "ja")


def passed_guardrail() -> str:
    """Content that a guardrail let pass, for which notifications are muted."""
    policy = TOKYO.model_copy(
        update={
            "notification": TOKYO.notification.model_copy(
                update={"mute": (Mute(rule="governance.*", reason="trial"),)}
            )
        }
    )
    found = ruled("governance.guardrail_detected_only", "passed", number=5, facts={"count": 2})
    return render(alarm_of(found, policy=policy), policy, "both")


def posed_as_human() -> str:
    """An answer of an application without a name, which came as an event and not in a log."""
    found = ruled(
        "transparency.ai_disclosure",
        "claims_human",
        number=6,
        application=None,
        source=Source(bucket="direct", key="0f9c1a2b", line=0),
    )
    return render(alarm_of(found, policy=NEW_YORK), NEW_YORK, "en")


def invented_source() -> str:
    """Answers that cite sources which weren't given to the model."""
    found = [
        ruled("transparency.fabricated_citation", "not_given", number=n, confidence=0.9)
        for n in (1, 2, 3)
    ]
    return render(alarm_of(*found), TOKYO, "ja")


def more_refusals() -> str:
    """A statistical alarm, with its figures and its promise."""
    alarm = alarm_of(ruled("robustness.refusal", "refused", number=1, confidence=0.9))
    statistic = Statistic(
        name="e-detector of the refusal rate",
        value=9120.4,
        threshold=8640,
        baseline=0.031,
        observed=0.118,
        interval=(0.094, 0.146),
        n=612,
        false_alarm_promise=FalseAlarmPromise(alarms=1, days=365),
    )
    changed = {
        "statistic": statistic,
        "examples": (),
        "actions": (),
        "title": Bilingual(
            en="The model declines more often than before",
            ja="回答拒否の割合が平常時より高くなっています",
        ),
    }
    return render(alarm.model_copy(update=changed), TOKYO, "both")


def refused_group() -> str:
    """A gap between groups, told by what texts speak of: a test with its figures and promise."""
    rng = seeded(1)
    made = [replace(each, language="ja") for each in calls(rng, {"women": 0.6, "men": 0.04})]
    watch = Watch(Statistics())
    (gap,) = (found for found in watch.play(made) if isinstance(found, Unequal))
    found = told_of(gap, watch, TOKYO)
    return render(alarm_of(found), TOKYO, "both")


def shorter_answers() -> str:
    """Answers that became far shorter, found by the quick test: what they are held against."""
    return _of_a_stream({"length_collapse": (640.0, 60.0)})


def more_refusals_of_a_version() -> str:
    """A rate of a new version in its first days: a promise by deployments."""
    return _of_a_stream({"refusal_rate": (0.03, 0.4)})


def _of_a_stream(values: Mapping[str, tuple[float, float]]) -> str:
    """Return the alarm of calls whose values change with another model on the fifth day."""
    rng, made = seeded(3), []
    for number, each in enumerate(traffic(rng, dict.fromkeys(values, (0.0, 0.0)), days=5)):
        late = each.fingerprint == NEW
        made.append(replace(each, values={
            name: float(rng.random() < pair[late]) if pair[0] < 1 else pair[late] + number % 7
            for name, pair in values.items()
        }))  # fmt: skip
    watch = Watch(SOON)
    found = [told_of(each, watch, TOKYO) for each in watch.play(made)]
    return render(alarm_of(found[0]), TOKYO, "both")


def unknown_rule() -> str:
    """A finding of a rule that is newer than the notifier's catalogue."""
    found = raised(
        rule_id="explainability.self_contradiction",
        aspect=Aspect.EXPLAINABILITY,
        kind=None,
        entity=None,
        explanation=Bilingual(
            en="The answer gives two reasons that exclude each other.",
            ja="互いに矛盾する 2 つの理由が回答に示されています。",
        ),
    )
    return render(alarm_of(found), TOKYO, "both")


EXAMPLES: Mapping[str, Callable[[], str]] = {
    example.__name__: example
    for example in (
        leaked_addresses,
        repeated_my_number,
        leaked_key,
        toxic_answers,
        stereotypes,
        truncated_answers,
        another_language,
        passed_guardrail,
        posed_as_human,
        invented_source,
        more_refusals,
        refused_group,
        shorter_answers,
        more_refusals_of_a_version,
        unknown_rule,
    )
}


if __name__ == "__main__":  # python -m tests.unit.alarms.examples writes what they read now
    for name, example in EXAMPLES.items():
        golden(name).write_text(example(), encoding="utf-8")
