"""Dates and times of day as texts write them, and whether given ones account for them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_HALF_DAY: Final = 720  # minutes: 2 o'clock is a time whether by a clock of 12 or of 24 hours
_NOON: Final = 12
_MONTHS_OF_YEAR, _DAYS = range(1, 13), range(1, 32)
_DAY: Final = 86400  # seconds
_MOST_APART: Final = 24
_MOST_YEARS: Final = 4  # that a date without one may be of
_YEAR_LENGTH: Final = 365.25 * _DAY
_ROW: Final = 60  # code points within which a day is of the month named before it
_SPREAD: Final = 0.02  # months and years are of several lengths
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ERAS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "R": 2018,
    "H": 1988,
    "S": 1925,
}
_ERA: Final = r"(?:令和|平成|昭和|大正|\b[RHS](?=\d))"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, given: "Day", years: frozenset[int]) -> bool:
        """Return whether the given date is this one, as far as both tell."""
        if self.month != given.month or (self.day is not None and self.day != given.day):
            return False
        if self.year is None or self.year == given.year:
            return True
        return given.year is None and self.year in years

    def on_calendar(self, year: int) -> date | None:
        """Return the day of the calendar; `year` stands in where none is told."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a time found in a text: each way to read it, and where it stands."""

    days: tuple[Day, ...]
    minutes: int | None  # of a clock of twelve hours
    start: int
    end: int


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) > 2 else 2000 + int(text)  # noqa: PLR2004 - two digits are of this century


def _named(match: re.Match[str]) -> tuple[Day, ...]:
    month = _MONTHS[match["month"][:3].lower()]
    day = int(match["day"]) if match["day"] else None
    return (Day(_year(match["year"]), month, day),)


def _by_size(match: re.Match[str]) -> tuple[Day, ...]:
    return (
        Day(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None),
    )


def _either_way(match: re.Match[str]) -> tuple[Day, ...]:
    one, other, year = int(match["one"]), int(match["other"]), _year(match["year"])
    return Day(year, one, other), Day(year, other, one)


def _japanese(match: re.Match[str]) -> tuple[Day, ...]:
    told = match["year"]
    year = None
    if told:
        year = (1 if told == "元" else int(told)) + _ERAS.get(match["era"] or "", 0)
    return (Day(year, int(match["month"]), int(match["day"]) if match["day"] else None),)


_YEAR: Final = r"(?:,? (?P<year>\d{4})\b)?"
_NTH: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_MONTH_FIRST: Final = re.compile(rf"\b(?P<month>{_MONTH}) {_NTH}{_YEAR}", re.IGNORECASE)
_DAY_FIRST: Final = re.compile(rf"\b{_NTH}(?: of)? (?P<month>{_MONTH}){_YEAR}", re.IGNORECASE)
_NO_DAY: Final = re.compile(
    rf"\b(?P<month>{_MONTH})(?P<day>)(?: of|,)? (?P<year>\d{{4}})\b", re.IGNORECASE
)
_JAPANESE: Final = re.compile(
    rf"(?:(?P<era>{_ERA})?(?P<year>\d{{1,4}}|元)年度?\s?)?(?P<month>\d{{1,2}})月(?!間)"
    r"(?:\s?(?P<day>\d{1,2})日)?"
)
_BY_SIZE: Final = re.compile(
    r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?"
    r"(?![\d/-]|\.\d)"
)
_EITHER_WAY: Final = re.compile(
    r"(?<![\d/.-])(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)"
)
_CLOCK_SIGNS: Final = (":", "時", "am", "a.m", "pm", "p.m")
type _Read = Callable[[re.Match[str]], tuple[Day, ...]]
# Without one of its signs a form isn't looked for.
_FORMS: Final[tuple[tuple[Iterable[str], re.Pattern[str], _Read], ...]] = (
    ("月", _JAPANESE, _japanese),
    ("-/.", _BY_SIZE, _by_size),
    ("/.", _EITHER_WAY, _either_way),
    (_MONTHS, _MONTH_FIRST, _named),
    (_MONTHS, _DAY_FIRST, _named),
    (_MONTHS, _NO_DAY, _named),
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!:?\d)"
    r"|(?<![\d:.])(?P<twelve>\d{1,2})(?::[0-5]\d)?\s?(?:[ap]\.?m\b)"
    r"|(?P<japanese>\d{1,2})時(?!間|代|点)(?:(?P<past>[0-5]?\d)分|(?P<half>半))?",
    re.IGNORECASE,
)
# The other end of a range or a row, of which one end alone tells the month.
_DAY_AFTER: Final = re.compile(r"(?:翌|同|から|及び|または|[~・、-])\s?(\d{1,2})日(?!間)")
_DAY_BESIDE: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s?(?:[-–,]|to|and|or|until|through)\s?\Z"
)
_DAY_BEHIND: Final = re.compile(r"\s?(?:[-–]|to|and|or|until|through)\s?(\d{1,2})(?![\d:.%])")
_AT_HOUR: Final = re.compile(r"\b(?:at|until|from|before|after) ([01]?\d|2[0-4])(?=[.,;)\]\n]|$)")
_ERA_YEAR: Final = re.compile(rf"(?P<era>{_ERA})(?P<year>\d{{1,2}}|元)年?")
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def dates_in(text: str) -> Iterator[Dated]:
    """Yield the dates of a text, and then its times of day; no two overlap."""
    taken = bytearray(len(text))
    lower = text.lower()
    for signs, form, read in _FORMS:
        if not any(sign in lower for sign in signs):
            continue
        for match in form.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) < 0 and (days := _real(read(match))):
                taken[start:end] = b"\1" * (end - start)
                yield Dated(days, None, start, end)
    for match in _CLOCK.finditer(text) if any(sign in lower for sign in _CLOCK_SIGNS) else ():
        if taken.find(1, *match.span()) < 0:
            yield Dated((), _minutes(match), *match.span())


def _real(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Return the readings that can be a date."""
    return tuple(
        one for one in days if (one.month or 0) in _MONTHS_OF_YEAR and (one.day or 1) in _DAYS
    )


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["hour"] or match["twelve"] or match["japanese"]) % _NOON
    said = match["minute"] or match["past"]
    if match["half"]:
        return hour * 60 + 30
    if not said and match["twelve"] and ":" in match.group():
        said = match.group().partition(":")[2][:2]
    return hour * 60 + int(said or 0)


def years_in(text: str) -> frozenset[int]:
    """Return the years of a text, those of Japanese eras as years of the common era."""
    years = {int(year) for year in _FOUR_DIGITS.findall(text)}
    for match in _ERA_YEAR.finditer(text) if "年" in text or "R" in text else ():
        told = match["year"]
        years.add((1 if told == "元" else int(told)) + _ERAS[match["era"]])
    return frozenset(years)


class GivenDates:
    """The dates and times of the texts that were given, laid out to look one up."""

    def __init__(self, text: str, today: date) -> None:
        """Read the dates of a text that was given on a day."""
        found = list(dates_in(text))
        self._today = today
        self.years = years_in(text) | {today.year}
        self._days = list(dict.fromkeys(day for dated in found for day in dated.days))
        self._days += [day for dated in found for day in _rows(text, dated)]
        self._written = {each for day in self._days for each in self._readings(day)}
        self._days += [Day(one.year, one.month, one.day) for one in _around(today)]
        self._minutes = {dated.minutes for dated in found if dated.minutes is not None}
        self._minutes |= {int(hour) % _NOON * 60 for hour in _AT_HOUR.findall(text)}
        self._calendar = {each for day in self._days for each in self._readings(day)}
        self.spans = [(dated.start, dated.end) for dated in found]
        self.month_days = {day.day for dated in found for day in dated.days if day.day}

    def lengths(self, also: Iterable[Dated] = ()) -> set[float]:
        """Return how far the dates and the times lie apart, in seconds; both ends may count."""
        also = list(also)
        told = {each for dated in also for day in dated.days for each in self._readings(day)}
        days = sorted(self._calendar | told)[:_MOST_APART]
        written = self._written | told  # today is no date of the texts, but may lie far from one
        minutes = {*self._minutes, *(one.minutes for one in also if one.minutes is not None)}
        apart = {
            abs((one - other).days) + ends
            for one in days
            for other in days
            for ends in (0, 1)
            if one != other and (one in written or other in written)
        }
        times, years = sorted(minutes)[:_MOST_APART], sorted(self.years)[:_MOST_APART]
        between = {60.0 * ((one - other) % _HALF_DAY) for one in times for other in times}
        spans = {_YEAR_LENGTH * abs(one - other) for one in years for other in years}
        return {float(_DAY * one) for one in apart} | between | spans

    def _readings(self, day: Day) -> list[date]:
        """Return the day in each year that it may be of."""
        years = sorted(self.years, reverse=True)[:_MOST_YEARS] if day.year is None else [0]
        return list(filter(None, (day.on_calendar(year) for year in years)))

    def hold(self, dated: Dated, lengths: Sequence[float]) -> bool:
        """Return whether the texts give the date or time, or it is a given time away from one."""
        if dated.minutes is not None:
            return dated.minutes in self._minutes or self._is_later(dated.minutes, lengths)
        return any(
            day.fits(given, self.years) for day in dated.days for given in self._days
        ) or any(self._is_apart(day, lengths) for day in dated.days)

    def _is_apart(self, day: Day, lengths: Sequence[float]) -> bool:
        """Return whether the day is a given number of days, weeks or months from a given day."""
        told = self._readings(day)
        apart = {abs((one - given).days) for one in told for given in self._calendar} - {0}
        days = [length / _DAY for length in lengths if length > _DAY]
        return any(abs(one - length) <= 1 + _SPREAD * length for one in apart for length in days)

    def _is_later(self, minutes: int, lengths: Sequence[float]) -> bool:
        """Return whether the time is a given number of minutes or hours from a given time."""
        steps = {round(length / 60) % _HALF_DAY for length in lengths if length < _DAY}
        apart = {(minutes - given) % _HALF_DAY for given in self._minutes}
        return any(one in steps or -one % _HALF_DAY in steps for one in apart)


def _rows(text: str, dated: Dated) -> Iterator[Day]:
    """Yield the days of the month that stand in a row with a date."""
    beside = (
        _DAY_BESIDE.search(text[max(0, dated.start - 12) : dated.start]),
        _DAY_BEHIND.match(text, dated.end),
        _DAY_AFTER.search(text, dated.end, dated.end + _ROW),
    )
    for match in filter(None, beside):
        for day in dated.days:
            yield Day(day.year, day.month, int(match[1]))


def _around(today: date) -> tuple[date, ...]:
    """Return the day, and its neighbours for whoever asks from another zone."""
    return tuple(today + timedelta(days=days) for days in (-1, 0, 1))
