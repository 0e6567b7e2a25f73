"""What the answers of a version are like: shares, lengths, kinds; and what last came of a prompt.

Sums and counts only, so that profiles of several days add up, whatever the order of calls.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from raimon.windows.call import Call
from raimon.windows.clustering import Alikeness, fresh
from raimon.windows.sketch import bin_of

LENGTH: Final = "length_collapse"
LATENCY: Final = "latency"
MEASURED: Final = (LENGTH, LATENCY)  # values that aren't shares
MOST_PROMPTS: Final = 500
_PAIRED = frozenset(
    {
        "refusal_rate", "wrong_answer", "format_missing", "schema_invalid", "ungrounded",
        "code_fence", "truncation",
    }
)  # fmt: skip
_HALF = 0.5
_HOURS = 24
_MOST_KINDS = 512
_KINDS_KEPT = 64


@dataclass(slots=True)
class Profile:
    """The units of one version over some time."""

    units: int = 0
    counts: dict[str, tuple[int, float]] = field(default_factory=dict)  # units, sum of the share
    bins: dict[str, Counter[int]] = field(default_factory=dict)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    alike: dict[str, Alikeness] = field(default_factory=dict)  # of lengths and times: logarithms

    def add(self, call: Call) -> None:
        """Take in a unit by one of its calls."""
        self.units += 1
        shares = {name: value for name, value in call.values.items() if name not in MEASURED}
        for name, value in shares.items():
            n, k = self.counts.get(name, (0, 0.0))
            self.counts[name] = (n + 1, k + value)
            self._cluster(name, value, call)
        for name in MEASURED:
            if name in call.values:
                value = call.values[name]
                self.bins.setdefault(name, Counter())[bin_of(value)] += 1
                self._cluster(name, math.log1p(max(value, 0.0)), call)
        for name, kind in call.labels.items():
            _count(self.kinds.setdefault(name, Counter()), kind)
        if call.answer:
            _count(self.answers, call.answer)

    def _cluster(self, name: str, value: float, call: Call) -> None:
        day, held = call.moment.toordinal(), self.alike.get(name)
        if held is None:
            held = self.alike[name] = fresh()
        held.hours.add(day * _HOURS + call.moment.hour, value)
        held.days.add(day, value)

    def share(self, name: str) -> tuple[int, float]:
        """Return units and sum of a share; without any it is nothing of nothing."""
        return self.counts.get(name, (0, 0.0))

    def most_frequent(self) -> tuple[int, float]:
        """Return how many units were answered, and how many of them in the same words."""
        most = max(self.answers.values(), default=0)
        return self.answers.total(), float(most)


def together(profiles: Iterable[Profile]) -> Profile:
    """Return several profiles as one."""
    whole = Profile()
    for each in profiles:
        whole.units += each.units
        for name, (n, k) in each.counts.items():
            units, total = whole.counts.get(name, (0, 0.0))
            whole.counts[name] = (units + n, total + k)
        for measure, bins in each.bins.items():
            whole.bins.setdefault(measure, Counter()).update(bins)
        for label, kinds in each.kinds.items():
            whole.kinds.setdefault(label, Counter()).update(kinds)
        whole.answers.update(each.answers)
        for name, held in each.alike.items():
            whole.alike.setdefault(name, fresh()).join(held)
    return whole


@dataclass(slots=True)
class Prompts:
    """What the last answer to each of some prompts was: whether a share was at least a half."""

    last: dict[str, dict[str, bool]] = field(default_factory=dict)

    def add(self, call: Call) -> None:
        """Keep what the call shows, of so many prompts at most."""
        if call.asked and (call.asked in self.last or len(self.last) < MOST_PROMPTS):
            self.last[call.asked] = {
                name: value >= _HALF for name, value in call.values.items() if name in _PAIRED
            }

    def overlay(self, later: "Prompts") -> None:
        """Put later answers over the earlier ones; the latest prompts stay."""
        self.last = dict([*(self.last | later.last).items()][-MOST_PROMPTS:])

    def pairs(self, later: "Prompts", name: str) -> tuple[int, int, int]:
        """Return how many prompts rose, how many fell, and of how many both answers are known."""
        both = [
            (self.last[asked][name], shares[name])
            for asked, shares in later.last.items()
            if name in shares and name in self.last.get(asked, {})
        ]
        return both.count((False, True)), both.count((True, False)), len(both)


def _count(kinds: Counter[str], kind: str) -> None:
    """Count a kind; of very many only the frequent ones are kept apart, the others together."""
    kinds[kind] += 1
    if len(kinds) > _MOST_KINDS:
        rare = sorted(kinds, key=lambda each: (-kinds[each], each))[_KINDS_KEPT:]
        kinds[_OTHERS] += sum(kinds.pop(each) for each in rare if each != _OTHERS)


_OTHERS = ""  # no kind of its own
