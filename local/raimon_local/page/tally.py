"""Counting things by name, the most frequent first."""

from collections import Counter
from collections.abc import Iterable

from raimon.invocation import Frozen


class Tally(Frozen):
    """How many there are of one name, and which share of all that is."""

    name: str
    count: int
    share: float


def tallied(names: Iterable[str]) -> tuple[Tally, ...]:
    """Return one tally a name, the most frequent first, equal ones in alphabetical order."""
    counter = Counter(str(name) for name in names)
    total = counter.total()
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Tally(name=name, count=count, share=count / total) for name, count in ranked)
