"""How the signals of all invocations are spread between 0 and 1."""

from collections import defaultdict
from collections.abc import Iterable

from raimon.assessment import Assessment
from raimon.invocation import Frozen

_BINS = 20
_HALF = 0.5


class SignalRow(Frozen):
    """One signal over all invocations to which it applies."""

    name: str
    count: int
    notable: int  # at or above one half
    highest: float
    bins: tuple[int, ...]  # how many lie in each twentieth of [0, 1]


def signal_rows(assessed: Iterable[Assessment]) -> tuple[SignalRow, ...]:
    """Return one row a signal, by name."""
    values: defaultdict[str, list[float]] = defaultdict(list)
    for each in assessed:
        for name, value in each.signals.items():
            values[name].append(value)
    return tuple(_row(name, values[name]) for name in sorted(values))


def _row(name: str, values: list[float]) -> SignalRow:
    bins = [0] * _BINS
    for value in values:
        bins[min(int(value * _BINS), _BINS - 1)] += 1
    return SignalRow(
        name=name,
        count=len(values),
        notable=sum(value >= _HALF for value in values),
        highest=max(values),
        bins=tuple(bins),
    )
