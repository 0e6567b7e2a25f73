"""What a guardrail did to personal data, joined with what is found here: each value once.

A trace holds the values that the guardrail saw. They are compared and keyed in this process like
all values; no `match` leaves it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from raimon.finding import Severity
from raimon.invocation import ANSWER_SEGMENTS, GuardrailHit, Invocation, Segment
from raimon.scorers.governance.guardrail import ENTITIES as BEDROCK_ENTITIES
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.entities import ENTITIES, severity_of
from raimon.scorers.privacy.kind import Provenance, compact
from raimon.scorers.privacy.sheet import digits_of
from raimon.scorers.scorer import Observation, Rule

# Ours where it isn't Presidio's, so that a value has one name and one token, whoever found it.
_OURS: Final[Mapping[str, str]] = {
    "AWS_ACCESS_KEY": "AWS_ACCESS_KEY",
    "AWS_SECRET_KEY": "AWS_SECRET_KEY",
    "PASSWORD": "PASSWORD",
    "US_BANK_ROUTING_NUMBER": "US_BANK_NUMBER",
    "US_PASSPORT_NUMBER": "PASSPORT",
}
SECRETS: Final = frozenset({"AWS_ACCESS_KEY", "AWS_SECRET_KEY", "PASSWORD", "PIN"})
_POLICY: Final = "sensitive_information"
_ACTS: Final = {"ANONYMIZED": "anonymized", "BLOCKED": "blocked"}
_DETECTED: Final = "detected"
_CONFIDENCE: Final = 0.75  # a guardrail tells no probability, and errs as any detector does
_MOST: Final = 200
_SHORTEST: Final = 4  # a shorter value may stand inside another by chance
_FEWEST_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Guarded:
    """One value that a guardrail saw, and what it did with it."""

    name: str  # Bedrock's type, or the name that the customer gave a regular expression
    text: str = field(repr=False)
    side: str
    act: str


def guarded(invocation: Invocation) -> tuple[Guarded, ...]:
    """Return the values that a guardrail saw in the invocation, each once a side."""
    hits = (hit for hit in invocation.guardrail.hits if hit.policy == _POLICY and hit.match)
    told = {(hit.side, compact(hit.match or "")): _read(hit) for hit in hits}
    return tuple(told.values())[:_MOST]


def _read(hit: GuardrailHit) -> Guarded:
    return Guarded(hit.name, (hit.match or "").strip(), hit.side, _ACTS.get(hit.action, _DETECTED))


def joined(
    rule: Rule, provenance: Provenance, seen: Iterable[Observation], *, secrets: bool
) -> Iterator[Observation]:
    """Yield what was seen, with what the guardrail did to it, and what the guardrail alone saw.

    Args:
        rule: of which the observations are.
        provenance: what the invocation holds.
        seen: what was found in its texts.
        secrets: whether credentials are meant, or personal data.

    """
    values = guarded(provenance.invocation)
    matched: set[Guarded] = set()
    for one in seen:
        match = next((each for each in values if _is_same(each, one, provenance.invocation)), None)
        if match:
            matched.add(match)
        yield _marked(one, match) if match else one
    for number, each in enumerate(values):
        entity = entity_of(each)
        if each not in matched and entity and (entity in SECRETS) is secrets:
            yield _alone(rule, provenance, each, entity, number)


def entity_of(each: Guarded) -> str | None:
    """Return our name of Bedrock's type; None for a customer's pattern, and for any web address."""
    name = _OURS.get(each.name, BEDROCK_ENTITIES.get(each.name))
    return name if name in ENTITIES and name != "URL" else None


def _is_same(each: Guarded, one: Observation, invocation: Invocation) -> bool:
    if one.location is None or each.side != _side(one.location.segment):
        return False
    text = invocation.text(one.location.segment)[one.location.start : one.location.end]
    ours, theirs = compact(text), compact(each.text)
    shorter, longer = sorted((ours, theirs), key=len)
    return ours == theirs or (len(shorter) >= _SHORTEST and shorter in longer)


def _side(segment: Segment) -> str:
    return "output" if segment in ANSWER_SEGMENTS else "input"


def _marked(one: Observation, match: Guarded) -> Observation:
    """Return the observation as the guardrail's: what it took out of an answer alarms nobody."""
    severity = one.severity
    if match.act != _DETECTED and match.side == "output" and severity is not None:
        severity = min(severity, Severity.LOW, key=Severity.rank.__get__)
    return replace(one, severity=severity, facts={**one.facts, "guardrail": match.act})


def _alone(
    rule: Rule, provenance: Provenance, each: Guarded, entity: str, number: int
) -> Observation:
    value = digits_of(each.text)
    value = value if len(value) >= _FEWEST_DIGITS and "@" not in each.text else each.text.lower()
    segment = Segment.OUTPUT if each.side == "output" else Segment.USER
    found = Found(entity, 0, len(each.text), _CONFIDENCE, value)
    kind = provenance.kind_of(segment, found)
    severity = severity_of(entity, kind, _CONFIDENCE, synthetic=each.act != _DETECTED)
    told = ENTITIES[entity]
    return Observation(
        rule_id=rule.rule_id,
        message=f"guardrail_{each.side}",
        confidence=_CONFIDENCE,
        severity=severity,
        entity=entity,
        kind=kind,
        value=value,
        mask="#" * len(value),
        facts={
            "entity_en": told.en,
            "entity_ja": told.ja,
            "length": len(each.text),
            "band": "count",
            "source": "guardrail",
            "guardrail": each.act,
        },
        detail=f"guardrail\x1f{each.side}\x1f{number}",
    )
