"""Every finding counts once and people hear of a problem once, whatever happens on the way."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import ANY

import pytest

from raimon.alarms.in_memory import InMemoryAlarmStore, ManualClock, Outbox
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notifier import Notifier
from raimon.alarms.record import AlarmRecord
from raimon.events import FindingRaised
from raimon.finding import Severity
from raimon.policy import Mute, Notification, Policy
from tests.unit.alarms.builders import raised
from tests.unit.alarms.watched import FailedError, KilledError, Steps, World, fail, kill

BATCH = [raised(number) for number in range(1, 4)]
# A batch that ends one alarm and opens the next: every kind of step occurs in it.
TWO_EPISODES = [raised(1, minutes=0), raised(2, minutes=3000)]


def said(world: World) -> list[tuple[str, str, int]]:
    """Return the events that went out, by type, alarm and revision."""
    details = [(kind, json.loads(detail)) for kind, detail in world.outbox.events]
    return [(kind, alarm["alarm_id"], alarm["revision"]) for kind, alarm in details]


def alarms(world: World) -> dict[str, dict[str, Any]]:
    """Return the stored alarms by problem, without what the clock said."""
    clock = {"opened_at", "updated_at", "resolved_at"}
    return {
        key: record.alarm.model_dump(exclude=clock) for key, record in world.store.records.items()
    }


def notification_ids(world: World) -> Counter[str]:
    """Return how often each notification went out."""
    return Counter(each.attributes["notification_id"] for each in world.outbox.notifications)


def undisturbed(batch: list[FindingRaised]) -> tuple[World, list[str]]:
    """Return the world after the batch, and the steps that were taken."""
    world, steps = World(), Steps()
    assert world.notifier(steps).notify(batch).failed == {}
    return world, steps.taken


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


@pytest.mark.parametrize("batch", [BATCH, TWO_EPISODES], ids=["one alarm", "two alarms"])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("end", [kill, fail], ids=["killed", "a port fails"])
def test_a_crash_anywhere_is_made_good(
    batch: list[FindingRaised],
    moment: str,
    end: Any,  # noqa: ANN401 - a function
) -> None:
    """Wherever it ends, running again leaves what an undisturbed run leaves."""
    expected, steps = undisturbed(batch)
    for at in range(1, len(steps) + 1):
        world = World()
        failed = bool(_run(world, Steps(at, moment, end), batch))
        world.clock.sleep(60)
        assert world.notifier().notify(batch).failed == {}

        assert failed
        assert alarms(world) == alarms(expected), f"{moment} step {at}, {steps[at - 1]}"
        assert set(said(world)) == set(said(expected))
        assert notification_ids(world).keys() == notification_ids(expected).keys()
        for count in notification_ids(world).values():
            assert count == 1 or _between_publish_and_mark(steps, at, moment)


def _run(world: World, steps: Steps, batch: list[FindingRaised]) -> object:
    """Return what made the run incomplete, if anything did."""
    try:
        return world.notifier(steps).notify(batch).failed
    except KilledError as error:
        return error


def _between_publish_and_mark(steps: list[str], at: int, moment: str) -> bool:
    published, marked = steps[at - 1] == "publish", steps[at - 2] == "publish"
    return (published and moment == "after") or (marked and moment == "before")


@dataclass
class ImpatientClock(ManualClock):
    """A clock by which nobody waits: whoever has to is told to come again."""

    def sleep(self, seconds: float) -> None:  # noqa: ARG002 - as the port has it
        """Refuse."""
        raise FailedError


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(
    "others",
    [
        pytest.param(BATCH, id="the same findings"),
        pytest.param([raised(8), raised(9)], id="other findings of the problem"),
        pytest.param([raised(3), raised(9)], id="some of both"),
    ],
)
def test_two_notifiers_at_once(others: list[FindingRaised], moment: str) -> None:
    """A second notifier at any step of the first changes neither the count nor what is told."""
    union = {each.finding.finding_id: each for each in (*BATCH, *others)}
    expected, _ = undisturbed(list(union.values()))
    _, steps = undisturbed(BATCH)
    for at in range(1, len(steps) + 1):
        world = World()

        def interrupt(world: World = world) -> None:
            world.notifier(clock=ImpatientClock(world.clock.moment)).notify(others)

        assert world.notifier(Steps(at, moment, interrupt)).notify(BATCH).failed == {}
        assert world.notifier().notify(others).failed == {}  # what had to wait comes again

        assert alarms(world) == alarms(expected), f"{moment} step {at}, {steps[at - 1]}"
        assert list(notification_ids(world).values()) == [1]
        assert Counter(said(world)).most_common(1)[0][1] == 1
        assert [kind for kind, _, _ in said(world)].count("AlarmOpened") == 1
        (record,) = world.store.records.values()
        assert said(world)[-1] == (ANY, record.alarm.alarm_id, record.alarm.revision)


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


@dataclass
class LockedStore(InMemoryAlarmStore):
    """The store in memory for several threads."""

    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> None:
        """Write, one at a time."""
        with self.lock:
            super().write(record, counted=counted)


class HastyClock:
    """The machine's clock; what waits a second waits ten milliseconds."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait, but not for long."""
        time.sleep(seconds / 100)


def test_many_notifiers_at_once() -> None:
    """Six notifiers that get the same findings at the same time count and tell them once."""
    store, outbox = LockedStore(), Outbox()
    batch = [raised(number) for number in range(40)]

    def work(start: int) -> None:
        notifier = Notifier(store, outbox, outbox, Lifecycle(Policy()), HastyClock())
        ordered = batch[start:] + batch[:start]
        for begin in range(0, 40, 5):
            part = ordered[begin : begin + 5]
            while notifier.notify(part).failed:
                time.sleep(0.01)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 36, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    (record,) = store.records.values()
    assert record.alarm.count == 40
    assert not record.owed
    assert len(outbox.notifications) == 1
    revisions = [json.loads(detail)["revision"] for _, detail in outbox.events]
    assert revisions == sorted(set(revisions))
    assert revisions[-1] == 40


def test_one_failing_problem_leaves_the_others_alone() -> None:
    """A problem whose port fails comes again; the others of the batch are done."""
    world = World()
    steps = Steps(1, "before", fail)
    report = world.notifier(steps).notify([raised(1), raised(2, entity="PERSON")])
    assert report.failed == {raised(1).finding.finding_id: "FailedError"}
    assert len(world.store.records) == 1


def test_who_is_too_slow_does_not_publish() -> None:
    """A notifier whose claim is about to run out leaves the publishing to whoever comes next."""
    world = World()
    slow = Steps(4, "after", lambda: world.clock.sleep(6))
    assert set(world.notifier(slow).notify(BATCH).failed.values()) == {"AlarmBusyError"}
    assert slow.taken[3] == "put"
    assert world.outbox.notifications == []

    assert world.notifier().notify(BATCH).failed == {}
    assert len(world.outbox.notifications) == 1


def test_a_claim_is_taken_over_when_its_holder_is_gone() -> None:
    """A notifier that died while it told is waited for, then its work is done by the next."""
    world = World()
    with pytest.raises(KilledError):
        world.notifier(Steps(5, "before", kill)).notify(BATCH)
    start = world.clock.moment
    assert world.outbox.notifications == []

    assert world.notifier().notify(BATCH).failed == {}

    assert len(world.outbox.notifications) == 1
    assert timedelta(seconds=10) <= world.clock.moment - start < timedelta(seconds=15)
