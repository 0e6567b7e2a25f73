"""A required guardrail is called missing only where the record would have named it."""

from dataclasses import replace

import pytest

from raimon.assessment import Outcome
from raimon.invocation import BodyState, GuardrailAction, GuardrailHit
from raimon.messages import explanation
from raimon.policy import parse_policy
from raimon.scorers.governance.guardrail_absent import RULE, SCORER
from raimon.scorers.scorer import NOTHING, Reading
from tests.readings import reading, verdict

HIT = GuardrailHit(policy="word", name="PROFANITY", action="NONE", side="output")


def required(
    operation: str = "InvokeModel",
    *,
    action: GuardrailAction | None = None,
    hits: tuple[GuardrailHit, ...] = (),
    body: BodyState = BodyState.PRESENT,
) -> Reading:
    """Return the reading of a call whose application must use a guardrail."""
    base = reading("Fine.", action=action, hits=hits)
    update = {"operation": operation, "output_body": body}
    called = base.invocation.model_copy(update=update)
    return replace(base, invocation=called, guardrail_required=True)


@pytest.mark.parametrize(
    ("call", "is_found"),
    [
        pytest.param(required(), True, id="InvokeModel without a word of a guardrail"),
        pytest.param(required(action=GuardrailAction.NONE), False, id="it passed one"),
        pytest.param(required(action=GuardrailAction.INTERVENED), False, id="it was stopped"),
        pytest.param(required(hits=(HIT,)), False, id="a trace"),
        pytest.param(required("Converse"), False, id="Converse can't tell"),
        pytest.param(required("ConverseStream"), False, id="ConverseStream can't tell"),
        pytest.param(required("InvokeModelWithResponseStream"), False, id="streams don't tell"),
        pytest.param(required("ChatCompletions"), False, id="nor do these"),
        pytest.param(required(body=BodyState.UNAVAILABLE), False, id="body unavailable"),
        pytest.param(required(body=BodyState.ABSENT), False, id="no body"),
        pytest.param(replace(required(), outcome=Outcome.ERROR), False, id="the call failed"),
        pytest.param(replace(required(), guardrail_required=False), False, id="not required"),
    ],
)
def test_judge(call: Reading, *, is_found: bool) -> None:
    """Absence of evidence is a finding only where evidence is always written."""
    assert (verdict(SCORER, call) != NOTHING) is is_found


def test_it_says_how_it_knows() -> None:
    """The explanation says why absence is evidence here, in both languages."""
    (seen,) = verdict(SCORER, required()).observations
    told = explanation(RULE, seen.message, seen.facts)
    assert "InvokeModel" in told.en
    assert "InvokeModel" in told.ja
    assert seen.confidence < 1


@pytest.mark.parametrize(
    ("application", "is_required"), [("front-desk", True), ("back-office", False), (None, False)]
)
def test_policy(application: str | None, *, is_required: bool) -> None:
    """Only applications that the policy names must use a guardrail."""
    policy = parse_policy(
        "applications: {known: [{name: front-desk, guardrail_required: true}, {name: back-office}]}"
    )
    assert policy.requires_guardrail(application) is is_required
