"""Tells, as far as a log record can, that a call went without the guardrail that it must pass.

Only the answer of a plain InvokeModel call always names the guardrail that it passed, even one that
did nothing. A Converse answer without a trace looks the same with and without a guardrail, and of
streams nothing is established: for these there is never a finding.
"""

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import BodyState, Invocation
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = "governance.guardrail_absent"

_TELLING_OPERATION = "InvokeModel"
_CONFIDENCE = 0.9  # NONE is always written by what clients' source says, not by what was seen


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Report a plain InvokeModel answer without a guardrail where the policy requires one."""
    if not (reading.guardrail_required and _would_tell(reading)):
        return NOTHING
    if _shows_guardrail(reading.invocation):
        return NOTHING
    observation = Observation(rule_id=RULE, message="absent", confidence=_CONFIDENCE)
    return Verdict(observations=(observation,))


def _would_tell(reading: Reading) -> bool:
    """Return whether the record would name a guardrail if the call had passed one."""
    return (
        reading.invocation.operation == _TELLING_OPERATION
        and reading.invocation.output_body is BodyState.PRESENT
        and reading.outcome is not Outcome.ERROR
    )


def _shows_guardrail(invocation: Invocation) -> bool:
    return invocation.guardrail.action is not None or bool(invocation.guardrail.hits)


SCORER = Scorer(
    name="governance.guardrail_absent",
    rules=(Rule(RULE, "1", Aspect.GOVERNANCE, Severity.HIGH),),
    judge=judge,
)
