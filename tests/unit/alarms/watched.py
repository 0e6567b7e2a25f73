"""A world for notifiers, whose every step is watched: something may happen before or after it."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from raimon.alarms.in_memory import InMemoryAlarmStore, ManualClock, Outbox
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notification import Notification
from raimon.alarms.notifier import Notifier
from raimon.alarms.record import AlarmRecord
from raimon.errors import RaimonError
from raimon.events import FindingRaised
from raimon.policy import Policy
from tests.unit.alarms.builders import raised


class KilledError(BaseException):
    """The process ends here; nothing catches that."""


class FailedError(RaimonError):
    """A port didn't do what it was asked to."""


def kill() -> None:
    """End the process."""
    raise KilledError


def fail() -> None:
    """Fail as a port does."""
    raise FailedError


@dataclass
class Steps:
    """Counts the calls of ports, and at one of them does something."""

    at: int = 0
    moment: str = "before"
    act: Callable[[], None] = lambda: None
    taken: list[str] = field(default_factory=list)

    def take[Answer](self, name: str, step: Callable[[], Answer]) -> Answer:
        """Take the step; if it is the chosen one, act before or after it."""
        self.taken.append(name)
        chosen = len(self.taken) == self.at
        if chosen and self.moment == "before":
            self.act()
        answer = step()
        if chosen and self.moment == "after":
            self.act()
        return answer


@dataclass
class Watched:
    """A store, a bus and a publisher that take their steps under watch."""

    store: InMemoryAlarmStore
    outbox: Outbox
    steps: Steps

    def load(self, key: str) -> AlarmRecord | None:
        """Load, as the store does."""
        return self.steps.take("load", lambda: self.store.load(key))

    def unseen(self, key: str, finding_ids: Collection[str]) -> set[str]:
        """Look up what was counted, as the store does."""
        return self.steps.take("unseen", lambda: self.store.unseen(key, finding_ids))

    def quiet(self, before: datetime) -> Collection[str]:
        """Find quiet alarms, as the store does."""
        return self.steps.take("quiet", lambda: self.store.quiet(before))

    def write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> None:
        """Write, as the store does."""
        self.steps.take("write", lambda: self.store.write(record, counted=counted))

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events, as the bus does."""
        self.steps.take("put", lambda: self.outbox.put(detail_type, details))

    def publish(self, notification: Notification) -> None:
        """Publish, as the publisher does."""
        self.steps.take("publish", lambda: self.outbox.publish(notification))


@dataclass
class World:
    """What outlives a notifier: the store, what went out, and the clock."""

    policy: Policy = field(default_factory=Policy)
    store: InMemoryAlarmStore = field(default_factory=InMemoryAlarmStore)
    outbox: Outbox = field(default_factory=Outbox)
    clock: ManualClock = field(default_factory=ManualClock)

    def notifier(self, steps: Steps | None = None, *, clock: ManualClock | None = None) -> Notifier:
        """Return a notifier in this world, its steps watched."""
        ports = Watched(self.store, self.outbox, steps or Steps())
        return Notifier(ports, ports, ports, Lifecycle(self.policy), clock or self.clock)


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
