"""Is a group treated worse than the rest: an alarm needs two tests that fail for unlike reasons.

One looks at whom the bad outcomes fall on: a shock that hits everybody can't move it. The other
holds the group's rate against the recent rate of the rest: clusters inside the group can't move it.
"""

import math
from dataclasses import dataclass, replace
from typing import Final

from raimon.windows.engine import FRESH, State, evidence, grown, rise, share

FOUR_FIFTHS: Final = 1.25
_HALF_LIFE = 168.0  # windows: a week of hours
_FEW_UNITS = 500.0
_HIGHEST = 0.9

type Outcomes = tuple[float, float]  # units, and bad outcomes


@dataclass(frozen=True, slots=True)
class Reference:
    """The trailing rate of the rest; older windows weigh less and less."""

    allowed: float = FOUR_FIFTHS
    units: float = 0.0
    bad: float = 0.0

    def mean(self) -> float | None:
        """Return the null mean of the group, None until enough of the rest was seen."""
        if self.units < _FEW_UNITS:
            return None
        rate = (self.bad + 1.0) / (self.units + 1.0)
        return min(self.allowed * (rate + math.sqrt(rate * (1.0 - rate) / self.units)), _HIGHEST)

    def after(self, rest: Outcomes) -> "Reference":
        """Return the reference after a window that was judged already."""
        kept = 0.5 ** (1.0 / _HALF_LIFE)
        return replace(self, units=self.units * kept + rest[0], bad=self.bad * kept + rest[1])


@dataclass(frozen=True, slots=True)
class Disparity:
    """Both tests of one group."""

    reference: Reference = Reference()
    by_share: State = FRESH
    by_rate: State = FRESH

    @property
    def evidence(self) -> float:
        """Return the weaker evidence of the two."""
        return min(evidence(self.by_share), evidence(self.by_rate))

    def after(self, group: Outcomes, rest: Outcomes) -> "Disparity":
        """Return the tests after one closed window."""
        mean = self.reference.mean()
        factors = None if mean is None else rise(*group, mean)
        return Disparity(
            reference=self.reference.after(rest),
            by_share=grown(self.by_share, share(group, rest, self.reference.allowed)),
            by_rate=grown(self.by_rate, factors),
        )

    def reset(self) -> "Disparity":
        """Return the tests as they begin again after an alarm; what the rest did stays known."""
        return Disparity(reference=self.reference)
