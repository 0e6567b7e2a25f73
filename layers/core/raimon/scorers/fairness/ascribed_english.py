"""Finds in an English sentence who is named and what is said of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

from raimon.scorers.fairness.ascribed_lexicon import (
    GENDER,
    OCCUPATION,
    Found,
    Lexicon,
    is_a_name,
    lexicon,
)
from raimon.scorers.fairness.groups import english
from raimon.scorers.fairness.inflection import forms, singular
from raimon.scorers.fairness.lexicon import longest_first, table

SUBJECTS: Final = frozenset({"he", "she"})
UNABLE: Final = "unable"  # a trait by its form: "couldn't use a computer"
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*(?<!['-])")
_LONGEST_PHRASE: Final = 4  # words
_NEGATION_REACH: Final = 3  # words before a trait
_NEGATIONS = frozenset(
    {
        *("not", "never", "no", "neither", "nor", "without", "hardly", "isn't", "wasn't", "aren't"),
        *("weren't", "don't", "doesn't", "didn't", "won't", "wouldn't", "lacks", "lack", "lacked"),
    }
)
_BEING = frozenset(
    {
        *("is", "was", "are", "were", "am", "be", "being", "i'm", "he's", "she's", "they're"),
        *("we're", "you're", "who's"),
    }
)
_GOES_ON = frozenset(
    {
        *("and", "but", "so", "because", "or", "who", "that's", "he", "she", "they", "i", "we"),
        *("with", "from", "in", "it", "to", "since", "when", "you"),
    }
)
_REASON = re.compile(  # what is said is so, because they are who they are
    r"\b(?:(?:because|since|as|cause|cuz|that)\s(?:\w+\s){0,2}?(?:(?:is|was|are|were|am|being)|\w+'(?:s|m|re))"
    r"\s(?:an?\s|so\s|just\san?\s)?|for\s(?:being\s)?(?:an?\s)?|due\sto\sbeing\s(?:an?\s)?"
    r"|\b(?:typical|stereotypical|(?:just\s|acts?\s|looks?\s)like\s(?:an?|every|most|all|other))\s)"
    r"(?:\w+\s)?$"
)
_REASON_REACH: Final = 40
_LIKE = re.compile(r"\slike\s(?:an?\s|little\s|old\s|some\s)*$")


def found_english(folded: str) -> tuple[list[Found], list[Found]]:
    """Return the groups that are named and, where there are any, the traits."""
    known = lexicon("en")
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(folded)]
    groups = _people(list(_groups(words, known)), known)
    if not groups:
        return [], []
    nations = {form for group in groups for form in singular(group.term)} & known.of_nations.keys()
    said = frozenset(chain.from_iterable(known.of_nations[nation] for nation in nations))
    traits = _traits(folded, words, known, said)
    return groups, [one for one in traits if not is_a_name(one, groups)]


def is_reason(folded: str, group: Found) -> bool:
    """Return whether being of the group is told as the reason for what else is said."""
    before = folded[max(0, group.start - _REASON_REACH) : group.start]
    return _REASON.search(before) is not None


def is_likened(folded: str, group: Found) -> bool:
    """Return whether somebody is said to do something as the group does: "he cried like a girl"."""
    return _LIKE.search(folded, max(0, group.start - _REASON_REACH), group.start) is not None


def _people(groups: list[Found], known: Lexicon) -> list[Found]:
    """Return who is named: by an adjective or by whose something is only where nobody else is."""
    weak = known.predicates | (known.pronouns - SUBJECTS)
    named = [one for one in groups if one.term not in weak]
    others = [one for one in named if known.groups[one.term].axis not in {GENDER, OCCUPATION}]
    if others:
        return named
    return [one for one in groups if one.term in known.predicates or not named or one in named]


def _groups(words: Sequence[tuple[str, int, int]], known: Lexicon) -> Iterator[Found]:
    for term, start, end in _phrases(words, known.groups.__contains__, known.openers, singular):
        if (term not in known.predicates or _is_predicate(words, start)) and not _is_thing(
            words, start, end
        ):
            yield Found(term, start, end)


def _is_thing(words: Sequence[tuple[str, int, int]], start: int, end: int) -> bool:
    """Return whether the name is that of a thing: "Indian Ocean", "Mexican food"."""
    told = [word for word, first, _ in words if first >= start][:2]
    after = next((word for word, first, _ in words if first >= end), "")
    named = english().phrases.get(" ".join(told), ())
    return after in english().things or any(not group for _, group in named)


def _is_predicate(words: Sequence[tuple[str, int, int]], start: int) -> bool:
    """Return whether the word says of somebody what they are, and nothing of a thing."""
    place = next(place for place, word in enumerate(words) if word[1] == start)
    after = words[place + 1][0] if place + 1 < len(words) else ""
    return bool(place) and words[place - 1][0] in _BEING and (not after or after in _GOES_ON)


def _traits(
    folded: str, words: Sequence[tuple[str, int, int]], known: Lexicon, said: frozenset[str]
) -> Iterator[Found]:
    openers = known.openers.union(term.partition(" ")[0] for term in said if " " in term)
    denied = [end for word, _, end in words if word in _NEGATIONS]
    unable = [(match.start(), match.end()) for match in _unable().finditer(folded)]
    for start, end in unable:
        yield Found(UNABLE, start, end)
    for term, start, end in _phrases(
        words, lambda term: term in known.traits or term in said, openers, forms
    ):
        if not any(first < start < last for first, last in unable):
            yield Found(term, start, end, negated=_is_negated(folded, denied, start))


@cache
def _unable() -> re.Pattern[str]:
    """Return the pattern of abilities that somebody is said not to have."""
    verbs = "|".join(map(re.escape, longest_first(table("en", "stereotype")["lack"])))
    return re.compile(
        r"\b(?:can't|cannot|can\snot|cant|couldn't|could\s(?:not|never)|unable\sto|incapable\sof"
        r"|(?:don't|doesn't|didn't|do\snot|does\snot|did\snot|never)\s(?:even\s|really\s)?"
        r"(?:knew|know|learn|learned|learns|understand)(?:\show)?(?:\sto)?|not\sable\sto"
        r"|(?:have|has|had)\s(?:trouble|difficulty|no\sidea\show\sto|a\shard\stime)"
        rf"|struggle[sd]?\s(?:to|with))\s(?:[\w']+\s){{0,4}}?(?:{verbs})\w*\b"
    )


def _phrases(
    words: Sequence[tuple[str, int, int]],
    is_known: Callable[[str], bool],
    openers: frozenset[str],
    forms_of: Callable[[str], tuple[str, ...]],
) -> Iterator[tuple[str, int, int]]:
    """Yield what is known of the words, the longest first at each place; endings don't count."""
    place = 0
    while place < len(words):
        most = _LONGEST_PHRASE if words[place][0] in openers else 1
        for length in range(min(most, len(words) - place), 0, -1):
            part = words[place : place + length]
            said = " ".join(word for word, _, _ in part)
            term = next(filter(is_known, forms_of(said)), None)
            if term is not None:
                yield term, part[0][1], part[-1][2]
                place += length - 1
                break
        place += 1


def _is_negated(folded: str, denied: list[int], start: int) -> bool:
    before = [end for end in denied if end < start]
    return bool(before) and folded[before[-1] : start].count(" ") <= _NEGATION_REACH
