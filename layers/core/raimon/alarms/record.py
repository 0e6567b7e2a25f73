"""What is kept of one problem: its latest alarm, and how much of it has been told already.

What is told only ever rises (revision, severity), so whatever is left to tell can be worked out
from the record at any time, after a crash too.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import NonNegativeInt

from raimon.alarms.alarm import Alarm, AlarmState
from raimon.events import ALARM_OPENED, ALARM_RESOLVED, ALARM_UPDATED
from raimon.finding import Severity
from raimon.invocation import Frozen

LEASE = timedelta(seconds=10)


class Occasion(StrEnum):
    """Why people are told."""

    OPENED = "opened"
    ESCALATED = "escalated"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Owed:
    """What is left to tell: events by type with their alarm, and the occasion to notify people."""

    events: tuple[tuple[str, Alarm], ...] = ()
    occasion: Occasion | None = None

    def __bool__(self) -> bool:
        """Return whether anything is left."""
        return bool(self.events) or self.occasion is not None


class AlarmRecord(Frozen):
    """One problem as it is stored."""

    version: NonNegativeInt = 0  # counts the writes: nobody overwrites what they haven't read
    alarm: Alarm
    told_revision: NonNegativeInt = 0  # the alarm's last revision that went out as an event
    told_severity: Severity | None = None  # the highest that people were told of
    ended: Alarm | None = None  # the alarm before, until its end has gone out as an event
    end_untold: bool = False  # people are to be told that the alarm is over
    claimed_until: datetime | None = None  # while somebody is telling, nobody else does

    @property
    def owed(self) -> Owed:
        """Return what is left to tell."""
        events: tuple[tuple[str, Alarm], ...] = ()
        if self.ended is not None:
            events += ((ALARM_RESOLVED, self.ended),)
        if self.told_revision < self.alarm.revision:
            events += ((self._detail_type, self.alarm),)
        return Owed(events, self._occasion)

    @property
    def _detail_type(self) -> str:
        if self.alarm.state is AlarmState.RESOLVED:
            return ALARM_RESOLVED
        return ALARM_UPDATED if self.told_revision else ALARM_OPENED

    @property
    def _occasion(self) -> Occasion | None:
        if self.alarm.muted or self.alarm.follows:
            return None
        if self.alarm.state is AlarmState.RESOLVED:
            return Occasion.RESOLVED if self.end_untold else None
        if self.told_severity is None:
            return Occasion.OPENED
        rose = self.alarm.severity.rank > self.told_severity.rank
        return Occasion.ESCALATED if rose else None

    @property
    def quiet_since(self) -> datetime | None:
        """Return since when nothing was found, None where quiet alone doesn't end the alarm.

        A stream tells of a lasting problem only once, and later that it is over.
        """
        alarm = self.alarm
        if alarm.state is AlarmState.RESOLVED or alarm.is_of_a_stream:
            return None
        return max(alarm.last_event_time, alarm.updated_at)

    def is_claimed(self, now: datetime) -> bool:
        """Return whether somebody is telling at this moment."""
        return self.claimed_until is not None and now < self.claimed_until

    def written(self) -> Self:
        """Return the version that is written next."""
        return self.model_copy(update={"version": self.version + 1})

    def claimed(self, now: datetime) -> Self:
        """Return the record with the claim of its writer, who alone tells for a while."""
        return self.model_copy(update={"claimed_until": now + LEASE})

    def told(self, said: "AlarmRecord") -> Self:
        """Return the record after all that `said` owed was told, without the claim of who told.

        The record may have moved on since it was read as `said`: what came later stays owed, and a
        claim that somebody else has taken since stays theirs.
        """
        changes: dict[str, object] = {}
        if self.claimed_until == said.claimed_until:
            changes["claimed_until"] = None
        if self.alarm.alarm_id == said.alarm.alarm_id:
            changes["told_revision"] = max(self.told_revision, said.alarm.revision)
            if said.owed.occasion is not None:
                changes["told_severity"] = said.alarm.severity
            if said.owed.occasion is Occasion.RESOLVED:
                changes["end_untold"] = False
        if self.ended == said.ended:
            changes["ended"] = None
        return self.model_copy(update=changes)
