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
from typing import Final

from raimon.models.artefact import load
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.name_forms import (
    belongs_to_a_place,
    is_no_other_word,
    is_written_like_a_name,
    titles,
)
from raimon.scorers.privacy.name_path import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    Gain,
    Moves,
    decoded,
    margin,
    may_hold_name,
    spans_of,
    whole,
)
from raimon.scorers.privacy.name_windows import windows_of
from raimon.scorers.privacy.name_words import (
    NOTHING,
    Lists,
    Token,
    Told,
    is_known,
    is_nothing_else,
    signs_of,
    tokens_of,
    uses_of,
    word_features,
)
from raimon.scorers.privacy.sheet import Sheet

_CACHED_WORDS: Final = 1 << 14
_CACHED_NEIGHBOURS: Final = 1 << 14
_UNSEEN: Final = "<?>"
_OFFSETS: Final = (-2, -1, 0, 1, 2)
# By how much a name must weigh more than none (log-odds): where no list of names knows any word of
# it, and where its one word is a plain word or a place as well.
_MARGIN_UNKNOWN: Final = whole(2.001)
_MARGIN_DOUBTFUL: Final = whole(1.0)

type Weight = tuple[float, float, float]  # for each label
type Middle = Callable[[Word, Word, Word], Gain]  # of a word between two others


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
    steps: Moves = field(repr=False, init=False)  # the moves in whole numbers

    def __post_init__(self) -> None:
        """Know the moves in the unit of gains."""
        object.__setattr__(self, "steps", tuple(tuple(map(whole, row)) for row in self.moves))


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


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What a word tells, and what a name gains by it at each of five places around it.

    There is one of all words that tell the same, so that caches needn't look into it.
    """

    told: Told
    gains: tuple[Gain, ...]


def weighed(model: Tagger, told: Told) -> Word:
    """Return the word with what is gained by it."""
    return Word(told, tuple(_gain(model, _alone(told, offset)) for offset in _OFFSETS))


def _gain(model: Tagger, names: Iterable[str]) -> Gain:
    weights = list(filter(None, map(model.states.get, names)))
    outside = sum(weight[OUTSIDE] for weight in weights)
    begin, inside = (sum(weight[label] for weight in weights) for label in (BEGIN, INSIDE))
    return whole(begin - outside), whole(inside - outside)


@lru_cache(maxsize=_CACHED_WORDS)
def _word(text: str) -> Word:
    """Return what the shipped tagger makes of a word: a function of the word alone."""
    model = tagger()
    word, shape, uses = word_features(text, uses_of(text, model.lists), model.common)
    return _telling((_seen(word), _seen(shape), uses))


def _seen(told: str) -> str:
    """Return the same, but one for all that no feature speaks of: most signs of Japanese."""
    return told if _signs().issuperset(told) else _UNSEEN


@cache
def _signs() -> frozenset[str]:
    return frozenset("".join(tagger().states))


@lru_cache(maxsize=_CACHED_WORDS)
def _telling(told: Told) -> Word:
    return weighed(tagger(), told)


@lru_cache(maxsize=_CACHED_NEIGHBOURS)
def _in_the_middle(before: Word, here: Word, after: Word) -> Gain:
    """Return what three words gain the shipped tagger at the one in the middle."""
    return middle_by(tagger())(before, here, after)


def middle_by(model: Tagger) -> Middle:
    """Return how the tagger weighs three words, each alone and all together."""

    def middle(before: Word, here: Word, after: Word) -> Gain:
        together = _gain(model, _together(before.told, here.told, after.told))
        gains = (together, before.gains[1], here.gains[2], after.gains[3])
        return sum(begin for begin, _ in gains), sum(inside for _, inside in gains)

    return middle


def gains_of(words: Sequence[Word], edge: Word, middle: Middle) -> list[Gain]:
    """Return what a name gains at each place, by five words around it."""
    padded = (edge, edge, *words, edge, edge)
    three = map(middle, padded[1:], words, padded[3:])
    firsts, lasts = ([word.gains[place] for word in padded] for place in (0, -1))
    return [
        (begin + first_b + last_b, inside + first_i + last_i)
        for (begin, inside), (first_b, first_i), (last_b, last_i) in zip(
            three, firsts, lasts[4:], strict=False
        )
    ]


def names_in(text: str) -> Iterator[Name]:
    """Yield the names in the text, in its order."""
    model, edge = tagger(), _telling(NOTHING)
    for start, end in windows_of(text, _uses):
        words = list(map(_word, signs_of(text, start, end)))
        gains = gains_of(words, edge, _in_the_middle)
        if may_hold_name(model.steps, gains):
            yield from _named(model, tokens_of(text, start, end), words, gains)


def _uses(word: str) -> str:
    return _word(word).told[2]


def names_of(
    model: Tagger, tokens: Sequence[Token], words: Sequence[Word], middle: Middle
) -> Iterator[Name]:
    """Yield the names that the tagger marks, but what can't be one by its form."""
    return _named(model, tokens, words, gains_of(words, weighed(model, NOTHING), middle))


def _named(
    model: Tagger, tokens: Sequence[Token], words: Sequence[Word], gains: Sequence[Gain]
) -> Iterator[Name]:
    labels = decoded(model.steps, gains)
    small = not any(token.text[0].isupper() for token in tokens)
    for begun, end in spans_of(labels):
        first = begun + titles(tokens[begun : end - 1])
        span, uses = tokens[first:end], [word.told[2] for word in words[first:end]]
        if (
            is_written_like_a_name(span, small=small)
            and is_no_other_word(span, uses, model.lists)
            and not belongs_to_a_place(tokens, first, end)
            and margin(model.steps, gains, labels, begun, end) >= _least_margin(uses)
        ):
            yield Name(span[0].start, span[-1].end, len(span))


def _least_margin(uses: Sequence[str]) -> int:
    if not any(map(is_known, uses)):
        return _MARGIN_UNKNOWN
    return 0 if len(uses) > 1 or is_nothing_else(uses[0]) else _MARGIN_DOUBTFUL


def find_named(sheet: Sheet) -> Iterator[Found]:
    """Yield the names that the tagger finds; below the alarm band, as the famous have names too.

    A single word amid Japanese is left out: it is the reading of a word more often than a name.
    """
    for name in names_in(sheet.text):
        if name.words > 1 or not sheet.is_japanese_around(name.start, name.end):
            sure = tagger().confidence["several" if name.words > 1 else "single"]
            value = sheet.text[name.start : name.end].replace(" ", "")
            yield Found("PERSON", name.start, name.end, sure, value)
