"""Models that the policy denies are told by id, in whatever form the id was logged."""

from dataclasses import replace

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.finding import Severity
from raimon.invocation import Source
from raimon.policy import default_policy, parse_policy
from raimon.scorers.governance.model_denied import RULE, SCORER
from raimon.scorers.scorer import NOTHING
from raimon.scorers.scoring import Scoring
from tests.builders import record
from tests.readings import reading, verdict

NOVA = "amazon.nova-lite-v1:0"


@pytest.mark.parametrize(
    ("model", "patterns", "is_denied"),
    [
        pytest.param(NOVA, ("amazon.nova-*",), True, id="plain"),
        pytest.param(NOVA, ("anthropic.*",), False, id="another provider"),
        pytest.param(NOVA, (), False, id="nothing is denied"),
        pytest.param(f"us.{NOVA}", ("amazon.nova-*",), True, id="geography"),
        pytest.param(f"global.{NOVA}", (f"global.{NOVA}",), True, id="as logged"),
        pytest.param(f"jp.{NOVA}", ("us.*",), False, id="another geography"),
        pytest.param(
            f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.{NOVA}",
            ("amazon.nova-lite-*",),
            True,
            id="profile",
        ),
        pytest.param(
            "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123",
            ("*:imported-model/*",),
            True,
            id="all imported models",
        ),
        pytest.param(
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
            ("amazon.*",),
            False,
            id="an opaque profile tells no model",
        ),
        pytest.param("AMAZON.NOVA", ("amazon.*",), False, id="ids are lower case"),
        pytest.param("", ("amazon.*",), False, id="empty"),
    ],
)
def test_patterns(model: str, patterns: tuple[str, ...], *, is_denied: bool) -> None:
    """A pattern names the id as logged, without its ARN, or without its geography too."""
    base = reading("Fine.")
    called = base.invocation.model_copy(update={"model_id": model})
    seen = verdict(SCORER, replace(base, invocation=called, models_denied=patterns))
    assert (seen != NOTHING) is is_denied


POLICY = """
governance: {models_denied: ["deepseek.*"]}
applications:
  known:
    - {name: front-desk, principals: ["*assumed-role/front-desk/*"], models_denied: ["amazon.*"]}
"""


@pytest.mark.parametrize(
    ("role", "model", "found"),
    [
        pytest.param("front-desk", "deepseek.r1-v1:0", 1, id="denied to everybody"),
        pytest.param("front-desk", NOVA, 1, id="denied to this application"),
        pytest.param("back-office", NOVA, 0, id="free for another application"),
        pytest.param("back-office", "us.deepseek.r1-v1:0", 1, id="geography"),
    ],
)
def test_policy(role: str, model: str, found: int) -> None:
    """The policy denies to everybody, or to one application that is known by its principal."""
    log_record = record(
        1,
        user="こんにちは",
        output="ご用件をどうぞ。",
        model=model,
        principal=f"arn:aws:sts::123456789012:assumed-role/{role}/session",
    )
    invocation = parse_record(log_record, Source(bucket="b", key="k", line=1), NoBodies())
    scoring = Scoring(policy=parse_policy(POLICY), token_key=None)
    findings = [each for each in scoring.assess(invocation).findings if each.rule_id == RULE]
    assert len(findings) == found
    assert all(each.severity is Severity.HIGH for each in findings)


def test_a_refused_call() -> None:
    """A call that ended in an error gave no answer, and weighs less."""
    log_record = record(1, user="Hello", output="", model=NOVA)
    del log_record["output"]
    log_record["errorCode"] = "AccessDeniedException"
    invocation = parse_record(log_record, Source(bucket="b", key="k", line=1), NoBodies())
    policy = parse_policy('governance: {models_denied: ["*"]}')
    (finding,) = [
        each
        for each in Scoring(policy=policy, token_key=None).assess(invocation).findings
        if each.rule_id == RULE
    ]
    assert finding.severity is Severity.LOW
    assert "ended in an error" in finding.explanation.en


def test_the_shipped_policy_denies_nothing() -> None:
    """Nobody is told of anything before they deny something."""
    assert default_policy().models_denied("front-desk") == ()
    assert not default_policy().requires_guardrail("front-desk")
