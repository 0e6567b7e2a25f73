"""Truncation: a limit of tokens or an error ended the answer."""

from typing import Any

import pytest

from raimon.finding import Severity
from raimon.invocation import Guardrail, GuardrailAction, Usage
from raimon.messages import explanation
from raimon.scorers.robustness.truncation import RULE, SCORER
from tests.unit.scorers.robustness.readings import reading


@pytest.mark.parametrize(
    ("output", "more", "messages"),
    [
        pytest.param("The first step", {"stop_reason": "max_tokens"}, ["limit"], id="limit"),
        pytest.param("最初の手順は", {"stop_reason": "LENGTH"}, ["limit"], id="Japanese"),
        pytest.param(
            "The first", {"error_code": "modelStreamErrorException"}, ["error"], id="error"
        ),
        pytest.param("Done.", {"stop_reason": "end_turn"}, [], id="complete"),
        pytest.param("完了しました。", {"stop_reason": "end_turn"}, [], id="complete Japanese"),
        pytest.param("", {"error_code": "ThrottlingException"}, [], id="never began"),
        pytest.param(
            "Blocked.",
            {
                "stop_reason": "max_tokens",
                "guardrail": Guardrail(action=GuardrailAction.INTERVENED),
            },
            [],
            id="a guardrail's message",
        ),
    ],
)
def test_judge(output: str, more: dict[str, Any], messages: list[str]) -> None:
    """An answer that broke off is found once, with the reason."""
    seen = SCORER.judge(reading(output, **more), SCORER.tuning).observations
    assert [observation.message for observation in seen] == messages


def test_facts() -> None:
    """The evidence holds how many tokens there were, and the finding is a minor one."""
    watched = reading("The first", stop_reason="max_tokens", usage=Usage(output_tokens=512))
    (seen,) = SCORER.judge(watched, SCORER.tuning).observations
    assert seen.facts == {"output_tokens": 512}
    assert RULE.severity is Severity.LOW
    assert explanation(seen.rule_id, seen.message, seen.facts).ja
