"""Personal data with structure or checksum, in every segment, and whether the model gave it out."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from raimon.finding import Aspect, Fact, Location, Severity
from raimon.invocation import ANSWER_SEGMENTS, INPUT_SEGMENTS, Segment
from raimon.scorers.privacy.detector import ALARM, COUNT, Found
from raimon.scorers.privacy.entities import ENTITIES, severity_of
from raimon.scorers.privacy.guarded import joined
from raimon.scorers.privacy.japanese_tokens import Tokenise, tokeniser
from raimon.scorers.privacy.kind import Kind, Provenance
from raimon.scorers.privacy.mask import mask_of
from raimon.scorers.privacy.name_alarm import with_company
from raimon.scorers.privacy.name_layer import find_beside
from raimon.scorers.privacy.overlap import resolved
from raimon.scorers.privacy.person_tagger import find_named
from raimon.scorers.privacy.question import scan_segment
from raimon.scorers.privacy.recognisers import LOCALES
from raimon.scorers.privacy.repeated import with_repeated
from raimon.scorers.privacy.scanner import Page, personal, read
from raimon.scorers.privacy.tails import with_tails
from raimon.scorers.privacy.terse import find_terse
from raimon.scorers.scorer import Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE: Final = Rule("privacy.pii", "1", Aspect.PRIVACY, Severity.MEDIUM)
# Each country is on unless the `locales` of the policy leave it out.
TUNING: Final[Tuning] = {
    **{f"locale.{code}": 1.0 for code in LOCALES},
    "person.tagger": 1.0,
    "person.words": 0.0,
}

REPORTED_SEGMENTS: Final = (
    Segment.USER,
    Segment.CONTEXT,
    Segment.TOOL,
    Segment.SYSTEM,
    *ANSWER_SEGMENTS,
)
# What people and models say; documents and system prompts are long, and come with every call.
TAGGED_SEGMENTS: Final = (Segment.USER, *ANSWER_SEGMENTS)
_MESSAGES: Final[Mapping[Kind | None, str]] = {
    Kind.ECHO: "echo",
    Kind.LEAK_RAG: "leak_rag",
    Kind.LEAK_SYSTEM: "leak_system",
    Kind.LEAK_MODEL: "leak_model",
    Kind.TRANSFORMED: "transformed",
    None: "unknown_origin",
}


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Return one observation for each occurrence, in every segment but the history.

    The history repeats at each call of a conversation: what stands there was reported when it was
    said. Its values only tell an echo from a leak.
    """
    invocation = reading.invocation
    read = partial(scan, without=left_out(tuning))
    named = partial(
        read,
        names=tuning.get("person.tagger", 0.0) > 0,
        words=tokeniser() if tuning.get("person.words", 0.0) > 0 else None,
    )
    found = {
        segment: scan_segment(
            invocation, segment, named if segment in TAGGED_SEGMENTS else read, find_terse
        )
        for segment in REPORTED_SEGMENTS
    }
    if any(invocation.text(segment) for segment in ANSWER_SEGMENTS):
        found[Segment.HISTORY] = read(invocation.text(Segment.HISTORY))
        said = (*found[Segment.USER], *found[Segment.HISTORY])
        given = tuple(one for segment in INPUT_SEGMENTS for one in found[segment])
        for segment in ANSWER_SEGMENTS:
            text = invocation.text(segment)
            repeated = with_repeated(text, found[segment], given)
            found[segment] = with_tails(text, repeated, said)
    provenance = Provenance(invocation, with_company(found))
    seen = observations(RULE, provenance, REPORTED_SEGMENTS)
    return Verdict(observations=tuple(joined(RULE, provenance, seen, secrets=False)))


def left_out(tuning: Tuning) -> frozenset[str]:
    """Return the countries that the policy switches off."""
    return frozenset(code for code in LOCALES if not tuning.get(f"locale.{code}", 1.0))


def observations(
    rule: Rule, provenance: Provenance, segments: Iterable[Segment]
) -> Iterator[Observation]:
    """Yield what was found in the segments, each with its kind, severity, mask and facts."""
    for segment in segments:
        for found in provenance.found.get(segment, ()):
            kind = provenance.kind_of(segment, found)
            yield Observation(
                rule_id=rule.rule_id,
                message=message_of(segment, kind),
                confidence=found.confidence,
                location=Location(segment=segment, start=found.start, end=found.end),
                severity=severity_of(
                    found.entity, kind, found.confidence, synthetic=found.synthetic
                ),
                entity=found.entity,
                kind=kind,
                value=found.value,
                mask=found.mask or mask_of(found.entity, found.value),
                facts=facts_of(found),
            )


def message_of(segment: Segment, kind: Kind | None) -> str:
    """Return which explanation of the rule fits."""
    if kind is not Kind.EXPOSURE:
        return _MESSAGES[kind]
    return "exposure_user" if segment is Segment.USER else "exposure_document"


def facts_of(found: Found) -> dict[str, Fact]:
    """Return the evidence: numbers, flags and words of ours."""
    entity = ENTITIES[found.entity]
    facts: dict[str, Fact] = {
        "entity_en": entity.en,
        "entity_ja": entity.ja,
        "length": found.end - found.start,
        "band": "alarm" if found.confidence >= ALARM else "count",
        "context_hit": found.context_hit,
    }
    if found.checksum_ok is not None:
        facts["checksum_ok"] = found.checksum_ok
    if found.synthetic:
        facts["synthetic"] = True
    return facts


def scan(
    text: str,
    without: frozenset[str] = frozenset(),
    *,
    names: bool = False,
    words: Tokenise | None = None,
) -> tuple[Found, ...]:
    """Return the personal data in the text, in its order, of overlapping finds the best one.

    Offsets are code points of the text as given; identifiers of the countries in `without` are
    left out, with `names` the tagger of English names reads too, and with `words` what cuts
    Japanese text for names.
    """
    if not text:
        return ()
    page, asked = read(text), (without, names, words)
    if asked not in page.found:
        page.found[asked] = _found_on(page, without, names=names, words=words)
    return page.found[asked]


def _found_on(
    page: Page, without: frozenset[str], *, names: bool, words: Tokenise | None
) -> tuple[Found, ...]:
    found = [one for one in personal(page, without) if one.confidence >= COUNT]
    if names:
        found.extend(one for one in find_named(page.folded) if one.confidence >= COUNT)
    if words is not None:
        found.extend(find_beside(page.folded.text, found, words))
    return resolved(page.folded.folded, found) if found else ()


def holds_personal_data(text: str) -> bool:
    """Return whether a label, such as an application's name, holds personal data for sure."""
    return any(found.confidence >= ALARM for found in scan(text))


SCORER: Final = Scorer(name="privacy.pii", rules=(RULE,), judge=judge, tuning=TUNING)
