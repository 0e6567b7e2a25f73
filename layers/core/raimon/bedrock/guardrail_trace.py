"""What a response body tells of guardrails, in every place and shape where it may stand.

The action alone decides whether a guardrail intervened: a trace may be missing, and a trace without
an action is that of a guardrail which only detects. A key that is absent says nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from raimon.bedrock.untrusted import Object, as_name, as_number, as_object, as_objects
from raimon.invocation import Guardrail, GuardrailAction, GuardrailHit

_ACTION_KEY = "amazon-bedrock-guardrailAction"
_TRACE_KEYS = ("amazon-bedrock-trace", "trace")
_TELLING_KEYS = frozenset({_ACTION_KEY, *_TRACE_KEYS})
_CONTAINERS = (dict, list)
_INTERVENED = frozenset({"INTERVENED", "GUARDRAIL_INTERVENED"})
_STOP_REASON = "guardrail_intervened"
_NONE = "NONE"
_SIDES = {
    "input": "input",
    "inputAssessment": "input",
    "outputs": "output",
    "outputAssessments": "output",
}
# What a model or a caller wrote may look like anything, also like a guardrail's words; counts and
# the heads of blocks hold nothing of it.
_NOT_OURS = frozenset(
    [
        "arguments",
        "choices",
        "completions",
        "content",
        "content_block",
        "contentBlockDelta",
        "contentBlockStart",
        "contentBlockStop",
        "delta",
        "documents",
        "embedding",
        "embeddings",
        "generations",
        "images",
        "input",
        "item",
        "metrics",
        "parameters",
        "results",
        "text",
        "tools",
        "usage",
    ]
)


@dataclass(frozen=True, slots=True)
class _Policy:
    """A policy of an assessment: where its entries stand, and which key names an entry."""

    key: str
    entries: str
    name: str
    named_by: str
    unnamed: str = ""


_POLICIES = (
    _Policy("topicPolicy", "topics", "topic", "name"),
    _Policy("contentPolicy", "filters", "content", "type"),
    _Policy("wordPolicy", "customWords", "word", "", "CUSTOM_WORD"),
    _Policy("wordPolicy", "managedWordLists", "word", "type"),
    _Policy("sensitiveInformationPolicy", "piiEntities", "sensitive_information", "type"),
    _Policy("sensitiveInformationPolicy", "regexes", "sensitive_information", "name", "REGEX"),
    _Policy("contextualGroundingPolicy", "filters", "contextual_grounding", "type"),
)
_REASONING_POLICY = "automatedReasoningPolicy"
_REASONING_FAULTS = ("invalid", "satisfiable", "impossible", "translationAmbiguous")
_POLICY_KEYS = frozenset({policy.key for policy in _POLICIES} | {_REASONING_POLICY})


# Most often nothing was detected: such a guardrail is made once and shared.
_WITHOUT = {action: Guardrail(action=action) for action in (None, *GuardrailAction)}


def read_guardrail(body: object, stop_reason: str | None) -> Guardrail:
    """Return what guardrails did and what they detected."""
    actions: list[object] = []
    hits: list[GuardrailHit] = []
    traced = False
    for item in _telling(body):
        if _ACTION_KEY in item:
            actions.append(item[_ACTION_KEY])
        for key in _TRACE_KEYS:
            if trace := as_object(as_object(item.get(key)).get("guardrail")):
                traced = True
                hits.extend(_hits(trace))
    intervened = stop_reason == _STOP_REASON or any(
        isinstance(action, str) and action in _INTERVENED for action in actions
    )
    action = None
    if intervened or any(hit.action == "BLOCKED" for hit in hits):
        action = GuardrailAction.INTERVENED
    elif _NONE in actions or traced:
        action = GuardrailAction.NONE
    return Guardrail(action=action, hits=tuple(dict.fromkeys(hits))) if hits else _WITHOUT[action]


def _telling(body: object) -> Iterator[Object]:
    """Yield the objects, however deep, that tell of guardrails.

    What the model or a caller wrote isn't looked into.
    """
    waiting = [body]
    for item in waiting:  # which grows on the way
        if isinstance(item, dict):
            if not _TELLING_KEYS.isdisjoint(item):
                yield item
            waiting += [
                held
                for key, held in item.items()
                if isinstance(held, _CONTAINERS) and key not in _NOT_OURS
            ]
        elif isinstance(item, list):
            waiting += [held for held in item if isinstance(held, _CONTAINERS)]


def _hits(trace: Object) -> Iterator[GuardrailHit]:
    for key, side in _SIDES.items():
        for assessment in _assessments(trace.get(key)):
            for policy in _POLICIES:
                entries = as_object(assessment.get(policy.key)).get(policy.entries)
                for entry in as_objects(entries):
                    if _is_hit(entry, policy):
                        yield _hit(entry, policy, side)
            yield from _reasoning_hits(as_object(assessment.get(_REASONING_POLICY)), side)


def _assessments(node: object) -> Iterator[Object]:
    """Yield assessments out of a map or a list, of which either may hold the other."""
    waiting = [node]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            if _POLICY_KEYS.isdisjoint(item):
                waiting.extend(value for value in item.values() if isinstance(value, dict | list))
            else:
                yield item


def _is_hit(entry: Object, policy: _Policy) -> bool:
    """Whether something was detected; a full trace also lists what wasn't."""
    detected = entry.get("detected")
    if isinstance(detected, bool):
        return detected
    if entry.get("action") not in (None, _NONE):
        return True
    if policy.name == "contextual_grounding":
        return _is_below_threshold(entry)
    if policy.name == "content":
        return entry.get("confidence") not in (None, _NONE)
    return True  # without `detected` a trace lists only what was found


def _is_below_threshold(entry: Object) -> bool:
    score, threshold = as_number(entry.get("score")), as_number(entry.get("threshold"))
    return score is not None and threshold is not None and score < threshold


def _hit(entry: Object, policy: _Policy, side: str) -> GuardrailHit:
    return GuardrailHit(
        policy=policy.name,
        name=as_name(entry.get(policy.named_by)) or policy.unnamed,
        action=as_name(entry.get("action")) or _NONE,
        side=side,
        confidence=as_name(entry.get("confidence")),
        score=as_number(entry.get("score")),
        threshold=as_number(entry.get("threshold")),
        match=as_name(entry.get("match")),
    )


def _reasoning_hits(policy: Object, side: str) -> Iterator[GuardrailHit]:
    for finding in as_objects(policy.get("findings")):
        for fault in _REASONING_FAULTS:
            if fault in finding:
                yield GuardrailHit(
                    policy="automated_reasoning", name=fault, action=_NONE, side=side
                )
