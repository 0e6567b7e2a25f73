"""The words by which fairness is judged, read once from the TOML files beside the code."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
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
    """Japanese terms found without word boundaries: by their first two characters, then as a whole.

    A term that is part of one of the `guards` isn't found: the longer word is what is meant.
    A term in katakana alone is found only where no other katakana touches it.
    """

    by_start: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, frozenset[str]]
    guards: Mapping[str, tuple[tuple[str, int], ...]]

    @staticmethod
    def of(classes: Mapping[str, Iterable[str]], guards: Iterable[str] = ()) -> "Terms":
        """Return the index over the terms of all classes."""
        known: dict[str, set[str]] = {}
        for name, terms in classes.items():
            for term in terms:
                known.setdefault(term.lower(), set()).add(name)
        starts: dict[str, tuple[str, ...]] = {}
        for term in longest_first(known):
            starts[term[:2]] = (*starts.get(term[:2], ()), term)
        guarded = {
            term: tuple(
                (guard.lower(), guard.lower().find(term))
                for guard in guards
                if term in guard.lower()
            )
            for term in known
        }
        return Terms(
            starts,
            {term: frozenset(names) for term, names in known.items()},
            {term: found for term, found in guarded.items() if found},
        )

    def present(self, pairs: set[str]) -> list[str]:
        """Return the terms that may stand in a text which has these pairs of characters."""
        return [term for start in pairs & self.by_start.keys() for term in self.by_start[start]]

    def find(self, text: str, pairs: set[str], limit: int) -> list[tuple[int, str]]:
        """Return place and term of what is found, in order, longest first; at most `limit` a term."""
        found = []
        for term in self.present(pairs):
            place = text.find(term)
            count = 0
            while place >= 0 and count < limit:
                if self._stands(text, term, place):
                    found.append((place, term))
                    count += 1
                place = text.find(term, place + len(term))
        return _without_overlaps(sorted(found, key=lambda one: (one[0], -len(one[1]))))

    def _stands(self, text: str, term: str, place: int) -> bool:
        if any(
            offset <= place and text.startswith(guard, place - offset)
            for guard, offset in self.guards.get(term, ())
        ):
            return False
        end = place + len(term)
        return not (
            (_is_katakana(term[0]) and place and _is_katakana(text[place - 1]))
            or (_is_katakana(term[-1]) and end < len(text) and _is_katakana(text[end]))
        )


def pairs_of(text: str) -> set[str]:
    """Return all characters and all pairs of neighbours: what a term must start with to be there."""
    return set(map(str.__add__, text, text[1:])).union(text)


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"


def _without_overlaps(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    kept: list[tuple[int, str]] = []
    end = 0
    for place, term in found:
        if place >= end:
            kept.append((place, term))
            end = place + len(term)
    return kept
