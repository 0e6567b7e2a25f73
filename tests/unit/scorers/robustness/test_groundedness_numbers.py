"""Numbers, units, dates and times: how they are read, and what given ones account for."""

from datetime import date

import pytest

from raimon.scorers.robustness.groundedness import normal
from raimon.scorers.robustness.groundedness_claims import claims_in
from raimon.scorers.robustness.groundedness_dates import GivenDates, dates_in
from raimon.scorers.robustness.groundedness_given import Given, follows, is_about, series_of
from raimon.scorers.robustness.groundedness_numbers import Number, numbers_in, step_of

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("1,234.5 and 7", [1234.5, 7], id="separators"),
        pytest.param("12 million, $3bn, 5k", [12e6, 3e9, 5e3], id="scales"),
        pytest.param("twenty-five of three hundred and six", [25, 306], id="words"),
        pytest.param("one million", [1e6], id="a million"),
        pytest.param("hundreds of millions", [], id="no number"),
        pytest.param("1万2,000本", [12000], id="万と桁区切り"),
        pytest.param("3億5,000万円", [350e6], id="億と万"),
        pytest.param("2千5百人", [2000, 500], id="千と百"),
        pytest.param("二千二十五、二〇二五、三百", [2025, 2025, 300], id="漢数字"),
        pytest.param("３割、12%", [30, 12], id="割"),
        pytest.param("", [], id="empty"),
    ],
)
def test_numbers(text: str, values: list[float]) -> None:
    """Digits, words and kanji are one number, whatever they are written in."""
    assert [number.value for number in numbers_in(normal(text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("There are 3 reasons and 2 ways.", [], id="counts"),
        pytest.param("Step 14 of GPT4, the 25th item, document 17", [], id="references"),
        pytest.param("within 7 days for $5 and 2 %", [7, 5, 2], id="measured"),
        pytest.param("for a year, in one day", [], id="figures of speech"),
        pytest.param("第15条の一部、千葉、十分な3つの理由", [], id="語の一部"),
        pytest.param("7日間で5円、三百人", [7, 5, 300], id="単位つき"),
        pytest.param("版は2.5", [2.5], id="小数"),
    ],
)
def test_claims(text: str, values: list[float]) -> None:
    """Counts of items, references and parts of words claim nothing; what measures does."""
    assert [number.value for number in claims_in(text)] == values


HELD = [
    pytest.param("2.6kg", "2,600gです", True, id="unit of size"),
    pytest.param("0.25", "25%", True, id="share"),
    pytest.param("two weeks", "14 days", True, id="unit of time"),
    pytest.param("1,234 people", "about 1,200 people", True, id="rounded"),
    pytest.param("1,234 people", "1,300 people", False, id="not rounded"),
    pytest.param("3 weeks", "3 months", False, id="another unit of time"),
    pytest.param("100 Wh", "100 W", False, id="another unit"),
    pytest.param("half of them", "50 percent", True, id="a word for a share"),
    pytest.param("24か月", "2年間", True, id="月と年"),
    pytest.param("12万人", "120,000人", True, id="万"),
    pytest.param("3か月", "3年間", False, id="単位の違い"),
    pytest.param("15日", "15,000発", False, id="日付の数"),
]


@pytest.mark.parametrize(("given", "said", "held"), HELD)
def test_given(given: str, said: str, *, held: bool) -> None:
    """A number is given in its own unit, in another one of the same kind, or rounded."""
    (claim,) = claims_in(normal(said))
    assert Given(normal(given)).hold(normal(said), claim) is held


def test_worked_out() -> None:
    """Sums, differences, shares and means of given numbers follow from them, others don't."""
    operands = [120.0, 340.0, 95.0]
    assert follows(_number(220), operands)
    assert follows(_number(35.3), operands)
    assert not follows(_number(1000), operands)
    assert any(is_about(_number(555), value) for value in series_of(operands))


def _number(value: float) -> Number:
    return Number(value, value, step_of(f"{value:g}"), 0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("2025-03-14, 2025/3/14", [(2025, 3, 14)] * 2, id="by size"),
        pytest.param("March 14, 2025 and 14th of March 2025", [(2025, 3, 14)] * 2, id="names"),
        pytest.param("Sept. 2025; Oct 5", [(None, 10, 5), (2025, 9, None)], id="parts"),
        pytest.param("令和7年3月14日", [(2025, 3, 14)], id="元号"),
        pytest.param("二〇二五年三月十四日、3月14日", [(2025, 3, 14), (None, 3, 14)], id="漢数字"),
        pytest.param("2025年3月", [(2025, 3, None)], id="年月"),
        pytest.param("version 1.2.3 of 99/99/9999, 3/4 of it", [], id="no date"),
    ],
)
def test_dates(text: str, found: list[tuple[int | None, int | None, int | None]]) -> None:
    """Dates are read in the order of each language, with eras and kanji."""
    days = [dated.days[0] for dated in dates_in(normal(text)) if dated.days]
    assert [(day.year, day.month, day.day) for day in days] == found


@pytest.mark.parametrize(
    ("given", "said", "held"),
    [
        pytest.param("3/4/2025", "4 March 2025", True, id="either order"),
        pytest.param("on March 14", "2026-03-14", True, id="year implied"),
        pytest.param("on March 14", "2011-03-14", False, id="year made up"),
        pytest.param("from 3 to 5 March", "March 3", True, id="a range"),
        pytest.param("1 June 2025, 30 days' notice", "July 1, 2025", True, id="a period later"),
        pytest.param("at 2:30 p.m.", "14:30", True, id="clocks"),
        pytest.param("at 2:30 p.m.", "15:30", False, id="another time"),
        pytest.param("10:00 for 45 minutes", "10:45", True, id="minutes later"),
        pytest.param("午後2時半", "14時30分", True, id="半"),
        pytest.param("8月23日、荒天の場合は翌24日", "8月24日", True, id="翌日"),
        pytest.param("8月23日", "8月25日", False, id="別の日"),
    ],
)
def test_given_dates(given: str, said: str, *, held: bool) -> None:
    """A date is given in any form, by its range, or by a period after a given one."""
    known = GivenDates(normal(given), TODAY)
    lengths = Given(normal(given)).lengths
    (dated,) = dates_in(normal(said))
    assert known.hold(dated, lengths) is held
