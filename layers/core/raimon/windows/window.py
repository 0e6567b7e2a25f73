"""Windows: what a stretch of time holds, put together from parts in any order, however often.

A part is the set of calls that one log object brought. Parts are joined as sets are, so a log
object that comes twice, late or in another order gives the same window.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from raimon.windows.call import Call

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Part:
    """Some calls of one window by their id."""

    calls: Mapping[str, Call] = field(default_factory=dict)

    def joined(self, other: "Part") -> "Part":
        """Return both together; a call that both hold counts once."""
        known = self.calls
        fresh = {
            name: call
            for name, call in other.calls.items()
            if name not in known or call.rank > known[name].rank
        }
        return Part({**known, **fresh})

    def by_unit(self) -> dict[str, tuple[float, ...]]:
        """Return by metric the mean of each unit, the units in a fixed order."""
        told: dict[str, dict[str, list[float]]] = {}
        for call in self.calls.values():
            for metric, value in call.values.items():
                told.setdefault(metric, {}).setdefault(call.unit, []).append(value)
        return {
            metric: tuple([_mean(units[unit]) for unit in sorted(units)])
            for metric, units in told.items()
        }


def _mean(values: Sequence[float]) -> float:
    return values[0] if len(values) == 1 else math.fsum(values) / len(values)


def part_of(calls: Iterable[Call]) -> Part:
    """Return the calls as one part."""
    return Part({call.call_id: call for call in calls})


def start_of(moment: datetime, minutes: int) -> datetime:
    """Return where the window of so many minutes begins that the moment lies in."""
    length = timedelta(minutes=minutes)
    return _EPOCH + (moment - _EPOCH) // length * length


def hour_of_week(moment: datetime) -> int:
    """Return 0 for the first hour of Monday (UTC) up to 167."""
    return moment.weekday() * 24 + moment.hour
