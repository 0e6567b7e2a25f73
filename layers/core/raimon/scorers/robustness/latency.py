"""Answers that came so late that who asked may have given up, or slower than people read."""

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.latency", "1", Aspect.ROBUSTNESS, Severity.LOW)
TUNING = {
    "limit_ms": 60_000.0,  # of an answer in one piece: as long as AWS clients wait by default
    "wait_ms": 10_000.0,  # for the first token: after that people turn to something else
    "token_ms": 250.0,  # for each token: about as fast as people read
}
_STREAMED = "Stream"  # in the names of operations whose clients get the first words at once


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Find an answer that took too long, where the record says how long it took."""
    invocation = reading.invocation
    latency, tokens = invocation.latency_ms, invocation.usage.output_tokens
    if latency is None or reading.outcome is Outcome.ERROR:
        return NOTHING
    if latency >= tuning["limit_ms"] and _STREAMED not in invocation.operation:
        return _late("timeout", Severity.LOW, latency, tuning["limit_ms"])
    allowed = tuning["wait_ms"] + tuning["token_ms"] * (tokens or 0)
    if tokens and latency > allowed:
        return _late("slow", Severity.INFORMATIONAL, latency, allowed, tokens)
    return NOTHING


def _late(
    message: str, severity: Severity, latency: float, allowed: float, tokens: int | None = None
) -> Verdict:
    facts = {"seconds": _seconds(latency), "allowed_seconds": _seconds(allowed)}
    facts |= {} if tokens is None else {"output_tokens": tokens}
    seen = Observation(RULE.rule_id, message, 1.0, severity=severity, facts=facts)
    return Verdict(observations=(seen,))


def _seconds(milliseconds: float) -> float:
    return round(milliseconds / 1000, 1)


SCORER = Scorer("robustness.latency", (RULE,), judge, TUNING)
