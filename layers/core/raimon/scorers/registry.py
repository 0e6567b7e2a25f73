"""The one list of scorers: what isn't here doesn't score."""

from collections.abc import Mapping
from functools import cache

from raimon.scorers.fairness import stereotype, toxicity
from raimon.scorers.governance import guardrail, guardrail_absent, model_denied
from raimon.scorers.privacy import pii, prompt_attack, secret, system_prompt_leak
from raimon.scorers.robustness import (
    degeneration,
    error,
    format,  # noqa: A004 - the module is named for what it checks
    groundedness,
    language_drift,
    latency,
    refusal,
    schema_invalid,
    truncation,
)
from raimon.scorers.scorer import Rule, Scorer
from raimon.scorers.transparency import ai_disclosure, citation, disclaimer

SCORERS: tuple[Scorer, ...] = (
    pii.SCORER,
    secret.SCORER,
    prompt_attack.SCORER,
    system_prompt_leak.SCORER,
    toxicity.SCORER,
    stereotype.SCORER,
    refusal.SCORER,
    truncation.SCORER,
    error.SCORER,
    latency.SCORER,
    degeneration.SCORER,
    language_drift.SCORER,
    schema_invalid.SCORER,
    format.SCORER,
    groundedness.SCORER,
    guardrail.SCORER,
    guardrail_absent.SCORER,
    model_denied.SCORER,
    ai_disclosure.SCORER,
    disclaimer.SCORER,
    citation.SCORER,
)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule of every scorer by its id."""
    return {rule.rule_id: rule for scorer in SCORERS for rule in scorer.rules}
