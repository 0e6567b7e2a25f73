"""Texts as they are compared (NFKC, lower case, one sign for masked letters), with the way back."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff"  # written into words so that nobody finds them
_MASKS = "〇◯●◎×✕✖⭕＊"  # 伏せ字: what stands for a letter left out
_SINGLE = str.maketrans(
    {**dict.fromkeys(_INVISIBLE), **dict.fromkeys(_MASKS, "○"), "’": "'", "‘": "'", "｡": "。"}
)
_ODD = re.compile(f"[{_INVISIBLE}{_MASKS}’‘｡]")
# Marks that no letter is composed with: piled up they hide a word ("zalgo"), and are taken off.
_PILED = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"[{_PILED}]+")
# A letter and what NFKC may compose with it: accents, voicing marks, Korean vowels and finals.
_JOINED = f"{_PILED}\u3099\u309a\uff9e\uff9f\u1160-\u11ff"
_CASED = re.compile(  # every letter beyond ASCII that has a small one
    "[\u00b5-\u058f\u10a0-\u10ff\u13a0-\u13ff\u1c80-\u1cbf\u1e00-\u1fff\u2100-\u218f\u24b6-\u24e9"
    "\u2c00-\u2dff\ua640-\ua7ff\uab30-\uabbf\ufb00-\ufb17\uff21-\uff5a\U00010400-\U0001e943]"
)
# Letters and signs of full width, and the blank: each has one of ASCII that NFKC makes of it. Made
# beforehand, they spare most Japanese texts a whole normalisation.
_WIDE = re.compile("[\u3000\uff01-\uff5e]+")
_NARROW = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_CHUNK = re.compile(f"[^{_JOINED}]?[{_JOINED}]*", re.DOTALL)


@lru_cache(maxsize=4)  # the scorers of one answer fold it one after the other
def fold(text: str) -> str:
    """Return the text as it is compared."""
    if text.isascii():
        return text.lower()
    if _ODD.search(text):
        text = text.translate(_SINGLE)
    folded = unicodedata.normalize("NFKC", _WIDE.sub(_narrow, text))
    if _PILE.search(folded):
        bare = _PILE.sub("", unicodedata.normalize("NFKD", folded))
        folded = unicodedata.normalize("NFKC", bare)
    return _lower(folded)


def _narrow(wide: re.Match[str]) -> str:
    return wide.group().translate(_NARROW)


def _lower(text: str) -> str:
    """Return the text in small letters; without letters beyond ASCII that is quickly done."""
    if _CASED.search(text):
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


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
