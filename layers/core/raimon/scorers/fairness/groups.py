"""Finds which groups of people a text speaks of; a topic of the text, never what somebody is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from raimon.scorers.fairness.lexicon import Terms, table

_PEOPLE = frozenset(
    {
        *(
            "people",
            "person",
            "persons",
            "folks",
            "folk",
            "man",
            "men",
            "woman",
            "women",
            "guy",
            "guys",
            "girl",
            "girls",
        ),
        *(
            "boy",
            "boys",
            "kid",
            "kids",
            "child",
            "children",
            "male",
            "males",
            "female",
            "females",
            "lady",
            "ladies",
        ),
        *(
            "employee",
            "employees",
            "worker",
            "workers",
            "applicant",
            "applicants",
            "student",
            "students",
            "community",
        ),
        *(
            "immigrants",
            "immigrant",
            "migrants",
            "families",
            "family",
            "mothers",
            "mother",
            "fathers",
            "father",
            "citizens",
        ),
        *(
            "individual",
            "individuals",
            "person's",
            "drivers",
            "teenagers",
            "adults",
            "parents",
            "neighbours",
            "neighbors",
            "lives",
        ),
        *(
            "couple",
            "couples",
            "believers",
            "voters",
            "politicians",
            "wives",
            "husbands",
            "youth",
            "workforce",
            "generation",
        ),
    }
)
# "the poor", "the Chinese": an adjective that stands for people when a verb follows.
_VERBS_AFTER = frozenset(
    {
        *(
            "are",
            "have",
            "do",
            "don't",
            "can",
            "can't",
            "cannot",
            "should",
            "must",
            "will",
            "won't",
            "never",
            "always",
            "all",
        ),
        *(
            "just",
            "only",
            "were",
            "aren't",
            "shouldn't",
            "deserve",
            "need",
            "live",
            "want",
            "love",
            "hate",
            "steal",
            "tend",
        ),
    }
)


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


@cache
def english() -> Groups:
    """Return the groups as English names them."""
    lexicon = table("en", "groups")
    return Groups(
        axes={group: entry["axis"] for group, entry in lexicon.items()},
        nouns={noun: group for group, entry in lexicon.items() for noun in entry["nouns"]},
        adjectives={
            word: group for group, entry in lexicon.items() for word in entry["adjectives"]
        },
    )


@cache
def english_words() -> frozenset[str]:
    """Return every word that may name a group: a text without one names none."""
    return frozenset(english().nouns) | frozenset(english().adjectives)


def english_mentions(tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield the groups that a sentence names, by nouns or by adjectives before one for people."""
    known = english()
    taken = -1
    for place, token in enumerate(tokens):
        if place <= taken:
            continue
        last = _last_of_adjectives(tokens, place, known)
        group = (
            known.adjectives.get(token.word) if last is not None else known.nouns.get(token.word)
        )
        if group is not None:
            taken = place if last is None else last
            yield Mention(group, known.axes[group], token.start, tokens[taken].end)


def _last_of_adjectives(tokens: Sequence[Token], place: int, known: Groups) -> int | None:
    """Return where the word for people stands that the adjective at `place` describes."""
    if tokens[place].word not in known.adjectives:
        return None
    for step in (1, 2):
        after = tokens[place + step].word if place + step < len(tokens) else ""
        if after in _PEOPLE or (after in known.nouns and after not in known.adjectives):
            return place + step
        if step == 1 and after in _VERBS_AFTER and place and tokens[place - 1].word == "the":
            return place
        if after not in known.adjectives:
            return None
    return None


@cache
def japanese() -> tuple[Terms, Mapping[str, str]]:
    """Return the terms by which Japanese names groups, and the axis of each group."""
    lexicon = table("ja", "groups")
    groups = {group: entry for group, entry in lexicon.items() if group != "guards"}
    terms = Terms.of({group: entry["terms"] for group, entry in groups.items()}, lexicon["guards"])
    return terms, {group: entry["axis"] for group, entry in groups.items()}


def japanese_mentions(text: str, limit: int) -> Iterator[Mention]:
    """Yield the groups that a text names; a single character counts only where it stands alone."""
    terms, axes = japanese()
    for place, term in terms.find(text, limit):
        end = place + len(term)
        if len(term) == 1 and (_is_han(text, place - 1) or _is_han(text, end)):
            continue
        group = min(terms.classes[term])
        yield Mention(group, axes[group], place, end)


def _is_han(text: str, place: int) -> bool:
    return 0 <= place < len(text) and "\u4e00" <= text[place] <= "\u9fff"
