"""What the notifier needs of the world: a store, a bus, a publisher and a clock."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from raimon.alarms.notification import Notification
from raimon.alarms.record import AlarmRecord
from raimon.errors import RaimonError


class ConflictError(RaimonError):
    """Somebody else wrote the record, or counted a finding, since it was read: read it again."""


class AlarmStore(Protocol):
    """Where the records of alarms lie, and which findings they have counted."""

    def load(self, key: str) -> AlarmRecord | None:
        """Return the record of the problem as last written, None where there is none."""

    def unseen(self, key: str, finding_ids: Collection[str]) -> set[str]:
        """Return those of the findings that the problem hasn't counted."""

    def quiet(self, before: datetime) -> Collection[str]:
        """Return the keys of open alarms that nothing was found for since before the moment."""

    def write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> None:
        """Write the record and remember the findings as counted, all of it or nothing.

        Raises:
            ConflictError: if what is stored isn't the version before this one, or one of the
                findings has been counted.

        """


class Bus(Protocol):
    """Raimon's own event bus."""

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events of one type; the details are JSON."""


class Publisher(Protocol):
    """Where people and their tools listen."""

    def publish(self, notification: Notification) -> None:
        """Send the notification to all who subscribed."""


class Clock(Protocol):
    """The time, passed in so that a replay has its own."""

    def now(self) -> datetime:
        """Return the present moment, with its zone."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
