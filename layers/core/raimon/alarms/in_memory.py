"""The notifier's ports in memory, with the promises of the real ones: for replays and for tests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from raimon.alarms.notification import Notification
from raimon.alarms.ports import ConflictError
from raimon.alarms.record import AlarmRecord


@dataclass(slots=True)
class InMemoryAlarmStore:
    """Keeps records by problem, and which findings each has counted."""

    records: dict[str, AlarmRecord] = field(default_factory=dict)
    counted: set[tuple[str, str]] = field(default_factory=set)

    def load(self, key: str) -> AlarmRecord | None:
        """Return the record of the problem as last written, None where there is none."""
        return self.records.get(key)

    def unseen(self, key: str, finding_ids: Collection[str]) -> set[str]:
        """Return those of the findings that the problem hasn't counted."""
        return {each for each in finding_ids if (key, each) not in self.counted}

    def quiet(self, before: datetime) -> Collection[str]:
        """Return the keys of open alarms that nothing was found for since before the moment."""
        return [
            key
            for key, record in self.records.items()
            if record.quiet_since is not None and record.quiet_since < before
        ]

    def write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> None:
        """Write the record and remember the findings as counted, all of it or nothing."""
        key = record.alarm.correlation_key
        stored = self.records.get(key)
        version = stored.version if stored else 0
        if record.version != version + 1 or len(self.unseen(key, counted)) < len(set(counted)):
            raise ConflictError
        self.records[key] = record
        self.counted |= {(key, each) for each in counted}


@dataclass(slots=True)
class Outbox:
    """A bus and a publisher that keep what they are given, in order."""

    events: list[tuple[str, str]] = field(default_factory=list)  # detail type and detail
    notifications: list[Notification] = field(default_factory=list)

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Keep the events."""
        self.events += [(detail_type, detail) for detail in details]

    def publish(self, notification: Notification) -> None:
        """Keep the notification."""
        self.notifications.append(notification)


@dataclass(slots=True)
class ManualClock:
    """A clock that stands still until it is set or somebody sleeps by it."""

    moment: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment to which the clock is set."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let the clock go on at once."""
        self.moment += timedelta(seconds=seconds)
