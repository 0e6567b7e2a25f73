"""Finds which groups of people a text speaks of; a topic of the text, never what somebody is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from raimon.scorers.fairness.context import sentences_with
from raimon.scorers.fairness.lexicon import Table, Terms, has_japanese, table, words_of

type Phrases = tuple[tuple[tuple[str, ...], str], ...]  # the words of each, and its group


class Mention(NamedTuple):
    """A group that a text names: which, on which axis, where."""

    group: str
    axis: str
    start: int
    end: int


class Token(NamedTuple):
    """A word of a folded English text and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one language by the words that name them."""

    axes: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    phrases: Mapping[str, Phrases]  # by their first two words
    people: frozenset[str]
    verbs_after: frozenset[str]
    things: frozenset[str]
    openers: frozenset[str]  # first words of adjectives that have two
    firsts: frozenset[str]  # first words of phrases
    wholes: Mapping[str, tuple[frozenset[str], ...]]  # all words of phrases, by their rarest one


_NOBODY = ""  # the group of a phrase that guards: it names none


@cache
def english() -> Groups:
    """Read the English groups once."""
    lexicon = table("en", "groups")
    groups = _groups(lexicon)
    phrases, people = _phrases(lexicon["guards"], groups), frozenset(lexicon["people"])
    return Groups(
        axes={group: entry["axis"] for group, entry in groups.items()},
        nouns={noun: group for group, entry in groups.items() for noun in entry["nouns"]},
        adjectives={word: group for group, entry in groups.items() for word in entry["adjectives"]},
        phrases=phrases,
        people=people,
        verbs_after=frozenset(lexicon["verbs_after"]),
        things=frozenset(lexicon["things"]),
        openers=frozenset(
            first
            for entry in groups.values()
            for first, hyphen, _ in (word.partition("-") for word in entry["adjectives"])
            if hyphen
        ),
        firsts=frozenset(opening.partition(" ")[0] for opening in phrases),
        wholes=_wholes(_said_in_several_words(groups, phrases), people),
    )


def _groups(lexicon: Table) -> Mapping[str, Table]:
    return {group: entry for group, entry in lexicon.items() if isinstance(entry, dict)}


def _phrases(guards: Sequence[str], groups: Mapping[str, Table]) -> Mapping[str, Phrases]:
    """Return the phrases by their first two words, long ones first; guards belong to nobody."""
    named = [(phrase, group) for group in groups for phrase in groups[group].get("phrases", ())]
    named += [(phrase, _NOBODY) for phrase in guards]
    split = [(tuple(map(_bare, phrase.split())), group) for phrase, group in named]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, group in sorted(split, key=lambda one: (-len(one[0]), one)):
        found.setdefault(" ".join(words[:2]), []).append((words, group))
    return {opening: tuple(phrases) for opening, phrases in found.items()}


def _said_in_several_words(
    groups: Mapping[str, Table], phrases: Mapping[str, Phrases]
) -> Iterator[tuple[str, ...]]:
    """Yield the words of phrases, and of adjectives that people write as two: "middle aged"."""
    for words, group in chain.from_iterable(phrases.values()):
        if group != _NOBODY:
            yield words
    for entry in groups.values():
        yield from (tuple(word.split("-")) for word in entry["adjectives"] if "-" in word)


def _wholes(
    phrases: Iterable[tuple[str, ...]], people: frozenset[str]
) -> Mapping[str, tuple[frozenset[str], ...]]:
    found: dict[str, list[frozenset[str]]] = {}
    for words in phrases:
        rarest = max((word for word in words if word not in people), key=len, default=words[-1])
        found.setdefault(rarest, []).append(frozenset(words))
    return {rarest: tuple(wholes) for rarest, wholes in found.items()}


@cache
def english_words() -> frozenset[str]:
    """Return every word that may name a group: a text without one names none."""
    known = english()
    return frozenset(known.nouns) | frozenset(known.adjectives) | frozenset(known.wholes)


def naming_words(folded: str) -> set[str]:
    """Return which words of a text may name a group in it: of a phrase, if all its words are."""
    known, words = english(), words_of(folded)
    if "'s" in folded:
        words |= {word[:-2] for word in words if word.endswith("'s")}
    return {
        word
        for word in words & english_words()
        if word in known.nouns
        or word in known.adjectives
        or any(whole <= words for whole in known.wholes[word])
    }


def english_mentions(tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield the groups that a sentence names, by nouns or by adjectives before one for people."""
    known = english()
    tokens = _joined(tokens, known)
    place = 0
    while place < len(tokens):
        last, group = _named_at(tokens, place, known)
        if group:
            yield Mention(group, known.axes[group], tokens[place].start, tokens[last].end)
        place = last + 1


def _joined(tokens: Sequence[Token], known: Groups) -> Sequence[Token]:
    """Return the tokens with adjectives of two words as one: "middle aged" as "middle-aged"."""
    if known.openers.isdisjoint(token.word for token in tokens):
        return tokens
    joined: list[Token] = []
    for token in tokens:
        pair = f"{joined[-1].word}-{token.word}" if joined else ""
        if pair in known.adjectives:
            joined[-1] = Token(pair, joined[-1].start, token.end)
        else:
            joined.append(token)
    return joined


def _named_at(tokens: Sequence[Token], place: int, known: Groups) -> tuple[int, str]:
    """Return where what begins at a place ends, and the group that it names, if any."""
    word = tokens[place].word
    bare = _bare(word)
    second = tokens[place + 1].word if place + 1 < len(tokens) else ""
    if bare in known.firsts:
        for words, group in known.phrases.get(f"{bare} {_bare(second)}", ()):
            if words == tuple(_bare(one.word) for one in tokens[place : place + len(words)]):
                return place + len(words) - 1, group
    if word in known.adjectives:
        last = _last_of_adjectives(tokens, place, known)
        if last is None and _is_predicate(tokens, place, known):
            last = place
        if last is not None:
            return last, known.adjectives[word]
        if second in known.things:
            return place, _NOBODY
    return place, known.nouns.get(bare, _NOBODY)


def _bare(word: str) -> str:
    """Return a word without the ending of possession."""
    return word.removesuffix("'s") if "'" in word else word


def _last_of_adjectives(tokens: Sequence[Token], place: int, known: Groups) -> int | None:
    """Return where the word for people stands that the adjective at `place` describes."""
    for step in (1, 2):
        after = tokens[place + step].word if place + step < len(tokens) else ""
        if after in known.people or (after in known.nouns and after not in known.adjectives):
            return place + step
        if step == 1 and after in known.verbs_after and place and tokens[place - 1].word == "the":
            return place
        if after not in known.adjectives:
            return None
    return None


_PERSONS = frozenset({"i", "he", "she", "we", "who", "i'm", "he's", "she's", "we're", "who's"})
_BEING = frozenset({"is", "are", "was", "were", "am", "isn't", "wasn't"})
_GOES_ON = frozenset({"and", "or", "but", "who", "because", "so", "too", "since", "though", "like"})


def _is_predicate(tokens: Sequence[Token], place: int, known: Groups) -> bool:
    """Return whether an adjective says what a person is: "she is deaf", "the author is Thai"."""
    before = [token.word for token in tokens[max(0, place - 2) : place]]
    if before and before[-1] == "being":
        return True
    after = tokens[place + 1 : place + 2]
    if after and after[0].word not in _GOES_ON and after[0].start == tokens[place].end + 1:
        return False
    if before and before[-1] in _PERSONS and before[-1].endswith(("'m", "'s", "'re")):
        return True
    being = len(before) > 1 and before[-1] in _BEING
    return being and (before[0] in _PERSONS or before[0] in known.people)


_AGE = re.compile(r"(?<![0-9年.,])([1-9]0)代(?!目|わり|替|金|表|々|議)")
_AFTER_PERSON = frozenset("気口形数工生道権間質類件手脈格体込事員")  # 日本人口 isn't 日本人


@dataclass(frozen=True, slots=True)
class JapaneseGroups:
    """The groups as Japanese names them: terms, and decades of age."""

    terms: Terms
    axes: Mapping[str, str]
    ages: Mapping[str, str]


@cache
def _japanese() -> JapaneseGroups:
    lexicon = table("ja", "groups")
    groups = _groups(lexicon)
    return JapaneseGroups(
        Terms.of({group: _terms(entry) for group, entry in groups.items()}, lexicon["guards"]),
        {group: entry["axis"] for group, entry in groups.items()},
        {age: group for group, entry in groups.items() for age in entry.get("ages", ())},
    )


def _terms(entry: Table) -> list[str]:
    made = [stem + end for stem in entry.get("stems", ()) for end in entry.get("suffixes", ())]
    return [*entry["terms"], *made]


def japanese() -> tuple[Terms, Mapping[str, str]]:
    """Return the terms by which Japanese names groups, and the axis of each group."""
    known = _japanese()
    return known.terms, known.axes


def japanese_mentions(text: str, limit: int) -> Iterator[Mention]:
    """Yield the groups that a text names; a single character counts only where it stands alone."""
    known = _japanese()
    for place, term in known.terms.find(text, limit):
        if _is_a_word(text, place, term):
            group = min(known.terms.classes[term])
            yield Mention(group, known.axes[group], place, place + len(term))
    if "0代" in text:
        for decade in islice(_AGE.finditer(text), limit):
            decade_of = known.ages[decade[1]]
            yield Mention(decade_of, known.axes[decade_of], decade.start(), decade.end())


def _is_a_word(text: str, place: int, term: str) -> bool:
    end = place + len(term)
    if len(term) == 1:
        return not (_is_han(text, place - 1) or _is_han(text, end))
    return not (term[-1] == "人" and text[end : end + 1] in _AFTER_PERSON and end < len(text))


def _is_han(text: str, place: int) -> bool:
    return 0 <= place < len(text) and "\u4e00" <= text[place] <= "\u9fff"


_WORD = re.compile(r"[a-z0-9][a-z0-9'+-]*(?<!['-])")


def mentions_in(folded: str, limit: int) -> Iterator[Mention]:
    """Yield the groups that a folded text names, in English and in Japanese."""
    words = naming_words(folded)
    for first, last in sorted(sentences_with(folded, words)) if words else ():
        tokens = [
            Token(found.group(), found.start(), found.end())
            for found in _WORD.finditer(folded, first, last)
        ]
        yield from english_mentions(tokens)
    if has_japanese(folded):
        yield from japanese_mentions(folded, limit)
