"""Which index a document's own time puts it into."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from raimon.store.families import Family, month_of, timestamp

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        pytest.param(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "2026.12", id="last second"),
        pytest.param(datetime(2027, 1, 1, tzinfo=UTC), "2027.01", id="first second"),
        pytest.param(
            datetime(2027, 1, 1, 8, 59, 59, tzinfo=TOKYO), "2026.12", id="new year in Tokyo only"
        ),
        pytest.param(
            datetime(2027, 1, 1, 9, 0, tzinfo=TOKYO), "2027.01", id="new year in Tokyo and in UTC"
        ),
        pytest.param(datetime(2026, 3, 1, 0, 0), "2026.03", id="no zone is UTC"),  # noqa: DTZ001 - the point of the row
        pytest.param(datetime(987, 3, 1, tzinfo=UTC), "0987.03", id="a year of three digits"),
    ],
)
def test_month_index(moment: datetime, month: str) -> None:
    """The month is UTC's, wherever the caller lives."""
    assert Family.FINDINGS.month_index(moment) == f"raimon-findings-v1-{month}"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        pytest.param(datetime(2027, 1, 1, tzinfo=TOKYO), "2026-12-31T15:00:00.000Z", id="Tokyo"),
        pytest.param(
            datetime(2026, 1, 1, 0, 0, 0, 123456, tzinfo=UTC),
            "2026-01-01T00:00:00.123Z",
            id="to the millisecond",
        ),
    ],
)
def test_timestamp(moment: datetime, told: str) -> None:
    """A timestamp is UTC, to the millisecond."""
    assert timestamp(moment) == told


@pytest.mark.parametrize(
    ("index", "told"),
    [
        ("raimon-findings-v1-2026.12", (Family.FINDINGS, 2026, 12)),
        ("raimon-alarms-v2-2030.01", (Family.ALARMS, 2030, 1)),
        ("raimon-findings-v1-2026.13", None),
        ("raimon-findings-v1-2026.00", None),
        ("raimon-findings", None),
        ("raimon-users-v1-2026.12", None),
        ("xraimon-findings-v1-2026.12", None),
        ("raimon-findings-v1-2026.12-copy", None),
        ("raimon-findings-v1-2026.1２", None),
    ],
)
def test_month_of(index: str, told: tuple[Family, int, int] | None) -> None:
    """Only an index of ours has a month; whatever else lies there is nobody's to delete."""
    assert month_of(index) == told


@pytest.mark.parametrize("family", list(Family))
def test_names_agree(family: Family) -> None:
    """The index of a month is read back as that month of that family, and fits the pattern."""
    name = family.month_index(datetime(2026, 10, 13, tzinfo=UTC))
    assert month_of(name) == (family, 2026, 10)
    assert name.startswith(family.pattern.removesuffix("*"))
