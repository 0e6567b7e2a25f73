"""How far units of one hour, or of one day, are alike: then many of them tell less than so many.

Sums only, so that what is known of several days adds up. The correlation is the one of an analysis
of variance, the design effect is Kish's.
"""

import math
from dataclasses import dataclass
from typing import Final

ASSUMED: Final = 0.02  # correlation within an hour while too few hours show theirs
_LIKELY = 0.05  # correlations are seldom higher
_FEW = 7  # stretches
_HIGHEST = 0.9


@dataclass(slots=True)
class Clusters:
    """Units by stretches of time, as sums from which their correlation follows."""

    number: int = 0  # of stretches
    units: int = 0
    sizes: float = 0.0  # squares of the stretches' units
    count: float = 0.0
    squares: float = 0.0  # of the values
    between: float = 0.0  # squares of the stretches' sums, each over its units
    open: int | None = None  # the latest stretch, which the sums above leave out
    open_units: int = 0
    open_count: float = 0.0

    def add(self, stretch: int, value: float) -> None:
        """Take in a unit; units of one stretch come one after the other."""
        if stretch != self.open:
            self.close()
            self.open = stretch
        self.open_units += 1
        self.open_count += value
        self.squares += value * value

    def join(self, other: "Clusters") -> None:
        """Take in what is known of other stretches."""
        for each in (self, other):
            each.close()
        self.number += other.number
        self.units += other.units
        self.sizes += other.sizes
        self.count += other.count
        self.squares += other.squares
        self.between += other.between

    def size(self) -> float:
        """Return how many units share the stretch of a unit, itself included, on average."""
        self.close()
        return self.sizes / self.units if self.units else 1.0

    def correlation(self) -> tuple[float, float] | None:
        """Return the correlation of two units of one stretch, and its standard error if it is none.

        None where too few stretches hold more than one unit.
        """
        self.close()
        inside, usual = self.units - self.number, self._usual_size()
        if inside <= 0 or usual <= 1:
            return None
        over = (self.between - self.count**2 / self.units) / (self.number - 1)
        within = max(self.squares - self.between, 0.0) / inside
        whole = over + (usual - 1) * within
        error = math.sqrt(2 / (self.number - 1)) / usual
        return min((over - within) / whole, _HIGHEST) if whole > 0 else 0.0, error

    def _usual_size(self) -> float:
        if self.number < _FEW:
            return 1.0
        return (self.units - self.sizes / self.units) / (self.number - 1)

    def close(self) -> None:
        """Let the latest stretch be one of the others; it may be opened once more."""
        if not self.open_units:
            return
        self.number += 1
        self.units += self.open_units
        self.sizes += self.open_units**2
        self.count += self.open_count
        self.between += self.open_count**2 / self.open_units
        self.open, self.open_units, self.open_count = None, 0, 0.0


@dataclass(slots=True)
class Alikeness:
    """The units of one value by hours and by days."""

    hours: Clusters
    days: Clusters

    def join(self, other: "Alikeness") -> None:
        """Take in what is known of other hours and days."""
        self.hours.join(other.hours)
        self.days.join(other.days)


def fresh() -> Alikeness:
    """Return what is known of no unit."""
    return Alikeness(Clusters(), Clusters())


def design_effect(known: Alikeness | None, of: Alikeness | None) -> float:
    """Return by how much the variance of a mean is larger than with independent units.

    Args:
        known: shows how much units of one hour and of one day are alike.
        of: the units that the mean is of.

    """
    if of is None:
        return 1.0
    hourly = known.hours.correlation() if known else None
    daily = known.days.correlation() if known else None
    return max(
        1.0 + (of.hours.size() - 1.0) * _surely(hourly, ASSUMED),
        1.0 + (of.days.size() - 1.0) * _surely(daily, 0.0),
    )


def _surely(found: tuple[float, float] | None, assumed: float) -> float:
    """Return the correlation to reckon with: what is less than its error counts as none.

    Where the error is so large that even a usual one would hide in it, the assumed one counts too.
    """
    if found is None:
        return assumed
    correlation, error = found
    if 2 * error > ASSUMED:
        weight = 1 / (1 + (error / _LIKELY) ** 2)
        return max(weight * correlation + (1 - weight) * assumed, 0.0)
    return correlation if correlation > error else 0.0
