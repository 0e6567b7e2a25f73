"""The time that a dashboard shows, and the steps into which Dashboards cuts it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from raimon.store.families import timestamp
from scripts.dashboards.fields import TIME

_MOST_BARS: Final = 100  # `histogram:maxBars`, as Dashboards ships it

# From coarse to fine: the size of a target step from which on each step is the nearest.
_STEPS: Final[tuple[tuple[timedelta, str, timedelta], ...]] = (
    (timedelta.max, "1y", timedelta(days=365)),
    (timedelta(days=365), "1M", timedelta(days=30)),
    (timedelta(weeks=3), "1w", timedelta(weeks=1)),
    (timedelta(weeks=1), "1d", timedelta(days=1)),
    (timedelta(days=1), "12h", timedelta(hours=12)),
    (timedelta(hours=6), "3h", timedelta(hours=3)),
    (timedelta(hours=2), "1h", timedelta(hours=1)),
    (timedelta(minutes=45), "30m", timedelta(minutes=30)),
    (timedelta(minutes=20), "10m", timedelta(minutes=10)),
    (timedelta(minutes=9), "5m", timedelta(minutes=5)),
    (timedelta(minutes=3), "1m", timedelta(minutes=1)),
    (timedelta(seconds=45), "30s", timedelta(seconds=30)),
    (timedelta(seconds=15), "10s", timedelta(seconds=10)),
    (timedelta(seconds=7.5), "5s", timedelta(seconds=5)),
    (timedelta(seconds=5), "1s", timedelta(seconds=1)),
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

    def fewest(self) -> str:
        """Return the finest step that gives no more bars than Dashboards draws."""
        target = (self.end - self.begin) / _MOST_BARS
        return next((name for _, name, step in _STEPS if step <= target), "1s")

    def nearest(self, least: str = "") -> str:
        """Return the step that gives about a hundred points, or the least where that is coarser."""
        target = (self.end - self.begin) / _MOST_BARS
        below = next((at for at, (bound, *_) in enumerate(_STEPS) if bound <= target), len(_STEPS))
        names = [name for _, name, _ in _STEPS]
        found = max(below - 1, 0)
        return names[min(found, names.index(least))] if least else names[found]


def interval(step: str) -> dict[str, str]:
    """Return the step as the engine wants it: by the calendar, or of a fixed length."""
    return {"calendar_interval" if step in _BY_CALENDAR else "fixed_interval": step}
