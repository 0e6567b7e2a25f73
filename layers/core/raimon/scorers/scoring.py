"""From an invocation to its assessment: run the scorers, then explain, mask and key what they saw.

Whatever text leaves passes `_finding`, `_name`, `_label` or `_code`: none lets a raw value out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from raimon.assessment import Assessment, Bodies, GuardrailSummary, Languages
from raimon.finding import Finding, Severity, finding_id
from raimon.invocation import BodyState, GuardrailAction, Invocation, Segment
from raimon.messages import explanation
from raimon.policy import Policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.language import language_of
from raimon.scorers.privacy.pii import holds_personal_data
from raimon.scorers.registry import SCORERS, rules
from raimon.scorers.robustness.outcome import outcome_of
from raimon.scorers.robustness.refusal import refusal_of
from raimon.scorers.scorer import Observation, Reading, Scorer, Tuning, Verdict

SCORER_VERSION = 1  # raise it when any scorer may judge the same record differently

_PLAIN_NAME = re.compile(r"[\w.:/-]{1,256}", re.ASCII)
_PLAIN_LABEL = re.compile(r"[\w .:/+=,-]{1,256}")
_PLAIN_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,63}")


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scorers as a policy tunes them, ready to assess one invocation after the other."""

    policy: Policy
    token_key: TokenKey | None
    scorers: tuple[Scorer, ...] = SCORERS
    _running: tuple[tuple[Scorer, Tuning], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Choose the scorers that run, each with its tuning, once for all invocations."""
        running = tuple(
            (scorer, self.policy.tuned(scorer.name, scorer.tuning))
            for scorer in self.scorers
            if self.policy.runs(scorer.name, (rule.rule_id for rule in scorer.rules))
        )
        object.__setattr__(self, "_running", running)

    @property
    def version(self) -> int:
        """Return the version by which a newer scoring supersedes an older one."""
        return SCORER_VERSION * 1_000_000 + self.policy.revision

    def assess(self, invocation: Invocation) -> Assessment:
        """Return what the scorers say of the invocation: the same input gives the same bytes."""
        application = self.policy.application_of(invocation)
        reading = read(
            invocation,
            guardrail_required=self.policy.requires_guardrail(application),
            models_denied=self.policy.models_denied(application),
        )
        verdicts = [scorer.judge(reading, tuning) for scorer, tuning in self._running]
        return Assessment(
            invocation_id=invocation.invocation_id,
            timestamp=invocation.timestamp,
            account_id=self._name(invocation.account_id),
            region=self._name(invocation.region),
            request_id=self._name(invocation.request_id),
            operation=self._name(invocation.operation),
            model_id=self._name(invocation.model_id),
            model_provider=_code(invocation.model_provider),
            principal=self._label(invocation.principal),
            application=self._label(application),
            language=reading.language,
            usage=invocation.usage,
            latency_ms=invocation.latency_ms,
            stop_reason=_code(invocation.stop_reason),
            error_code=_code(invocation.error_code),
            guardrail=_summary(
                invocation.guardrail.action,
                frozenset(hit.policy for hit in invocation.guardrail.hits),
            ),
            outcome=reading.outcome,
            bodies=_bodies(invocation.input_body, invocation.output_body),
            signals=_signals(verdicts),
            findings=self._findings(invocation, verdicts, application),
            scoring_version=self.version,
            key_epoch=self.token_key.epoch if self.token_key else None,
            source=invocation.source,
        )

    def _findings(
        self, invocation: Invocation, verdicts: Iterable[Verdict], application: str | None
    ) -> tuple[Finding, ...]:
        """Return the findings in a fixed order, one an id: the more confident one of two."""
        best: dict[str, Finding] = {}
        for verdict in verdicts:
            for observation in verdict.observations:
                if not self.policy.counts(observation.rule_id, observation.confidence, application):
                    continue
                finding = self._finding(invocation, observation, application)
                known = best.get(finding.finding_id)
                if known is None or finding.confidence > known.confidence:
                    best[finding.finding_id] = finding
        return tuple(sorted(best.values(), key=_order))

    def _finding(
        self, invocation: Invocation, seen: Observation, application: str | None
    ) -> Finding:
        rule = rules()[seen.rule_id]
        token = None
        if seen.value is not None and self.token_key is not None:
            token = self.token_key.token(seen.entity or seen.rule_id, seen.value)
        severity = self.policy.severity(seen.rule_id, seen.severity or rule.severity, application)
        allowed = token is not None and token in self.policy.allow.tokens
        return Finding(
            finding_id=finding_id(
                invocation.invocation_id, seen.rule_id, seen.location, seen.entity, seen.detail
            ),
            rule_id=seen.rule_id,
            rule_version=rule.version,
            aspect=rule.aspect,
            severity=Severity.INFORMATIONAL if allowed else severity,
            confidence=round(seen.confidence, 3),
            location=seen.location,
            entity=seen.entity,
            kind=seen.kind,
            mask=seen.mask,
            value_token=token,
            explanation=explanation(seen.rule_id, seen.message, seen.facts),
            evidence={**seen.facts, "allowed": True} if allowed else seen.facts,
        )

    def _name(self, text: str) -> str:
        """Return a name that AWS gives as it is, and the token of what is no plain name."""
        return text if _PLAIN_NAME.fullmatch(text) else self._withheld(text)

    def _label(self, text: str | None) -> str | None:
        """Return a name that callers choose (session, application), unless it tells of a person.

        An e-mail address or a phone number can stand in such a name: then its token stands there.
        """
        return text if text is None or _is_plain_label(text) else self._withheld(text)

    def _withheld(self, text: str) -> str:
        return self.token_key.token("LABEL", text) if self.token_key else "[withheld]"


@lru_cache(maxsize=4096)
def _is_plain_label(text: str) -> bool:
    return _PLAIN_LABEL.fullmatch(text) is not None and not holds_personal_data(text)


def read(
    invocation: Invocation, *, guardrail_required: bool = False, models_denied: tuple[str, ...] = ()
) -> Reading:
    """Work out once what several scorers need to know; the rest is the policy's (see `Reading`)."""
    answer, asked = invocation.text(Segment.OUTPUT), invocation.text(Segment.USER)
    asked_in = language_of(asked)
    language = _languages(asked_in, language_of(answer, hint=asked_in))
    refusal = refusal_of(invocation, language)
    return Reading(
        invocation=invocation,
        language=language,
        refusal=refusal,
        outcome=outcome_of(invocation, refusal),
        guardrail_required=guardrail_required,
        models_denied=models_denied,
    )


# Values of a few words of ours, of which every assessment has one: made once and shared.


@cache
def _languages(asked: str | None, answered: str | None) -> Languages:
    return Languages(input=asked, output=answered)


@cache
def _bodies(given: BodyState, returned: BodyState) -> Bodies:
    return Bodies(input=given, output=returned)


@cache
def _summary(action: GuardrailAction | None, policies: frozenset[str]) -> GuardrailSummary:
    return GuardrailSummary(action=action, policies=tuple(sorted(policies)))


def _signals(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """Return all signals by name, rounded so that they print alike everywhere."""
    merged = {
        name: round(value, 3) for verdict in verdicts for name, value in verdict.signals.items()
    }
    return dict(sorted(merged.items()))


def _code(text: str | None) -> str | None:
    """Return a stop reason or error code; free text in its place becomes the word `other`."""
    return text if text is None or _PLAIN_CODE.fullmatch(text) else "other"


def _order(finding: Finding) -> tuple[str, str, int, int, str, str]:
    place = finding.location
    return (
        finding.rule_id,
        place.segment if place else "",
        place.start if place else 0,
        place.end if place else 0,
        finding.entity or "",
        finding.finding_id,
    )
