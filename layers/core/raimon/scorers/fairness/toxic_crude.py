"""Finds crude words in English: what offends wherever it stands, and what does in a rough passage.

They need no target: profanity, insults at somebody who isn't named, contempt.
Where people are named as well, counter-speech is looked for with more care.
Where no crude word stands, the head speaks by itself.
"""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from math import inf
from typing import Final

from raimon.scorers.fairness.context import Stance, is_cited, sentence_of, stance_of
from raimon.scorers.fairness.groups import Token, english_mentions, english_words
from raimon.scorers.fairness.hits import Harm, Hit
from raimon.scorers.fairness.hostile_english import CHEERFUL, OF_ONESELF, RECLAIMED
from raimon.scorers.fairness.lexicon import has_japanese, masked, plain_letters, table, words_of
from raimon.scorers.fairness.toxic_english import tokens_of
from raimon.scorers.fairness.toxicity_head import Passage, english_head

_NEAR: Final = 70  # characters before a word that tell how it is meant
_DIRECT: Final = 40  # characters before a word in which it is denied or reported
_INSULT, _SWEARING, _MILD_SWEARING = 0.6, 0.5, 0.3  # strength
_COUNTS: Final = 0.5  # strength of what the head reads at its threshold
_STEP: Final = 0.04  # strength a unit of log-odds beyond the threshold
_MOST: Final = 0.75  # the head alone is never as sure as a word of the lexicon
_LIKELY: Final = 0.0  # log-odds from which a passage is sooner toxic than not
_NO_PEOPLE: Final = "political"  # axis of what people choose to think: contempt for it is no hate

_DENIED: Final = re.compile(
    r"\b(?:not|never|no|isn't|aren't|wasn't|ain't)"
    r"\s(?:(?:an?|the|so|that|really|being|just|some|any|be|your)\s){0,3}$"
)
_REPORTED: Final = re.compile(
    r"\b(?:call(?:s|ed|ing)?|named|nicknamed|considered|labell?ed|feel(?:s|ing)?|felt)\s(?:\S+\s){0,3}$"
)
# What is said of a slip, a question or a device insults nobody: "a silly typo", "idiot light".
_OF_A_THING: Final = re.compile(
    r"\s(?:mistakes?|errors?|typos?|slips?|bugs?|questions?|misunderstandings?|bells?|lights?|phones?"
    r"|terminals?|luck|puns?)\b"
)
# Words by which a sentence speaks about words, and doesn't use them.
_ABOUT: Final = re.compile(
    r"\b(?:slurs?|offensive|derogatory|pejorative|insult(?:s|ing)?|profan\w+|vulgar\w*|swear(?:ing)?"
    r"|curse\swords?|slang|definition|dictionary|etymolog\w*|translat\w*|moderat\w*"
    r"|(?:the|a|this|that)\s(?:word|term|phrase|expression|label|title|nickname)s?"
    r"|(?:word|term|phrase)\s[\"'(]|means?\s[\"']"
    r"|(?:don't|do\snot|never|stop|avoid|without)\s(?:say|call|use|calling|saying|using)"
    r"|unacceptable|inappropriate|hurtful|bully(?:ing)?|bullied|harass\w*|lyrics|novel|film|movie"
    r"|song|album|character)\b"
)


class Kind(Enum):
    """When a crude word counts."""

    INSULT = auto()  # always
    SWEARING = auto()  # always, unless it cheers
    MILD_SWEARING = (
        auto()
    )  # in a passage that is sooner toxic than not; elsewhere it only raises the signal
    CONTEMPT = auto()  # in a rough passage: ordinary elsewhere
    THING = auto()  # in a passage that is sooner toxic than not: ordinary elsewhere


def crude_hits(folded: str, *, learned: bool) -> Iterator[tuple[Hit, Stance]]:
    """Yield crude words and what the head reads as toxic, each with the stance of the text to it.

    Args:
        folded: the text as it is compared.
        learned: whether the head reads it too; without it no passage reads rough.

    """
    words = words_of(folded)
    crude = _crude_of(words)
    named = not words.isdisjoint(english_words())
    whole = (Passage(0, len(folded), -inf),)
    for passage in english_head().read(folded) if learned else whole:
        here = _counting(folded[passage.start : passage.end], passage.score, crude) if crude else {}
        if here or passage.score >= english_head().of_groups:
            yield from _in_passage(folded, passage, here, named=named)


def _counting(text: str, score: float, crude: Mapping[str, Kind]) -> Mapping[str, Kind]:
    """Return the crude words of a passage that count in it."""
    return {word: kind for word, kind in crude.items() if word in text and score >= _least(kind)}


def _crude_of(words: frozenset[str]) -> Mapping[str, Kind]:
    """Return the crude words among some, also in disguise, with when each counts."""
    known = _kinds()
    found = {word: known[word] for word in words & known.keys()}
    for word in words:
        if not word.isalpha() and (plain := plain_letters(word)) in known and word.upper() != word:
            found.setdefault(word, known[plain])  # 455 is a number
    return found


def _in_passage(
    folded: str, passage: Passage, crude: Mapping[str, Kind], *, named: bool
) -> Iterator[tuple[Hit, Stance]]:
    tokens = tokens_of(folded, passage.start, passage.end)
    grouped = named and _names_people(tokens)
    alone = True
    for token in tokens:
        kind = crude.get(token.word)
        if kind and (hit := _crude(folded, passage, token, kind)):
            alone = False
            yield hit, _stance(folded, hit, grouped=grouped and kind is not Kind.INSULT)
    if alone:
        yield from _learned(folded, passage, grouped=grouped)


def _learned(folded: str, passage: Passage, *, grouped: bool) -> Iterator[tuple[Hit, Stance]]:
    """Yield the words that made the head speak, where no crude word does."""
    head = english_head()
    beyond = passage.score - (head.of_groups if grouped else head.speaks)
    if beyond < 0:
        return
    strength = min(_COUNTS + _STEP * beyond, _MOST)
    for start, end in head.spans(folded, passage, english_words()):
        if RECLAIMED.search(folded, max(passage.start, start - _NEAR), start):
            continue
        stance = stance_of(folded, start, end, japanese=False)
        yield Hit(start, end, Harm.LEARNED, strength), stance


def _names_people(tokens: list[Token]) -> bool:
    return any(mention.axis != _NO_PEOPLE for mention in english_mentions(tokens))


def _crude(folded: str, passage: Passage, token: Token, kind: Kind) -> Hit | None:
    """Return the hit of a crude word; who says it of themselves offends nobody."""
    before = folded[max(passage.start, token.start - _NEAR) : token.start]
    if kind in {Kind.SWEARING, Kind.MILD_SWEARING}:
        swears = kind is Kind.SWEARING or passage.score >= _LIKELY
        certain = swears and not CHEERFUL.search(before)
        strength = _SWEARING if certain else _MILD_SWEARING
        return Hit(token.start, token.end, Harm.PROFANITY, strength, certain=certain)
    if OF_ONESELF.search(before) or _OF_A_THING.match(folded, token.end):
        return None
    return Hit(token.start, token.end, Harm.INSULT, _INSULT)


def _least(kind: Kind) -> float:
    """Return how toxic a passage has to read for a word of this kind to offend."""
    if kind is Kind.CONTEMPT:
        return english_head().rough
    return _LIKELY if kind is Kind.THING else -inf


def _stance(folded: str, hit: Hit, *, grouped: bool) -> Stance:
    """Return the stance to a crude word; beside a group's name counter-speech is looked for."""
    first, last = sentence_of(folded, hit.start, hit.end)
    if grouped or has_japanese(folded[first:last]):
        return stance_of(folded, hit.start, hit.end, japanese=False)
    before = folded[max(first, hit.start - _DIRECT) : hit.start]
    if is_cited(folded, hit.start, hit.end) or _REPORTED.search(before):
        return Stance.QUOTED
    if _DENIED.search(before):
        return Stance.DENIED
    return Stance.QUOTED if _ABOUT.search(folded, first, last) else Stance.AFFIRMED


@cache
def _kinds() -> Mapping[str, Kind]:
    """Return when each word counts, masked spellings included; of several the first."""
    lexicon = table("en", "toxicity")
    insults = [*lexicon["insult"]["strong"], *lexicon["insult"]["alone"]]
    swearing = lexicon["profanity"]["strong"]
    known = {
        **dict.fromkeys(lexicon["heated"]["things"], Kind.THING),
        **dict.fromkeys(lexicon["heated"]["words"], Kind.CONTEMPT),
        **dict.fromkeys(lexicon["profanity"]["words"], Kind.MILD_SWEARING),
        **dict.fromkeys(swearing, Kind.SWEARING),
        **dict.fromkeys(insults, Kind.INSULT),
    }
    hidden = {form: known[word] for word in (*swearing, *insults) for form in masked(word)}
    return hidden | known
