"""What people judged of calls, and the published rates that their labels set right.

Labels count for the time of their calls alone: how often a detector errs depends on what there is
to find, so yesterday's errors say nothing certain about today's rate.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from raimon.bias.prevalence import Corrected, Reviewed, corrected
from raimon.bias.ratio import Ratio, log_normal
from raimon.interval import NORMAL
from raimon.statistic import CorrectedRate
from raimon.windows.call import Call
from raimon.windows.disparity_names import LATENCY, LENGTH, ON_AXIS
from raimon.windows.metrics import GAPS, METRICS, Against, Metric
from raimon.windows.stream import StreamKey
from raimon.windows.verdict import ALL_LANGUAGES

MOST: Final = 2000  # labels of a stream, or of a group, that are kept: the latest
# What a person can judge of one answer: how long and how slow it is, is measured.
REVIEWABLE: Final = {
    metric.name: metric
    for metric in (*METRICS, *GAPS)
    if metric.against is Against.NOTHING and metric.value not in {LENGTH, LATENCY}
}
_GAPS: Final = frozenset(metric.name for metric in GAPS)
_DIGITS: Final = 6
_EVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """What a label is about: a stream, or one group's side of a gap."""

    stream: str  # StreamKey.name
    entity: str = ""  # the group with its axis, such as topic.gender/women

    def covers(self, other: "Judged") -> bool:
        """Return whether it is the same, or all languages of it together."""
        if self.entity != other.entity:
            return False
        whose, language = self.stream.rpartition("|")[::2]
        together = language == ALL_LANGUAGES and other.stream.rpartition("|")[0] == whose
        return together or self.stream == other.stream


@dataclass(frozen=True, slots=True)
class Label:
    """One judgement of one call: what is true of it, beside what the detector said."""

    judged: Judged
    moment: datetime
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels there are, in the order of their calls."""

    held: tuple[Label, ...] = ()

    @staticmethod
    def of(labels: Iterable[Label]) -> "Labels":
        """Return the labels in order."""
        return Labels(tuple(sorted(labels, key=lambda each: (each.judged, each.moment))))

    def before(self, judged: Judged, moment: datetime) -> list[Reviewed]:
        """Return what was judged of calls before a moment."""
        return self.since(judged, _EVER, moment)

    def since(self, judged: Judged, first: datetime, end: datetime) -> list[Reviewed]:
        """Return what was judged of calls from a moment on."""
        return [
            each.reviewed
            for each in self.held
            if judged.covers(each.judged) and first <= each.moment < end
        ]

    def of_others(self, judged: Judged, first: datetime, end: datetime) -> list[Reviewed]:
        """Return what was judged of the other groups of the axis in that time."""
        axis = judged.entity.partition("/")[0]
        others = {
            each.judged
            for each in self.held
            if each.judged.stream == judged.stream
            and each.judged.entity.partition("/")[0] == axis
            and each.judged != judged
        }
        return [one for other in sorted(others) for one in self.since(other, first, end)]


NO_LABELS: Final = Labels()


def labels_of(call: Call, metric: Metric, truth: float, probability: float) -> Iterator[Label]:
    """Give the labels that a judgement of a call amounts to; none where the metric doesn't apply.

    Args:
        call: what was judged, with what the detector said of it.
        metric: what was judged about it.
        truth: 1 where it is truly bad, 0 where it isn't.
        probability: with which the call was drawn for review, up to a common factor.

    """
    stream = StreamKey(call.family.key, call.language, metric.name).name
    for entity, predicted in _predictions(call, metric):
        reviewed = Reviewed(truth, predicted, probability)
        yield Label(Judged(stream, entity), call.moment, reviewed)


def _predictions(call: Call, metric: Metric) -> Iterator[tuple[str, float]]:
    if metric.name not in _GAPS:
        if metric.value in call.values:
            yield "", call.values[metric.value]
        return
    for axis, group in call.groups.items():
        on_axis = f"{metric.value}{ON_AXIS}{axis}"
        told = call.outcomes.get(on_axis, call.outcomes.get(metric.value))
        if told is not None:
            yield f"{axis}/{group}", told


def document(judged: Judged, labels: Iterable[Label]) -> dict[str, Any]:
    """Return the latest labels of one stream or group as they are kept: nothing of any text."""
    rows = [
        [
            each.moment.isoformat(),
            each.reviewed.truth,
            each.reviewed.predicted,
            each.reviewed.probability,
        ]
        for each in sorted(labels, key=lambda one: one.moment)
        if each.judged == judged
    ]
    return {"stream": judged.stream, "entity": judged.entity, "labels": rows[-MOST:]}


def read_document(told: Mapping[str, Any]) -> Iterator[Label]:
    """Give the labels that are kept in a document; of one that can't be read, none.

    Labels set a rate right, no more: an alarm is told without them too.
    """
    try:
        judged = Judged(told["stream"], told["entity"])
        labels = [_read_row(judged, *row) for row in told["labels"]]
    except (KeyError, TypeError, ValueError):
        return
    yield from (each for each in labels if each.reviewed.probability > 0)


def _read_row(
    judged: Judged, moment: str, truth: float, predicted: float, probability: float
) -> Label:
    reviewed = Reviewed(float(truth), float(predicted), float(probability))
    return Label(judged, datetime.fromisoformat(moment), reviewed)


def rate_of(count: float, units: float, labels: list[Reviewed]) -> Corrected | None:
    """Return a rate of the detector set right, None where too few were judged."""
    return corrected(count, round(units), labels)


def published(told: Corrected | None) -> CorrectedRate | None:
    """Return a rate as alarms state it."""
    if told is None:
        return None
    low, high = told.interval
    return CorrectedRate(
        rate=round(told.rate, _DIGITS),
        interval=(round(low, _DIGITS), round(high, _DIGITS)),
        reviewed=told.reviewed,
    )


def ratio_of(group: Corrected | None, rest: Corrected | None) -> Ratio | None:
    """Return the ratio of two rates that were set right, None where one isn't known or is zero."""
    if group is None or rest is None or min(group.rate, rest.rate) <= 0:
        return None
    relative = [
        (each.interval[1] - each.interval[0]) / (2 * NORMAL * each.rate) for each in (group, rest)
    ]
    return log_normal(group.rate / rest.rate, relative)
