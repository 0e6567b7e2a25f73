"""Every finding counts once and people hear of a problem once."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from raimon.events import FindingRaised, StreamRecovered
from raimon.finding import Severity
from raimon.policy import Mute, Notification, Policy
from raimon.statistic import Statistic
from tests.unit.alarms.builders import ACCOUNT, START, raised
from tests.unit.alarms.watched import (
    BATCH,
    TWO_EPISODES,
    World,
    alarms,
    notification_ids,
    said,
    undisturbed,
)


def test_one_problem_is_told_once() -> None:
    """Three findings of one problem are one alarm, one event and one notification."""
    world, steps = undisturbed(BATCH)

    (record,) = world.store.records.values()
    assert record.alarm.count == 3
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened"]
    assert len(world.outbox.notifications) == 1
    assert not record.owed
    assert steps.index("put") < steps.index("publish") < len(steps) - 1


def test_more_findings_are_told_as_events_only() -> None:
    """A problem that goes on updates its alarm; nobody is told again."""
    world, _ = undisturbed(BATCH)
    world.notifier().notify([raised(9)])
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened", "AlarmUpdated"]
    assert len(world.outbox.notifications) == 1


def test_repeated_findings_change_nothing() -> None:
    """A finding that is delivered again changes no record and says nothing."""
    world, _ = undisturbed(BATCH)
    before, events = dict(world.store.records), list(world.outbox.events)
    report = world.notifier().notify(BATCH * 2)
    assert (world.store.records, world.outbox.events) == (before, events)
    assert (report.counted, report.notifications) == (0, 0)


def test_two_problems_are_two_alarms() -> None:
    """Findings of different problems in one batch open an alarm each."""
    world, _ = undisturbed([raised(1), raised(2, entity="PHONE_NUMBER")])
    assert len(world.store.records) == len(world.outbox.notifications) == 2


def test_a_return_of_the_problem_is_told() -> None:
    """After the merge window the alarm is resolved and a new one is told of."""
    world, _ = undisturbed(TWO_EPISODES)
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened", "AlarmResolved", "AlarmOpened"]
    assert len(notification_ids(world)) == 2


@pytest.mark.parametrize(
    ("severities", "occasions"),
    [
        pytest.param(["high", "critical"], ["opened", "escalated"], id="rises"),
        pytest.param(["critical", "high"], ["opened"], id="falls"),
        pytest.param(["high", "critical", "critical"], ["opened", "escalated"], id="rises once"),
    ],
)
def test_escalation(severities: list[str], occasions: list[str]) -> None:
    """People are told again when the severity rises above what they know, and only then."""
    world = World()
    for number, severity in enumerate(severities):
        world.notifier().notify([raised(number, severity=Severity(severity))])
    told = [each.attributes["occasion"] for each in world.outbox.notifications]
    assert told == occasions


def test_muted_alarms_are_recorded_and_not_told() -> None:
    """A mute keeps the alarm and its events, and lets nobody be told until it is over."""
    end = datetime(2026, 1, 2, tzinfo=UTC)
    mute = Mute(rule="privacy.*", until=end, reason="exercise")
    world = World(policy=Policy(notification=Notification(mute=(mute,))))
    world.notifier().notify(BATCH)
    assert world.outbox.notifications == []
    assert [json.loads(detail)["muted"] for _, detail in world.outbox.events] == [True]

    world.clock.moment = end
    world.notifier().notify([raised(9)])
    assert [each.attributes["occasion"] for each in world.outbox.notifications] == ["opened"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"severity": Severity.MEDIUM}, id="too mild"),
        pytest.param({"confidence": 0.84}, id="too unsure"),
        pytest.param({"evidence": {"synthetic": True}}, id="a documented example"),
    ],
)
def test_the_floor_holds_here_too(changes: dict[str, Any]) -> None:
    """What the policy tells nobody of opens no alarm, whoever sent it."""
    world = World()
    report = world.notifier().notify([raised(1, **changes)])
    assert (report.received, report.below_floor) == (1, 1)
    assert (world.store.records, world.outbox.events) == ({}, [])


def test_a_flood_is_counted_in_portions() -> None:
    """More findings than one transaction holds are still one alarm and one notification."""
    world, _ = undisturbed([raised(number, minutes=number / 10) for number in range(250)])
    (record,) = world.store.records.values()
    assert record.alarm.count == 250
    assert len(world.outbox.notifications) == 1


@pytest.mark.parametrize("size", [1, 7])
def test_order_and_repetition_do_not_matter(seed: int, size: int) -> None:
    """Shuffled, repeated and differently batched messages leave the same alarms, told once."""
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    found = [
        raised(number, minutes=number, entity=entity)
        for number, entity in enumerate(["EMAIL_ADDRESS", "PHONE_NUMBER", "PERSON"] * 20)
    ]
    expected, _ = undisturbed(found)
    for _ in range(3):
        world = World()
        messages = found * 2
        chance.shuffle(messages)
        for begin in range(0, len(messages), size):
            world.notifier().notify(messages[begin : begin + size])
        assert alarms(world) == alarms(expected)
        assert notification_ids(world) == notification_ids(expected)


def _over(minutes: float, **changes: Any) -> StreamRecovered:  # noqa: ANN401 - any field
    told = {
        "rule_id": "robustness.refusal_rate",
        "kind": "RISE",
        "timestamp": START + timedelta(minutes=minutes),
        "account_id": ACCOUNT,
        "application": "support-chat",
        "stream": "refusal_rate/en",
    }
    return StreamRecovered.model_validate(told | changes)


def _stream_found(number: int) -> FindingRaised:
    found = raised(
        number,
        rule_id="robustness.refusal_rate",
        kind="RISE",
        entity=None,
        stream="refusal_rate/en",
        evidence={"statistical": True},
    )
    return found.model_copy(update={"statistic": Statistic(name="refusal_rate.rise")})


@pytest.mark.parametrize("tells", [False, True], ids=["quietly", "aloud"])
def test_what_is_quiet_long_enough_is_over(*, tells: bool) -> None:
    """An alarm nothing was found for is resolved once, and people hear of it if they want to."""
    world = World(policy=Policy(notification=Notification(resolved=tells)))
    world.notifier().notify([raised(1)])
    for days in (0.9, 1.1, 1.2):
        world.clock.moment = START + timedelta(days=days)
        world.notifier().sweep()
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened", "AlarmResolved"]
    occasions = [each.attributes["occasion"] for each in world.outbox.notifications]
    assert occasions == ["opened", *["resolved"][:tells]]


def test_a_problem_that_returns_after_its_end_is_another_alarm() -> None:
    """After an alarm was swept, its problem opens the next one and is told again."""
    world = World()
    world.notifier().notify([raised(1)])
    world.clock.moment = START + timedelta(days=2)
    world.notifier().sweep()
    world.notifier().notify([raised(2, minutes=60 * 48)])
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened", "AlarmResolved", "AlarmOpened"]


def test_a_stream_tells_when_its_problem_is_over() -> None:
    """Quiet alone doesn't end a stream's alarm; its recovery does, however often it is told."""
    world = World()
    world.notifier().notify([_stream_found(1)])
    world.clock.moment = START + timedelta(days=30)
    assert world.notifier().sweep().alarms_resolved == 0
    world.notifier().recover(_over(3000))
    world.notifier().recover(_over(3000))
    assert [kind for kind, _, _ in said(world)] == ["AlarmOpened", "AlarmResolved"]


@pytest.mark.parametrize(
    "over",
    [
        pytest.param(_over(0), id="before it was found again"),
        pytest.param(_over(3000, application="another"), id="another application"),
        pytest.param(_over(3000, kind="FALL"), id="another way"),
    ],
)
def test_a_recovery_ends_its_own_problem_only(over: StreamRecovered) -> None:
    """What is over is one problem up to one moment."""
    world = World()
    world.notifier().notify([_stream_found(1)])
    assert world.notifier().recover(over).alarms_resolved == 0
