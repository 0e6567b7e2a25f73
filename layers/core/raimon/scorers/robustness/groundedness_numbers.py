"""Numbers as texts write them: in digits, in words, in kanji, and mixed as in 1万2,000."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ROUNDED_ZEROS: Final = 2  # so many at the end may come from rounding

_ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,30}(?:\.\d{1,30})?"
_SCALES: Final = {
    "百": 1e2, "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12, "割": 10.0,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9,
}  # fmt: skip
_DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_NUMERAL: Final = "〇零一二三四五六七八九十百千"
_GOES_ON: Final = frozenset("万億兆")  # a smaller part may follow
_TOKEN: Final = re.compile(
    rf"(?P<digits>{_ARABIC})(?:(?P<small>[百千])?(?P<large>[万億兆割])|(?P<alone>[百千])"
    r"|[ -]?(?P<word>hundred|thousand|million|billion|trillion|[kKMB]|[mb]n)(?![A-Za-z]))?"
    rf"|(?P<kanji>[{_NUMERAL}]{{1,20}})(?P<scale>[万億兆割])?"
)
_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_WORDS: Final = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_ANY_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_IN_WORDS: Final = re.compile(
    rf"\b(?:{_ANY_WORD})(?:[ -](?:and )?(?:{_ANY_WORD}|hundred|thousand|million|billion)){{0,8}}\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile("[a-z]+")
# Every number word but the teens and tens of these is one of them.
_SOUNDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fifteen", "twenty", "thirty", "forty", "fifty", "zero"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, how finely it is given, and where it stands."""

    value: float
    plain: float  # as written, without its scale
    step: float  # the unit of its last digit
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Number]:
    """Yield the numbers of a text in normal form; parts of one, such as 1万2,000, are one."""
    begun: Number | None = None
    for part, goes_on in _parts(text):
        if begun is not None and begun.end != part.start:
            yield begun
            begun = None
        whole = _joined(begun, part) if begun else part
        begun = whole if goes_on else None
        if begun is None:
            yield whole
    if begun is not None:
        yield begun
    yield from _in_words(text)


def _joined(large: Number, small: Number) -> Number:
    value = large.value + small.value
    return Number(value, value, small.step, large.start, small.end)


def _parts(text: str) -> Iterator[tuple[Number, bool]]:
    """Yield each number with whether a smaller part of it may follow."""
    for match in _TOKEN.finditer(text):
        kanji = match["kanji"]
        plain = _of_kanji(kanji) if kanji else float(match["digits"].replace(",", ""))
        digits = str(int(plain)) if kanji else match["digits"].replace(",", "")
        factor = 1.0
        for name in ("small", "large", "alone", "word", "scale"):
            factor *= _SCALES[match[name].lower()] if match[name] else 1.0
        number = Number(plain * factor, plain, step_of(digits) * factor, *match.span())
        yield number, text[match.end() - 1] in _GOES_ON


def _of_kanji(signs: str) -> float:
    """Return the value of kanji numerals, by place (二〇二五) or by name (二千二十五)."""
    if _TENS.keys().isdisjoint(signs):
        return float("".join(str(_DIGITS[sign]) for sign in signs))
    total, ones = 0, 0
    for sign in signs:
        if sign in _TENS:
            total, ones = total + max(ones, 1) * _TENS[sign], 0
        else:
            ones = _DIGITS[sign]
    return float(total + ones)


def step_of(digits: str) -> float:
    """Return the unit of the last digit that counts: 0.1 of 2.5, 100 of 1200, 1 of 30."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10**zeros) if _ROUNDED_ZEROS <= zeros < len(whole) - 1 else 1.0


def _in_words(text: str) -> Iterator[Number]:
    lower = text.lower()
    if not any(sound in lower for sound in _SOUNDS):
        return
    for match in _IN_WORDS.finditer(text):
        total, open_ = 0.0, 0.0
        for word in _LETTERS.findall(match.group().lower()):
            if word == "hundred":
                open_ = max(open_, 1.0) * _SCALES[word]
            elif word in _SCALES:
                total, open_ = total + max(open_, 1.0) * _SCALES[word], 0.0
            else:
                open_ += _WORDS.get(word, 0)
        yield Number(total + open_, total + open_, 1.0, *match.span())
