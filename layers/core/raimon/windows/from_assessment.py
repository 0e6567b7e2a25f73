"""From what was read and scored to the call that the statistics see, without any of its words."""

import re
import unicodedata
from dataclasses import replace

from raimon.assessment import Assessment, Outcome
from raimon.invocation import Invocation, Segment
from raimon.policy_fairness import Disparity
from raimon.scorers.evidence import TokenKey
from raimon.scorers.robustness.answer_shape import has_code_fence, opening_of, shape_of
from raimon.scorers.robustness.error import error_kind
from raimon.windows.call import REFUSED, Call, Family
from raimon.windows.decision import decision_of
from raimon.windows.disparity_groups import groups_of, topic_of
from raimon.windows.disparity_outcomes import outcomes_of
from raimon.windows.fingerprint import Fingerprint, fingerprint
from raimon.windows.marks import mark, passing_key
from raimon.windows.near import signature
from raimon.windows.option import Options, options_of, picks_none
from raimon.windows.reference import is_right, reference_of
from raimon.windows.stereotyped import stereotyped_group

_ROLE = re.compile(r":assumed-role/([^/]+)/")
_NOT_SAID = re.compile(r"[\W_]+")
_UNANSWERED = frozenset({Outcome.ERROR, Outcome.BLOCKED, Outcome.EMPTY})
_REFUSAL = {Outcome.REFUSED: 1.0, Outcome.PARTIALLY_REFUSED: 0.5}
_UNIT_LENGTH = 16
# Keyed, and so short that not even who has the key can tell: thousands of texts share each.
_ASKED_LENGTH, _ANSWER_LENGTH, _DECISION_LENGTH, _FIGURES_LENGTH = 6, 4, 4, 4
_CALLER_LENGTH = 8  # callers are named in assessments anyway
_FIGURES = re.compile(r"\d+")
_AS_SHIPPED = Disparity()
_COPIED = ("format_missing", "schema_invalid", "ungrounded")  # signals that are shares already


def call_of(
    invocation: Invocation,
    assessment: Assessment,
    key: TokenKey | None = None,
    disparity: Disparity = _AS_SHIPPED,
) -> Call:
    """Return the call, from what was read and from what the scorers said of it.

    Args:
        invocation: what was read.
        assessment: what the scorers said of it.
        key: of all hashes; None: one of this process alone.
        disparity: where the policy says that groups stand.

    """
    key = key or passing_key()
    words = _words(invocation.text(Segment.USER))
    groups = groups_of(invocation, disparity, key)
    topic = topic_of(invocation, disparity, key) if groups else ""
    options = options_of(invocation.text(Segment.USER))
    return Call(
        call_id=assessment.invocation_id,
        moment=assessment.timestamp,
        family=_family(assessment),
        language=assessment.language.input or "other",
        unit=_unit_of(invocation, words, key),
        fingerprint=_named(fingerprint(invocation), assessment),
        values=_values(invocation, assessment, options),
        request_id=assessment.request_id,
        source=assessment.source,
        asked=mark(key, "asked", words, _ASKED_LENGTH) if words else "",
        answer=_answer(invocation, assessment, key),
        labels=_labels(invocation, assessment, key),
        scoring=assessment.scoring_version,
        key_epoch=key.epoch,
        groups=groups,
        topic=topic,
        outcomes=outcomes_of(invocation, assessment, disparity, topic, groups) if groups else {},
        caller=mark(key, "caller", invocation.principal or "", _CALLER_LENGTH),
        near=signature(words, key),
        figures=mark(key, "figures", " ".join(_FIGURES.findall(words)), _FIGURES_LENGTH),
        decision=_decision(invocation, options, key),
    )


def _named(made_with: Fingerprint, assessment: Assessment) -> Fingerprint:
    """Return the fingerprint under names that may leave: a model's id is a caller's free text."""
    return replace(made_with, model=assessment.model_id, region=assessment.region)


def _unit_of(invocation: Invocation, words: str, key: TokenKey) -> str:
    """Return the mark of who asked and of the words asked, however they are spaced and pointed.

    One user's retries are one unit. Numbers count as words: a template that is filled with other
    numbers asks something else. A call without readable words is a unit of its own.
    """
    named = f"{invocation.principal}\x1f{words}" if words else invocation.invocation_id
    return mark(key, "unit", named, _UNIT_LENGTH)


def _words(text: str) -> str:
    """Return the words as they are compared: without case, spacing and pointing."""
    return _NOT_SAID.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _answer(invocation: Invocation, assessment: Assessment, key: TokenKey) -> str:
    """Return the hash of an answer of the model; a guardrail's message is none."""
    said = invocation.text(Segment.OUTPUT).strip()
    if assessment.outcome in _UNANSWERED:
        return ""
    return mark(key, "answer", said, _ANSWER_LENGTH) if said else ""


def _decision(invocation: Invocation, options: Options | None, key: TokenKey) -> str:
    decided = decision_of(options, invocation.text(Segment.OUTPUT).strip())
    return mark(key, "decision", decided, _DECISION_LENGTH) if decided else ""


def _labels(invocation: Invocation, assessment: Assessment, key: TokenKey) -> dict[str, str]:
    """Return of which kinds the answer is: words of ours, none of its own."""
    said = invocation.text(Segment.OUTPUT).strip()
    told = {"stop_reason": assessment.stop_reason or "none"}
    if said:
        told["answered_in"] = assessment.language.output or "other"
        told["opening"] = opening_of(said, key)
        told["shape"] = shape_of(said).value
    group = stereotyped_group(assessment)
    if group:
        told["stereotype_of"] = group
    return told


def _family(assessment: Assessment) -> Family:
    role = "-"
    if assessment.application is None:
        named = _ROLE.search(assessment.principal or "")
        role = named[1] if named else assessment.principal or "-"
    return Family(assessment.account_id, assessment.application, role)


def _values(
    invocation: Invocation, assessment: Assessment, options: Options | None
) -> dict[str, float]:
    outcome = assessment.outcome
    failed = outcome is Outcome.ERROR or assessment.error_code is not None
    values = {
        "error_rate": float(failed),
        "throttle_rate": float(error_kind(assessment.error_code or "") == "throttle"),
    }
    if failed:
        return values
    values["empty_rate"] = float(outcome is Outcome.EMPTY)
    values["truncation"] = float(outcome is Outcome.TRUNCATED)
    if assessment.latency_ms is not None:
        values["latency"] = assessment.latency_ms
    if outcome not in _UNANSWERED:
        values |= _of_the_answer(invocation, assessment, options)
    return values


def _of_the_answer(
    invocation: Invocation, assessment: Assessment, options: Options | None
) -> dict[str, float]:
    found = {finding.rule_id for finding in assessment.findings}
    values = {REFUSED: _REFUSAL.get(assessment.outcome, 0.0)}
    text = invocation.text(Segment.OUTPUT).strip()
    reference = reference_of(invocation.request_metadata)
    if reference is not None:
        values["wrong_answer"] = float(not is_right(text, reference))
    if options is not None:
        values["format_missing"] = float(picks_none(options, text))
    values |= {name: assessment.signals[name] for name in _COPIED if name in assessment.signals}
    if text:
        values["length_collapse"] = float(len(text))
        values["code_fence"] = float(has_code_fence(text))
        values["stereotype"] = float(stereotyped_group(assessment) is not None)
        values["degeneration"] = float("robustness.degeneration" in found)
        if assessment.language.input and assessment.language.output:
            values["language_drift"] = float("robustness.language_drift" in found)
    return values
