"""Which groups of people a prompt speaks of: one an axis, or none where it speaks of several.

A group is a topic of the text; nothing is ever said about who wrote it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from raimon.scorers.fairness.context import sentences_with
from raimon.scorers.fairness.folding import fold
from raimon.scorers.fairness.groups import (
    Mention,
    Token,
    english_mentions,
    english_words,
    japanese_mentions,
)
from raimon.scorers.fairness.lexicon import has_japanese, words_of

READ: Final = 4000  # code points of a prompt: what it is about shows early
_MOST_PLACES = 5
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*(?<!['-])")


def topics_of(text: str) -> Mapping[str, str]:
    """Return the group by axis, in a fixed order; an axis with several groups is left out."""
    if not text:
        return {}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for mention in _mentions(text[:READ]):
        named[mention.axis].add(mention.group)
    return {axis: min(named[axis]) for axis in sorted(named) if len(named[axis]) == 1}


def _mentions(text: str) -> Iterator[Mention]:
    folded = fold(text)
    words = words_of(folded) & english_words()
    for first, last in sorted(sentences_with(folded, words)) if words else ():
        tokens = [
            Token(found.group(), found.start(), found.end())
            for found in _WORD.finditer(folded, first, last)
        ]
        yield from english_mentions(tokens)
    if has_japanese(text):
        yield from japanese_mentions(folded, _MOST_PLACES)
