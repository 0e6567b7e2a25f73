"""The words by which fairness is judged, read once from the TOML files beside the code."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

type Table = Mapping[str, Any]  # what TOML gives; each reader names the keys that it uses

PLURALS = ("", "s", "es", "z")
_LETTERS_FOR = str.maketrans("@$!013457", "asioieast")
_VOWELS = "aeiou"


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
    """Japanese terms found without word boundaries: by their characters first, then as a whole.

    A term that is part of one of the `guards` isn't found: the longer word is what is meant.
    A term that begins or ends in katakana is found only where no other katakana touches it there.
    """

    by_character: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    classes: Mapping[str, frozenset[str]]
    guards: Mapping[str, tuple[tuple[str, int], ...]]

    @staticmethod
    def of(classes: Mapping[str, Iterable[str]], guards: Iterable[str] = ()) -> "Terms":
        """Return the index over the terms of all classes."""
        known: dict[str, set[str]] = {}
        for name, terms in classes.items():
            for term in terms:
                known.setdefault(term.lower(), set()).add(name)
        index: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
        for term in known:
            rarest = max(term)  # kanji sort behind kana: the character that honest text has least
            index[rarest] = (*index.get(rarest, ()), (term, frozenset(term)))
        return Terms(
            index,
            {term: frozenset(names) for term, names in known.items()},
            _guards(known, [guard.lower() for guard in guards]),
        )

    def find(self, text: str, limit: int) -> list[tuple[int, str]]:
        """Return place and term of what is found, in order, at most `limit` of each term."""
        characters = set(text)
        found = [
            (place, term)
            for character in characters & self.by_character.keys()
            for term, needed in self.by_character[character]
            if needed <= characters
            for place in islice(self._places(text, term), limit)
        ]
        return _without_overlaps(sorted(found, key=lambda one: (one[0], -len(one[1]))))

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
        return not (
            (_is_katakana(term[0]) and _is_katakana(before))
            or (_is_katakana(term[-1]) and _is_katakana(after))
        )


def _guards(terms: Iterable[str], guards: list[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return for each term the longer words that it is part of, and where it stands in them."""
    found = {
        term: tuple(
            (guard, at)
            for guard in guards
            for at in range(len(guard))
            if guard.startswith(term, at)
        )
        for term in terms
    }
    return {term: places for term, places in found.items() if places}


_TO_SPACE = str.maketrans(dict.fromkeys('.,;:?()"[]{}<>/\\|=+~^#&%`', " "))
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def words_of(folded: str) -> set[str]:
    """Return the words in Latin letters of a folded text; signs and other scripts part them."""
    latin = folded if folded.isascii() else folded.encode("ascii", "replace").decode("ascii")
    words = set(latin.translate(_TO_SPACE).split())
    return words.union([word.strip("!'-_") for word in words if not word.isalpha()])


def has_japanese(text: str) -> bool:
    """Return whether a text has kana or kanji at all."""
    return not text.isascii() and _JAPANESE.search(text) is not None


def _is_katakana(character: str) -> bool:
    """Return whether it is one; of no character it isn't."""
    return "ァ" <= character <= "ヺ" or character == "ー"


def _without_overlaps(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    end = 0
    for place, term in found:
        if place >= end:
            kept.append((place, term))
            end = place + len(term)
    return kept
