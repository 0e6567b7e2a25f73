"""The lists that rules for Japanese names go by: names, and words that only look like some."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Self

from raimon.models.artefact import load

_LONGEST_FAMILY: Final = 4
_HEAD: Final = 2
_FEW: Final = range(2, 4)  # characters of a name that may stand alone
# Family names of China and Korea that begin few words.
_CONTINENTAL: Final = frozenset(
    "李朴楊陳劉趙崔鄭盧姜尹蔡鄧蒋曽魏馮沈梁郭潘蘇徐廖彭袁呉薛閻邱毛朱胡"
)
_CONTINENTAL_LENGTH: Final = 3
_KNOWN_GIVEN: Final = 2  # characters of a given name that no list holds, with a known family name


@dataclass(frozen=True, slots=True)
class Names:
    """Which words are names; a word that is one and something else too is in two lists."""

    family: frozenset[str] = field(repr=False)
    given: frozenset[str] = field(repr=False)
    katakana: frozenset[str] = field(repr=False)  # names of people abroad
    words: frozenset[str] = field(repr=False)  # names that are common words as well
    places: frozenset[str] = field(repr=False)  # names that are places as well
    katakana_words: frozenset[str] = field(repr=False)  # things, places and firms
    no_names: frozenset[str] = field(repr=False)  # look like a family and a given name and are none
    first_signs: frozenset[str] = field(repr=False)  # that given names often begin with
    last_signs: frozenset[str] = field(repr=False)  # and end with
    whole: frozenset[str] = field(repr=False, init=False)  # family and given names
    heads: frozenset[str] = field(repr=False, init=False)  # their first two signs, or the only one

    def __post_init__(self) -> None:
        """Know how names begin, so that most words are left after one look."""
        object.__setattr__(self, "whole", self.family | self.given)
        object.__setattr__(self, "heads", frozenset(name[:_HEAD] for name in self.whole))

    @classmethod
    def of(cls, lists: dict[str, str]) -> Self:
        """Return the names from lists as the artefact holds them: words with spaces between."""
        return cls(**{name: frozenset(words.split(" ")) for name, words in lists.items()})

    def full_length(self, text: str) -> int:
        """Return the length of the family name if the text is a whole name of the lists, else 0."""
        for length in range(1, min(len(text), _LONGEST_FAMILY + 1)):
            if text[:length] in self.family and text[length:] in self.given:
                return 0 if self._may_be_words(text[:length], text[length:]) else length
        return 0

    def _may_be_words(self, family: str, given: str) -> bool:
        """Return whether both parts are words as well, as in 江戸時代, or just two signs stand."""
        if len(family) + len(given) == _FEW.start:
            return True
        if len(family) == 1:
            return given in self.words or given in self.places
        return given in self.words and (family in self.words or family in self.places)

    def may_be_full(self, text: str) -> bool:
        """Return whether the text is a family name of two signs and looks like a given name after.

        Given names are coined freely, family names aren't.
        """
        family, given = text[:_KNOWN_GIVEN], text[_KNOWN_GIVEN:]
        return (
            len(given) == _KNOWN_GIVEN
            and family in self.family
            and family not in self.words
            and given[0] in self.first_signs
            and given[-1] in self.last_signs
            and given not in self.no_names
            and text not in self.no_names
        )

    def is_continental(self, text: str) -> bool:
        """Return whether the text looks like a name of China or Korea: one sign, then two."""
        return (
            len(text) == _CONTINENTAL_LENGTH
            and text[0] in _CONTINENTAL
            and text not in self.no_names
            and text[1:] not in self.no_names
            and text[1:] not in self.words
        )

    def is_plain(self, text: str) -> bool:
        """Return whether the text is a name and, as far as the lists know, nothing else."""
        return (
            len(text) in _FEW
            and text in self.whole
            and text not in self.words
            and text not in self.places
        )

    def is_piece(self, text: str) -> bool:
        """Return whether the katakana may be a part of a name."""
        return text in self.katakana or text not in self.katakana_words


def joined(words: Iterable[str]) -> str:
    """Return the words as a list of the artefact."""
    return " ".join(sorted(words))


@cache
def names() -> Names:
    """Return the lists that ship, read once."""
    return Names.of(json.loads(load("person_ja").payload))
