"""Answers that broke off before they were finished."""

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.scorers.robustness.outcome import is_truncated
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.truncation", "1", Aspect.ROBUSTNESS, Severity.LOW)


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Find an answer that ends at a limit of tokens or with an error in its middle."""
    invocation = reading.invocation
    if reading.outcome in {Outcome.ERROR, Outcome.BLOCKED} or not is_truncated(invocation):
        return NOTHING
    message = "error" if invocation.error_code is not None else "limit"
    tokens = invocation.usage.output_tokens
    facts = {} if tokens is None else {"output_tokens": tokens}
    return Verdict(observations=(Observation(RULE.rule_id, message, 1.0, facts=facts),))


SCORER = Scorer("robustness.truncation", (RULE,), judge)
