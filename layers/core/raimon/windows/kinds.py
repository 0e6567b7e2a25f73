"""Which kinds of prompt bad outcomes come from: the same few, or all of them.

A kind is what is asked in nearly the same words (see neighbours); of each slot the most frequent
few are kept, as numbers and the id of one call.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from raimon.windows.learning import share_of
from raimon.windows.metrics import Metric
from raimon.windows.window import Part

SHOWN: Final = 5
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class KindCount:
    """One kind of prompt: its units, the sum of their values, and a call that shows it."""

    kind: str
    units: int
    count: float
    example: str


type Counts = dict[str, tuple[KindCount, ...]]  # by metric


def counts_of(part: Part, metrics: Iterable[tuple[Metric, float | None]]) -> Counts:
    """Return the kinds that most bad outcomes of a slot come from, by metric.

    Each metric comes with the level that its values are held against.
    """
    if not any(call.kind for call in part.calls.values()):
        return {}
    told = {metric.name: tuple(_most(_units(part, metric, level))) for metric, level in metrics}
    return {name: most for name, most in told.items() if most}


def _units(part: Part, metric: Metric, level: float | None) -> Iterator[KindCount]:
    """Give each unit as a kind of its own, by the worst of its calls."""
    calls = [call for call in part.calls.values() if call.kind and metric.value in call.values]
    shares = [share_of(metric, call.values[metric.value], level) for call in calls]
    if not any(shares):
        return  # the usual case: nothing bad that could be of a kind
    units: dict[tuple[str, str], tuple[float, str]] = {}
    for call, share in zip(calls, shares, strict=True):
        unit, held = (call.kind, call.unit), (share, call.call_id)
        units[unit] = max(units.get(unit, held), held)
    for (kind, _), held in sorted(units.items()):
        yield KindCount(kind, 1, *held)


def _most(counts: Iterable[KindCount]) -> list[KindCount]:
    """Return the kinds with the highest sums, each once."""
    by_kind: dict[str, KindCount] = {}
    for each in counts:
        held = by_kind.get(each.kind)
        by_kind[each.kind] = _together(held, each) if held else each
    bad = [each for each in by_kind.values() if each.count >= _HALF]
    return heapq.nsmallest(SHOWN, bad, key=lambda each: (-each.count, each.kind))


def _together(one: KindCount, other: KindCount) -> KindCount:
    shown = one if (one.count >= _HALF) >= (other.count >= _HALF) else other
    return KindCount(one.kind, one.units + other.units, one.count + other.count, shown.example)


def most_of(metric: str, slots: Iterable[Counts]) -> tuple[KindCount, ...]:
    """Return the kinds that most bad outcomes of several slots come from."""
    return tuple(_most(each for slot in slots for each in slot.get(metric, ())))
