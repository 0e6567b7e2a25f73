"""Tells when a model was called that the policy denies, to everybody or to this application."""

import re
from fnmatch import fnmatchcase

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = "governance.model_denied"

_GEOGRAPHY = re.compile(r"^(?:us-gov|us|eu|apac|jp|au|ca|sa|global)\.(?=[a-z0-9-]+\.)")


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Report the call if a pattern of the policy names its model; a refused call weighs less."""
    names = names_of(reading.invocation.model_id)
    if not any(fnmatchcase(name, pattern) for pattern in reading.models_denied for name in names):
        return NOTHING
    refused = reading.outcome is Outcome.ERROR
    observation = Observation(
        rule_id=RULE,
        message="refused" if refused else "called",
        confidence=1.0,
        severity=Severity.LOW if refused else Severity.HIGH,
        facts={"answered": not refused},
    )
    return Verdict(observations=(observation,))


def names_of(model_id: str) -> frozenset[str]:
    """Return the forms in which a pattern may name the model: as logged, without ARN, geography."""
    bare = model_id.rsplit("/", 1)[-1]
    return frozenset({model_id, bare, _GEOGRAPHY.sub("", bare)})


SCORER = Scorer(
    name="governance.model_denied",
    rules=(Rule(RULE, "1", Aspect.GOVERNANCE, Severity.HIGH),),
    judge=judge,
)
