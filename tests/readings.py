"""Readings for tests of scorers: invocations with given texts, read as the pipeline does."""

from datetime import UTC, datetime

from raimon.invocation import (
    BodyState,
    Guardrail,
    GuardrailAction,
    GuardrailHit,
    Invocation,
    Segment,
    Source,
)
from raimon.scorers.scorer import Reading, Scorer, Verdict
from raimon.scorers.scoring import read


def reading(
    output: str = "",
    user: str = "Please answer.",
    *,
    hits: tuple[GuardrailHit, ...] = (),
    action: GuardrailAction | None = None,
    **texts: str,
) -> Reading:
    """Return the reading of an invocation; `texts` are further segments, such as context."""
    segments = {Segment.USER: user, Segment.OUTPUT: output}
    segments |= {Segment(name): text for name, text in texts.items()}
    return read(
        Invocation(
            invocation_id="0" * 32,
            timestamp=datetime(2026, 11, 20, tzinfo=UTC),
            account_id="123456789012",
            region="ap-northeast-1",
            request_id="00000000-0000-4000-8000-000000000001",
            operation="Converse",
            model_id="amazon.nova-lite-v1:0",
            segments={segment: text for segment, text in segments.items() if text},
            stop_reason="end_turn",
            guardrail=Guardrail(action=action, hits=hits),
            input_body=BodyState.PRESENT,
            output_body=BodyState.PRESENT,
            source=Source(bucket="logs", key="key", line=1),
        )
    )


def verdict(scorer: Scorer, read_: Reading) -> Verdict:
    """Return what the scorer says with its own tuning."""
    return scorer.judge(read_, scorer.tuning)
