"""Whether English reads like toxic language, learned from many: words, pairs, parts of words.

Where the lexicon has a word that is ordinary elsewhere, it tells whether the passage is rough.
Where the lexicon has none it speaks itself: a hint, which counts, and alarms nobody alone.
Which words made it speak is told as well: a word's contribution is exact, since all are summed.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from zlib import crc32

from raimon.models.artefact import load
from raimon.scorers.word_buckets import CACHED_WORDS, LONGEST_WORD, WORD, buckets_of

WORDS: Final = 1 << 16  # buckets for words and pairs of words; as many again for parts of words
PASSAGE: Final = 450  # characters that are judged together
_READ: Final = 20_000  # characters of an answer that are read
_FEWEST_WORDS: Final = 3
_UNREAD: Final = -math.inf  # of a passage that holds too little, or stands too far behind
# Space behind the end of a sentence, or ends of lines; by its first sign, so that a search stops at
# no other one.
_BOUND: Final = re.compile(r"\s(?:(?<=[.!?]\s)\s*|(?<=\n)\n*)")
_STRONG: Final = 0.6  # of the strongest word's contribution
_CHANCE: Final = 0.6  # log-odds that a text of twice as many passages has to read more toxic


class Word(NamedTuple):
    """A word and where it stands in the folded text."""

    word: str
    start: int
    end: int


class Weighed(NamedTuple):
    """A word's number in pairs, its weight with its parts, and how many features these are."""

    sign: int
    weight: int
    size: int


class Passage(NamedTuple):
    """A passage, and how toxic it reads."""

    start: int
    end: int
    score: float  # log-odds, less what the number of passages makes likely by chance


def words_of(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of folded text, long ones cut."""
    found = WORD.finditer(folded, start, len(folded) if end is None else end)
    return [Word(one.group()[:LONGEST_WORD], one.start(), one.end()) for one in found]


def sign_of(word: str) -> int:
    """Return the number that stands for a word in pairs."""
    return crc32(word.encode()) % WORDS


def pair_buckets(signs: Sequence[int]) -> list[int]:
    """Return the buckets of words that stand side by side, from the numbers of all words."""
    return [(first * 31 + second) % WORDS for first, second in pairwise(signs)]


def passages(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of passages: whole sentences together, up to some hundred characters."""
    first, last = 0, 0
    for bound in (
        *(one.end() for one in _BOUND.finditer(folded, 0, _READ)),
        min(len(folded), _READ),
    ):
        if bound - first > PASSAGE and last > first:
            yield first, last
            first = last
        last = bound
    if last > first:
        yield first, last


@dataclass(frozen=True, slots=True)
class Head:
    """A weight for each bucket."""

    table: memoryview = field(repr=False)
    bias: float
    unit: float  # what one step of a weight counts
    speaks: float  # log-odds from which a passage is toxic
    of_groups: float  # from which one is that names a group
    rough: float  # from which words of contempt in it offend

    def score(self, words: Sequence[str]) -> float:
        """Return the log-odds that the passage is toxic: each word and each pair counts once."""
        read = list(map(_read, words))
        pairs = set(pair_buckets([one.sign for one in read]))
        _, weights, sizes = zip(*set(read), strict=True)
        total: int = sum(weights) + sum(map(self.table.__getitem__, pairs))
        return self.bias + self.unit * total / math.sqrt(sum(sizes) + len(pairs))

    def read(self, folded: str) -> Iterator[Passage]:
        """Yield the passages with how toxic they read; of many, one will by chance."""
        bounds = list(passages(folded))
        chance = _CHANCE * math.log2(len(bounds)) if bounds else 0.0
        for start, end in bounds:
            words = WORD.findall(folded, start, end)
            enough = len(words) >= _FEWEST_WORDS
            yield Passage(start, end, self.score(words) - chance if enough else _UNREAD)
        if len(folded) > _READ:
            yield Passage(_READ, len(folded), _UNREAD)

    def spans(
        self, folded: str, passage: Passage, silent: frozenset[str]
    ) -> tuple[tuple[int, int], ...]:
        """Return the runs of words that contribute most; those that say nothing are passed over."""
        words = [
            one for one in words_of(folded, passage.start, passage.end) if one.word not in silent
        ]
        told = [_read(one.word).weight for one in words]
        limit = _STRONG * max(told, default=0)
        spans: list[tuple[int, int]] = []
        for place, one in enumerate(words):
            if told[place] < limit or limit <= 0:
                continue
            if spans and spans[-1][1] == words[place - 1].end:
                spans[-1] = (spans[-1][0], one.end)
            else:
                spans.append((one.start, one.end))
        return tuple(spans) or ((passage.start, passage.end),)


@cache
def english_head() -> Head:
    """Return the head, read once."""
    artefact = load("toxicity_en")
    numbers = artefact.parameters
    table = memoryview(artefact.payload).cast("b")
    kept = ("bias", "unit", "speaks", "of_groups", "rough")
    return Head(table, *(numbers[name] for name in kept))


@lru_cache(maxsize=CACHED_WORDS)
def _read(word: str) -> Weighed:
    """Return what the head knows of a word, cut where it is long."""
    word = word[:LONGEST_WORD]
    table = english_head().table
    buckets = buckets_of(word, WORDS)
    return Weighed(sign_of(word), sum(table[bucket] for bucket in buckets), len(buckets))
