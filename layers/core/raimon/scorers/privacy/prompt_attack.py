"""Whether somebody tries to turn the model against its instructions: cues, or a learned head."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from raimon.assessment import Outcome
from raimon.finding import Aspect, Fact, Location, Severity
from raimon.invocation import Segment
from raimon.scorers.privacy.attack_cue import Cue, CueFound, Family, cues_in, cues_of
from raimon.scorers.privacy.attack_head import confidence_of
from raimon.scorers.privacy.detector import ALARM, COUNT
from raimon.scorers.privacy.fold import fold
from raimon.scorers.privacy.hidden_text import (
    decoded,
    has_suspects,
    is_percent_encoded,
    split_letters,
    tagged,
    turns_direction,
    visible,
)
from raimon.scorers.scorer import Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE: Final = Rule("privacy.prompt_attack", "2", Aspect.PRIVACY, Severity.MEDIUM)
TUNING: Final = {"prior": -4.0, "fading": 0.6, "head": 1.0}

_SEGMENTS: Final = (Segment.USER, Segment.CONTEXT, Segment.TOOL)
_READ: Final = 100_000  # characters of a segment that are read
_SPLIT_WORDS: Final = 3
_ABOUT: Final = re.compile(
    r"\b(?:what (?:does|is|are)|explain|how (?:do|can|to)|protect|prevent|detect|defend|mitigat"
    r"|example of|article|research)"
    r"[^.?!\n]{0,60}(?:jailbreak|prompt[- ]injection|prompt attack|attack on)"
    r"|(?:プロンプト(?:インジェクション|攻撃)|脱獄).{0,12}(?:とは|対策|防|説明|検知|検出)"
)
_ABOUT_WEIGHT: Final = -3.0
_FAMILIES: Final = {
    Family.OVERRIDE: ("orders to disregard the instructions", "指示を無視させる文言"),
    Family.PERSONA: ("a role without rules", "規則のない役を演じさせる文言"),
    Family.DEVELOPER_MODE: ("a made-up mode or rank", "架空のモードや権限を名乗る文言"),
    Family.PREFIX_INJECTION: ("a dictated beginning of the answer", "回答の書き出しの強制"),
    Family.REFUSAL_SUPPRESSION: ("a ban on refusing", "回答拒否を禁じる文言"),
    Family.EXTRACTION: (
        "a request for hidden instructions or secrets",
        "非公開の指示や秘密を聞き出す文言",
    ),
    Family.OBFUSCATION: ("hidden or encoded text", "隠し文字や符号化された文"),
    Family.INDIRECT: ("a document that talks to the model", "文書に埋め込まれたモデルへの指示"),
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely one segment attacks: what cues say, the strongest first, and the head."""

    cued: float
    cues: tuple[CueFound, ...]
    head: float = 0.0

    @property
    def probability(self) -> float:
        """Return what the surer of the two says."""
        return max(self.cued, self.head)

    @property
    def is_by_head_alone(self) -> bool:
        """Return whether no cue would have said so."""
        return self.cued < COUNT <= self.head

    @property
    def families(self) -> tuple[Family, ...]:
        """Return the families of the cues, the strongest first, each once."""
        return tuple(dict.fromkeys(one.family for one in self.cues))


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Return the likelihood of an attack as a signal, and an observation a segment that attacks.

    Attacks are looked for where outsiders write: the operator's own system prompt may quote them.
    """
    texts = {segment: reading.text(segment) for segment in _SEGMENTS if reading.text(segment)}
    if not texts:
        return Verdict()
    suspicions = {
        segment: suspicion_of(text, tuning, is_document=segment is not Segment.USER)
        for segment, text in texts.items()
    }
    return Verdict(
        signals={"prompt_attack": max(one.probability for one in suspicions.values())},
        observations=tuple(
            _observation(reading, segment, one)
            for segment, one in suspicions.items()
            if one.probability >= COUNT
        ),
    )


def suspicion_of(text: str, tuning: Tuning = TUNING, *, is_document: bool = False) -> Suspicion:
    """Return how likely the text attacks, by its cues or by the head that reads requests.

    The head learned from requests of users: of a document it can't tell who is spoken to.
    """
    found = sorted(_cues(text[:_READ], is_document=is_document), key=lambda one: -one.weight)
    reads = tuning["head"] > 0 and not is_document and text
    about = _ABOUT_WEIGHT if (found or reads) and _ABOUT.search(text[:_READ].lower()) else 0.0
    return Suspicion(
        cued=_weighed(found, about, tuning) if found else 0.0,
        cues=tuple(found),
        head=confidence_of(text, about) if reads else 0.0,
    )


def _weighed(found: Sequence[CueFound], about: float, tuning: Tuning) -> float:
    """Return the probability that the cues add up to, each further one counting less."""
    evidence = sum(one.weight * tuning["fading"] ** rank for rank, one in enumerate(found))
    return 1 / (1 + math.exp(-(tuning["prior"] + evidence + about)))


def _cues(text: str, *, is_document: bool) -> Iterator[CueFound]:
    shown = text
    if has_suspects(text):
        yield from _hidden_cues(text)
        shown = visible(text)
    lower = fold(shown).text.lower()
    yield from cues_in(lower, _cues_for(lower), is_document=is_document)
    if is_percent_encoded(text):
        yield CueFound(Family.OBFUSCATION, 4.3, 0, len(text))
    inner = decoded(text)
    if inner and any(cues_in(inner.lower(), _cues_for(inner), is_document=True)):
        yield CueFound(Family.OBFUSCATION, 5.0, 0, len(text))


def _cues_for(text: str) -> Iterable[Cue]:
    return cues_of("en") if text.isascii() else (*cues_of("en"), *cues_of("ja"))


def _hidden_cues(text: str) -> Iterator[CueFound]:
    if tagged(text):
        yield CueFound(Family.OBFUSCATION, 5.5, 0, len(text))
    if split_letters(text) >= _SPLIT_WORDS:
        yield CueFound(Family.OBFUSCATION, 2.6, 0, len(text))
    if turns_direction(text):
        yield CueFound(Family.OBFUSCATION, 2.6, 0, len(text))


def _observation(reading: Reading, segment: Segment, suspicion: Suspicion) -> Observation:
    declined = reading.outcome in {Outcome.REFUSED, Outcome.BLOCKED} or reading.refusal >= COUNT
    facts: dict[str, Fact] = {
        "families": tuple(one.value for one in suspicion.families),
        "cues": len(suspicion.cues),
        "head": suspicion.head >= COUNT,
        "declined": declined,
    }
    if not suspicion.is_by_head_alone:
        family = suspicion.families[0]
        en, ja = _FAMILIES[family]
        facts |= {"family": family.value, "family_en": en, "family_ja": ja}
    where = _said_by(segment, suspicion)
    return Observation(
        rule_id=RULE.rule_id,
        message=f"{where}_{'declined' if declined else 'answered'}",
        confidence=suspicion.probability,
        severity=_severity(suspicion.probability, declined=declined),
        location=Location(segment=segment, start=0, end=len(reading.text(segment))),
        facts=facts,
    )


def _said_by(segment: Segment, suspicion: Suspicion) -> str:
    if suspicion.is_by_head_alone:
        return "head"
    return "user" if segment is Segment.USER else "document"


def _severity(probability: float, *, declined: bool) -> Severity:
    if declined:
        return Severity.LOW
    return Severity.HIGH if probability >= ALARM else Severity.MEDIUM


SCORER: Final = Scorer(name="privacy.prompt_attack", rules=(RULE,), judge=judge, tuning=TUNING)
