"""Retention: by the month in the name, never this month, never anybody else's index."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from raimon.store.families import Family
from raimon.store.retention import DeletionRefusedError, Retention

DAYS = {Family.INVOCATIONS: 30, Family.FINDINGS: 90, Family.ALARMS: 365, Family.WINDOWS: 1}
TODAY = date(2026, 11, 25)


@dataclass
class FakeIndices:
    """Indices by name, some of which can't be deleted."""

    present: list[str]
    stubborn: set[str] = field(default_factory=set)

    def names(self) -> Sequence[str]:
        """Return what is there."""
        return list(self.present)

    def delete(self, name: str) -> None:
        """Delete it, or refuse."""
        if name in self.stubborn:
            raise DeletionRefusedError(status=403)
        self.present.remove(name)


@pytest.mark.parametrize(
    ("name", "today", "is_expired"),
    [
        pytest.param("raimon-invocations-v1-2026.10", date(2026, 11, 30), False, id="30 days"),
        pytest.param("raimon-invocations-v1-2026.10", date(2026, 12, 1), True, id="31 days"),
        pytest.param("raimon-findings-v1-2026.10", date(2026, 12, 1), False, id="another family"),
        pytest.param("raimon-invocations-v7-2026.01", TODAY, True, id="another mapping"),
        pytest.param("raimon-windows-v1-2026.11", date(2026, 11, 30), False, id="this month"),
        pytest.param("raimon-windows-v1-2026.11", date(2026, 12, 1), False, id="a day later"),
        pytest.param("raimon-windows-v1-2026.11", date(2026, 12, 2), True, id="two days later"),
        pytest.param("raimon-windows-v1-2027.01", TODAY, False, id="a month to come"),
        pytest.param("raimon-invocations-v1-2024.02", date(2024, 3, 31), True, id="leap year"),
        pytest.param("raimon-invocations-v1-2024.02", date(2024, 3, 30), False, id="leap day"),
        pytest.param("raimon-windows-v1-9999.12", TODAY, False, id="the last year there is"),
        pytest.param("raimon-windows-v1-0000.01", TODAY, False, id="no year"),
        pytest.param("raimon-windows-v1-2020.13", TODAY, False, id="no month"),
        pytest.param("raimon-windows-v1-2020.00", TODAY, False, id="month zero"),
        pytest.param("raimon-windows-v1-2020.1", TODAY, False, id="one digit"),
        pytest.param("raimon-windows-v1-2020.01-restored", TODAY, False, id="somebody's copy"),
        pytest.param("raimon-audits-v1-2020.01", TODAY, False, id="no family of ours"),
        pytest.param("raimon-windows-2020.01", TODAY, False, id="without a generation"),
        pytest.param("Raimon-windows-v1-2020.01", TODAY, False, id="upper case"),
        pytest.param("other-raimon-windows-v1-2020.01", TODAY, False, id="another prefix"),
        pytest.param("raimon-windows-v1-2020.01\n", TODAY, False, id="a line break"),
        pytest.param("raimon-windows-v1-2020.01,other", TODAY, False, id="a list"),
        pytest.param("raimon-windows-v1-*", TODAY, False, id="a pattern"),
        pytest.param("raimon-windows-v1-２０２０.01", TODAY, False, id="full-width digits"),
        pytest.param(".kibana_1", TODAY, False, id="Dashboards' own"),
        pytest.param("", TODAY, False, id="empty"),
    ],
)
def test_is_expired(name: str, today: date, *, is_expired: bool) -> None:
    """An index expires when the days after the last one of its month are over."""
    assert Retention(FakeIndices([]), DAYS).is_expired(name, today) is is_expired


def test_expire() -> None:
    """What is expired goes, everything else stays, and the record says so."""
    indices = FakeIndices(
        [
            "raimon-invocations-v1-2026.11",
            "raimon-invocations-v1-2026.08",
            "raimon-findings-v1-2026.08",
            "raimon-alarms-v1-2026.08",
            "raimon-windows-v1-2026.10",
            "raimon-somebodys-2020.01",
        ]
    )
    done = Retention(indices, DAYS).expire(TODAY, dry_run=False)
    assert done.deleted == ("raimon-invocations-v1-2026.08", "raimon-windows-v1-2026.10")
    assert (done.kept, done.strange) == (3, 1)
    assert indices.present == [
        "raimon-invocations-v1-2026.11",
        "raimon-findings-v1-2026.08",
        "raimon-alarms-v1-2026.08",
        "raimon-somebodys-2020.01",
    ]


def test_again() -> None:
    """A second run finds nothing left to do."""
    indices = FakeIndices(["raimon-windows-v1-2026.09"])
    retention = Retention(indices, DAYS)
    retention.expire(TODAY, dry_run=False)
    assert retention.expire(TODAY, dry_run=False).expired == ()


def test_dry_run() -> None:
    """A dry run tells what would go and deletes nothing."""
    indices = FakeIndices(["raimon-windows-v1-2026.09"])
    done = Retention(indices, DAYS).expire(TODAY, dry_run=True)
    assert (done.expired, done.deleted) == (("raimon-windows-v1-2026.09",), ())
    assert indices.present == ["raimon-windows-v1-2026.09"]


def test_one_that_stays() -> None:
    """An index that can't be deleted is named with the reason and stops no other."""
    names = [f"raimon-windows-v1-2026.0{month}" for month in (1, 2, 3)]
    indices = FakeIndices(list(names), stubborn={names[1]})
    done = Retention(indices, DAYS).expire(TODAY, dry_run=False)
    assert done.deleted == (names[0], names[2])
    assert done.refused == {names[1]: "status 403"}
