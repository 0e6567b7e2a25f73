"""The watch: the same alarms in whatever order, late or doubled; quiet where nothing is wrong."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raimon.policy import Statistics
from raimon.windows.call import Call, Family
from raimon.windows.metrics import Way
from raimon.windows.stream import Crossing, Trigger
from raimon.windows.watch import MERGED, MOST_GROUPS, Watch
from tests.unit.windows.calls import NEW, SOON, START, call, traffic
from tests.unit.windows.traffic import seeded

CHANGE = START + timedelta(days=4)


def _worse() -> list[Call]:
    """Return calls whose refusals go from 5 % to 70 % when another model comes."""
    return list(traffic(seeded(3), {"refusal_rate": (0.05, 0.7), "error_rate": (0.01, 0.01)}))


def _alarms(calls: Iterable[Call], rules: Statistics = SOON) -> list[Crossing]:
    return list(Watch(rules).play(calls))


def test_change_is_found() -> None:
    """A change alarms once, soon after it and not before, and names what was deployed."""
    (alarm,) = _alarms(_worse())
    assert (alarm.metric.name, alarm.way, alarm.key.language) == ("refusal_rate", Way.RISE, "en")
    assert CHANGE < alarm.end <= CHANGE + timedelta(hours=10)
    deployed = alarm.deployment
    assert deployed is not None
    assert (deployed.changed, deployed.moment) == (("model",), CHANGE)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 200))
def test_order_and_duplicates(seed: int, doubled: int) -> None:
    """Shuffled and with calls that come twice, the alarms and all states are the same."""
    calls = _worse()
    plain, other = Watch(SOON, explaining=True), Watch(SOON, explaining=True)
    expected = list(plain.play(calls))
    mixed = calls + calls[:doubled]
    seeded(seed).shuffle(mixed)
    assert list(other.play(mixed)) == expected
    assert [s.rows for s in other.streams()] == [s.rows for s in plain.streams()]


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32))
def test_disorder_within_lateness(seed: int) -> None:
    """Calls that arrive out of order, but before their windows close, change nothing."""
    calls, rng = _worse(), seeded(seed)
    arriving = sorted((each.moment + timedelta(minutes=14 * rng.random()), each.call_id, each)
                      for each in calls)  # fmt: skip
    watch = Watch(SOON)
    found: list[Crossing] = []
    for moment, _, each in arriving:
        found += watch.advance(moment)
        watch.take(each)
    found += watch.finish()
    assert found == _alarms(calls)
    assert watch.late == 0


def test_late_calls() -> None:
    """A call that comes after its window closed is counted and changes nothing."""
    calls, watch = _worse(), Watch(SOON)
    expected = _alarms(calls)
    found: list[Crossing] = []
    for each in calls:
        found += watch.advance(each.moment)
        watch.take(each)
        if each.moment == CHANGE:
            watch.take(call(10**6, START, {"refusal_rate": 1.0}))
            watch.take(each)  # twice, in time
    found += watch.finish()
    assert found == expected
    assert watch.late == 1


def test_nothing_at_all() -> None:
    """Without calls there is no window and no alarm."""
    assert _alarms([]) == []


def test_one_call_a_week() -> None:
    """A stream of one call a week goes on learning and never alarms, even of failures."""
    calls = [
        call(week, START + timedelta(weeks=week), {"error_rate": float(week > 30)})
        for week in range(60)
    ]
    watch = Watch(Statistics())
    assert list(watch.play(calls)) == []
    assert {stream.status for stream in watch.streams()} == {"learning"}


def test_windows_without_units() -> None:
    """Hours in which a metric applies to no call are no bet, and nothing is learned of them."""
    calls = list(traffic(seeded(3), {"refusal_rate": (0.05, 0.05)}, days=5))
    blocked = [
        call(10**6 + n, START + timedelta(days=5, minutes=6 * n), {"empty_rate": 0.0})
        for n in range(240)
    ]
    plain, other = Watch(SOON), Watch(SOON)
    assert list(plain.play(calls)) == list(other.play([*calls, *blocked])) == []
    one, same = (
        next(each for each in watch.streams() if each.key.metric == "refusal_rate")
        for watch in (plain, other)
    )
    assert same.baseline == one.baseline is not None
    assert same.watched == one.watched
    assert same.learning == one.learning


def test_jump_of_the_clock() -> None:
    """A call dated years ahead closes what is open; what comes after it is late, and said so."""
    calls, watch = _worse()[:50], Watch(SOON)
    watch.take(call(10**6, START + timedelta(days=2000), {"refusal_rate": 1.0}))
    assert list(watch.advance(START + timedelta(days=2001))) == []
    for each in calls:
        watch.take(each)
    assert watch.late == len(calls)
    assert list(watch.finish()) == []


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        pytest.param(0.0, 0.0, None, id="never, as before"),
        pytest.param(1.0, 1.0, None, id="always, as before"),
        pytest.param(0.0, 0.5, Way.RISE, id="never, then half"),
        pytest.param(1.0, 0.5, Way.FALL, id="always, then half"),
        pytest.param(0.5, 0.5, None, id="half, as before"),
        pytest.param(0.4, 0.9, Way.RISE, id="from two fifths up"),
        pytest.param(0.6, 0.1, Way.FALL, id="from three fifths down"),
    ],
)
def test_extreme_baselines(before: float, after: float, way: Way | None) -> None:
    """Baselines of 0 and of 1 raise nothing while they hold, and are told when they don't."""
    found = _alarms(traffic(seeded(5), {"refusal_rate": (before, after)}))
    assert {alarm.way for alarm in found} == ({way} if way else set())


def test_retries_are_one_unit() -> None:
    """One user's loop of the same failing words is no alarm; the same from many users is."""
    calm = list(traffic(seeded(7), {"error_rate": (0.02, 0.02)}))
    loop = [
        call(10**6 + n, CHANGE + timedelta(seconds=20 * n), {"error_rate": 1.0}, unit="one")
        for n in range(500)
    ]
    assert _alarms([*calm, *loop]) == []
    many = [replace(each, unit=each.call_id) for each in loop]
    assert {alarm.metric.name for alarm in _alarms([*calm, *many])} == {"error_rate"}


@pytest.mark.parametrize(
    ("failed", "calls", "alarms"),
    [
        pytest.param(10, 20, 1, id="half of twenty"),
        pytest.param(9, 20, 0, id="less than half"),
        pytest.param(19, 19, 0, id="too few"),
    ],
)
def test_failing_by_rule(failed: int, calls: int, alarms: int) -> None:
    """While nothing is learned yet, half of twenty calls failing in five minutes alarms by rule."""
    made = [
        call(n, START + timedelta(seconds=n), {"error_rate": float(n < failed)})
        for n in range(calls)
    ]
    found = _alarms(made, Statistics())
    assert [alarm.trigger for alarm in found] == [Trigger.RULE] * alarms


def test_a_lasting_change_is_one_alarm() -> None:
    """While a change lasts its alarm stands; once it was over for two days another may come."""
    rates = {"refusal_rate": (0.05, 0.6)}
    lasting = list(traffic(seeded(9), rates, days=9))
    assert len(_alarms(lasting)) == 1
    over = list(traffic(seeded(10), {"refusal_rate": (0.05, 0.05)}, days=30, an_hour=8))
    again = [
        replace(each, values={"refusal_rate": 1.0}) if each.moment.day in {10, 30} else each
        for each in over
    ]
    assert len(_alarms(again)) == 2


@pytest.mark.parametrize("an_hour", [3, 10])
def test_an_outage_ends(an_hour: int) -> None:
    """After a day of failures a second such day, three weeks later, is an alarm again."""
    rates = {"error_rate": (0.0, 0.0)}
    calls = [
        replace(each, values={"error_rate": 1.0}) if each.moment.day in {9, 30} else each
        for each in traffic(seeded(14), rates, days=28, an_hour=an_hour)
    ]
    assert len(_alarms(calls)) == 2


def test_lengths_and_times() -> None:
    """Answers a quarter as long alarm, answers a third shorter don't; slow ones do."""
    rng = seeded(11)

    def played(short: float, slow: float) -> set[str]:
        calls = []
        for n in range(5 * 240):
            moment, late = START + timedelta(minutes=6 * n), n >= 4 * 240
            values = {
                "length_collapse": rng.lognormvariate(6.5, 0.5) * (short if late else 1),
                "latency": rng.lognormvariate(6.8, 0.4) * (slow if late else 1),
            }
            calls.append(call(n, moment, values))
        return {alarm.metric.name for alarm in _alarms(calls)}

    assert played(1.0, 1.0) == set()
    assert played(0.67, 1.0) == set()
    assert played(1.3, 1.0) == set()
    assert played(0.1, 1.0) == {"short_answer_rate"}
    assert played(8.0, 1.0) == {"long_answer_rate"}
    assert played(1.0, 2.0) == {"slow_answer_rate"}


def test_many_applications() -> None:
    """Ten thousand invented applications are watched together beyond a bound, which is counted."""
    watch = Watch(SOON)
    calls = [
        call(n, START + timedelta(seconds=n), {"error_rate": 0.0}, family=Family("1", f"app-{n}"))
        for n in range(10_000)
    ]
    assert list(watch.play(calls)) == []
    assert len(watch.groups) == MOST_GROUPS + 1
    assert watch.merged == 10_000 - MOST_GROUPS
    assert any(group.language == MERGED for group in watch.groups.values())


def test_change_that_nothing_announces() -> None:
    """Without a deployment the alarm says that none was seen."""
    calls = [replace(each, fingerprint=NEW) for each in _worse()]
    (alarm,) = _alarms(calls)
    assert alarm.deployment is None


@pytest.mark.parametrize("minutes", [0, 30], ids=["at midnight", "half an hour later"])
def test_the_first_hour_of_a_baseline(minutes: int) -> None:
    """The quick test holds what comes against a baseline from the minute on at which it is whole.

    The days of learning end at midnight; no window of an hour has closed since.
    """
    breaks = START + timedelta(days=3, minutes=minutes)
    calls = list(traffic(seeded(13), {"refusal_rate": (0.02, 0.02)}, days=3, an_hour=10))
    calls += [
        call(10**6 + n, breaks + timedelta(seconds=20 * n), {"refusal_rate": 1.0})
        for n in range(60)
    ]
    (alarm,) = _alarms(calls)
    assert alarm.trigger is Trigger.GROSS
    assert alarm.end <= breaks + timedelta(minutes=20)


def test_provisional_baseline() -> None:
    """Before a baseline is complete a provisional one finds a change, and isn't taught by it."""
    rules = Statistics(learning_days=30, provisional_days=3, provisional_units=300)
    (alarm,) = _alarms(traffic(seeded(12), {"refusal_rate": (0.05, 0.6)}, days=8, switch=6), rules)
    assert alarm.baseline is not None
    assert alarm.baseline.provisional
    assert alarm.end <= START + timedelta(days=7)
