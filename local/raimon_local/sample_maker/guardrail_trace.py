"""What a guardrail leaves in a record: an intervention, or something seen and let through."""

from typing import Any

from raimon_local.sample_maker.exchange import Exchange
from raimon_local.sample_maker.families_of_messages import Bodies, anthropic, converse

_GUARDRAIL = "gr7maplepine"


def blocked_converse(said: Exchange) -> Bodies:
    """Return Converse bodies of a question that a guardrail blocked."""
    request, response = converse(said)
    usage = {"inputTokens": 0, "outputTokens": 0, "totalTokens": 0}
    trace = {"guardrail": {"inputAssessment": {_GUARDRAIL: _misconduct()}}}
    return request, response | {
        "stopReason": "guardrail_intervened",
        "usage": usage,
        "trace": trace,
    }


def blocked_anthropic(said: Exchange) -> Bodies:
    """Return native bodies of a blocked question: the stop reason isn't there, the action is."""
    request, response = anthropic(said)
    kept = {name: response[name] for name in ("type", "role", "content", "stop_sequence")}
    trace = {"guardrail": {"input": {_GUARDRAIL: _misconduct()}}}
    return request, kept | {
        "amazon-bedrock-guardrailAction": "INTERVENED",
        "amazon-bedrock-trace": trace,
    }


def detected_converse(said: Exchange, name: str) -> Bodies:
    """Return Converse bodies of an answer in which a name was seen and let through."""
    request, response = converse(said)
    entity = {"match": name, "type": "NAME", "action": "NONE", "detected": True}
    assessment = {"sensitiveInformationPolicy": {"piiEntities": [entity]}}
    trace = {"guardrail": {"outputAssessments": {_GUARDRAIL: [assessment]}}}
    return request, response | {"trace": trace}


def _misconduct() -> dict[str, Any]:
    content_filter = {
        "type": "MISCONDUCT",
        "confidence": "HIGH",
        "filterStrength": "HIGH",
        "action": "BLOCKED",
        "detected": True,
    }
    return {"contentPolicy": {"filters": [content_filter]}}
