"""Where the tagger of names looks: around words that may be names, if the text has any."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from raimon.scorers.privacy.name_words import LETTERS, is_nothing_else, may_be_name

READ: Final = 20_000  # characters that are read
READ_SMALL: Final = 2_000  # ... of a text without capital letters
_REACH: Final = 32  # characters around a word that may be a name; more finds no other names
_MOST: Final = 64  # windows
_PAIR: Final = 2
# Each names its first sign first, and behind that what must not stand before it: so a search stops
# at no other sign.
_CAPITAL: Final = re.compile(
    rf"[A-ZÀ-ÖØ-Þ](?<![{LETTERS}].)(?:[{LETTERS}'’-]+|(?<=I)(?![{LETTERS}]))"
)
# No piece of a path, an address, a number or a call.
_SMALL: Final = re.compile(
    rf"[a-zß-öø-ÿ](?<![{LETTERS}0-9_./@:=<-].)[a-zß-öø-ÿ]{{2,}}(?![{LETTERS}0-9_/@=(])"
)
_REST: Final = re.compile(rf"\S{{0,{_REACH - 1}}}(?s:.)?")


def windows_of(text: str, uses: Callable[[str], str]) -> list[tuple[int, int]]:
    """Return the parts of the text around words that may be names.

    These are words with a capital letter that aren't plain ones, where two words have a capital
    letter; in a text without any, as people in a hurry write, words that are nothing but names.
    """
    capitals = list(_CAPITAL.finditer(text, 0, READ))
    if len(capitals) >= _PAIR:
        return _around(text, (word for word in capitals if may_be_name(uses(word.group()))))
    if capitals:
        return []
    small = _SMALL.finditer(text, 0, READ_SMALL)
    return _around(text, (word for word in small if is_nothing_else(uses(word.group()))))


def _around(text: str, words: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for word in words:
        start, end = max(0, word.start() - _REACH), min(len(text), word.end() + _REACH)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        elif len(parts) < _MOST:
            parts.append((start, end))
    return [(_word_start(text, start), _word_end(text, end)) for start, end in parts]


def _word_start(text: str, place: int) -> int:
    """Return the place, moved left to where no word is cut; not far, for endless words."""
    before = text[max(0, place - _REACH) : place]
    return place if not before or before[-1].isspace() else place - len(before.split()[-1])


def _word_end(text: str, place: int) -> int:
    """Return the place, moved right to behind the space that ends the word; not far either."""
    if text[place - 1 : place].isspace():
        return place
    rest = _REST.match(text, place)
    return rest.end() if rest else place
