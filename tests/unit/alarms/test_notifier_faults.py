"""Crashes, races and failing services change neither what is counted nor what is told."""

import json
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
from raimon.policy import Policy
from tests.unit.alarms.builders import raised
from tests.unit.alarms.watched import (
    BATCH,
    TWO_EPISODES,
    FailedError,
    KilledError,
    Steps,
    World,
    alarms,
    fail,
    kill,
    notification_ids,
    said,
    undisturbed,
)


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
