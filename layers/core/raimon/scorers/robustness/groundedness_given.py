"""The numbers of given texts, and which others they account for: rounded, converted, worked out."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

from raimon.scorers.robustness.groundedness_claims import (
    DAY,
    SMALL,
    is_year,
    length_of,
    length_with_others,
    slack_of,
    unit_of,
)
from raimon.scorers.robustness.groundedness_numbers import Number, numbers_in

_MOST_OPERANDS: Final = 40
_BESIDE: Final = 30  # code points between numbers whose difference says itself
_EXACT: Final = 1e-9  # relative: two ways to write one number
_SAME_LENGTH: Final = 0.035  # months and years are of several lengths
_FACTORS: Final[Mapping[str, tuple[float, ...]]] = {  # from one unit of a kind to another
    "share": (100, 0.01, 10, 0.1),
    "money": (1e3, 1e4, 1e6, 1e8, 1e-3, 1e-4, 1e-6, 1e-8),
    "metric": (10, 100, 1000, 1e6, 0.1, 0.01, 1e-3, 1e-6),
}
OF_TIME: Final = (7.0, 12.0, 24.0, 52.0, 60.0, 365.0)  # days, months, hours, weeks, minutes
_PARTS: Final = re.compile(
    r"\b(?:half|halves|quarter|third|dozen|twice|double|triple)|半[分年月額数]", re.IGNORECASE
)
_OF_PARTS: Final = {
    "half": (0.5, 50), "halves": (0.5, 50), "quarter": (0.25, 25, 75, 4),
    "third": (33, 33.3, 67, 66.7), "dozen": (12,), "twice": (2, 200), "double": (2, 100, 200),
    "triple": (3, 200, 300), "半分": (0.5, 50), "半額": (50,), "半数": (50,), "半年": (0.5, 6),
    "半月": (15,),
}  # fmt: skip
_APART: Final = re.compile(r"[,;、。\n|](?!\d)")
_YEAR: Final = 365 * DAY
# What stands at the head of a column: revenue (million), 売上(百万円).
_HEADS: Final = re.compile(
    r"(?:[(（,、:：] ?|\bin )(?:[a-z$€£]{1,4} )?(thousand|million|billion|千|万|百万|億|十億)"
    r"(?=s?[円人個件ドル]{0,2}[)） \n:：|\"])"
)
_SCALES: Final = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "千": 1e3, "万": 1e4, "百万": 1e6,
    "億": 1e8, "十億": 1e9,
}  # fmt: skip
_CALCULATES: Final = re.compile(
    r"\b(?:total|sum|altogether|combined|average|median|mid-?point|halfway|difference|percentage|ratio"
    r"|calculat\w*|comput\w*|convert\w*|estimat\w*|how old|by how|increase\w*|decrease\w*"
    r"|growth|remain\w*|in all|per (?:person|month|year|day|unit)|cheaper|margin|factor)\b"
    r"|合計|総額|総数|合わせ|平均|中間|差|割合|比率|何倍|何%|何パーセント|計算|換算|算出|増減|増加|増え|減少|減り"
    r"|残り|求め|全部で|何歳|何年間|何日間|見積|伸び率|成長率|利益率",
    re.IGNORECASE,
)


class Given:
    """The numbers of the texts that were given, laid out to look one up."""

    def __init__(
        self,
        text: str,
        *,
        years: Iterable[int] = (),
        days: Iterable[int] = (),
        lengths: Iterable[float] = (),
    ) -> None:
        """Read the numbers of a text without its dates, which come apart, as do their distances."""
        found = list(numbers_in(text))
        self.operands = list(
            dict.fromkeys(number.value for number in found if not is_year(text, number))
        )
        self._years = frozenset(years) | {int(one.value) for one in found if is_year(text, one)}
        self._heads = [_SCALES[head] for head in _HEADS.findall(text.casefold())]
        self.lengths = sorted(filter(None, (length_of(text, number) for number in found)))
        self._apart = sorted(lengths)
        self._units: defaultdict[float, set[str | None]] = defaultdict(set)
        for number in found:
            for value in {number.value, number.plain}:
                self._units[value].add(unit_of(text, number))
        for first, second in pairwise(found):
            if is_beside(text, first, second):
                unit = unit_of(text, first)
                self._units[abs(first.value - second.value)].add(unit)
        for value in (*_parts_of(text), *map(float, years)):
            self._units[value].add(None)
        for value in map(float, days):
            self._units[value].add(str(DAY))  # the 3rd to the 5th: the second has no month
        self._values = sorted(self._units)

    def of(self, unit: str) -> list[float]:
        """Return the given values of a unit."""
        return [value for value, units in self._units.items() if unit in units]

    def hold(self, text: str, number: Number) -> bool:
        """Return whether the texts give a number of another text, rounded or in another unit."""
        if is_year(text, number):
            return self._is_year(int(number.value))
        unit = unit_of(text, number)
        if self._near(number.value, unit, slack_of(text, number)):
            return True
        if any(self._near(number.value / scale, None) for scale in self._heads):
            return True
        if number.plain != number.value and self._near(number.plain, unit):
            return True
        return self._is_as_long(text, number) or self._is_scaled(number, unit)

    def _is_year(self, year: int) -> bool:
        """Return whether the year is given, or a given number of years away from one."""
        spans = {round(length / _YEAR) for length in self.lengths if length >= _YEAR}
        return any(abs(year - one) in spans | {0} for one in self._years)

    def _is_as_long(self, text: str, number: Number) -> bool:
        length = length_of(text, number)
        if length is None:
            return False
        return any(
            _has_near(self.lengths, one, _SAME_LENGTH * one)
            or _has_near(self._apart, one, _EXACT * one)
            for one in (length, length_with_others(text, number))
            if one is not None
        )

    def _is_scaled(self, number: Number, unit: str | None) -> bool:
        """Return whether a given value is the number in another unit: 25 % of 0.25, 2.6 kg.

        A number without one may have it in the head of a table or the key of an object.
        """
        kinds = tuple(_FACTORS) if unit is None else (unit,)
        return any(
            self._is_other(value, kind, unit)
            for kind in kinds
            for factor in _FACTORS.get(kind, ())
            if (value := self._at(number, factor))
        )

    def _is_other(self, value: float, kind: str, unit: str | None) -> bool:
        if unit is None:
            return kind in self._units[value]
        return kind == "metric" or value > SMALL or value != int(value)

    def _near(self, value: float, unit: str | None, slack: float = 0.0) -> bool:
        """Return whether a value is given, if not always with another unit."""
        slack = max(slack, _EXACT * abs(value))
        place = bisect_left(self._values, value - slack)
        while place < len(self._values) and self._values[place] <= value + slack:
            units = self._units[self._values[place]]
            if unit is None or None in units or unit in units:
                return True
            place += 1
        return False

    def _at(self, number: Number, factor: float) -> float | None:
        """Return the given value that is the number times the factor, as finely as it is told."""
        told = number.step * factor / 2 if number.step < 1 else 0.0
        value = number.value * factor
        slack = max(told, _EXACT * value)
        place = bisect_left(self._values, value - slack)
        at = self._values[place] if place < len(self._values) else None
        return at if at is not None and at <= value + slack else None


def is_beside(text: str, first: Number, second: Number) -> bool:
    """Return whether two numbers of the same thing are set beside each other: from 12 m to 15 m."""
    if second.start - first.end > _BESIDE or _APART.search(text, first.end, second.start):
        return False
    unit = unit_of(text, first)
    if unit is None:
        return text[first.end : first.end + 2] == text[second.end : second.end + 2]
    return unit == unit_of(text, second)


def _parts_of(text: str) -> Iterator[float]:
    """Yield the values that words such as half stand for."""
    for part in _PARTS.findall(text):
        yield from _OF_PARTS[part.lower()]


def _has_near(values: Sequence[float], value: float, slack: float) -> bool:
    place = bisect_left(values, value - slack)
    return place < len(values) and values[place] <= value + slack


def calculates(asked: str) -> bool:
    """Return whether the words ask for something that has to be worked out."""
    return _CALCULATES.search(asked) is not None


def follows(number: Number, operands: Sequence[float]) -> bool:
    """Return whether the number is what two of the operands give, as finely as it is written."""
    return any(is_about(number, value) for value in _derived(operands[:_MOST_OPERANDS]))


def is_so_many(number: Number, values: Sequence[float], often: Sequence[float]) -> bool:
    """Return whether the number is one of the values, so often: three times 20 mg, twelve rents."""
    return any(is_about(number, value * times) for value in values for times in often)


def follows_from_any(number: Number, given: Given) -> bool:
    """Return whether the number is what two given numbers give, or one and a measure of time."""
    if follows(number, given.operands):
        return True
    return any(
        is_about(number, value)
        for operand in given.operands[:_MOST_OPERANDS]
        for measure in OF_TIME
        for value in (operand * measure, operand / measure)
    )


def is_about(number: Number, value: float) -> bool:
    """Return whether the number is the value, as finely as it is written."""
    return abs(number.value - value) <= number.step / 2 + _EXACT * abs(value)


def series_of(values: Sequence[float]) -> list[float]:
    """Return the sums and means of values that follow one another."""
    few = values[:_MOST_OPERANDS]
    runs = (
        (total, total / count)
        for begin in range(len(few))
        for count, total in enumerate(accumulate(few[begin:]), start=1)
        if count > 1
    )
    return [one for run in runs for one in run]


def _derived(operands: Sequence[float]) -> Iterator[float]:
    """Yield what two operands give: sum, difference, product, ratio, change in percent."""
    for place, one in enumerate(operands):
        for other in (*operands[:place], *operands[place + 1 :]):
            yield one + other
            yield one - other
            yield one * other
            yield one * other / 100
            yield one * (1 + other / 100)
            yield one * (1 - other / 100)
            if other:
                yield one / other
                yield 100 * one / other
                yield 100 * abs(one - other) / other
