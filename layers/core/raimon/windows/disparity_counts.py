"""From the calls of a window to what each group met with: which groups, topics and sizes are known.

How many are told apart is bounded; what comes beyond is `other`. A size is short or slow against
what was usual before the window, of all groups of the topic together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from raimon.windows.call import Call
from raimon.windows.disparity import Cell, Cells, Outcomes
from raimon.windows.disparity_names import LATENCY, LENGTH, ON_AXIS, OTHER
from raimon.windows.metrics import GAPS
from raimon.windows.sketch import bin_of, quantile

MOST_AXES: Final = 24
MOST_GROUPS: Final = 12  # of an axis
MOST_TOPICS: Final = 8
_FORGOTTEN = timedelta(days=28)  # a group or topic that nobody named for so long
_SHORT, _SLOW = 0.25, 0.95  # quantiles beyond which an answer is short or slow
_INSIDE = 0.99  # a quantile is the upper edge of a bin: half a bin lower lies surely inside
_FEW_SIZES = 200
_MOST_SIZES = 4000  # then all weigh half
_HALF = 0.5
_METRIC_OF: Final[Mapping[str, str]] = {metric.value: metric.name for metric in GAPS}

type Side = tuple[str, str]  # an axis and a metric
type Named = dict[str, datetime]  # what was named, and when last


@dataclass(frozen=True, slots=True, order=True)
class GapKey:
    """What gaps of one application and language are told apart and ordered by."""

    axis: str
    group: str
    metric: str

    @property
    def entity(self) -> str:
        """Return the group with its axis, such as topic.gender/women."""
        return f"{self.axis}/{self.group}"


@dataclass(slots=True)
class Counted:
    """What a window holds: units and bad outcomes by group and topic, and calls that were bad."""

    met: dict[Side, dict[str, dict[str, Outcomes]]] = field(default_factory=dict)
    bad: defaultdict[GapKey, list[Call]] = field(default_factory=lambda: defaultdict(list))

    def cells(self, key: GapKey) -> Cells:
        """Return by topic what the group met with, and what the other groups of its axis did."""
        cells: dict[str, Cell] = {}
        for group, topics in self.met.get((key.axis, key.metric), {}).items():
            for topic, outcomes in topics.items():
                cell = Cell(group=outcomes) if group == key.group else Cell(rest=outcomes)
                cells[topic] = cells.get(topic, Cell()).plus(cell)
        return cells


@dataclass(slots=True)
class Known:
    """What is told apart so far."""

    axes: dict[str, Named] = field(default_factory=dict)  # the groups of each
    topics: Named = field(default_factory=dict)
    sizes: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)  # by kind and topic

    def counted(self, calls: Sequence[Call], moment: datetime) -> Counted:
        """Return what the calls of a window meant for their groups; a unit counts once.

        The calls come in a fixed order, which all sums follow.
        """
        counted = Counted()
        units: defaultdict[tuple[Side, str, str, str], list[float]] = defaultdict(list)
        for call in calls:
            topic = _placed(self.topics, call.topic, MOST_TOPICS, moment)
            shares = self._shares(call, topic)
            for axis, group in self._groups(call, moment):
                for (metric, only), share in shares.items():
                    if only in {"", axis}:
                        units[(axis, metric), group, topic, call.unit].append(share)
                        if share >= _HALF:
                            counted.bad[GapKey(axis, group, metric)].append(call)
        for (side, group, topic, _), told in units.items():
            topics = counted.met.setdefault(side, {}).setdefault(group, {})
            n, k = topics.get(topic, (0.0, 0.0))
            topics[topic] = (n + 1.0, k + sum(told) / len(told))
        return counted

    def learn(self, calls: Iterable[Call]) -> None:
        """Remember how long and how slow answers are, for the windows to come."""
        for call in calls:
            topic = call.topic if call.topic in self.topics else OTHER
            for kind in {LENGTH, LATENCY} & call.outcomes.keys():
                bins = self.sizes.setdefault((kind, topic), Counter())
                bins[bin_of(call.outcomes[kind])] += 1
        for place, bins in self.sizes.items():
            if bins.total() > _MOST_SIZES:
                self.sizes[place] = Counter({at: n // 2 for at, n in bins.items() if n > 1})

    def forget(self, moment: datetime) -> None:
        """Make room: what nobody has named for long is no longer told apart."""
        cut = moment - _FORGOTTEN
        for known in (self.topics, *self.axes.values()):
            for name in [name for name, last in known.items() if last < cut]:
                del known[name]
        self.axes = {axis: known for axis, known in self.axes.items() if known}
        kept = {*self.topics, OTHER}
        self.sizes = {place: bins for place, bins in self.sizes.items() if place[1] in kept}

    def _groups(self, call: Call, moment: datetime) -> Iterable[tuple[str, str]]:
        for axis, named in call.groups.items():
            if axis in self.axes or len(self.axes) < MOST_AXES:
                known = self.axes.setdefault(axis, {})
                yield axis, _placed(known, named, MOST_GROUPS, moment)

    def _shares(self, call: Call, topic: str) -> dict[tuple[str, str], float]:
        """Return the call's outcomes as shares by metric and the one axis that they are about.

        A size is told by whether it is out of line; most outcomes are about every axis.
        """
        told = {
            name: self._beyond(name, topic, value) if name in {LENGTH, LATENCY} else value
            for name, value in call.outcomes.items()
        }
        named = {name.partition(ON_AXIS)[::2]: share for name, share in told.items()}
        return {
            (_METRIC_OF[name], axis): share
            for (name, axis), share in named.items()
            if share is not None
        }

    def _beyond(self, kind: str, topic: str, value: float) -> float | None:
        bins = self.sizes.get((kind, topic))
        if bins is None or bins.total() < _FEW_SIZES:
            return None
        if kind == LENGTH:
            return float(bin_of(value) < bin_of(quantile(bins, _SHORT) * _INSIDE))
        return float(bin_of(value) > bin_of(quantile(bins, _SLOW) * _INSIDE))


def _placed(known: Named, name: str, most: int, moment: datetime) -> str:
    """Return the name under which it is told apart, and remember when it was last named."""
    if name not in known and len(known) >= most:
        name = OTHER
    known[name] = moment
    return name
