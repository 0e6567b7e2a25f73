"""Dates of birth in the calendars of both languages: only a date that is labelled as one."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found, Recogniser, in_any_case
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet

_ERAS: Final = {
    "明治": (1867, 45),
    "大正": (1911, 15),
    "昭和": (1925, 64),
    "平成": (1988, 31),
    "令和": (2018, 99),
}
_ERA_LETTERS: Final = dict(zip("mtshr", _ERAS, strict=True))
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = "(?:19|20)[0-9]{2}"
_MM: Final = "[01]?[0-9]"
_DD: Final = "[0-3]?[0-9]"
_NTH: Final = "(?:st|nd|rd|th)?"
_DATE: Final = lazily(
    rf"(?<![0-9])(?P<year>{_YEAR}) ?[-/.年] ?(?P<month>{_MM}) ?[-/.月] ?(?P<day>{_DD})(?![0-9])日?"
    rf"|(?P<era>明治|大正|昭和|平成|令和) ?(?P<eray>元|[0-9]{{1,2}}) ?年 ?"
    rf"(?P<eram>{_MM}) ?月 ?(?P<erad>{_DD}) ?日"
    rf"|(?<![0-9a-z])(?P<letter>[mtshr]) ?(?P<lety>[0-9]{{1,2}}) ?[-/.] ?(?P<letm>{_MM})"
    rf" ?[-/.] ?(?P<letd>{_DD})(?![0-9])"
    rf"|(?<![0-9])(?P<first>{_DD})(?P<sep>[-/.])(?P<second>{_DD})(?P=sep)(?P<last>{_YEAR})(?![0-9])"
    rf"|(?<![a-z])(?P<mname>{_MONTH})\.? (?P<mday>{_DD}){_NTH},? (?P<myear>{_YEAR})(?![0-9])"
    rf"|(?<![0-9])(?P<dday>{_DD}){_NTH} (?P<dname>{_MONTH})\.?,? (?P<dyear>{_YEAR})(?![0-9])"
)
_BIRTH_HINTS: Final = ("生年月日", "誕生日", "生ま", "birth", "born", "dob", "d.o.b")
_HINT: Final = lazily(r"birth|born|d\.?o\.?b|誕生日|生年月日|生まれ|[0-9日] ?\)? ?生")
_REACH: Final = 80  # more than a date, and what may stand between it and the word
_DATE_BORN: Final = lazily(r"[0-9日] ?\)? ?生")
_LABEL: Final = lazily(r"生年月日|誕生日|(?:date of birth|birth ?date|birthday|d\.?o\.?b)(?![a-z])")
# Lives of the famous are full of births: in prose, only that of somebody present counts.
_BORN_BEFORE: Final = lazily(
    r"(?<![a-z])(?:i was|i am|i'm|(?:patient|customer|client|employee|applicant|user)(?: was)?)"
    r" born(?: on)?[ :,]{0,3}\Z"
)
_BORN_AFTER: Final = lazily(r" ?\)? ?(?:に?生まれ|生(?![年徒活産物まみ]))")


def find_birth_date(sheet: Sheet) -> Iterator[Found]:
    """Yield the dates that are said to be somebody's date of birth, and no other dates."""
    if not sheet.has_digits or not _may_hold_birth(sheet):
        return
    for place, limit in _near_births(sheet.lower):
        for match in _DATE.finditer(sheet.lower, place, limit):
            start, end = match.span()
            date = _date_of(match)
            confidence = _birth_confidence(sheet, start, end)
            if date is not None and confidence:
                day = date.isoformat()
                yield Found("DATE_OF_BIRTH", start, end, confidence, day, context_hit=True)


def _near_births(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around what speaks of births, none overlapping another."""
    start = end = 0
    for hint in _HINT.finditer(text):
        if hint.start() - _REACH > end:
            if end:
                yield start, end
            start = hint.start() - _REACH
        end = hint.end() + _REACH
    if end:
        yield start, end


def _may_hold_birth(sheet: Sheet) -> bool:
    return sheet.holds(_BIRTH_HINTS) or ("生" in sheet.text and bool(_DATE_BORN.search(sheet.text)))


def _birth_confidence(sheet: Sheet, start: int, end: int) -> float:
    before = sheet.before(start, 22)
    if _LABEL.search(before):
        return 0.90
    if _BORN_AFTER.match(sheet.lower, end):
        return 0.70
    return 0.70 if _BORN_BEFORE.search(sheet.before(start)) else 0.0


def _date_of(match: re.Match[str]) -> dt.date | None:
    """Return the day, None if the calendar has none of that name."""
    part = match.groupdict()
    era = part["era"] or _ERA_LETTERS.get(part["letter"] or "")
    if era:
        begins, last = _ERAS[era]
        year = 1 if part["eray"] == "元" else int(part["eray"] or part["lety"])
        if not 1 <= year <= last:
            return None
        return _day(begins + year, part["eram"] or part["letm"], part["erad"] or part["letd"])
    if part["year"]:
        return _day(int(part["year"]), part["month"], part["day"])
    if part["last"]:
        return _either_way(int(part["last"]), part["first"], part["second"])
    month = part["mname"] or part["dname"]
    named = str(_MONTHS.index(month[:3]) + 1)
    return _day(int(part["myear"] or part["dyear"]), named, part["mday"] or part["dday"])


def _either_way(year: int, first: str, second: str) -> dt.date | None:
    """Return month-day, else day-month."""
    return _day(year, first, second) or _day(year, second, first)


def _day(year: int, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(year, int(month), int(day))
    except ValueError:
        return None


BIRTH_DATE: Final = Recogniser(
    find_birth_date,
    ("[0-9]",),
    in_any_case("|".join((*map(re.escape, _BIRTH_HINTS), _DATE_BORN.pattern))),
)
