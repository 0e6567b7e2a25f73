"""One way of writing for many: full-width signs, odd hyphens and spaces, hidden characters."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from raimon.scorers.privacy.escapes import is_escaped, pieces
from raimon.scorers.privacy.lazy import lazily

_HYPHENS: Final = "‐‑‒–—―−﹘﹣－─"
_SPACES: Final = "\u3000\u00a0\u202f\u2007\u2009"
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Digits of Arabic and Persian, which stand in right-to-left text.
_OTHER_DIGITS: Final = {
    zero + digit: ord("0") + digit for zero in (0x0660, 0x06F0) for digit in range(10)
}
SAME_LENGTH: Final = (
    _FULL_WIDTH
    | _OTHER_DIGITS
    | dict.fromkeys(map(ord, _HYPHENS), "-")
    | dict.fromkeys(map(ord, _SPACES), " ")
)
_SIGNS: Final = {
    chr(code): sign if isinstance(sign, str) else chr(sign) for code, sign in SAME_LENGTH.items()
}
_FOLDABLE: Final = lazily(f"[\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9{_HYPHENS}{_SPACES}]")
_VOICING: Final = "\uff9e\uff9f"
_DIRECTIONS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN: Final = f"\u00ad\u200b\u200c\u200d\u2060\ufeff{_DIRECTIONS}"
# Characters whose normal form has another length, or that are there to break up a number.
_UNEVEN: Final = lazily(
    f"[\uff61-\uff9f\u3300-\u33ff]|(?<=[0-9A-Za-z@.０-９])[{_HIDDEN}]+(?=[0-9A-Za-z@.０-９])"
)
UNEVEN: Final = f"[\uff61-\uff9f\u3300-\u33ff{_HIDDEN}]"  # it may be uneven
_MAY_BE_UNEVEN: Final = lazily(UNEVEN)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one way of writing, and where each of its characters stood before."""

    text: str = field(repr=False)
    starts: tuple[int, ...] | None = None  # None: every character stands where it stood
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text, in code points."""
        if self.starts is None or start == end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Return the text in ASCII signs where it has full-width ones, character by character.

    Length-preserving, so that no map is needed, unless the text holds half-width katakana, squared
    characters, escapes, or hidden characters inside a number.
    """
    if is_escaped(text):
        return _fold_uneven(text)
    if text.isascii():
        return Folded(text)
    if _MAY_BE_UNEVEN.search(text) and _UNEVEN.search(text):
        return _fold_uneven(text)
    return fold_even(text)


def fold_even(text: str) -> Folded:
    """Return the text folded, where nothing in it changes the length or is escaped."""
    if text.isascii():
        return Folded(text)
    folded = _FOLDABLE.sub(_same_length, text)
    return Folded(text if folded == text else folded)


def _same_length(sign: re.Match[str]) -> str:
    return _SIGNS[sign.group()]


def _fold_uneven(text: str) -> Folded:
    """Normalise character by character (kana and voicing mark are one), and keep the places."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, sign in pieces(text):
        if sign in _HIDDEN:
            continue
        voiced = _voiced(signs[-1], sign) if sign in _VOICING and signs else None
        if voiced:
            signs[-1], ends[-1] = voiced, end
            continue
        for normal in unicodedata.normalize("NFKC", sign).translate(SAME_LENGTH):
            signs.append(normal)
            starts.append(start)
            ends.append(end)
    return Folded("".join(signs), tuple(starts), tuple(ends))


def _voiced(kana: str, mark: str) -> str | None:
    """Return the kana with its voicing mark as one character, None where there is none."""
    both = unicodedata.normalize("NFKC", kana + mark)
    return both if len(both) == 1 else None
