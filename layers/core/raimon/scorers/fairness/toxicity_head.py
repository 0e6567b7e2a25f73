"""Whether English reads like toxic language, learned from many: words, pairs, parts of words.

It speaks where the lexicon has no word, so it is a hint: a passage counts, and alarms nobody alone.
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
_FEWEST_WORDS: Final = 2
# Space behind the end of a sentence, or ends of lines; by its first sign, so that a search stops at
# no other one.
_BOUND: Final = re.compile(r"\s(?:(?<=[.!?]\s)\s*|(?<=\n)\n*)")
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
    threshold: float

    def score(self, words: Sequence[str]) -> float:
        """Return the log-odds that the passage is toxic: each word and each pair counts once."""
        read = list(map(_read, words))
        pairs = set(pair_buckets([one.sign for one in read]))
        _, weights, sizes = zip(*set(read), strict=True)
        total: int = sum(weights) + sum(map(self.table.__getitem__, pairs))
        return self.bias + self.unit * total / math.sqrt(sum(sizes) + len(pairs))

    def toxic(self, folded: str) -> Iterator[Passage]:
        """Yield the passages above the threshold; of the others no place of a word is needed."""
        for start, end in passages(folded):
            words = WORD.findall(folded, start, end)
            if len(words) < _FEWEST_WORDS:
                continue
            beyond = self.score(words) - self.threshold
            if beyond >= 0:
                yield Passage(beyond, self._spans(words_of(folded, start, end)))

    def _spans(self, words: list[Word]) -> tuple[tuple[int, int], ...]:
        """Return the runs of words that contribute most; pairs count for both their words."""
        read = [_read(one.word) for one in words]
        told = [float(known.weight) for known in read]
        for place, bucket in enumerate(pair_buckets([known.sign for known in read])):
            weight = self.table[bucket] / 2
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
    """Return what the head knows of a word, cut where it is long."""
    word = word[:LONGEST_WORD]
    table = english_head().table
    buckets = buckets_of(word, WORDS)
    return Weighed(sign_of(word), sum(table[bucket] for bucket in buckets), len(buckets))
