"""Invocations and readings for the tests of the robustness scorers."""

from datetime import UTC, datetime
from typing import Any

from raimon.assessment import Languages
from raimon.invocation import BodyState, Invocation, Segment, Source
from raimon.scorers.language import language_of
from raimon.scorers.robustness.outcome import outcome_of
from raimon.scorers.robustness.refusal import refusal_of
from raimon.scorers.scorer import Reading


def invocation(output: str = "", user: str = "Hello.", **more: Any) -> Invocation:  # noqa: ANN401 - any field
    """Return an invocation with an answer to a user's words; `system` is a text of its own."""
    texts = {
        Segment.SYSTEM: more.pop("system", ""),
        Segment.USER: user,
        Segment.OUTPUT: output,
        Segment.REASONING: more.pop("reasoning", ""),
    }
    return Invocation(
        **{
            "invocation_id": "0" * 32,
            "timestamp": datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC),
            "account_id": "123456789012",
            "region": "ap-northeast-1",
            "request_id": "00000000-0000-4000-8000-000000000001",
            "operation": "Converse",
            "model_id": "anthropic.claude-3-5-sonnet-20240620-v1:0",
            "output_shape": "converse",
            "segments": {segment: text for segment, text in texts.items() if text},
            "input_body": BodyState.PRESENT,
            "output_body": BodyState.PRESENT,
            "source": Source(bucket="logs", key="a.json.gz", line=1),
            **more,
        }
    )


def reading(output: str = "", user: str = "Hello.", **more: Any) -> Reading:  # noqa: ANN401 - any field
    """Return the reading of such an invocation, worked out as in production."""
    watched = invocation(output, user, **more)
    asked_in = language_of(user)
    language = Languages(input=asked_in, output=language_of(output, hint=asked_in))
    refusal = refusal_of(watched, language)
    return Reading(watched, language, refusal, outcome_of(watched, refusal))
