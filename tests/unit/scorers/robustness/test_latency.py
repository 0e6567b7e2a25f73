"""Latency: an answer that a client has given up on, or that came slower than people read."""

import pytest

from raimon.finding import Severity
from raimon.invocation import Usage
from raimon.messages import explanation
from raimon.scorers.robustness.latency import RULE, SCORER
from tests.unit.scorers.robustness.readings import reading

ENGLISH, JAPANESE = "The parcel left this morning.", "荷物は今朝、発送しました。"


@pytest.mark.parametrize(
    ("latency", "tokens", "operation", "messages"),
    [
        pytest.param(640.0, 200, "Converse", [], id="quick"),
        pytest.param(None, 200, "Converse", [], id="the log has none"),
        pytest.param(60_000.0, 4000, "Converse", ["timeout"], id="as long as clients wait"),
        pytest.param(59_999.0, 4000, "InvokeModel", [], id="a long answer, in time"),
        pytest.param(90_000.0, 4000, "ConverseStream", [], id="long, but word by word"),
        pytest.param(
            90_000.0, 20, "InvokeModelWithResponseStream", ["slow"], id="a stalled stream"
        ),
        pytest.param(12_600.0, 10, "Converse", ["slow"], id="few words after a long wait"),
        pytest.param(12_400.0, 10, "Converse", [], id="as slow as is allowed"),
        pytest.param(30_000.0, None, "Converse", [], id="nobody counted the tokens"),
        pytest.param(30_000.0, 0, "Converse", [], id="no tokens: not this rule's"),
        pytest.param(0.0, 0, "Converse", [], id="nothing at all"),
    ],
)
@pytest.mark.parametrize("answer", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_judge(
    latency: float | None, tokens: int | None, operation: str, messages: list[str], answer: str
) -> None:
    """What took too long is found once; what the log doesn't time isn't judged."""
    watched = reading(
        answer, latency_ms=latency, usage=Usage(output_tokens=tokens), operation=operation
    )
    seen = SCORER.judge(watched, SCORER.tuning).observations
    assert [observation.message for observation in seen] == messages


def test_failed_calls_are_errors() -> None:
    """A call that failed after a long wait is an error, and not told twice."""
    watched = reading("", latency_ms=61_000.0, error_code="ModelTimeoutException")
    assert SCORER.judge(watched, SCORER.tuning).observations == ()


def test_it_is_tuned() -> None:
    """Who waits less, or more, says so in the policy."""
    watched = reading(ENGLISH, latency_ms=9_000.0, usage=Usage(output_tokens=8))
    tuned = {**SCORER.tuning, "limit_ms": 8_000.0}
    assert [seen.message for seen in SCORER.judge(watched, tuned).observations] == ["timeout"]
    assert SCORER.judge(watched, SCORER.tuning).observations == ()


@pytest.mark.parametrize(
    ("latency", "severity", "facts"),
    [
        (75_200.0, Severity.LOW, {"seconds": 75.2, "allowed_seconds": 60.0}),
        (
            20_000.0,
            Severity.INFORMATIONAL,
            {"seconds": 20.0, "allowed_seconds": 12.0, "output_tokens": 8},
        ),
    ],
    ids=["timeout", "slow"],
)
def test_facts(latency: float, severity: Severity, facts: dict[str, float]) -> None:
    """The evidence says how long it took and how long it may take; nobody is woken."""
    watched = reading(ENGLISH, latency_ms=latency, usage=Usage(output_tokens=8))
    (seen,) = SCORER.judge(watched, SCORER.tuning).observations
    assert (seen.severity, dict(seen.facts)) == (severity, facts)
    told = explanation(RULE.rule_id, seen.message, seen.facts)
    assert str(facts["seconds"]) in told.en
    assert str(facts["seconds"]) in told.ja
