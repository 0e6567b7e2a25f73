"""What is usual: a rate learned from whole days, and the null means that follow from it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from raimon.interval import wilson

MARGIN: Final = 1.25
_FEW_DAYS = 2
_SHRINKAGE = 200.0  # units at which an hour's own rate weighs half
_MOST_SEASONAL = 1.5
# The quantile .975 of Student's t by degrees of freedom; beyond the table the last one, rounded up.
_STUDENT = (
    12.71, 4.31, 3.19, 2.78, 2.58, 2.45, 2.37, 2.31, 2.27, 2.23, 2.21, 2.18, 2.16,
)  # fmt: skip

type Day = tuple[float, float]  # units, and their sum of the variable


class Stage(StrEnum):
    """How far people have agreed to a complete baseline."""

    PROPOSED = "proposed"
    FROZEN = "frozen"  # approved and in force


@dataclass(frozen=True, slots=True)
class Baseline:
    """A rate as it was over whole days, with the highest and the lowest mean still called usual."""

    units: float
    count: float
    highest: float
    lowest: float
    gross: float  # the mean of the quick test: far above the usual
    days: int
    provisional: bool = False
    inverted: bool = False  # the means are those of the complement, which is the rarer side
    level: float | None = None  # for lengths and times: the value that is held against
    seasons: Mapping[int, float] = field(default_factory=dict)  # factor by hour of the week
    version: int = 1
    stage: Stage = Stage.PROPOSED
    widened: int = 0  # steps by which the self-check has widened the margin

    @property
    def rate(self) -> float:
        """Return the learned rate."""
        return self.count / self.units

    @property
    def status(self) -> str:
        """Return provisional, proposed or frozen."""
        return "provisional" if self.provisional else self.stage.value

    def wider(self, step: float) -> "Baseline":
        """Return the next version, whose margins are wider by the step."""
        return replace(
            self,
            highest=min(self.highest * step, 1.0),
            gross=min(self.gross * step, 1.0),
            lowest=self.lowest / step,
            version=self.version + 1,
            widened=self.widened + 1,
        )

    def highest_at(self, hour: int) -> float:
        """Return the null mean of a rise in an hour of the week."""
        return min(self.highest * max(self.seasons.get(hour, 1.0), 1.0), 1.0)

    def lowest_at(self, hour: int) -> float:
        """Return the null mean of a fall in an hour of the week."""
        return self.lowest * min(self.seasons.get(hour, 1.0), 1.0)


def highest_mean(days: Iterable[Day], margin: float = MARGIN) -> float:
    """Return the null mean of a rise: the largest of four bounds on the usual rate.

    Wilson's bound; one that allows for days that differ; the margin; a standard deviation of days.

    Raises:
        ValueError: with less than two days that had units.

    """
    spread = _spread(days)
    total, rate = spread.units, max(spread.count, 0.5) / spread.units
    return max(
        wilson(rate * total, total)[1],
        rate + student(spread.days - 1) * spread.clustered,
        margin * rate,
        rate + spread.deviation,
    )


def lowest_mean(days: Iterable[Day], margin: float = MARGIN) -> float:
    """Return the null mean of a fall: the smallest of the four bounds from below, at least 0."""
    spread = _spread(days)
    rate = spread.count / spread.units
    bounds = (
        wilson(spread.count, spread.units)[0],
        rate - student(spread.days - 1) * spread.clustered,
        rate / margin,
        rate - spread.deviation,
    )
    return max(min(bounds), 0.0)


def student(freedom: int) -> float:
    """Return the quantile .975 of Student's t, never too small."""
    return _STUDENT[min(max(freedom, 1), len(_STUDENT)) - 1]


def seasons(hours: Mapping[int, Day], rate: float) -> dict[int, float]:
    """Return by hour of the week how far the rate usually departs, shrunk to 1 where units are few.

    A baseline uses them only to be more patient: a factor that few units gave must not put the
    null mean below what is true.
    """
    if rate <= 0:
        return {}
    return {
        hour: round(_factor(units, count, rate), 4)
        for hour, (units, count) in sorted(hours.items())
        if units > 0
    }


def _factor(units: float, count: float, rate: float) -> float:
    weight = units / (units + _SHRINKAGE)
    factor = weight * count / units / rate + 1 - weight
    return min(max(factor, 1 / _MOST_SEASONAL), _MOST_SEASONAL)


@dataclass(frozen=True, slots=True)
class _Spread:
    days: int
    units: float
    count: float
    clustered: float  # the standard error that allows for days that differ
    deviation: float  # of the days' rates


def _spread(days: Iterable[Day]) -> _Spread:
    told: Sequence[Day] = [day for day in days if day[0] > 0]
    if len(told) < _FEW_DAYS:
        message = "a baseline needs at least two days with units"
        raise ValueError(message)
    total, count = math.fsum(n for n, _ in told), math.fsum(k for _, k in told)
    rate, widened = max(count, 0.5) / total, len(told) / (len(told) - 1)
    squares = [(n / total, (k / n - rate) ** 2) for n, k in told]
    return _Spread(
        days=len(told),
        units=total,
        count=count,
        clustered=math.sqrt(widened * math.fsum(w * w * square for w, square in squares)),
        deviation=math.sqrt(widened * math.fsum(w * square for w, square in squares)),
    )
