"""Is a group treated worse than the rest: an alarm needs two tests that fail for unlike reasons.

One looks at whom the bad outcomes fall on: a shock that hits everybody can't move it. The other
holds the group's rate against the recent rate of the rest: clusters inside the group can't move it.
Both compare like with like: within a stratum, such as a topic, so that a group which asks more of
what is often refused to everybody is no evidence.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from raimon.windows.engine import FRESH, Factors, State, evidence, grown, rise, shares

FOUR_FIFTHS: Final = 1.25
WEEK: Final = 168.0  # hours: the half-life of what is remembered of both sides
_FEW_UNITS = 500.0
_FEW_IN_A_STRATUM = 100.0
_HIGHEST = 0.9
_FORGOTTEN = 0.5  # units: what is left of a stratum that nobody asks of any more

type Outcomes = tuple[float, float]  # units, and bad outcomes


@dataclass(frozen=True, slots=True)
class Cell:
    """What a group and the rest met with in one stratum."""

    group: Outcomes = (0.0, 0.0)
    rest: Outcomes = (0.0, 0.0)

    def plus(self, other: "Cell", kept: float = 1.0) -> "Cell":
        """Return both together, what was before weighing so much."""
        return Cell(
            (self.group[0] * kept + other.group[0], self.group[1] * kept + other.group[1]),
            (self.rest[0] * kept + other.rest[0], self.rest[1] * kept + other.rest[1]),
        )

    @property
    def rest_rate(self) -> float:
        """Return the rate of the rest one standard error worse than it was seen."""
        units, bad = self.rest
        rate = (bad + 1.0) / (units + 1.0)
        return rate + math.sqrt(rate * (1.0 - rate) / units)


type Cells = Mapping[str, Cell]  # by stratum


def together(cells: Iterable[Cell]) -> Cell:
    """Return all strata as one."""
    whole = Cell()
    for each in cells:
        whole = whole.plus(each)
    return whole


def added(before: Cells, window: Cells, kept: float = 1.0) -> dict[str, Cell]:
    """Return the sums with the window's, what was before weighing so much."""
    return {
        stratum: before.get(stratum, _NOTHING).plus(window.get(stratum, _NOTHING), kept)
        for stratum in sorted({*before, *window})
    }


_NOTHING: Final = Cell()


@dataclass(frozen=True, slots=True)
class Disparity:
    """Both tests of one group, and what is remembered of both sides."""

    recent: Cells = field(default_factory=dict)
    by_share: State = FRESH
    by_rate: State = FRESH

    @property
    def evidence(self) -> float:
        """Return the weaker evidence of the two."""
        return min(evidence(self.by_share), evidence(self.by_rate))

    @property
    def stronger(self) -> float:
        """Return the stronger evidence of the two, which alone is no alarm."""
        return max(evidence(self.by_share), evidence(self.by_rate))

    def mean(self, window: Cells) -> float | None:
        """Return the highest mean of the group that is fair: the four-fifths rule.

        It is the recent rate of the rest, asked as the group asked in this window; None until
        enough of the rest was seen.
        """
        known = self._known()
        asked = [(known[name], cell.group[0]) for name, cell in window.items() if name in known]
        units = math.fsum(n for _, n in asked)
        if units <= 0:
            return None
        usual = math.fsum(n * cell.rest_rate for cell, n in asked) / units
        return min(FOUR_FIFTHS * usual, _HIGHEST)

    def bet(self, window: Cells) -> Factors | None:
        """Return what a window does to the wealth of the test of shares."""
        return shares(((cell.group, cell.rest) for cell in window.values()), FOUR_FIFTHS)

    def after(self, window: Cells, *, hours: float = 1.0, judges: bool = True) -> "Disparity":
        """Return the tests after a closed window; one that doesn't judge is remembered only."""
        kept = 0.5 ** (hours / WEEK)
        recent = {
            stratum: cell
            for stratum, cell in added(self.recent, window, kept).items()
            if cell.group[0] + cell.rest[0] >= _FORGOTTEN
        }
        if not judges:
            return replace(self, recent=recent)
        return Disparity(
            recent=recent,
            by_share=grown(self.by_share, self.bet(window)),
            by_rate=grown(self.by_rate, self._rate_factors(window)),
        )

    def reset(self) -> "Disparity":
        """Return the tests as they begin again after an alarm; what was seen stays known."""
        return Disparity(recent=self.recent)

    def _rate_factors(self, window: Cells) -> Factors | None:
        mean, known = self.mean(window), self._known()
        if mean is None:
            return None
        group = [cell.group for name, cell in window.items() if name in known]
        return rise(math.fsum(n for n, _ in group), math.fsum(k for _, k in group), mean)

    def _known(self) -> Cells:
        """Return the strata of which enough of the rest was seen."""
        known = {
            name: cell for name, cell in self.recent.items() if cell.rest[0] >= _FEW_IN_A_STRATUM
        }
        enough = math.fsum(cell.rest[0] for cell in known.values()) >= _FEW_UNITS
        return known if enough else {}
