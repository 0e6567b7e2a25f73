"""Whether English reads like toxic language, learned from many: words, pairs, parts of words.

It speaks where the lexicon has no word, so it is a hint: a passage counts, and alarms nobody alone.
Which words made it speak is told as well: a word's contribution is exact, since all are summed.
"""

import math
import re
from collections.abc import Iterator
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
_FEWEST_WORDS: Final = 2
_BOUND: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_STRONG: Final = 0.5  # of the strongest word's contribution


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
    """A passage that reads toxic: how much so, and the runs of words that made it."""

    score: float  # log-odds beyond the threshold
    spans: tuple[tuple[int, int], ...]


def words_of(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of folded text, long ones cut."""
    found = WORD.finditer(folded, start, len(folded) if end is None else end)
    return [Word(one.group()[:LONGEST_WORD], one.start(), one.end()) for one in found]


def sign_of(word: str) -> int:
    """Return the number that stands for a word in pairs."""
    return crc32(word.encode())


def pair_bucket(first: int, second: int) -> int:
    """Return the bucket of two words that stand side by side, from their numbers."""
    return (first * 31 + second) % WORDS


def passages(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of passages: whole sentences together, up to some hundred characters."""
    first, last = 0, 0
    for bound in (*(one.end() for one in _BOUND.finditer(folded, 0, _READ)), len(folded[:_READ])):
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
    threshold: float

    def score(self, words: list[Word]) -> float:
        """Return the log-odds that the passage is toxic: each word and each pair counts once."""
        read = [_read(one.word) for one in words]
        pairs = {pair_bucket(one.sign, other.sign) for one, other in pairwise(read)}
        distinct = set(read)
        total = sum(one.weight for one in distinct) + sum(map(self.table.__getitem__, pairs))
        count = sum(one.size for one in distinct) + len(pairs)
        return self.bias + self.unit * total / math.sqrt(count or 1)

    def toxic(self, folded: str) -> Iterator[Passage]:
        """Yield the passages above the threshold."""
        for start, end in passages(folded):
            words = words_of(folded, start, end)
            if len(words) < _FEWEST_WORDS:
                continue
            beyond = self.score(words) - self.threshold
            if beyond >= 0:
                yield Passage(beyond, self._spans(words))

    def _spans(self, words: list[Word]) -> tuple[tuple[int, int], ...]:
        """Return the runs of words that contribute most; pairs count for both their words."""
        read = [_read(one.word) for one in words]
        told = [float(known.weight) for known in read]
        for place, (before, after) in enumerate(pairwise(read)):
            weight = self.table[pair_bucket(before.sign, after.sign)] / 2
            told[place] += weight
            told[place + 1] += weight
        limit = _STRONG * max(told)
        spans: list[tuple[int, int]] = []
        for place, one in enumerate(words):
            if told[place] < limit or limit <= 0:
                continue
            if spans and place and spans[-1][1] == words[place - 1].end:
                spans[-1] = (spans[-1][0], one.end)
            else:
                spans.append((one.start, one.end))
        return tuple(spans) or ((words[0].start, words[-1].end),)


@cache
def english_head() -> Head:
    """Return the head, read once."""
    artefact = load("toxicity_en")
    numbers = artefact.parameters
    table = memoryview(artefact.payload).cast("b")
    return Head(table, numbers["bias"], numbers["unit"], numbers["threshold"])


@lru_cache(maxsize=CACHED_WORDS)
def _read(word: str) -> Weighed:
    """Return what the head knows of a word."""
    table = english_head().table
    buckets = buckets_of(word, WORDS)
    return Weighed(sign_of(word), sum(table[bucket] for bucket in buckets), len(buckets))
