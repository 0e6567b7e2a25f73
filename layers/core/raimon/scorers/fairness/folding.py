"""Texts as they are compared (NFKC, lower case, one sign for masked letters), with the way back."""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff"  # written into words so that nobody finds them
_MASKS = "〇◯●◎×✕✖⭕"  # 伏せ字: what stands for a letter left out
_SINGLE = str.maketrans(
    {**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_MASKS, "○"), "’": "'", "‘": "'", "｡": "。"}
)
_ODD = re.compile(f"[{_INVISIBLE}{_MASKS}’‘｡]")
# A letter and what NFKC may compose with it: accents, voicing marks, Korean vowels and finals.
_CHUNK = re.compile(
    r"[^\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff]?"
    r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f\u1160-\u11ff]*",
    re.DOTALL,
)


def fold(text: str) -> str:
    """Return the text as it is compared."""
    if text.isascii():
        return text.lower()
    if _ODD.search(text):
        text = text.translate(_SINGLE)
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each character of a folded text stands in the original."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original, in code points, of a span of the folded text."""
        return self.starts[start], self.ends[end - 1]


def align(original: str, folded: str) -> Alignment:
    """Return the way back; worked out only for a text in which something was found."""
    if original.isascii():
        return Alignment(tuple(range(len(original))), tuple(range(1, len(original) + 1)))
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(original):
        width, first, last = len(fold(chunk.group())), chunk.start(), chunk.end()
        single = width == last - first
        starts += range(first, last) if single else [first] * width
        ends += range(first + 1, last + 1) if single else [last] * width
    missing = len(folded) - len(starts)  # a composition that no chunk foresaw: stay inside the text
    return Alignment((*starts, *[len(original)] * missing), (*ends, *[len(original)] * missing))
