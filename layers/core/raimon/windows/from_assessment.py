"""From what was read and scored to the call that the statistics see, without any of its words."""

import re
from dataclasses import replace
from typing import NamedTuple

from raimon.assessment import Assessment, Outcome
from raimon.invocation import Invocation, Segment
from raimon.policy_fairness import Disparity
from raimon.scorers.evidence import TokenKey
from raimon.scorers.robustness.answer_shape import has_code_fence, opening_of, shape_of
from raimon.scorers.robustness.error import error_kind
from raimon.windows.call import REFUSED, Call, Family
from raimon.windows.decision import decision_of
from raimon.windows.disparity_groups import groups_of, topic_of
from raimon.windows.disparity_outcomes import is_toxic, outcomes_of
from raimon.windows.fingerprint import Fingerprint, fingerprint
from raimon.windows.layout import labels_of, lacks
from raimon.windows.marks import mark, passing_key
from raimon.windows.near import signature
from raimon.windows.option import Options, options_of, picks_none, plain
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


class _Answer(NamedTuple):
    """What is read of an answer once for all its values."""

    said: str
    options: Options | None  # that were listed to pick from
    stereotyped: str | None  # the group of the stereotype that it affirms


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
    asked, said = invocation.text(Segment.USER), invocation.text(Segment.OUTPUT).strip()
    words = _NOT_SAID.sub(" ", plain(asked)).strip()  # without case, spacing and pointing
    groups = groups_of(invocation, disparity, key)
    topic = topic_of(invocation, disparity, key) if groups else ""
    options, stereotyped = options_of(asked), stereotyped_group(assessment)
    decided = decision_of(options, said)
    return Call(
        call_id=assessment.invocation_id,
        moment=assessment.timestamp,
        family=_family(assessment),
        language=assessment.language.input or "other",
        unit=_unit_of(invocation, words, key),
        fingerprint=_named(fingerprint(invocation), assessment),
        values=_values(invocation, assessment, _Answer(said, options, stereotyped)),
        request_id=assessment.request_id,
        source=assessment.source,
        asked=mark(key, "asked", words, _ASKED_LENGTH) if words else "",
        answer=_answer(said, assessment, key),
        labels=_labels(said, assessment, stereotyped, key),
        scoring=assessment.scoring_version,
        key_epoch=key.epoch,
        groups=groups,
        topic=topic,
        outcomes=outcomes_of(invocation, assessment, disparity, topic, groups) if groups else {},
        caller=mark(key, "caller", invocation.principal or "", _CALLER_LENGTH),
        near=signature(words, key),
        figures=mark(key, "figures", " ".join(_FIGURES.findall(words)), _FIGURES_LENGTH),
        decision=mark(key, "decision", decided, _DECISION_LENGTH) if decided else "",
    )


def _named(made_with: Fingerprint, assessment: Assessment) -> Fingerprint:
    """Return the fingerprint under names that may leave: a model's id is a caller's free text."""
    names = assessment.model_id, assessment.region
    if names == (made_with.model, made_with.region):
        return made_with
    return replace(made_with, model=names[0], region=names[1])


def _unit_of(invocation: Invocation, words: str, key: TokenKey) -> str:
    """Return the mark of who asked and of the words asked, however they are spaced and pointed.

    One user's retries are one unit. Numbers count as words: a template that is filled with other
    numbers asks something else. A call without readable words is a unit of its own.
    """
    named = f"{invocation.principal}\x1f{words}" if words else invocation.invocation_id
    return mark(key, "unit", named, _UNIT_LENGTH)


def _answer(said: str, assessment: Assessment, key: TokenKey) -> str:
    """Return the hash of an answer of the model; a guardrail's message is none."""
    if assessment.outcome in _UNANSWERED:
        return ""
    return mark(key, "answer", said, _ANSWER_LENGTH) if said else ""


def _labels(
    said: str, assessment: Assessment, stereotyped: str | None, key: TokenKey
) -> dict[str, str]:
    """Return of which kinds the answer is: words of ours, none of its own."""
    told = {"stop_reason": assessment.stop_reason or "none"}
    if said:
        told["answered_in"] = assessment.language.output or "other"
        told["opening"] = opening_of(said, key)
        told["shape"] = shape_of(said).value
    if stereotyped:
        told["stereotype_of"] = stereotyped
    return told


def _family(assessment: Assessment) -> Family:
    role = "-"
    if assessment.application is None:
        named = _ROLE.search(assessment.principal or "")
        role = named[1] if named else assessment.principal or "-"
    return Family(assessment.account_id, assessment.application, role)


def _values(invocation: Invocation, assessment: Assessment, answer: "_Answer") -> dict[str, float]:
    outcome, code = assessment.outcome, assessment.error_code
    failed = outcome is Outcome.ERROR or code is not None
    values = {
        "error_rate": float(failed),
        "throttle_rate": float(code is not None and error_kind(code) == "throttle"),
    }
    if failed:
        return values
    values["empty_rate"] = float(outcome is Outcome.EMPTY)
    values["truncation"] = float(outcome is Outcome.TRUNCATED)
    if assessment.latency_ms is not None:
        values["latency"] = assessment.latency_ms
    if outcome not in _UNANSWERED:
        values |= _of_the_answer(invocation, assessment, answer)
    return values


def _of_the_answer(
    invocation: Invocation, assessment: Assessment, answer: "_Answer"
) -> dict[str, float]:
    found = {finding.rule_id for finding in assessment.findings}
    values = {REFUSED: _REFUSAL.get(assessment.outcome, 0.0)}
    text, options = answer.said, answer.options
    reference = reference_of(invocation.request_metadata)
    if reference is not None:
        values["wrong_answer"] = float(not is_right(text, reference))
    if options is not None:
        values["format_missing"] = float(picks_none(options, text))
    values |= {name: assessment.signals[name] for name in _COPIED if name in assessment.signals}
    labels = labels_of(invocation.text(Segment.USER), invocation.text(Segment.SYSTEM))
    if labels:
        values["format_missing"] = max(values.get("format_missing", 0.0), lacks(labels, text))
    if text:
        values["length_collapse"] = float(len(text))
        values["code_fence"] = float(has_code_fence(text))
        values["toxicity"] = float(is_toxic(assessment))
        values["stereotype"] = float(answer.stereotyped is not None)
        values["degeneration"] = float("robustness.degeneration" in found)
        if assessment.language.input and assessment.language.output:
            values["language_drift"] = float("robustness.language_drift" in found)
    return values
