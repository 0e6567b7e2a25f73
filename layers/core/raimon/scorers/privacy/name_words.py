"""What a word tells of itself to the tagger of names: how it is written, and what it is used as."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Container, Mapping
from typing import Final, NamedTuple
from zlib import crc32

LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ſḀ-ỿ"
_TOKEN: Final = re.compile(
    rf"(?:Mrs?|Ms|Dr|Prof|St|Sr|Jr|[A-Z])\.(?=[ \n])"
    rf"|[{LETTERS}]+(?:['’](?!s\b)[{LETTERS}]+|-[{LETTERS}]+)*|['’]s\b|[0-9]+|\n|[^\s]"
)
_SHAPES: Final = ((re.compile(r"[A-ZÀ-ÖØ-Þ]+"), "X"), (re.compile(r"[a-zß-öø-ÿ]+"), "x"))
_SHOWN: Final = 6  # signs of a shape
# Words made from others that are hardly ever names: Inclusion, Regulations, Finally.
_DERIVED: Final = re.compile(
    r"[a-z]{2}(?:[cst]ions?|ity|ities|ments?|ness|isms?|ists?|ships?|[ae]nc(?:e|es|y)|olog(?:y|ies)"
    r"|ics|ized?|i[sz]ing|ically|ously|ively|ally|ably)\Z"
)
_ENDING: Final = re.compile(r"(?:ing|er|ed|es|ly|s)\Z")

type Lists = Mapping[str, array[int]]
type Told = tuple[str, str, str]  # a word's identity, shape, and uses
NOTHING: Final[Told] = ("<>", "<>", "")
_UNKNOWN: Final = "?"


class Token(NamedTuple):
    """A word or sign and where it stands."""

    text: str
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words and signs of a part of the text."""
    return [Token(m.group(), *m.span()) for m in _TOKEN.finditer(text, start, end)]


def signs_of(text: str, start: int, end: int) -> list[str]:
    """Return the same without their places, which only a name needs."""
    return _TOKEN.findall(text, start, end)


def shape_of(word: str) -> str:
    """Return how the word is written: `Xx` for Anna, `X` for ANNA, `x-x` for well-known."""
    if word == "\n":
        return "¶"
    if not word[0].isalpha():
        return "d" if word[0].isdigit() else word
    for pattern, sign in _SHAPES:
        word = pattern.sub(sign, word)
    return word[:_SHOWN]


def word_features(word: str, uses: str, common: Container[str]) -> Told:
    """Return what a word tells of itself: identity, shape, uses.

    Signs and common words have an identity, in small letters; all others have one and the same.
    """
    if word == "\n":
        return "¶", "¶", uses
    small = word.lower()
    told = small in common or not small[0].isalpha()
    return small if told else _UNKNOWN, shape_of(word), uses


def uses_of(word: str, lists: Lists) -> str:
    """Return what the word is used as somewhere: a sign for each list that knows it.

    The lists are sorted checksums of words in small letters: `f` given names, `l` family names,
    `p` plain words of prose, `c` what is from a place. What none of them knows and is made like a
    plain word is one.
    """
    small = word.lower()
    number = _checksum(small)
    uses = "".join(use for use, numbers in lists.items() if stands_in(number, numbers))
    return uses or ("p" if _is_derived(small, lists["p"]) else "")


def is_place(words: str, lists: Lists) -> bool:
    """Return whether the words together are known as a country or town."""
    return stands_in(_checksum(words.lower()), lists["c"])


def stands_in(number: int, numbers: array[int]) -> bool:
    """Return whether the sorted numbers hold the number."""
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def _is_derived(word: str, plain: array[int]) -> bool:
    stem = _ENDING.sub("", word)
    return bool(_DERIVED.search(word)) or (
        stem != word and any(stands_in(_checksum(stem + more), plain) for more in ("", "e"))
    )


def _checksum(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def is_known(uses: str) -> bool:
    """Return whether a list of names has the word."""
    return "f" in uses or "l" in uses


def may_be_name(uses: str) -> bool:
    """Return whether the word may be a name: it's no plain word, or a list of names has it too."""
    return "p" not in uses or is_known(uses)


def is_nothing_else(uses: str) -> bool:
    """Return whether the word is known as a name and as nothing else."""
    return is_known(uses) and "p" not in uses and "c" not in uses
