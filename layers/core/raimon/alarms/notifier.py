"""Turn findings into alarms and tell of them: every finding counts once, people hear of it once.

The order of steps is what makes a crash harmless. Findings are counted together with the record of
their alarm, all or nothing. Then events go out, then people are told, then the record remembers
that they were. A retry finds in the record what is left to do. Only a crash between the last two
steps tells people again, with the same `notification_id`.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from raimon.alarms.alarm import AlarmState
from raimon.alarms.correlation import by_problem, key_of_recovery
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.notification import notification
from raimon.alarms.ports import AlarmStore, Bus, Clock, ConflictError, Publisher
from raimon.alarms.record import AlarmRecord
from raimon.errors import RaimonError
from raimon.events import ALARM_OPENED, ALARM_RESOLVED, FindingRaised, StreamRecovered

PUBLISHING = timedelta(seconds=5)  # a publisher gives up before that, see raimon.aws.topic
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, *[2.0] * 5)  # seconds: longer than a dead writer's claim


class AlarmBusyError(RaimonError):
    """Others wrote the same alarm all the time: the messages come again, and nothing is lost."""


@dataclass(slots=True)
class Report:
    """What became of a batch: numbers to measure, and the findings that must come again."""

    received: int = 0
    below_floor: int = 0
    counted: int = 0
    alarms_opened: int = 0
    alarms_resolved: int = 0
    notifications: int = 0
    failed: dict[str, str] = field(default_factory=dict)  # finding id -> the error's class


@dataclass(frozen=True, slots=True)
class Notifier:
    """Counts findings in their alarms and tells of what is new."""

    store: AlarmStore
    bus: Bus
    publisher: Publisher
    lifecycle: Lifecycle
    clock: Clock

    def notify(self, raised: Sequence[FindingRaised]) -> Report:
        """Take in the findings of one batch; one problem that fails leaves the others alone."""
        policy = self.lifecycle.policy
        worthy = [each for each in raised if policy.notifies(each.finding)]
        report = Report(received=len(raised), below_floor=len(raised) - len(worthy))
        for key, found in by_problem(worthy).items():
            try:
                self._take_in(key, found, report)
            except RaimonError as error:
                cause = type(error).__name__
                report.failed |= {each.finding.finding_id: cause for each in found}
        return report

    def recover(self, recovered: StreamRecovered) -> Report:
        """Resolve the alarm of a problem that is over, unless it was found again since."""
        report = Report()
        self._end(key_of_recovery(recovered), lambda record: _precedes(record, recovered), report)
        return report

    def sweep(self) -> Report:
        """Resolve the alarms that nothing was found for so long that they are over."""
        report, now = Report(), self.clock.now()
        for key in sorted(self.store.quiet(self.lifecycle.quiet_before(now))):
            self._end(key, lambda record: self.lifecycle.is_quiet(record, now), report)
        return report

    def _end(self, key: str, is_over: Callable[[AlarmRecord], bool], report: Report) -> None:
        """Resolve the alarm if it is over, once its beginning was told."""
        for _ in self._attempts():
            record, now = self.store.load(key), self.clock.now()
            if record is None or record.alarm.state is AlarmState.RESOLVED:
                self._tell(key, report)  # what a crash left untold
                return
            if not is_over(record):
                return
            if record.owed:
                self._tell(key, report)
                continue
            if record.is_claimed(now):
                continue
            try:
                written = self._write(self.lifecycle.ended(record, now).claimed(now))
            except ConflictError:
                continue
            self._say(written, report)
            return

    def _take_in(self, key: str, found: Sequence[FindingRaised], report: Report) -> None:
        fresh = self._fresh(key, found)
        while fresh:
            fresh = self._count_some(key, fresh, report)
        self._tell(key, report)  # what a crash left untold, or what another writer is telling

    def _fresh(self, key: str, found: Sequence[FindingRaised]) -> list[FindingRaised]:
        unseen = self.store.unseen(key, [each.finding.finding_id for each in found])
        return [each for each in found if each.finding.finding_id in unseen]

    def _count_some(
        self, key: str, fresh: list[FindingRaised], report: Report
    ) -> list[FindingRaised]:
        """Count those that belong to the next alarm, tell of it, and return the others."""
        for _ in self._attempts():
            record = self.store.load(key)
            if record and record.owed and self.lifecycle.opens_anew(record, fresh):
                self._tell(key, report)  # an alarm ends only after its beginning was told
                continue
            together = self.lifecycle.next_findings(record, fresh)
            try:
                self._count(record, together, report)
            except ConflictError:
                fresh = self._fresh(key, fresh)
                if not fresh:
                    break
            else:
                return fresh[len(together) :]
        return fresh

    def _count(
        self, record: AlarmRecord | None, together: Sequence[FindingRaised], report: Report
    ) -> None:
        """Count the findings; whoever finds nobody telling claims that in the same write."""
        now = self.clock.now()
        advanced = self.lifecycle.advanced(record, together, now)
        tells = not advanced.is_claimed(now)
        written = self._write(
            advanced.claimed(now) if tells else advanced,
            counted=[each.finding.finding_id for each in together],
        )
        report.counted += len(together)
        if tells:
            self._say(written, report)

    def _tell(self, key: str, report: Report) -> None:
        """Tell what is left to tell of the problem, once nobody else does."""
        for _ in self._attempts():
            record, now = self.store.load(key), self.clock.now()
            if record is None or not record.owed:
                return
            if record.is_claimed(now):
                continue
            try:
                claimed = self._write(record.claimed(now))
            except ConflictError:
                continue
            self._say(claimed, report)
            return

    def _say(self, record: AlarmRecord, report: Report) -> None:
        owed = record.owed
        for detail_type, alarm in owed.events:
            self.bus.put(detail_type, [alarm.to_json()])
            report.alarms_opened += detail_type == ALARM_OPENED
            report.alarms_resolved += detail_type == ALARM_RESOLVED
        if owed.occasion is not None:
            if not record.is_claimed(self.clock.now() + PUBLISHING):
                raise AlarmBusyError  # too slow: by now somebody else may be telling
            policy = self.lifecycle.policy
            self.publisher.publish(notification(record, owed.occasion, policy))
            report.notifications += 1
        self._remember(record)

    def _remember(self, said: AlarmRecord) -> None:
        """Remember that all was told; what was counted meanwhile stays to be told."""
        record: AlarmRecord | None = said
        for _ in self._attempts():
            if record is None:
                return
            try:
                self._write(record.told(said))
            except ConflictError:
                record = self.store.load(said.alarm.correlation_key)
            else:
                return

    def _write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> AlarmRecord:
        written = record.written()
        self.store.write(written, counted=counted)
        return written

    def _attempts(self) -> Iterator[None]:
        """Give one attempt after the other, with longer and longer pauses between them.

        Raises:
            AlarmBusyError: instead of giving up silently.

        """
        for pause in _PAUSES:
            yield
            self.clock.sleep(pause)
        raise AlarmBusyError


def _precedes(record: AlarmRecord, recovered: StreamRecovered) -> bool:
    """Return whether all that the alarm knows of was before the problem was over."""
    return record.alarm.last_event_time <= recovered.timestamp
