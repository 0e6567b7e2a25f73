"""What an English word may be an inflected form of; guesses, of which a lexicon knows the right."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_ENDINGS: Final = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("ier", "y"), ("er", ""), ("iest", "y"), ("est", ""), ("ly", ""), ("ily", "y"),
)  # fmt: skip
_SHORTEST: Final = 3  # letters of a word that has endings
_PLURALS: Final = (("ies", "y"), ("s", ""))


def singular(phrase: str) -> tuple[str, ...]:
    """Return the name of a group and what it may be the plural of: who does it is another word."""
    return _without(phrase, _PLURALS)


@lru_cache(maxsize=4096)
def forms(phrase: str) -> tuple[str, ...]:
    """Return the phrase and what it may be an inflected form of."""
    return _without(phrase, _ENDINGS)


def _without(phrase: str, endings: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    phrase = phrase.removesuffix("'s")
    found = [phrase]
    for ending, instead in endings:
        stem = phrase.removesuffix(ending)
        if stem != phrase and len(stem + instead) >= _SHORTEST:
            found.append(stem + instead)
            if not instead and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)
