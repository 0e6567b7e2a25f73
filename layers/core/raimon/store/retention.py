"""Retention: an index goes when the last day of its month, plus the days to keep, has passed.

The month is read from the index's own name, so records that came late go when their data is old,
and it is the same on a domain and on a Serverless collection, which has no lifecycle of its own.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from raimon.errors import RaimonError
from raimon.invocation import Frozen
from raimon.store.families import Family, month_of


class DeletionRefusedError(RaimonError):
    """OpenSearch didn't delete an index: the next run tries again."""

    def __init__(self, *, status: int) -> None:
        """Remember the status that says why; 0 is no answer at all."""
        super().__init__(f"status {status}")
        self.status = status


class Indices(Protocol):
    """The indices of OpenSearch."""

    def names(self) -> Sequence[str]:
        """Return the names of all indices that begin like ours."""

    def delete(self, name: str) -> None:
        """Delete the one index; one that isn't there is fine.

        Raises:
            DeletionRefusedError: when it stays.

        """


class Expired(Frozen):
    """What one run did, as it is kept and returned."""

    day: date
    dry_run: bool
    expired: tuple[str, ...] = ()  # beyond their retention
    deleted: tuple[str, ...] = ()  # of these, what is gone now
    refused: Mapping[str, str] = {}  # of these, what stays, with the reason
    kept: int = 0
    strange: int = 0  # names that aren't ours, which are left alone


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days each family is kept."""

    indices: Indices
    days: Mapping[Family, int]

    def expire(self, today: date, *, dry_run: bool) -> Expired:
        """Delete what is beyond its retention, and tell what was done; a refusal stops nothing."""
        names = sorted(set(self.indices.names()))
        ours = [name for name in names if month_of(name) is not None]
        expired = tuple(name for name in ours if self.is_expired(name, today))
        refused = {} if dry_run else dict(self._refusals(expired))
        return Expired(
            day=today,
            dry_run=dry_run,
            expired=expired,
            deleted=() if dry_run else tuple(name for name in expired if name not in refused),
            refused=refused,
            kept=len(ours) - len(expired),
            strange=len(names) - len(ours),
        )

    def is_expired(self, name: str, today: date) -> bool:
        """Return whether the index is one of ours whose month is over and was kept long enough."""
        parsed = month_of(name)
        if parsed is None:
            return False
        family, year, month = parsed
        if family not in self.days or not date.min.year <= year < date.max.year:
            return False
        last = date(year, month, calendar.monthrange(year, month)[1])
        if last >= today.replace(day=1):
            return False  # this month's index is written to, and so may be one of a month to come
        return today - last > timedelta(days=self.days[family])

    def _refusals(self, expired: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name in expired:
            try:
                self.indices.delete(name)
            except DeletionRefusedError as error:
                yield name, str(error)
