"""Names of people in English prose, by a linear-chain tagger that knows shapes and surroundings.

No name is a feature: a word's identity counts only where it is a common word, and a list of names,
kept as checksums, tells that a word is used as one somewhere.
"""

import base64
import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final
from zlib import crc32

from raimon.models.artefact import load
from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.sheet import Sheet

LABELS: Final = ("O", "B", "I")
_OUTSIDE, _BEGIN, _INSIDE = range(3)
READ: Final = 20_000  # characters that are read
_REACH: Final = 40  # characters around a word with a capital letter
_MOST_WINDOWS: Final = 64
_CACHED_WORDS: Final = 1 << 14
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ſḀ-ỿ"
_TOKEN: Final = re.compile(
    rf"(?:Mrs?|Ms|Dr|Prof|St|Sr|Jr|[A-Z])\.(?=[ \n])"
    rf"|[{_LETTERS}]+(?:['’](?!s\b)[{_LETTERS}]+|-[{_LETTERS}]+)*|['’]s\b|[0-9]+|\n|[^\s]"
)
_CAPITAL: Final = re.compile(rf"(?<![{_LETTERS}])[A-ZÀ-ÖØ-Þ][{_LETTERS}'’-]+")
_OFFSETS: Final = (-2, -1, 0, 1, 2)
_SHAPES: Final = ((re.compile(r"[a-zß-öø-ÿ]+"), "x"), (re.compile(r"[A-ZÀ-ÖØ-Þ]+"), "X"))
_PAIR: Final = 2


type Told = tuple[str, str, str]  # a word's identity, shape, and use as a name
type Weight = tuple[float, float, float]  # for each label
_NOTHING: Final[Told] = ("<>", "<>", "")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: of a feature for each label, and of a label after a label."""

    states: Mapping[str, Weight] = field(repr=False)
    moves: Sequence[Weight] = field(repr=False)
    first: array[int] = field(repr=False)  # sorted checksums of given names, in small letters
    last: array[int] = field(repr=False)
    plain: frozenset[str] = field(repr=False)  # common words that no list knows as names
    confidence: Mapping[str, float]  # measured precision of one word, and of several


@cache
def tagger() -> Tagger:
    """Return the tagger, read once."""
    artefact = load("person_en")
    content = json.loads(artefact.payload)
    return Tagger(
        states={name: tuple(weights) for name, weights in content["states"].items()},
        moves=tuple(map(tuple, content["moves"])),
        first=_unpacked(content["first"]),
        last=_unpacked(content["last"]),
        plain=frozenset(content["plain"]),
        confidence=artefact.parameters,
    )


def _unpacked(names: str) -> array[int]:
    """Return the checksums, which are written with the lowest byte first."""
    return array("I", memoryview(base64.b64decode(names)).cast("I"))


def name_flags(word: str, first: array[int], last: array[int]) -> str:
    """Return whether the word is known as a given name, a family name, both or neither."""
    number = crc32(word.lower().encode("utf-8", "surrogatepass"))
    return ("f" if _stands_in(number, first) else "") + ("l" if _stands_in(number, last) else "")


def _stands_in(number: int, numbers: array[int]) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words and signs of a part of the text."""
    return [Token(m.group(), *m.span()) for m in _TOKEN.finditer(text, start, end)]


def shape_of(word: str) -> str:
    """Return how the word is written: `Xx` for Anna, `X` for ANNA, `x-x` for well-known."""
    if word == "\n":
        return "¶"
    if not word[0].isalpha():
        return "d" if word[0].isdigit() else word
    for pattern, sign in reversed(_SHAPES):
        word = pattern.sub(sign, word)
    return word[:6]


def word_features(word: str, flags: str) -> Told:
    """Return what a word tells of itself: identity in small letters, shape, use as a name."""
    return "¶" if word == "\n" else word.lower(), shape_of(word), flags


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
    return told[place] if 0 <= place < len(told) else _NOTHING


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
    return weighed(model, word_features(text, name_flags(text, model.first, model.last)))


def decoded(model: Tagger, words: Sequence[Word]) -> list[int]:
    """Return the best labels of the words (Viterbi)."""
    if not words:
        return []
    edge = weighed(model, _NOTHING)
    padded = (edge, edge, *words, edge, edge)
    scores: Weight = (0.0, 0.0, 0.0)
    back: list[tuple[int, int, int]] = []
    for place in range(2, len(padded) - 2):
        if place > 2:  # noqa: PLR2004 - the first word has none before it
            came, scores = _moved(model.moves, scores)
            back.append(came)
        own = _weight_at(model, padded, place)
        scores = (scores[0] + own[0], scores[1] + own[1], scores[2] + own[2])
    path = [scores.index(max(scores))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _weight_at(model: Tagger, padded: Sequence[Word], place: int) -> Weight:
    """Return what five words and their neighbourhood weigh for each label of the middle one."""
    outside, begin, inside = _summed(
        model, _together(padded[place - 1].told, padded[place].told, padded[place + 1].told)
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
    ways = [(a + from_o[to], b + from_b[to], c + from_i[to]) for to in (0, 1, 2)]
    best = (max(ways[0]), max(ways[1]), max(ways[2]))
    return (ways[0].index(best[0]), ways[1].index(best[1]), ways[2].index(best[2])), best


def windows_of(text: str, common: Container[str]) -> list[tuple[int, int]]:
    """Return the parts of the text around words with a capital letter that aren't common ones.

    None where there is but one capital word: nobody's full name is there.
    """
    capitals = list(_CAPITAL.finditer(text, 0, READ))
    parts: list[tuple[int, int]] = []
    for capital in capitals if len(capitals) >= _PAIR else ():
        if capital.group().lower() in common:
            continue
        start, end = max(0, capital.start() - _REACH), min(len(text), capital.end() + _REACH)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        elif len(parts) < _MOST_WINDOWS:
            parts.append((start, end))
    return [(_edge(text, start, -1), _edge(text, end, 1)) for start, end in parts]


def _edge(text: str, place: int, step: int) -> int:
    """Return the place, moved outwards to where no word is cut; not far, for endless words."""
    for _ in range(_REACH):
        if not 0 < place < len(text) or text[place - 1].isspace():
            break
        place += step
    return place


def names_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of words of each name."""
    model = tagger()
    for start, end in windows_of(text, model.plain):
        tokens = tokens_of(text, start, end)
        labels = decoded(model, [_word(token.text) for token in tokens])
        yield from spans_of(tokens, labels)


def spans_of(tokens: Sequence[Token], labels: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the spans that the labels mark; one without a capital letter is none."""
    place = 0
    while place < len(labels):
        if labels[place] == _OUTSIDE:
            place += 1
            continue
        begun = place
        place += 1
        while place < len(labels) and labels[place] == _INSIDE:
            place += 1
        if all(
            token.text[0].isupper() or not token.text[0].isalpha() for token in tokens[begun:place]
        ):
            yield tokens[begun].start, tokens[place - 1].end, place - begun


def find_named(sheet: Sheet) -> Iterator[Found]:
    """Yield the names that the tagger finds; below the alarm band, as the famous have names too."""
    for start, end, words in names_in(sheet.text):
        sure = tagger().confidence["several" if words > 1 else "single"]
        name = sheet.text[start:end].replace(" ", "")
        yield Found("PERSON", start, end, sure, name)
