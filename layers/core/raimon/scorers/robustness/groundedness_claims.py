"""What the numbers of a text measure, which of them claim something, and how exactly."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.robustness.groundedness_numbers import Number, numbers_in

SMALL: Final = 12  # a count of items, a step, an ordinal: no claim unless it measures something
DAY: Final = 86400  # seconds
_YEAR_DIGITS: Final = 4
_MOST: Final = 400
_ROUGH, _HEDGED = 0.10, 0.06  # how far a rounded value, and one called rough, may be off

_CURRENCY: Final = lazily(r"(?:[$€£¥]|\b(?:USD|EUR|GBP|JPY|DKK|NOK|SEK|CHF))\s?\Z")
# A letter that goes on is of another word; kana may follow at once.
_UNIT: Final = lazily(
    r"[ -]?(?:(?P<time>(?:(?:business |working |calendar |consecutive )?"
    r"(?:years?|yrs?|months?|weeks?|nights?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?)(?![a-z]))"
    r"|年間?(?!目|生|度)|[かヶカケヵ箇]月|週間?|営業日|泊|日間?(?!目|本)|時間|分(?!の|割|野|類|析|け)|秒)"
    r"|(?P<share>%|パーセント|(?<=割)|倍|(?:percent|times)(?![a-z]))"
    r"|(?P<money>(?:dollars?|usd|yen|jpy|eur(?:os?)?|pounds?|nok|dkk)(?![a-z])|円|ドル|ユーロ|ポンド)"
    r"|(?P<metric>(?:[km]?g|[ckm]?m|m?l|[gmkt]i?b|lit(?:er|re)s?|met(?:er|re)s?|grams?"
    r"|mill?i?lit(?:er|re)s?|kilomet(?:er|re)s?)(?![a-z])"
    r"|キロ|メートル|グラム|リットル|センチ|ミリ|トン|ギガ|メガ)"
    r"|(?P<measure>(?:k?wh?|mah|k?cal|degrees?|mph|miles?)(?![a-z])|°|歳|度(?!目)|ワット|畳"
    r"|(?-i:k?V|Ah|k?VA|[kMG]?Hz|dB|rpm|bar|lm|lx|kPa|Nm)(?![a-z])))",
    re.IGNORECASE,
)
_ONE_KIND: Final = frozenset({"share", "money", "metric"})  # one unit for another
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_YEAR_BEFORE: Final = lazily(
    r"\b(?:in|since|until|year|during|before|after|opened|built)\s\Z", re.IGNORECASE
)
_COUNTER: Final = lazily(
    r" ?(?:[年月日円人件名個台倍時分秒%枚本冊回社点店棟室階歳]|パーセント|[かヶカ]所)"
)
_ORDINAL: Final = lazily(r"(?:st|nd|rd|th)\b|番目|つ目|位(?!置)|回目|人目|日目|年目")
_REFERENCE: Final = lazily(
    r"(?:\b(?:documents?|docs?|sources?|passages?|steps?|parts?|options?|points?|items?|figures?"
    r"|tables?|phases?|levels?|tiers?|questions?|examples?|notes?|results?|no\.|number|day|week)"
    r"\s?#?|#|第|文書|資料|出典|項目|ステップ|手順|ポイント|段階|図|表|問|その|例)\s?\Z",
    re.IGNORECASE,
)
_HEDGE: Final = lazily(
    r"(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|under|more than"
    r"|less than|circa)|[~≈]|約|およそ|おおよそ|ほぼ|概ね)\s?[$€£¥]?\s?\Z",
    re.IGNORECASE,
)
_HEDGE_AFTER: Final = lazily(
    r"\s?[^\s\d、。]{0,4}?(?:以上|超|近く|弱|強|程度|前後|ほど|くらい|余り)|\+"
)
_STEM: Final = 6
_SPELLED: Final = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_KANJI: Final = "一二三四五六七八九十百"
_THINGS: Final = lazily(r" (?:[a-z-]+ )?(?P<noun>[a-z]{3,}s)\b", re.IGNORECASE)
_COUNTED: Final = lazily(
    r"(?:[回票錠階条章杯袋枚頁問](?!目)|(?:名|人|件|社|個|台|本|か所)[ぁ-ん][一-鿿])"
)
_LABELLED: Final = lazily(r"(?<![一-鿿])[一-鿿]{2,4}\Z")
_LENGTHS: Final = (  # the first whose sign stands in the unit
    (("month", "月"), 30.44 * DAY), (("minute", "min", "分"), 60), (("hour", "hr", "時"), 3600),
    (("second", "sec", "秒"), 1), (("week", "週"), 7 * DAY), (("year", "yr", "年"), 365.25 * DAY),
)  # fmt: skip
_BESIDE: Final = 25  # code points of a length in two units
_TWO_UNITS: Final = lazily(
    r"(?P<large>\d{1,4}) ?(?P<first>years?|weeks?|days?|hours?|minutes?|年|週間?|日|時間|分)"
    r"(?:,? and |, |と| )?(?P<small>\d{1,4}) ?"
    r"(?P<second>months?|days?|hours?|minutes?|seconds?|[かヶカケ]月|日|時間|分|秒)",
    re.IGNORECASE,
)
_WORKING: Final = lazily(r"[=×÷]|\d\s?[*/+]\s?\d|\d\s[−–-]\s\d")


def claims_in(text: str) -> list[Number]:
    """Return the numbers of an answer that claim something: no counts of items, no references."""
    return [number for number in numbers_in(text) if _claims(text, number)][:_MOST]


def _claims(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 14) : number.start]
    if _is_in_a_name(before) or _ORDINAL.match(text, number.end) or _REFERENCE.search(before):
        return False
    if not text[number.start].isdigit() and not _is_counted(text, number):
        return False
    if number.value > SMALL or number.value != int(number.value):
        return True
    unit = unit_of(text, number)
    if unit is None:
        return False
    return number.value > (0 if length_of(text, number) is None else 1)  # a day: mere speech


def counts_of(sentence: str) -> Iterator[tuple[Number, re.Pattern[str]]]:
    """Yield the small counts that measure nothing, with how a text would count the same thing."""
    for number in islice(numbers_in(sentence), _MOST):
        if not 1 < number.value <= SMALL or unit_of(sentence, number) is not None:
            continue
        if _REFERENCE.search(sentence[max(0, number.start - 14) : number.start]):
            continue
        if found := _THINGS.match(sentence, number.end):
            yield number, _counting(found["noun"].lower()[:_STEM])
        elif found := _COUNTED.match(sentence, number.end):
            yield number, _counting_ja(found.group())
        elif found := _LABELLED.search(sentence[max(0, number.start - 5) : number.start]):
            yield number, _labelled(found.group())


@lru_cache(maxsize=256)
def _counting(noun: str) -> re.Pattern[str]:
    return lazily(rf"(?:\d|{_SPELLED}) (?:[a-z-]+ )?{re.escape(noun)}", re.IGNORECASE)


@lru_cache(maxsize=256)
def _labelled(words: str) -> re.Pattern[str]:
    return lazily(rf"{re.escape(words)}\d")


@lru_cache(maxsize=256)
def _counting_ja(words: str) -> re.Pattern[str]:
    return lazily(rf"[\d{_KANJI}]{re.escape(words)}")


def _is_in_a_name(before: str) -> bool:
    """Return whether a letter stands right before, as in GPT4."""
    return before[-1:].isascii() and before[-1:].isalpha()


def _is_counted(text: str, number: Number) -> bool:
    """Return whether kanji or words are a number and not a part of another word (一部, 十分)."""
    if text[number.start].isascii():
        return number.value > 1
    signs = text[number.start : number.end]
    return _COUNTER.match(text, number.end) is not None and (
        len(signs) > 1 or signs not in "十百千"
    )


def slack_of(text: str, number: Number) -> float:
    """Return how far a given value may be from the number for it to be that value, rounded."""
    if is_hedged(text, number):
        is_round = number.plain % 10 == 0  # so about fifty may be fifty-four
        return (_ROUGH if is_round else _HEDGED) * abs(number.value)
    if number.step == 1.0 and number.value == number.plain:
        return number.step / 2 if number.value > SMALL else 0.0
    return min(number.step / 2, _ROUGH * abs(number.value))


def is_year(text: str, number: Number) -> bool:
    """Return whether a number is a year of the calendar and no length of time: 2024年, in 2024."""
    if number.end - number.start != _YEAR_DIGITS:
        return False
    if not _FIRST_YEAR <= number.value <= _LAST_YEAR:
        return False
    if text[number.end : number.end + 1] == "年":
        return text[number.end + 1 : number.end + 2] != "間"
    before = text[max(0, number.start - 8) : number.start]
    return unit_of(text, number) is None and _YEAR_BEFORE.search(before) is not None


def is_hedged(text: str, number: Number) -> bool:
    """Return whether a number is called rough: about, nearly, 約, ほど."""
    before = text[max(0, number.start - 16) : number.start]
    return bool(_HEDGE.search(before) or _HEDGE_AFTER.match(text, number.end))


def unit_of(text: str, number: Number) -> str | None:
    """Return what a number measures: a share, money, a size, so many seconds; None for a count."""
    unit = _UNIT.match(text, number.end)
    if unit is None:
        before = text[max(0, number.start - 4) : number.start]
        return "money" if _CURRENCY.search(before) else None
    kind = unit.lastgroup or ""
    if kind == "time":
        return str(_seconds(unit[kind]))
    return kind if kind in _ONE_KIND else unit[kind].lower()


def length_of(text: str, number: Number) -> float | None:
    """Return the seconds that a number of days, months and so on is, None for another number."""
    unit = _UNIT.match(text, number.end)
    if unit is None or not unit["time"] or is_year(text, number):
        return None
    return number.value * _seconds(unit["time"])


def length_with_others(text: str, number: Number) -> float | None:
    """Return the seconds of a length in two units that a number is part of: 1 hour 35 minutes."""
    begin = max(0, number.start - _BESIDE)
    for match in _TWO_UNITS.finditer(text, begin, number.end + _BESIDE):
        if match.start() <= number.start < match.end():
            large, small = float(match["large"]), float(match["small"])
            return large * _seconds(match["first"]) + small * _seconds(match["second"])
    return None


def _seconds(name: str) -> float:
    """Return how long one of a unit of time is, most of them days."""
    lower = name.lower()
    return next((size for signs, size in _LENGTHS if any(sign in lower for sign in signs)), DAY)


def shows_working(sentence: str) -> bool:
    """Return whether the sentence works something out before the reader's eyes."""
    return _WORKING.search(sentence) is not None
