"""The time that a dashboard shows, and the steps into which Dashboards cuts it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from raimon.store.families import timestamp
from scripts.dashboards.fields import TIME

_BARS: Final = 50  # `histogram:barTarget`, as Dashboards ships it
_POINTS: Final = 100  # likewise of TSVB

# From coarse to fine: below which target each step is chosen, and its name.
_STEPS: Final[tuple[tuple[timedelta, str], ...]] = (
    (timedelta.max, "1y"),
    (timedelta(days=365), "1M"),
    (timedelta(weeks=3), "1w"),
    (timedelta(weeks=1), "1d"),
    (timedelta(days=1), "12h"),
    (timedelta(hours=6), "3h"),
    (timedelta(hours=2), "1h"),
    (timedelta(minutes=45), "30m"),
    (timedelta(minutes=20), "10m"),
    (timedelta(minutes=9), "5m"),
    (timedelta(minutes=3), "1m"),
    (timedelta(seconds=45), "30s"),
    (timedelta(seconds=15), "10s"),
    (timedelta(seconds=7.5), "5s"),
    (timedelta(seconds=5), "1s"),
)
_BY_CALENDAR: Final = {"1m", "1h", "1d", "1w", "1M", "1y"}  # as Dashboards sends a single unit


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when."""

    begin: datetime
    end: datetime

    def range(self) -> dict[str, object]:
        """Return the query for documents of this time."""
        bounds = {"gte": timestamp(self.begin), "lte": timestamp(self.end)}
        return {"range": {TIME: {**bounds, "format": "strict_date_optional_time"}}}

    def bounds(self) -> dict[str, int]:
        """Return begin and end in milliseconds."""
        return {
            "min": int(self.begin.timestamp() * 1000),
            "max": int(self.end.timestamp() * 1000),
        }

    def bar_step(self) -> str:
        """Return the step that Dashboards chooses by itself for a classic panel."""
        return self._nearest(_BARS)

    def point_step(self, least: str = "") -> str:
        """Return the step that it chooses for a TSVB panel, or the least if that is coarser."""
        names = [name for _, name in _STEPS]
        found = names.index(self._nearest(_POINTS))
        return names[min(found, names.index(least)) if least else found]

    def _nearest(self, wanted: int) -> str:
        """Return the step that gives about the wanted number of buckets."""
        target = (self.end - self.begin) / wanted
        below = next((at for at, (bound, _) in enumerate(_STEPS) if bound <= target), len(_STEPS))
        return _STEPS[below - 1][1]


def interval(step: str) -> dict[str, str]:
    """Return the step as the engine wants it: by the calendar, or of a fixed length."""
    return {"calendar_interval" if step in _BY_CALENDAR else "fixed_interval": step}
