"""The words by which fairness is judged, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, islice
from operator import add
from typing import Any, Final

from raimon.scorers.privacy.re2_pass import Match, compiled, matching

type Table = Mapping[str, Any]  # what TOML gives; each reader names the keys that it uses

_MOST_MEMORY: Final = 16 << 20  # bytes of states that RE2 keeps for the terms of a lexicon
PLURALS = ("", "s", "es", "z")
_LETTERS_FOR = str.maketrans("@$!013457", "asioieast")
_VOWELS = "aeiou"
_FREQUENT = frozenset("いうんかしたてでとなにのはまもらりるれをがすこっよきけさだ")
_ENDINGS = frozenset("氏市4")  # begin a disguise, but end an honest word: 彼氏ね, 都市ね


@cache
def table(language: str, name: str) -> Table:
    """Return one lexicon as it stands in its file."""
    file = files("raimon").joinpath("scorers", "fairness", "lexicon", language, f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def longest_first(words: Iterable[str]) -> list[str]:
    """Return the words so that an alternation of them takes the longest that fits."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def plain_letters(word: str) -> str:
    """Return the word with signs and digits read as the letters they stand for: m0r0n, @ss."""
    return word.translate(_LETTERS_FOR)


def masked(word: str) -> Iterable[str]:
    """Return how the word is written with one vowel, or all inner letters, as asterisks."""
    for place, letter in enumerate(word):
        if letter in _VOWELS and place:
            yield f"{word[:place]}*{word[place + 1 :]}"
    if len(word) > 3:  # noqa: PLR2004 - of three letters too little would be left
        yield f"{word[0]}{'*' * (len(word) - 2)}{word[-1]}"


@dataclass(frozen=True, slots=True)
class Terms:
    """Japanese terms found without word boundaries, all of them in one pass of RE2.

    Without RE2 a pair of characters leads to the terms that hold it: slower, and the same finds.
    `made` are patterns of terms that are too many to be written down.
    A term that is part of one of the `guards` isn't found: the longer word is what is meant.
    A term that begins or ends in katakana is found only where no other katakana touches it there.
    """

    terms: tuple[str, ...]
    made: tuple[re.Pattern[str], ...]
    match: Match | None
    by_pair: Mapping[str, tuple[str, ...]]
    single: tuple[str, ...]
    classes: Mapping[str, frozenset[str]]
    guards: Mapping[str, tuple[tuple[str, int], ...]]

    @staticmethod
    def of(
        classes: Mapping[str, Iterable[str]],
        guards: Iterable[str] = (),
        made: Iterable[str] = (),
    ) -> "Terms":
        """Return the index over the terms of all classes."""
        known: dict[str, set[str]] = {}
        for name, terms in classes.items():
            for term in terms:
                known.setdefault(term.lower(), set()).add(name)
        ordered = tuple(sorted(known))
        patterns = tuple(made)
        match = compiled((*map(re.escape, ordered), *patterns), _MOST_MEMORY)
        return Terms(
            ordered,
            tuple(map(re.compile, patterns)),
            match,
            {} if match else _by_pair(ordered),
            tuple(term for term in ordered if len(term) == 1),
            {term: frozenset(names) for term, names in known.items()},
            _guards(known.keys(), (guard.lower() for guard in guards)),
        )

    def find(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return place and term of what is found, in order, at most `limit` of each term."""
        terms, made = self._present(text)
        found = [
            (place, term) for term in terms for place in islice(self._places(text, term), limit)
        ]
        found += [
            (match.start(), match.group())
            for pattern in made
            for match in islice(pattern.finditer(text), limit)
            if self._stands(text, match.group(), match.start())
        ]
        return _without_overlaps(sorted(found, key=lambda one: (one[0], -len(one[1]))))

    def _present(self, text: str) -> tuple[Iterable[str], Iterable[re.Pattern[str]]]:
        """Return the terms and the patterns that stand somewhere in the text."""
        known = len(self.terms)
        places = matching(self.match, text, known + len(self.made))
        if places is not None:
            listed = [self.terms[place] for place in places if place < known]
            return listed, [self.made[place - known] for place in places if place >= known]
        by_pair = self.by_pair or _by_pair(self.terms)
        pairs = by_pair.keys() & frozenset(map(add, text, text[1:]))
        tried = chain(self.single, *(by_pair[pair] for pair in pairs))
        return [term for term in tried if term in text], self.made

    def _places(self, text: str, term: str) -> Iterator[int]:
        place = text.find(term)
        while place >= 0:
            if self._stands(text, term, place):
                yield place
            place = text.find(term, place + len(term))

    def _stands(self, text: str, term: str, place: int) -> bool:
        if any(
            offset <= place and text.startswith(guard, place - offset)
            for guard, offset in self.guards.get(term, ())
        ):
            return False
        end = place + len(term)
        before, after = text[place - 1 : place], text[end : end + 1]
        if term[0] in _ENDINGS and before.isalnum() and not _is_hiragana(before):
            return False
        if _is_latin(term[0] + before) or _is_latin(term[-1] + after):  # OL isn't in "control"
            return False
        return not (
            (_is_katakana(term[0]) and _is_katakana(before))
            or (_is_katakana(term[-1]) and _is_katakana(after))
        )


def _by_pair(terms: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the terms by the pair of their characters that honest text has least."""
    index: dict[str, list[str]] = {}
    for term in terms:
        if len(term) > 1:
            index.setdefault(_rarest_pair(term), []).append(term)
    return {pair: tuple(found) for pair, found in index.items()}


def _rarest_pair(term: str) -> str:
    """Return the pair of the term that honest text has least, as far as the scripts tell."""
    return max((term[place : place + 2] for place in range(len(term) - 1)), key=_rarity_of_pair)


@cache
def _rarity_of_pair(pair: str) -> int:
    return _rarity(pair[0]) + _rarity(pair[1])


def _rarity(character: str) -> int:
    if _is_hiragana(character):
        return 0 if character in _FREQUENT else 1
    return 3 if _is_katakana(character) else 2


def _guards(
    terms: Collection[str], guards: Iterable[str]
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return for each term the longer words that it is part of, and where it stands in them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for guard in guards:
        for start in range(len(guard)):
            for end in range(start + 1, len(guard) + 1):
                if (term := guard[start:end]) in terms and term != guard:
                    found.setdefault(term, []).append((guard, start))
    return {term: tuple(places) for term, places in found.items()}


_SIGNS: Final = b'.,;:?()"[]{}<>/\\|=+~^#&%`'
_TO_SPACE = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@lru_cache(maxsize=4)  # likewise
def words_of(folded: str) -> frozenset[str]:
    """Return the words in Latin letters of a folded text; signs and other scripts part them."""
    latin = folded.encode("ascii", "replace").translate(_TO_SPACE).decode("ascii")
    words = frozenset(latin.split())
    return words.union([word.strip("!'-_") for word in words if not word.isalpha()])


def has_japanese(text: str) -> bool:
    """Return whether a text has kana or kanji at all."""
    return not text.isascii() and _JAPANESE.search(text) is not None


def _is_hiragana(character: str) -> bool:
    """Return whether it is one; of no character it isn't."""
    return "ぁ" <= character <= "ん"


def _is_katakana(character: str) -> bool:
    """Return whether it is one; of no character it isn't."""
    return "ァ" <= character <= "ヺ" or character == "ー"


def _is_latin(pair: str) -> bool:
    """Return whether two characters are both letters or digits of ASCII."""
    return len(pair) > 1 and pair.isascii() and pair.isalnum()


def _without_overlaps(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    end = 0
    for place, term in found:
        if place >= end:
            kept.append((place, term))
            end = place + len(term)
    return kept
