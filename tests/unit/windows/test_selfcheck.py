"""The self-check finds baselines whose own days would cry wolf, and widens their margin."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from raimon.policy import Statistics
from raimon.windows.baseline import Stage
from raimon.windows.group import Group
from raimon.windows.learning import LearnedDay
from raimon.windows.nightly import BEGINS, check_some
from raimon.windows.selfcheck import check
from raimon.windows.stream import Stream
from raimon.windows.watch import Watch
from tests.unit.windows.calls import FAMILY, START
from tests.unit.windows.traffic import seeded

RULES = Statistics()
WARNING = 720.0
DAYS = 14


def learned(metric: str, days: list[LearnedDay]) -> Stream:
    """Return a stream that has learned these days, with the baseline that they give."""
    watch = Watch(RULES)
    stream = watch.new_streams(FAMILY, "en")[metric]
    for number, day in enumerate(days):
        stream.learning.days[START.date() + timedelta(days=number)] = day
    stream.look(START.date() + timedelta(days=len(days)))
    assert stream.baseline is not None
    return stream


def steady(rate: float = 0.05) -> list[LearnedDay]:
    """Return days on which every hour is bad with the same chance."""
    dice = seeded(1)
    return [_day(number, rate, dice) for number in range(DAYS)]


def bursts() -> list[LearnedDay]:
    """Return days of which one was bad from morning to night."""
    dice = seeded(1)
    rates = [0.6 if number == 5 else 0.02 for number in range(DAYS)]
    return [_day(number, rate, dice) for number, rate in enumerate(rates)]


def _day(number: int, rate: float, dice: Random) -> LearnedDay:
    day = LearnedDay()
    for hour in range(24):
        bad = dice.binomialvariate(60, rate)
        day.units += 60
        day.count += bad
        day.hours[(number % 7) * 24 + hour] = (60, float(bad))
    return day


def test_a_steady_baseline_keeps_its_promise() -> None:
    """Days that are alike give next to no false alarms, and the baseline stays as it is."""
    stream = learned("refusal_rate", steady())
    found = check(stream, 1.0, WARNING)
    assert found is not None
    assert found.before <= 0.1
    assert found.baseline is stream.baseline


def test_bursts_widen_the_margin() -> None:
    """A day that is bad as a whole cries wolf; the margin grows until it doesn't."""
    stream = learned("refusal_rate", bursts())
    held = stream.baseline
    found = check(stream, 1.0, WARNING)
    assert found is not None
    assert held is not None
    assert found.before > 1.0 >= found.after
    assert found.baseline.widened == found.baseline.version - held.version > 0
    assert found.baseline.highest > held.highest


def test_it_finds_the_same_again() -> None:
    """The same stream is judged the same, whenever and wherever it is checked."""
    assert check(learned("refusal_rate", bursts()), 1.0, WARNING) == check(
        learned("refusal_rate", bursts()), 1.0, WARNING
    )


def test_lengths_are_checked_by_the_day() -> None:
    """Of lengths only whole days are known, which is enough to play them."""
    dice = seeded(2)
    days = [
        LearnedDay(units=400, bins=Counter(dice.randrange(200, 260) for _ in range(400)))
        for _ in range(DAYS)
    ]
    found = check(learned("short_answer_rate", days), 1.0, WARNING)
    assert found is not None
    assert found.before == 0


def test_what_is_being_learned_is_not_checked() -> None:
    """A stream without a complete baseline makes no promise yet."""
    stream = Watch(RULES).new_streams(FAMILY, "en")["refusal_rate"]
    assert check(stream, 1.0, WARNING) is None


@pytest.mark.parametrize(
    ("hour", "has_time", "widened"),
    [
        pytest.param(BEGINS - 1, True, 0, id="not yet night"),
        pytest.param(BEGINS, False, 0, id="no time left"),
        pytest.param(BEGINS, True, 1, id="at night"),
    ],
)
def test_the_night(hour: int, widened: int, *, has_time: bool) -> None:
    """Streams are checked at night while there is time, each once; a frozen one stays frozen."""
    watch = Watch(RULES)
    stream = learned("refusal_rate", bursts())
    assert stream.baseline is not None
    group = watch.new_streams(FAMILY, "en") | {"refusal_rate": stream}
    watch.groups[FAMILY.key, "en"] = Group(FAMILY, "en", group)
    night = datetime(2026, 11, 1, hour, tzinfo=UTC)
    assert len(check_some(watch, RULES, night, lambda: has_time)) == widened
    assert check_some(watch, RULES, night, lambda: True) == [] or not widened
    assert stream.baseline.stage is Stage.PROPOSED
    assert (stream.checked == date(2026, 11, 1)) is (hour >= BEGINS)
