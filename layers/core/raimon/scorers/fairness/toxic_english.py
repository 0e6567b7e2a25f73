"""Finds wounding expressions in English: words with a target, and hostility to groups."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from raimon.scorers.fairness.context import sentences_with
from raimon.scorers.fairness.groups import Mention, Token, english_mentions, english_words
from raimon.scorers.fairness.hits import Harm, Hit, Target
from raimon.scorers.fairness.hostile_english import (
    ANYBODY,
    CURSED,
    DESERVED,
    FIXED,
    INVERTED,
    OF_ONESELF,
    PERSON,
    READER,
    RECLAIMED,
    RIGHTLESS,
    THREAT,
    UNWANTED,
    patterns,
)
from raimon.scorers.fairness.lexicon import PLURALS, masked, plain_letters, table, words_of

_WORD = re.compile(r"[a-z0-9@$*][a-z0-9@$*'!-]*(?<![!'-])")
_DISGUISED = re.compile(
    r"(?<![a-z0-9@$!])(?:[a-z]+(?:[@$013457!]+[a-z]+)+|[@$0134578]+[a-z]+[a-z@$013457!]*[a-z])"
)
_NEAR = 70  # characters before a word in which its target stands
_BEFORE_THEM = 200  # characters before "them" in which a group may stand
_SURE = {Harm.SELF_HARM: 0.95, Harm.SEXUAL: 0.85, Harm.INSULT: 0.8}


def english_hits(folded: str) -> Iterator[Hit]:
    """Yield what may wound; a text without a word of the lexicon is passed over at once."""
    words = words_of(folded)
    disguised = {
        word
        for word in words
        if not word.isalpha() and _DISGUISED.fullmatch(word) and plain_letters(word) in _kinds()
    }
    if disguised:
        folded = _DISGUISED.sub(lambda word: plain_letters(word.group()), folded)
        words |= {plain_letters(word) for word in disguised}
    named = words & english_words()
    for first, last in sorted(_worth_reading(folded, words, named)):
        yield from _in_sentence(folded, first, last, grouped=bool(named))


def _worth_reading(
    folded: str, words: frozenset[str], named: frozenset[str]
) -> set[tuple[int, int]]:
    """Return the bounds of sentences with a loud word, or with a common one near a group."""
    kinds = _kinds()
    known = words & kinds.keys()
    loud = {word for word in known if kinds[word] != "structure"}
    found = sentences_with(folded, loud | {key for key, phrase in _phrases() if phrase <= words})
    if named:
        found |= {
            (first, last)
            for first, last in sentences_with(folded, known - loud)
            if any(folded.find(name, max(0, first - _BEFORE_THEM), last) >= 0 for name in named)
        }
    return found


@cache
def _kinds() -> Mapping[str, str]:
    """Return what each word may be, masked spellings included; of several kinds the gravest."""
    lexicon = table("en", "toxicity")
    insult, slur = lexicon["insult"], lexicon["slur"]
    structural = (
        *lexicon["dehumanising"]["predicates"],
        *lexicon["derogatory"]["predicates"],
        *lexicon["threat"]["participles"],
        *lexicon["threat"]["verbs"],
        *lexicon["hostility"]["words"],
    )
    kinds = {
        **dict.fromkeys(structural, "structure"),
        **dict.fromkeys(lexicon["threat"]["mortal"], "mortal"),
        **dict.fromkeys(insult["weak"], "weak"),
        **dict.fromkeys(insult["persons"], "persons"),
        **dict.fromkeys(insult["strong"], "strong"),
        **dict.fromkeys(_plurals(slur["targeted"]), "targeted"),
        **dict.fromkeys(_plurals(slur["alone"]), "slur"),
    }
    hidden = {
        form: kind
        for word, kind in kinds.items()
        if kind in {"slur", "strong"}
        for form in masked(word)
    }
    return hidden | kinds


def _plurals(words: Iterable[str]) -> list[str]:
    return [
        form
        for word in words
        for form in (*(word + ending for ending in PLURALS), word.removesuffix("y") + "ies")
    ]


@cache
def _phrases() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each whole phrase by its longest word and all its words."""
    lexicon = table("en", "toxicity")
    split = [phrase.split() for harm in FIXED for phrase in lexicon[harm]["phrases"]]
    return tuple((max(words, key=len), frozenset(words)) for words in split)


@cache
def _hostile_words() -> frozenset[str]:
    return frozenset(table("en", "toxicity")["slur"]["hostile"])


def _in_sentence(folded: str, first: int, last: int, *, grouped: bool) -> Iterator[Hit]:
    tokens = tokens_of(folded, first, last)
    mentions = list(english_mentions(tokens)) if grouped else []
    axis = mentions[0].axis if mentions else ""
    for place, token in enumerate(tokens):
        if kind := _kinds().get(token.word):
            before = folded[max(first, token.start - _NEAR) : token.start]
            near = tokens[max(0, place - 2) : place]
            yield from _word(kind, token, before, axis, near)
    for harm, pattern in patterns().phrases.items():
        for match in pattern.finditer(folded, first, last):
            yield Hit(match.start(), match.end(), harm, _SURE[harm], Target.READER)
    for mention in mentions:
        yield from _of_group(folded, first, last, mention)
    yield from _of_them(folded, first, last, grouped=grouped)
    yield from _threats(folded, first, last)


def tokens_of(folded: str, first: int, last: int) -> list[Token]:
    """Return the words of a stretch of folded text, signs that stand for letters included."""
    words = _WORD.finditer(folded, first, last)
    return [Token(match.group(), match.start(), match.end()) for match in words]


def _word(kind: str, token: Token, before: str, axis: str, near: list[Token]) -> Iterator[Hit]:
    start, end = token.start, token.end
    if kind == "slur":
        reclaimed = RECLAIMED.search(before) is not None
        strength = 0.4 if reclaimed else 0.95
        yield Hit(start, end, Harm.SLUR, strength, Target.GROUP, axis, certain=not reclaimed)
    elif kind == "targeted":
        aimed = READER.search(before) is not None
        if aimed or not _hostile_words().isdisjoint(word.word for word in near):
            yield Hit(start, end, Harm.SLUR, 0.85, Target.GROUP, axis)
    elif kind in {"strong", "persons", "weak"}:
        yield from _insult(kind, start, end, before)


def _insult(kind: str, start: int, end: int, before: str) -> Iterator[Hit]:
    strong = kind == "strong"
    if OF_ONESELF.search(before):
        return
    if READER.search(before):
        yield Hit(start, end, Harm.INSULT, 0.85 if strong else 0.75, Target.READER)
    elif PERSON.search(before) or (kind != "weak" and ANYBODY.search(before)):
        yield Hit(start, end, Harm.INSULT, 0.75 if strong else 0.6, Target.PERSON)


def _of_group(folded: str, first: int, last: int, mention: Mention) -> Iterator[Hit]:
    """Yield contempt for and wishes against the group that a mention names."""
    known = patterns()
    floor = max(first, mention.start - _NEAR)
    before = folded[floor : mention.start]
    for pattern, strength in ((known.hated, 0.9), (UNWANTED, 0.8), (known.despised, 0.8)):
        if match := pattern.search(before):
            start = floor + match.start()
            yield Hit(start, mention.end, Harm.HOSTILITY, strength, Target.GROUP, mention.axis)
            break
    for pattern, harm, strength in (
        (known.called, Harm.DEHUMANISING, 0.9),
        (known.beside, Harm.DEHUMANISING, 0.9),
        (known.wished, Harm.HOSTILITY, 0.9),
        (RIGHTLESS, Harm.HOSTILITY, 0.85),
    ):
        match = pattern.match(folded, mention.end, last)
        if match and (pattern is not known.called or _is_said(match.group(), before)):
            yield Hit(mention.start, match.end(), harm, strength, Target.GROUP, mention.axis)
            return


def _is_said(predicate: str, before: str) -> bool:
    """Return whether the predicate has its verb: after the group, or before it in a question."""
    verbs = {"are", "is", "be", "were", "smell", "look", "seem", "can", "="}
    return not verbs.isdisjoint(predicate.split()) or bool(INVERTED.search(before))


def _of_them(folded: str, first: int, last: int, *, grouped: bool) -> Iterator[Hit]:
    """Yield contempt for and calls against "them", where the words before name a group."""
    known = patterns()
    if not grouped:
        return
    for pattern, harm in ((known.them, Harm.THREAT), (known.they_are, Harm.DEHUMANISING)):
        match = pattern.search(folded, first, last)
        if match and _names_group(folded, match.end()):
            yield Hit(match.start(), match.end(), harm, 0.85, Target.GROUP)


def _names_group(folded: str, end: int) -> bool:
    tokens = tokens_of(folded, max(0, end - _BEFORE_THEM), end)
    return any(english_mentions(tokens))


def _threats(folded: str, first: int, last: int) -> Iterator[Hit]:
    """Yield threats and curses; both carry their own target."""
    for match in CURSED.finditer(folded, first, last):
        yield Hit(match.start(), match.end(), Harm.INSULT, 0.65, Target.PERSON)
    for pattern in (THREAT, DESERVED):
        for match in pattern.finditer(folded, first, last):
            yield Hit(match.start(), match.end(), Harm.THREAT, 0.9, Target.READER)
