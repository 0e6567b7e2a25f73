"""Reads from the log what a guardrail detected, and whether it acted or let it pass."""

from collections.abc import Iterable, Mapping

from raimon.finding import Aspect, Severity
from raimon.invocation import GuardrailAction, GuardrailHit
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

INTERVENED = "governance.guardrail_intervened"
DETECTED_ONLY = "governance.guardrail_detected_only"

# Bedrock's own names of sensitive information, in the names that all personal data have here.
ENTITIES: Mapping[str, str] = {
    "ADDRESS": "ADDRESS",
    "AGE": "AGE",
    "AWS_ACCESS_KEY": "SECRET",
    "AWS_SECRET_KEY": "SECRET",
    "CA_HEALTH_NUMBER": "CA_HEALTH_NUMBER",
    "CA_SOCIAL_INSURANCE_NUMBER": "CA_SOCIAL_INSURANCE_NUMBER",
    "CREDIT_DEBIT_CARD_CVV": "CREDIT_CARD_CVV",
    "CREDIT_DEBIT_CARD_EXPIRY": "CREDIT_CARD_EXPIRY",
    "CREDIT_DEBIT_CARD_NUMBER": "CREDIT_CARD",
    "DRIVER_ID": "US_DRIVER_LICENSE",
    "EMAIL": "EMAIL_ADDRESS",
    "INTERNATIONAL_BANK_ACCOUNT_NUMBER": "IBAN_CODE",
    "IP_ADDRESS": "IP_ADDRESS",
    "LICENSE_PLATE": "LICENSE_PLATE",
    "MAC_ADDRESS": "MAC_ADDRESS",
    "NAME": "PERSON",
    "PASSWORD": "SECRET",
    "PHONE": "PHONE_NUMBER",
    "PIN": "PIN",
    "SWIFT_CODE": "SWIFT_CODE",
    "UK_NATIONAL_HEALTH_SERVICE_NUMBER": "UK_NHS",
    "UK_NATIONAL_INSURANCE_NUMBER": "UK_NINO",
    "UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER": "UK_UTR",
    "URL": "URL",
    "USERNAME": "USERNAME",
    "US_BANK_ACCOUNT_NUMBER": "US_BANK_NUMBER",
    "US_BANK_ROUTING_NUMBER": "US_BANK_ROUTING_NUMBER",
    "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER": "US_ITIN",
    "US_PASSPORT_NUMBER": "US_PASSPORT",
    "US_SOCIAL_SECURITY_NUMBER": "US_SSN",
    "VEHICLE_IDENTIFICATION_NUMBER": "VIN",
}

# The names that Bedrock itself gives. Topics, regular expressions and grounding tests are named by
# the customer, and a name that somebody chose could hold anything: it isn't repeated.
_KNOWN_TYPES = frozenset(
    (
        *ENTITIES,
        *("INSULTS", "HATE", "SEXUAL", "VIOLENCE", "MISCONDUCT", "PROMPT_ATTACK"),
        *("PROFANITY", "GROUNDING", "RELEVANCE"),
    )
)
_ACTED = frozenset({"BLOCKED", "ANONYMIZED"})
_POLICIES = frozenset(
    {
        "topic",
        "content",
        "word",
        "sensitive_information",
        "contextual_grounding",
        "automated_reasoning",
    }
)
_SEVERITY_ACTED = Severity.INFORMATIONAL
_SEVERITY_PASSED = Severity.MEDIUM


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Report each thing once that the guardrail detected, by policy, type and side."""
    guardrail = reading.invocation.guardrail
    seen = tuple(_observe(hits) for hits in _grouped(guardrail.hits))
    if not seen and guardrail.action is GuardrailAction.INTERVENED:
        seen = (_unexplained(),)
    return Verdict(observations=seen) if seen else NOTHING


def _grouped(hits: Iterable[GuardrailHit]) -> Iterable[tuple[GuardrailHit, ...]]:
    groups: dict[tuple[str, str, str], tuple[GuardrailHit, ...]] = {}
    for hit in hits:
        key = (hit.policy, hit.name, hit.side)
        groups[key] = (*groups.get(key, ()), hit)
    return groups.values()


def _observe(hits: tuple[GuardrailHit, ...]) -> Observation:
    """Return one observation for hits of one kind: it passed if any of them was let through."""
    hit = next((hit for hit in hits if hit.action not in _ACTED), hits[0])
    acted = hit.action in _ACTED
    return Observation(
        rule_id=INTERVENED if acted else DETECTED_ONLY,
        message="acted" if acted else "passed",
        confidence=1.0 if acted else _confidence(hit),
        entity=ENTITIES.get(hit.name) if hit.policy == "sensitive_information" else None,
        severity=_SEVERITY_ACTED if acted else _SEVERITY_PASSED,
        facts={
            "policy": hit.policy if hit.policy in _POLICIES else "other",
            "type": _type(hit),
            "side": "input" if hit.side == "input" else "output",
            "action": hit.action if acted else "NONE",
            "count": len(hits),
        },
        detail=f"{hit.policy}\x1f{hit.name}\x1f{hit.side}",
    )


def _unexplained() -> Observation:
    """Return what can be said of an intervention whose trace names no reason."""
    return Observation(
        rule_id=INTERVENED,
        message="unexplained",
        confidence=1.0,
        severity=_SEVERITY_ACTED,
        facts={"count": 0},
        detail="unexplained",
    )


def _confidence(hit: GuardrailHit) -> float:
    """Return the guardrail's own confidence as a number; exact matches have none."""
    return {"LOW": 0.5, "MEDIUM": 0.75, "HIGH": 0.95}.get(hit.confidence or "", 0.95)


def _type(hit: GuardrailHit) -> str:
    return hit.name if hit.name in _KNOWN_TYPES else "CUSTOM"


SCORER = Scorer(
    name="governance.guardrail",
    rules=(
        Rule(INTERVENED, "1", Aspect.GOVERNANCE, _SEVERITY_ACTED),
        Rule(DETECTED_ONLY, "1", Aspect.GOVERNANCE, _SEVERITY_PASSED),
    ),
    judge=judge,
)
