"""Words of Japanese text with their parts of speech, where the dictionary for them is installed."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

_DICTIONARY: Final = "small"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and as what it is used."""

    text: str = field(repr=False)
    start: int
    end: int
    part: tuple[str, ...]  # from the general to the special: 名詞, 固有名詞, 人名, 姓

    @property
    def is_person(self) -> bool:
        """Return whether the dictionary calls it the name of a person."""
        return self.part[2] == "人名"

    @property
    def is_family(self) -> bool:
        """Return whether it is a family name."""
        return self.part[2:4] == ("人名", "姓")

    @property
    def is_proper(self) -> bool:
        """Return whether it is the name of a person, a place or a thing."""
        return self.part[1] == "固有名詞"

    @property
    def is_noun(self) -> bool:
        """Return whether it is a noun or a prefix of one."""
        return self.part[0] in {"名詞", "接頭辞"}


type Tokenise = Callable[[str], Sequence[Word]]


@cache
def tokeniser() -> Tokenise | None:
    """Return what cuts a text into words, None where SudachiPy or its dictionary is missing.

    Loading takes a tenth of a second and 60 MB, so nothing is loaded before a text asks for it.
    """
    try:
        sudachi: Any = importlib.import_module("sudachipy")
        dictionary = sudachi.Dictionary(dict=_DICTIONARY)
    except ImportError:
        return None
    cut = dictionary.tokenizer(mode=sudachi.SplitMode.C)

    def words_of(text: str) -> Sequence[Word]:
        return [
            Word(one.surface(), one.begin(), one.end(), one.part_of_speech())
            for one in cut.tokenize(text)
        ]

    return words_of
