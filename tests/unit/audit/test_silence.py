"""Silence: the longest gaps of each hour of the week are learned, and what is longer is told."""

from datetime import UTC, datetime, timedelta

import pytest

from raimon.audit.silence import Gaps, Window, heard, silent
from raimon.policy import Silence

RULE = Silence(floor_minutes=120, factor=2)
MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def is_busy(moment: datetime) -> bool:
    """Return whether people work: Monday to Friday, eight to eighteen."""
    return moment.weekday() < 5 and 8 <= moment.hour < 18


def arrivals(
    begin: datetime, end: datetime, *, outage: tuple[datetime, datetime] | None = None
) -> list[int]:
    """Return a log object each ten minutes of work, without those of an outage."""
    moments = [
        begin + timedelta(minutes=10 * step) for step in range(int((end - begin) / HOUR) * 6)
    ]
    return [
        int(each.timestamp()) // 60
        for each in moments
        if is_busy(each) and not (outage and outage[0] <= each < outage[1])
    ]


def learned(weeks: int, *, outage: tuple[datetime, datetime] | None = None) -> Gaps:
    """Return what is known after looking each hour, at a day each time, for some weeks."""
    gaps, now = Gaps(), MONDAY + timedelta(days=1)
    while now <= MONDAY + timedelta(weeks=weeks):
        begin = now - timedelta(days=1)
        gaps = heard(gaps, Window(begin, now, arrivals(begin, now, outage=outage)), RULE)
        now += HOUR
    return gaps


@pytest.fixture(scope="module")
def known() -> Gaps:
    """Give what is known after three weeks."""
    return learned(3)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the fourth week, Monday being day 0."""
    return MONDAY + timedelta(weeks=3, days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("now", "last", "minutes"),
    [
        pytest.param(at(1, 11), at(1, 10, 50), None, id="as usual"),
        pytest.param(at(1, 11, 30), at(1, 10, 50), None, id="under the floor"),
        pytest.param(at(1, 13, 1), at(1, 11), 121, id="a working day falls silent"),
        pytest.param(at(2, 6), at(1, 17, 50), None, id="a night"),
        pytest.param(at(6, 23), at(4, 17, 50), None, id="a weekend"),
        pytest.param(at(7, 7), at(4, 17, 50), None, id="the end of a weekend"),
        pytest.param(at(7, 10), at(4, 17, 50), 64 * 60 + 10 - 120, id="a Monday stays silent"),
        pytest.param(at(1, 11), at(1, 11, 30), None, id="an arrival after the pass began"),
    ],
)
def test_silence(known: Gaps, now: datetime, last: datetime, minutes: int | None) -> None:
    """The same silence is a quiet night or a fault, by what the hour usually is."""
    found = silent(known.model_copy(update={"last": last}), now, RULE)
    if minutes is None:
        assert found is None
    else:
        assert found is not None
        assert found.minutes >= minutes
        assert found.minutes > 2 * found.usual


def test_nothing_is_said_while_learning() -> None:
    """With one week of knowledge, or none, silence is no finding."""
    for gaps in (Gaps(), learned(1)):
        quiet = gaps.model_copy(update={"last": MONDAY})
        assert silent(quiet, MONDAY + timedelta(days=8, hours=12), RULE) is None


def test_told_once(known: Gaps) -> None:
    """One silence is one finding, however long it lasts."""
    last = at(1, 10)
    assert silent(known.model_copy(update={"last": last, "told": last}), at(1, 16), RULE) is None


def test_an_outage_is_not_learned_as_usual() -> None:
    """After a day without logs the same hours of the next week are still watched."""
    day = MONDAY + timedelta(weeks=2, days=1)
    gaps = learned(3, outage=(day, day + timedelta(days=1)))
    usual = gaps.usual(at(1, 15))
    assert usual is not None
    assert usual <= RULE.floor_minutes


def test_a_time_that_nobody_watched() -> None:
    """After weeks without an audit nothing is made up about the time between."""
    begin = MONDAY + timedelta(weeks=5)
    now = begin + timedelta(days=1)
    before = Gaps(last=MONDAY, learned_until=MONDAY)
    gaps = heard(before, Window(begin, now, arrivals(begin, now)), RULE)
    assert max(gap for week in gaps.minutes.values() for gap in week) < 24 * 60
    assert gaps.last is not None
    assert gaps.last > begin


def test_only_the_last_weeks_count() -> None:
    """What is kept of an hour of the week doesn't grow."""
    gaps = learned(7)
    assert {len(weeks) for weeks in gaps.minutes.values()} == {4}
    assert len(gaps.minutes) == 168
