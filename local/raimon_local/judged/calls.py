"""Calls as they pass: those that people judged become labels, all others count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from raimon.windows.call import Call
from raimon.windows.reviewed import REVIEWABLE, Judged, Label, Labels, labels_of
from raimon_local.fairness.reviews import Review

type Judgements = Mapping[str, Mapping[str, Review]]  # by request id and metric


@dataclass(slots=True)
class JudgedCalls:
    """What was judged, and of how many calls the detector said what."""

    judgements: Judgements
    held: list[Label] = field(default_factory=list)
    counts: defaultdict[Judged, list[float]] = field(
        default_factory=lambda: defaultdict(lambda: [0.0, 0.0])
    )
    found: set[str] = field(default_factory=set)  # request ids that the logs hold
    _metrics: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Know once what was judged."""
        self._metrics = tuple(sorted({name for told in self.judgements.values() for name in told}))

    def take(self, call: Call) -> None:
        """Count a call, and keep what was judged of it."""
        told = self.judgements.get(call.request_id or "", {})
        if told:
            self.found.add(call.request_id or "")
        for name in self._metrics:
            for label in labels_of(call, REVIEWABLE[name], 0.0, 1.0):
                count = self.counts[label.judged]
                count[0] += 1
                count[1] += label.reviewed.predicted
            self.held += self._labels(call, name, told)

    def labels(self) -> Labels:
        """Return the labels so far."""
        return Labels.of(self.held)

    @property
    def missing(self) -> int:
        """Return how many judged calls the logs don't hold."""
        return len(self.judgements.keys() - self.found)

    def _labels(self, call: Call, name: str, told: Mapping[str, Review]) -> Iterator[Label]:
        review = told.get(name)
        if review is not None:
            yield from labels_of(call, REVIEWABLE[name], float(not review.good), review.probability)
