"""The notifier's ports, watched: something may happen before or after any step."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from raimon.alarms.in_memory import InMemoryAlarmStore, ManualClock, Outbox
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notification import Notification
from raimon.alarms.notifier import Notifier
from raimon.alarms.record import AlarmRecord
from raimon.errors import RaimonError
from raimon.policy import Policy


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
