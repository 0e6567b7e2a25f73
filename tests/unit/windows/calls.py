"""Calls as the statistics see them, each detail with a plain default."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from raimon.policy import Statistics
from raimon.windows.call import Call, Family
from raimon.windows.fingerprint import Fingerprint

START = datetime(2026, 10, 5, tzinfo=UTC)  # a Monday
FAMILY = Family("123456789012", "support-chat")
OLD = Fingerprint("vendor.model-v1:0", "ap-northeast-1", "-", "prompt", "-", "max_tokens=800")
NEW = Fingerprint("vendor.model-v2:0", "ap-northeast-1", "-", "prompt", "-", "max_tokens=800")
SOON = Statistics(learning_days=3, minimum_units=200, provisional_days=30)  # learns in three days


def call(number: int, moment: datetime, values: Mapping[str, float], **more: object) -> Call:
    """Return the n-th call; more may hold family, language, unit and fingerprint."""
    told: dict[str, object] = {
        "family": FAMILY,
        "language": "en",
        "unit": f"unit-{number}",
        "fingerprint": OLD,
        **more,
    }
    return Call(call_id=f"{number:032x}", moment=moment, values=values, **told)  # type: ignore[arg-type]  # any field of a call


def traffic(
    rng: Random,
    rates: Mapping[str, tuple[float, float]],
    *,
    days: int = 6,
    switch: float = 4,
    an_hour: int = 10,
) -> Iterator[Call]:
    """Give calls whose rates are the first of each pair until the switch, then the second."""
    changes = START + timedelta(days=switch)
    for number in range(days * 24 * an_hour):
        moment = START + timedelta(hours=number / an_hour)
        after = moment >= changes
        values = {name: float(rng.random() < pair[after]) for name, pair in rates.items()}
        yield call(number, moment, values, fingerprint=NEW if after else OLD)
