"""A record knows at any time what is left to tell, and who is telling."""

from datetime import UTC, datetime, timedelta

import pytest

from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.record import LEASE, AlarmRecord, Occasion
from raimon.policy import Policy
from tests.unit.alarms.builders import raised

NOW = datetime(2026, 10, 13, 2, 0, tzinfo=UTC)


@pytest.fixture
def opened() -> AlarmRecord:
    """Give the record of an alarm that has just opened, claimed by whoever opened it."""
    return Lifecycle(Policy()).advanced(None, [raised(1)], NOW).claimed(NOW)


def grown(record: AlarmRecord, number: int) -> AlarmRecord:
    """Return the record with one more finding."""
    return Lifecycle(Policy()).advanced(record, [raised(number)], NOW)


def test_owes_everything_at_first(opened: AlarmRecord) -> None:
    """A new alarm owes its event and its notification."""
    assert [kind for kind, _ in opened.owed.events] == ["AlarmOpened"]
    assert opened.owed.occasion is Occasion.OPENED


def test_owes_nothing_when_told(opened: AlarmRecord) -> None:
    """Once told, nothing is left, and nobody is telling."""
    told = opened.told(opened)
    assert not told.owed
    assert not told.is_claimed(NOW)


def test_what_came_meanwhile_stays_owed(opened: AlarmRecord) -> None:
    """A finding that was counted while the alarm was told still has its event to come."""
    told = grown(opened, 2).told(opened)
    assert [kind for kind, _ in told.owed.events] == ["AlarmUpdated"]
    assert told.owed.occasion is None


def test_a_claim_runs_out(opened: AlarmRecord) -> None:
    """A claim holds for its time and not longer."""
    assert opened.is_claimed(NOW + LEASE - timedelta(microseconds=1))
    assert not opened.is_claimed(NOW + LEASE)


def test_the_claim_of_another_stays(opened: AlarmRecord) -> None:
    """Whoever was too slow marks what they told, and leaves the claim of their successor alone."""
    later = NOW + LEASE
    taken_over = opened.claimed(later)
    marked = taken_over.told(opened)
    assert marked.is_claimed(later)
    assert not marked.owed


def test_the_end_of_another_alarm_stays_owed(opened: AlarmRecord) -> None:
    """Whoever told of an earlier alarm doesn't mark the end of a later one as told."""
    told = opened.told(opened)
    second = Lifecycle(Policy()).advanced(told, [raised(2, minutes=9000)], NOW)
    marked = second.told(opened)
    assert [kind for kind, _ in marked.owed.events] == ["AlarmResolved", "AlarmOpened"]
    assert marked.owed.occasion is Occasion.OPENED
