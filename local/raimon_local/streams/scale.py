"""Where moments, shares and evidence stand in a drawing."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WIDTH: Final = 860.0
HEIGHT: Final = 170.0  # of the upper part
DEPTH: Final = 56.0  # of the evidence below it
STEPS: Final = tuple(timedelta(hours=hours) for hours in (1, 3, 6, 24, 72, 168))
ROOM: Final = 1.12  # above the highest value
_GRID: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Where moments and shares stand."""

    first: datetime
    last: datetime
    top: float

    def across(self, moment: datetime) -> float:
        """Return how far from the left."""
        share = (moment - self.first) / (self.last - self.first)
        return round(WIDTH * min(max(share, 0.0), 1.0), 1)

    def down(self, share: float) -> float:
        """Return how far from the upper edge."""
        return round(HEIGHT * (1 - min(share / self.top, 1.0)), 1)

    def shows(self, moment: datetime) -> bool:
        """Return whether the moment is within the drawing."""
        return self.first <= moment <= self.last

    def grid(self) -> Iterator[tuple[float, float]]:
        """Give the height and the share of each line."""
        step = next((each for each in _GRID if self.top / each <= _MOST_LINES), 1.0)
        for number in range(int(self.top / step) + 1):
            yield self.down(number * step), number * step

    def days(self) -> Iterator[tuple[float, datetime]]:
        """Give each midnight."""
        day = self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        while (day := day + timedelta(days=1)) < self.last:
            yield self.across(day), day


def below(evidence: float, limit: float) -> float:
    """Return where evidence stands on its logarithmic scale, with some room above the limit."""
    scale = max(math.log(limit), 1.0) * 1.3
    return round(DEPTH * (1 - min(math.log(max(evidence, 1.0)) / scale, 1.0)), 1)
