"""Names of people in English prose, by a linear-chain tagger that knows shapes and surroundings.

No name is a feature: a word's identity counts only where it is a common word, and a list of names,
kept as checksums, tells that a word is used as one somewhere.
"""

import base64
import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
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
_REACH: Final = 60  # characters around a word with a capital letter
_MOST_WINDOWS: Final = 64
_CACHED_WORDS: Final = 1 << 14
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ſḀ-ỿ"
_TOKEN: Final = re.compile(
    rf"(?:Mrs?|Ms|Dr|Prof|St|Sr|Jr|[A-Z])\.(?=[ \n])"
    rf"|[{_LETTERS}]+(?:['’](?!s\b)[{_LETTERS}]+|-[{_LETTERS}]+)*|['’]s\b|[0-9]+|\n|[^\s]"
)
_CAPITAL: Final = re.compile(rf"(?<![{_LETTERS}])[A-ZÀ-ÖØ-Þ][{_LETTERS}'’-]+")
_SHAPES: Final = ((re.compile(r"[a-zß-öø-ÿ]+"), "x"), (re.compile(r"[A-ZÀ-ÖØ-Þ]+"), "X"))
_PAIR: Final = 2  # capitals, below which nobody's full name is in the text


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights: of a feature for each label, and of a label after a label."""

    states: Mapping[str, Sequence[float]] = field(repr=False)
    moves: Sequence[Sequence[float]] = field(repr=False)
    first: array[int] = field(repr=False)  # sorted checksums of given names, in small letters
    last: array[int] = field(repr=False)
    confidence: Mapping[str, float]  # measured precision of one word, and of several


@cache
def tagger() -> Tagger:
    """Return the tagger, read once."""
    artefact = load("person_en")
    content = json.loads(artefact.payload)
    return Tagger(
        states=content["states"],
        moves=content["moves"],
        first=_unpacked(content["first"]),
        last=_unpacked(content["last"]),
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


def word_features(word: str, flags: str) -> tuple[str, str, str]:
    """Return what a word tells of itself: identity in small letters, shape, use as a name."""
    return "¶" if word == "\n" else word.lower(), shape_of(word), flags


def features(told: Sequence[tuple[str, str, str]], place: int) -> Iterator[str]:
    """Yield the features of a place: of its word, of two words each side, of pairs of shapes."""
    word, shape, flags = told[place]
    before, after = _at(told, place - 1), _at(told, place + 1)
    yield from (f"w={word}", f"s={shape}", f"n={flags}|{shape}")
    for offset in (-2, -1, 1, 2):
        other, form, known = _at(told, place + offset)
        yield from (f"w{offset}={other}", f"s{offset}={form}", f"n{offset}={known}|{form}")
    yield f"a={before[1]}|{shape}|{after[1]}"
    yield f"b={before[0]}|{shape}{flags}"
    yield f"c={shape}{flags}|{after[0]}"
    yield f"e={before[2]}|{flags}|{after[2]}|{shape}"


def _at(told: Sequence[tuple[str, str, str]], place: int) -> tuple[str, str, str]:
    return told[place] if 0 <= place < len(told) else ("<>", "<>", "")


@lru_cache(maxsize=_CACHED_WORDS)
def _told(word: str) -> tuple[str, str, str]:
    """Return what a word tells of itself: a function of the word alone."""
    model = tagger()
    return word_features(word, name_flags(word, model.first, model.last))


def decoded(model: Tagger, told: Sequence[tuple[str, str, str]]) -> list[int]:
    """Return the best labels of the places (Viterbi)."""
    scores: list[float] = [0.0, 0.0, 0.0]
    back: list[list[int]] = []
    for place in range(len(told)):
        own = [0.0, 0.0, 0.0]
        for weights in filter(None, map(model.states.get, features(told, place))):
            for label, weight in enumerate(weights):
                own[label] += weight
        if place:
            came, scores = _step(model, scores)
            back.append(came)
        scores = [score + gain for score, gain in zip(scores, own, strict=True)]
    path = [max(range(3), key=scores.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _step(model: Tagger, scores: Sequence[float]) -> tuple[list[int], list[float]]:
    """Return for each label the best one before it, and the score it comes with."""
    came, best = [], []
    for label in range(3):
        ways = [scores[before] + model.moves[before][label] for before in range(3)]
        winner = max(range(3), key=ways.__getitem__)
        came.append(winner)
        best.append(ways[winner])
    return came, best


def windows_of(text: str) -> list[tuple[int, int]]:
    """Return the parts of the text around words with a capital letter, none overlapping."""
    parts: list[tuple[int, int]] = []
    for capital in _CAPITAL.finditer(text, 0, READ):
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
    if sum(1 for _ in _CAPITAL.finditer(text, 0, READ)) < _PAIR:
        return
    model = tagger()
    for start, end in windows_of(text):
        tokens = tokens_of(text, start, end)
        labels = decoded(model, [_told(token.text) for token in tokens]) if tokens else []
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
