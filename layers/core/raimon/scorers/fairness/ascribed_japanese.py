"""Finds in a Japanese sentence who is named and what is said of them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from raimon.scorers.fairness.ascribed_lexicon import Found, Lexicon, is_a_name, lexicon
from raimon.scorers.fairness.lexicon import Terms, table

_MOST_OF_A_TERM: Final = 4
_NEGATED = re.compile(
    r"[いくでしりじゃはもだとのわけ限言思え]{0,8}(?:な(?:い|かった|く|し)|ありません|ません)"
)


def found_japanese(folded: str) -> tuple[list[Found], list[Found]]:
    """Return the groups that are named and, where there are any, the traits."""
    groups, traits = _terms()
    named = [
        Found(term, place, place + len(term))
        for place, term in groups.find(folded, _MOST_OF_A_TERM)
        if len(term) > 1 or not _touches_han(folded, place)
    ]
    if not named:
        return [], []
    return named, [one for one in _traits(folded, traits) if not is_a_name(one, named)]


def _traits(folded: str, traits: Terms) -> Iterator[Found]:
    for place, term in traits.find(folded, _MOST_OF_A_TERM):
        end = place + len(term)
        yield Found(term, place, end, negated=_NEGATED.match(folded, end) is not None)


@cache
def _terms() -> tuple[Terms, Terms]:
    known = lexicon("ja")
    guards = (*table("ja", "groups")["guards"], *table("ja", "ascribed")["guards"])
    return Terms.of(_named(known), guards), Terms.of({word: [word] for word in known.traits})


def _named(known: Lexicon) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for word, group in known.groups.items():
        named.setdefault(group.name, []).append(word)
    return named


def _touches_han(folded: str, place: int) -> bool:
    around = (folded[place - 1 : place], folded[place + 1 : place + 2])
    return any("\u4e00" <= sign <= "\u9fff" for sign in around)
