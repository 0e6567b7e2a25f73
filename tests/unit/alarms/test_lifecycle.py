"""How findings open an alarm, join it, and end it."""

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from raimon.alarms.alarm import AlarmState
from raimon.alarms.lifecycle import MOST_AT_ONCE, Lifecycle
from raimon.finding import Severity
from raimon.policy import Mute, Notification, Policy
from tests.unit.alarms.builders import ACCOUNT, MODEL, START, hex_id, raised

if TYPE_CHECKING:
    from raimon.alarms.record import AlarmRecord

NOW = datetime(2026, 10, 13, 2, 0, tzinfo=UTC)
HOUR = Policy(notification=Notification(merge_window_minutes=60))


@pytest.fixture
def lifecycle() -> Lifecycle:
    """Give a lifecycle with a merge window of an hour."""
    return Lifecycle(HOUR, "https://search.example/_dashboards/")


def test_opens(lifecycle: Lifecycle) -> None:
    """The first finding opens an alarm that says what it is, where, since when and how sure."""
    alarm = lifecycle.advanced(None, [raised(7)], NOW).alarm

    assert (alarm.state, alarm.episode, alarm.count, alarm.revision) == (AlarmState.OPEN, 1, 1, 1)
    assert (alarm.opened_at, alarm.updated_at) == (NOW, NOW)
    assert alarm.event_time == alarm.last_event_time == START + timedelta(minutes=7)
    assert alarm.findings == (hex_id("finding", 7),)
    assert alarm.subject.model_dump(exclude_none=True) == {
        "application": "support-chat",
        "model": MODEL,
        "models": (MODEL,),
        "accounts": (ACCOUNT,),
        "regions": ("ap-northeast-1",),
        "kind": "LEAK.MODEL",
        "entity": "EMAIL_ADDRESS",
        "resources": (),
    }
    assert alarm.statistic is None
    assert [action.kind for action in alarm.actions] == ["command", "link"]
    assert alarm.actions[1].value.startswith("https://search.example/_dashboards/app/")
    assert alarm.findings[0] in alarm.actions[1].value


def test_joins_within_the_window(lifecycle: Lifecycle) -> None:
    """A finding up to a merge window after the last one joins; each moves the window on."""
    record = None
    for number, minutes in enumerate((0, 60, 120)):
        record = lifecycle.advanced(record, [raised(number, minutes=minutes)], NOW)
    assert record is not None
    assert (record.alarm.episode, record.alarm.count) == (1, 3)
    assert record.alarm.last_event_time == START + timedelta(hours=2)


def test_opens_anew_after_the_window(lifecycle: Lifecycle) -> None:
    """A finding after the merge window ends the alarm and opens the next, with an id of its own."""
    first = lifecycle.advanced(None, [raised(1, minutes=0)], NOW)
    later = NOW + timedelta(hours=2)

    record = lifecycle.advanced(first, [raised(2, minutes=60.1)], later)

    assert (record.alarm.episode, record.alarm.count, record.alarm.revision) == (2, 1, 1)
    assert record.alarm.alarm_id != first.alarm.alarm_id
    assert record.ended is not None
    assert (record.ended.state, record.ended.resolved_at) == (AlarmState.RESOLVED, later)
    assert record.ended.revision == first.alarm.revision + 1
    assert record.ended.alarm_id == first.alarm.alarm_id


def test_a_late_finding_joins(lifecycle: Lifecycle) -> None:
    """A finding that arrives late joins the open alarm, which then began earlier."""
    record = lifecycle.advanced(None, [raised(1, minutes=500)], NOW)
    record = lifecycle.advanced(record, [raised(2, minutes=5)], NOW)
    assert record.alarm.count == 2
    assert record.alarm.event_time == START + timedelta(minutes=5)
    assert record.alarm.last_event_time == START + timedelta(minutes=500)


def test_one_batch_over_several_windows(lifecycle: Lifecycle) -> None:
    """Only what belongs to one alarm is taken at once, however much waits."""
    found = [raised(number, minutes=minutes) for number, minutes in enumerate((0, 30, 300, 310))]
    assert lifecycle.next_findings(None, found) == found[:2]
    assert lifecycle.next_findings(None, found[2:]) == found[2:]


def test_no_more_than_a_transaction_holds(lifecycle: Lifecycle) -> None:
    """A flood is taken in portions that fit one transaction together with the record."""
    found = [raised(number, minutes=0) for number in range(250)]
    assert len(lifecycle.next_findings(None, found)) == MOST_AT_ONCE


def test_order_does_not_matter(lifecycle: Lifecycle, seed: int) -> None:
    """Any order and any batching of the same findings gives the same alarm."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    found = [
        raised(
            number,
            minutes=number / 7,
            model_id=f"amazon.nova-{number % 30}",
            confidence=0.85 + number / 1000,
            severity=Severity.CRITICAL if number == 60 else Severity.HIGH,
        )
        for number in range(120)
    ]
    alarms = set()
    for _ in range(5):
        chance.shuffle(found)
        record: AlarmRecord | None = None
        rest = list(found)
        while rest:
            size = chance.randint(1, 30)
            record = lifecycle.advanced(record, rest[:size], NOW)
            rest = rest[size:]
        assert record is not None
        alarms.add(record.alarm.to_json())
    assert len(alarms) == 1


def test_lists_are_bounded(lifecycle: Lifecycle) -> None:
    """A hundred ids, five examples and twenty models are kept; the count has all."""
    record = None
    for begin in range(0, 300, 50):
        batch = [raised(n, minutes=1, model_id=f"m{n}") for n in range(begin, begin + 50)]
        record = lifecycle.advanced(record, batch, NOW)
    assert record is not None
    alarm = record.alarm
    kept = (len(alarm.findings), len(alarm.examples), len(alarm.subject.models), alarm.count)
    assert kept == (100, 5, 20, 300)
    assert alarm.subject.model is None
    assert list(alarm.findings) == sorted(hex_id("finding", n) for n in range(300))[:100]


@pytest.mark.parametrize(
    ("mute", "muted"),
    [
        pytest.param({}, True, id="everything"),
        pytest.param({"rule": "privacy.*"}, True, id="a family of rules"),
        pytest.param({"rule": "fairness.*"}, False, id="another family"),
        pytest.param({"application": "support-chat"}, True, id="the application"),
        pytest.param({"application": "red-team"}, False, id="another application"),
        pytest.param({"until": NOW + timedelta(minutes=1)}, True, id="not over yet"),
        pytest.param({"until": NOW}, False, id="over"),
    ],
)
def test_mute(mute: dict[str, object], muted: bool) -> None:  # noqa: FBT001 - a column of the table
    """A mute of the policy counts for its rules, its applications and its time."""
    policy = Policy(
        notification=Notification(mute=(Mute.model_validate({"reason": "exercise", **mute}),))
    )
    record = Lifecycle(policy).advanced(None, [raised()], NOW)
    assert record.alarm.muted is muted
    assert (record.owed.occasion is None) is muted
    assert record.owed.events


def test_the_opening_never_moves(lifecycle: Lifecycle) -> None:
    """Later findings change when an alarm was updated, not when it was opened."""
    record = lifecycle.advanced(None, [raised(1)], NOW)
    record = lifecycle.advanced(record, [raised(2)], NOW + timedelta(minutes=3))
    assert record.alarm.opened_at == NOW
    assert record.alarm.updated_at == NOW + timedelta(minutes=3)


def test_a_resolved_alarm_stays_resolved(lifecycle: Lifecycle) -> None:
    """After somebody resolved the alarm, the next finding opens a new one."""
    record = lifecycle.advanced(None, [raised(1)], NOW)
    resolved = record.alarm.model_copy(update={"state": AlarmState.RESOLVED})
    again = lifecycle.advanced(record.model_copy(update={"alarm": resolved}), [raised(2)], NOW)
    assert (again.alarm.episode, again.ended) == (2, None)
