"""Names of people in English prose, by a linear-chain tagger that knows shapes and surroundings.

No name is a feature: a word's identity counts only where it is a common word, and a list of names,
kept as checksums, tells that a word is used as one somewhere.
"""

import base64
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from raimon.models.artefact import load
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.name_forms import (
    belongs_to_a_place,
    is_no_other_word,
    is_written_like_a_name,
    titles,
)
from raimon.scorers.privacy.name_windows import windows_of
from raimon.scorers.privacy.name_words import (
    NOTHING,
    Lists,
    Token,
    Told,
    is_known,
    is_nothing_else,
    tokens_of,
    uses_of,
    word_features,
)
from raimon.scorers.privacy.sheet import Sheet

LABELS: Final = ("O", "B", "I")
_OUTSIDE, _BEGIN, _INSIDE = range(3)
_CACHED_WORDS: Final = 1 << 14
_CACHED_NEIGHBOURS: Final = 1 << 14
_OFFSETS: Final = (-2, -1, 0, 1, 2)
# By how much a name must weigh more than none (log-odds): where no list of names knows any word of
# it, and where its one word is a plain word or a place as well.
_MARGIN_UNKNOWN: Final = 2.0
_MARGIN_DOUBTFUL: Final = 1.0

type Weight = tuple[float, float, float]  # for each label
type Together = Callable[[Told, Told, Told], Weight]  # of a word between two others


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands, and of how many words it is."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: of a feature for each label, and of a label after a label."""

    states: Mapping[str, Weight] = field(repr=False)
    moves: Sequence[Weight] = field(repr=False)
    lists: Lists = field(repr=False)
    common: frozenset[str] = field(repr=False)  # words whose identity tells
    confidence: Mapping[str, float]  # measured precision of one word, and of several


@cache
def tagger() -> Tagger:
    """Return the tagger, read once."""
    artefact = load("person_en")
    content = json.loads(artefact.payload)
    return Tagger(
        states={name: tuple(weights) for name, weights in content["states"].items()},
        moves=tuple(map(tuple, content["moves"])),
        lists={use: _unpacked(words) for use, words in content["lists"].items()},
        common=frozenset(content["common"]),
        confidence=artefact.parameters,
    )


def _unpacked(names: str) -> array[int]:
    """Return the checksums, which are written with the lowest byte first."""
    return array("I", memoryview(base64.b64decode(names)).cast("I"))


def features(told: Sequence[Told], place: int) -> Iterator[str]:
    """Yield the features of a place: of five words, each alone, and of words together."""
    for offset in _OFFSETS:
        yield from _alone(_at(told, place + offset), offset)
    yield from _together(_at(told, place - 1), told[place], _at(told, place + 1))


def _alone(told: Told, offset: int) -> tuple[str, str, str]:
    word, shape, flags = told
    return f"w{offset}={word}", f"s{offset}={shape}", f"n{offset}={flags}|{shape}"


def _together(before: Told, here: Told, after: Told) -> tuple[str, str, str, str]:
    _, shape, flags = here
    return (
        f"a={before[1]}|{shape}|{after[1]}",
        f"b={before[0]}|{shape}{flags}",
        f"c={shape}{flags}|{after[0]}",
        f"e={before[2]}|{flags}|{after[2]}|{shape}",
    )


def _at(told: Sequence[Told], place: int) -> Told:
    return told[place] if 0 <= place < len(told) else NOTHING


@dataclass(frozen=True, slots=True)
class Word:
    """What a word tells, and what that weighs for each label at each of five places around it."""

    told: Told
    weights: tuple[Weight, ...]


def weighed(model: Tagger, told: Told) -> Word:
    """Return the word with its weights."""
    return Word(told, tuple(_summed(model, _alone(told, offset)) for offset in _OFFSETS))


def _summed(model: Tagger, names: Iterable[str]) -> Weight:
    outside = begin = inside = 0.0
    for weights in filter(None, map(model.states.get, names)):
        outside += weights[_OUTSIDE]
        begin += weights[_BEGIN]
        inside += weights[_INSIDE]
    return outside, begin, inside


@lru_cache(maxsize=_CACHED_WORDS)
def _word(text: str) -> Word:
    """Return what the shipped tagger makes of a word: a function of the word alone."""
    model = tagger()
    return weighed(model, word_features(text, uses_of(text, model.lists), model.common))


@lru_cache(maxsize=_CACHED_NEIGHBOURS)
def _neighbours(before: Told, here: Told, after: Told) -> Weight:
    """Return what the shipped tagger makes of three words together."""
    return _summed(tagger(), _together(before, here, after))


def weights_of(words: Sequence[Word], edge: Word, together: Together) -> list[Weight]:
    """Return what each place weighs for each label, seen with its surroundings."""
    padded = (edge, edge, *words, edge, edge)
    return [_weight_at(padded, place, together) for place in range(2, len(padded) - 2)]


def together_by(model: Tagger) -> Together:
    """Return how the tagger weighs three words together."""
    return lambda before, here, after: _summed(model, _together(before, here, after))


def decoded(moves: Sequence[Weight], weights: Sequence[Weight]) -> list[int]:
    """Return the best labels of the places (Viterbi)."""
    if not weights:
        return []
    scores = weights[0]
    back: list[tuple[int, int, int]] = []
    for own in weights[1:]:
        came, scores = _moved(moves, scores)
        back.append(came)
        scores = (scores[0] + own[0], scores[1] + own[1], scores[2] + own[2])
    path = [scores.index(max(scores))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def margin(
    moves: Sequence[Weight], weights: Sequence[Weight], labels: Sequence[int], begun: int, end: int
) -> float:
    """Return by how much the labels of a span weigh more than that no name stands there."""
    before = labels[begun - 1] if begun else None
    after = labels[end] if end < len(labels) else None

    def total(inside: Sequence[int]) -> float:
        path = [label for label in (before, *inside, after) if label is not None]
        passed = sum(moves[one][other] for one, other in pairwise(path))
        places = zip(weights[begun:end], inside, strict=True)
        return passed + sum(weight[label] for weight, label in places)

    return total(labels[begun:end]) - total([_OUTSIDE] * (end - begun))


def _weight_at(padded: Sequence[Word], place: int, together: Together) -> Weight:
    """Return what five words and their neighbourhood weigh for each label of the middle one."""
    outside, begin, inside = together(
        padded[place - 1].told, padded[place].told, padded[place + 1].told
    )
    for number, offset in enumerate(_OFFSETS):
        weight = padded[place + offset].weights[number]
        outside += weight[0]
        begin += weight[1]
        inside += weight[2]
    return outside, begin, inside


def _moved(moves: Sequence[Weight], scores: Weight) -> tuple[tuple[int, int, int], Weight]:
    """Return for each label the best one before it, and the score it comes with."""
    (a, b, c), (from_o, from_b, from_i) = scores, moves
    to_o = _best(a + from_o[0], b + from_b[0], c + from_i[0])
    to_b = _best(a + from_o[1], b + from_b[1], c + from_i[1])
    to_i = _best(a + from_o[2], b + from_b[2], c + from_i[2])
    return (to_o[0], to_b[0], to_i[0]), (to_o[1], to_b[1], to_i[1])


def _best(outside: float, begin: float, inside: float) -> tuple[int, float]:
    """Return the label of the highest score, the first of equal ones, and the score."""
    if outside >= begin:
        return (_OUTSIDE, outside) if outside >= inside else (_INSIDE, inside)
    return (_BEGIN, begin) if begin >= inside else (_INSIDE, inside)


def names_in(text: str) -> Iterator[Name]:
    """Yield the names in the text, in its order."""
    model = tagger()
    for start, end in windows_of(text, _uses):
        tokens = tokens_of(text, start, end)
        words = [_word(token.text) for token in tokens]
        yield from names_of(model, tokens, words, _neighbours)


def _uses(word: str) -> str:
    return _word(word).told[2]


def names_of(
    model: Tagger, tokens: Sequence[Token], words: Sequence[Word], together: Together
) -> Iterator[Name]:
    """Yield the names that the tagger marks, but what can't be one by its form."""
    weights = weights_of(words, weighed(model, NOTHING), together)
    labels = decoded(model.moves, weights)
    small = not any(token.text[0].isupper() for token in tokens)
    for begun, end in spans_of(labels):
        first = begun + titles(tokens[begun : end - 1])
        span, uses = tokens[first:end], [word.told[2] for word in words[first:end]]
        if (
            is_written_like_a_name(span, small=small)
            and is_no_other_word(span, uses, model.lists)
            and not belongs_to_a_place(tokens, first, end)
            and margin(model.moves, weights, labels, begun, end) >= _least_margin(uses)
        ):
            yield Name(span[0].start, span[-1].end, len(span))


def _least_margin(uses: Sequence[str]) -> float:
    if not any(map(is_known, uses)):
        return _MARGIN_UNKNOWN
    return 0.0 if len(uses) > 1 or is_nothing_else(uses[0]) else _MARGIN_DOUBTFUL


def spans_of(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first place of each span that the labels mark, and the place behind it."""
    place = 0
    while place < len(labels):
        begun = place
        place += 1
        if labels[begun] == _OUTSIDE:
            continue
        while place < len(labels) and labels[place] == _INSIDE:
            place += 1
        yield begun, place


def find_named(sheet: Sheet) -> Iterator[Found]:
    """Yield the names that the tagger finds; below the alarm band, as the famous have names too.

    A single word amid Japanese is left out: it is the reading of a word more often than a name.
    """
    for name in names_in(sheet.text):
        if name.words > 1 or not sheet.is_japanese_around(name.start, name.end):
            sure = tagger().confidence["several" if name.words > 1 else "single"]
            value = sheet.text[name.start : name.end].replace(" ", "")
            yield Found("PERSON", name.start, name.end, sure, value)
