"""Whether a request reads like an attack, learned from many: n-grams, one head a language.

What stands inside a word is a function of the word alone, so it is worked out once a word.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise, repeat
from operator import add
from typing import Final, NamedTuple
from zlib import crc32

from raimon.models.artefact import load
from raimon.scorers.word_buckets import CACHED_WORDS, LONGEST_WORD, WORD, buckets_of

READ: Final = 6_000  # characters of a request that are read
WORDS: Final = 1 << 17  # buckets for words and pairs of words; as many again for parts of words
_JAPANESE: Final = re.compile(r"[ぁ-ヿ一-鿿]+")
_JAPANESE_SHARE: Final = 0.2  # of the signs: from there on the Japanese head reads
_NOISE: Final = re.compile(r"[\s0-9]+")
_COUNT: Final = 0.5
_BELOW_ALARM: Final = 0.84
_ALARM: Final = 0.86
_STEEPNESS: Final = 0.02  # confidence a unit of log-odds beyond what is sure


class Known(NamedTuple):
    """A word's weight with its parts, how many features these are, and its half of a pair's sum."""

    weight: int
    size: int
    written: bytes
    begun: int  # the checksum of a pair that begins with it: the second word goes on from there


def words_of(text: str) -> list[str]:
    """Return the words of an English request as the head reads them."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text[:READ].lower().replace("’", "'"))]


def pair_bucket(first: str, second: str) -> int:
    """Return the bucket of two words that stand side by side."""
    return crc32(f"{first} {second}".encode()) % WORDS


def grams_of(text: str) -> set[str]:
    """Return the runs of up to three signs of a Japanese request, digits and spaces left out."""
    plain = _NOISE.sub("", text[:READ].lower())
    twos = list(map(add, plain, plain[1:]))
    return {*plain, *twos, *map(add, twos, plain[2:])}


def is_japanese(text: str) -> bool:
    """Return whether the Japanese head is the one to read the request."""
    if text.isascii():
        return False
    head = text[:READ]
    return sum(map(len, _JAPANESE.findall(head))) >= _JAPANESE_SHARE * len(head)


@dataclass(frozen=True, slots=True)
class Scale:
    """From a score in log-odds to a confidence that means the same as those of cues."""

    threshold: float  # one in a hundred honest requests of any kind passes it
    sure: float  # no honest request of the training data comes near it
    ceiling: float  # below the alarm band where the data are too few to be sure

    def confidence(self, score: float) -> float:
        """Return 0 below the threshold, from there on 0.5 and more, the alarm band if sure."""
        if score < self.threshold:
            return 0.0
        if score >= self.sure:
            return min(self.ceiling, _ALARM + _STEEPNESS * (score - self.sure))
        share = (score - self.threshold) / (self.sure - self.threshold)
        return min(self.ceiling, _COUNT + share * (_BELOW_ALARM - _COUNT))


@dataclass(frozen=True, slots=True)
class EnglishHead:
    """A weight for each bucket of words and of parts of words."""

    table: memoryview = field(repr=False)
    bias: float
    unit: float  # what one step of a weight counts
    scale: Scale

    def score(self, text: str) -> float:
        """Return the log-odds of an attack: each word and each pair of words counts once."""
        words = words_of(text)
        if not words:
            return self.bias
        known, pairs = {word: _known(word) for word in set(words)}, set(pairwise(words))
        weights, sizes, _, _ = zip(*known.values(), strict=True)
        total: int = sum(weights)
        for first, second in pairs:
            total += self.table[crc32(known[second].written, known[first].begun) % WORDS]
        return self.bias + self.unit * total / math.sqrt(sum(sizes) + len(pairs))


@dataclass(frozen=True, slots=True)
class JapaneseHead:
    """A weight for each run of signs."""

    weights: Mapping[str, int] = field(repr=False)
    bias: float
    unit: float
    scale: Scale

    def score(self, text: str) -> float:
        """Return the log-odds of an attack: each run of signs counts once."""
        grams = grams_of(text)
        total = sum(map(self.weights.get, grams, repeat(0)))
        return self.bias + self.unit * total / math.sqrt(len(grams) or 1)


@cache
def english_head() -> EnglishHead:
    """Return the English head, read once."""
    artefact = load("prompt_attack_en")
    numbers = artefact.parameters
    table = memoryview(artefact.payload).cast("b")
    return EnglishHead(table, numbers["bias"], numbers["unit"], _scale(numbers))


@cache
def japanese_head() -> JapaneseHead:
    """Return the Japanese head, read once."""
    artefact = load("prompt_attack_ja")
    numbers = artefact.parameters
    weights = json.loads(artefact.payload)
    return JapaneseHead(weights, numbers["bias"], numbers["unit"], _scale(numbers))


def _scale(numbers: Mapping[str, float]) -> Scale:
    return Scale(numbers["threshold"], numbers["sure"], numbers["ceiling"])


@lru_cache(maxsize=CACHED_WORDS)
def _known(word: str) -> Known:
    """Return what the head knows of a word."""
    table = english_head().table
    buckets = buckets_of(word, WORDS)
    weight = sum(table[bucket] for bucket in buckets)
    return Known(weight, len(buckets), word.encode(), crc32(f"{word} ".encode()))


def confidence_of(text: str, evidence: float = 0.0) -> float:
    """Return how sure the head is that the request attacks; 0 if it reads like an honest one.

    `evidence` is what else is known, in log-odds, such as that the text is about attacks.
    """
    head = japanese_head() if is_japanese(text) else english_head()
    return head.scale.confidence(head.score(text) + evidence)
