"""What was observed of two groups, as counts: every metric is a function of these."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

EVERYWHERE = "-"  # the stratum of what isn't told apart


class Undefined(StrEnum):
    """Why a metric has no value: said in place of an infinite one."""

    NO_UNITS = "no_units"
    NO_POSITIVE = "no_positive"
    NO_NEGATIVE = "no_negative"
    NO_LABEL = "no_label"
    NO_STRATUM = "no_stratum"
    NO_FALSE_POSITIVE = "no_false_positive"
    NO_BENEFIT = "no_benefit"
    NEEDS_PAIRS = "needs_pairs"


class UndefinedError(ValueError):
    """A metric can't be told from these counts."""

    def __init__(self, reason: Undefined) -> None:
        """Remember why."""
        super().__init__(reason.value)
        self.reason = reason


class Observed(NamedTuple):
    """What is told of one unit: the outcome, whether it is a good one, and what was right."""

    outcome: str
    positive: bool
    label: bool | None = None  # the good outcome would have been right; None: nobody knows
    stratum: str = EVERYWHERE


type Counts = Mapping[Observed, int]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many of one side's labelled units came out right and wrong, in the usual four ways."""

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def labelled(self) -> int:
        """Return how many units have a label."""
        return self.tp + self.fp + self.fn + self.tn


@dataclass(frozen=True, slots=True)
class Sides:
    """The counts of a group (Clarify's facet d) and of the rest (facet a)."""

    group: Counts
    rest: Counts

    @property
    def units(self) -> tuple[int, int]:
        """Return how many units the group and the rest have."""
        return self.group_total, self.rest_total

    @property
    def group_total(self) -> int:
        """Return how many units the group has."""
        return sum(self.group.values())

    @property
    def rest_total(self) -> int:
        """Return how many units the rest has."""
        return sum(self.rest.values())


def counts_of(observed: Iterable[Observed]) -> Counts:
    """Return how often each is there, in a fixed order."""
    return dict(sorted(Counter(observed).items(), key=lambda each: str(each[0])))


def total(counts: Counts, wanted: Callable[[Observed], bool]) -> int:
    """Return how many units are as wanted."""
    return sum(count for one, count in counts.items() if wanted(one))


def confusion(counts: Counts) -> Confusion:
    """Return right and wrong outcomes; units without a label aren't counted.

    Raises:
        UndefinedError: if no unit has a label.

    """
    told = Counter[tuple[bool, bool]]()
    for one, count in counts.items():
        if one.label is not None:
            told[one.positive, one.label] += count
    if not told.total():
        raise UndefinedError(Undefined.NO_LABEL)
    return Confusion(
        tp=told[True, True], fp=told[True, False], fn=told[False, True], tn=told[False, False]
    )


def share(part: float, whole: float, reason: Undefined) -> float:
    """Return the part of the whole.

    Raises:
        UndefinedError: for the reason, if the whole is nothing.

    """
    if not whole:
        raise UndefinedError(reason)
    return part / whole
