"""What a guardrail did stands in findings: by policy, type and side, never by the value it saw."""

import pytest

from raimon.finding import Severity
from raimon.invocation import GuardrailAction, GuardrailHit
from raimon.messages import explanation
from raimon.scorers.governance.guardrail import DETECTED_ONLY, ENTITIES, INTERVENED, SCORER
from tests.readings import reading, verdict

CANARY = "canary" + "@" + "example.com"


def hit(policy: str, name: str, action: str, **more: str) -> GuardrailHit:
    """Return a hit on the output, with a value that must not leave."""
    side = more.get("side", "output")
    return GuardrailHit(
        policy=policy,
        name=name,
        action=action,
        side=side,
        confidence=more.get("confidence"),
        match=CANARY,
    )


@pytest.mark.parametrize(
    ("seen", "rule", "severity", "entity"),
    [
        pytest.param(
            hit("sensitive_information", "EMAIL", "ANONYMIZED"),
            INTERVENED,
            Severity.INFORMATIONAL,
            "EMAIL_ADDRESS",
            id="masked e-mail",
        ),
        pytest.param(
            hit("sensitive_information", "US_SOCIAL_SECURITY_NUMBER", "NONE"),
            DETECTED_ONLY,
            Severity.MEDIUM,
            "US_SSN",
            id="SSN let through",
        ),
        pytest.param(
            hit("content", "HATE", "NONE", confidence="HIGH"),
            DETECTED_ONLY,
            Severity.MEDIUM,
            None,
            id="hate detected only",
        ),
        pytest.param(
            hit("topic", "投資助言", "BLOCKED"),
            INTERVENED,
            Severity.INFORMATIONAL,
            None,
            id="topic with a Japanese name",
        ),
    ],
)
def test_one_hit(seen: GuardrailHit, rule: str, severity: Severity, entity: str | None) -> None:
    """Acting is noted, detecting without acting is a finding, and types have Presidio's names."""
    [found] = verdict(SCORER, reading("Hello.", hits=(seen,))).observations
    assert (found.rule_id, found.severity, found.entity) == (rule, severity, entity)


def test_nothing_without_a_guardrail() -> None:
    """An answer without a guardrail, or with one that found nothing, raises nothing."""
    assert not verdict(SCORER, reading("Hello.")).observations
    assert not verdict(SCORER, reading("Hello.", action=GuardrailAction.NONE)).observations


def test_same_kind_once() -> None:
    """Hits of one policy, type and side are one observation with their number."""
    masked = hit("sensitive_information", "EMAIL", "ANONYMIZED")
    asked = hit("sensitive_information", "EMAIL", "ANONYMIZED", side="input")
    found = verdict(SCORER, reading("Hello.", hits=(masked, masked, asked))).observations
    assert [(one.facts["side"], one.facts["count"]) for one in found] == [
        ("output", 2),
        ("input", 1),
    ]
    assert len({one.detail for one in found}) == 2


def test_intervention_without_trace() -> None:
    """The action alone decides: an intervention without assessments is told all the same."""
    [found] = verdict(SCORER, reading("No.", action=GuardrailAction.INTERVENED)).observations
    assert (found.rule_id, found.message) == (INTERVENED, "unexplained")


@pytest.mark.parametrize("action", ["NONE", "BLOCKED", CANARY])
def test_no_raw_value_leaves(action: str) -> None:
    """Neither the value that was seen nor a name that a customer chose stands in what is said."""
    odd = GuardrailHit(policy=CANARY, name=CANARY, action=action, side=CANARY, match=CANARY)
    [found] = verdict(SCORER, reading("Hello.", hits=(odd,))).observations
    told = explanation(found.rule_id, found.message, found.facts)
    assert CANARY not in str([found.facts, found.entity, found.mask, found.value, told])


def test_every_type_of_bedrock_is_named() -> None:
    """All 31 types of sensitive information have a name of ours."""
    assert len(ENTITIES) == 31
