"""How busy each hour was, and how many findings of it somebody is told of."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from raimon.assessment import Assessment
from raimon.invocation import Frozen
from raimon.policy import Policy

_MOST_HOURS = 24 * 7  # beyond a week the columns would be hairs


class Hour(Frozen):
    """One hour of the logs."""

    begins: datetime
    invocations: int
    notable: int  # findings that somebody is told of


def hours(assessed: Iterable[Assessment], policy: Policy) -> tuple[Hour, ...]:
    """Return every hour from the first to the last invocation, quiet ones too; the latest week."""
    busy: Counter[datetime] = Counter()
    notable: Counter[datetime] = Counter()
    for each in assessed:
        hour = each.timestamp.replace(minute=0, second=0, microsecond=0)
        busy[hour] += 1
        notable[hour] += sum(map(policy.notifies, each.findings))
    if not busy:
        return ()
    count = (max(busy) - min(busy)) // timedelta(hours=1) + 1
    shown = min(count, _MOST_HOURS)
    begins = max(busy) - timedelta(hours=shown - 1)
    every = (begins + timedelta(hours=step) for step in range(shown))
    return tuple(Hour(begins=at, invocations=busy[at], notable=notable[at]) for at in every)
