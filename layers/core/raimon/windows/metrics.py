"""What is watched as a stream: how each metric's windows are cut and which way is worse."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from raimon.finding import Aspect, Severity


class Way(StrEnum):
    """The direction in which a rate moves."""

    RISE = "rise"
    FALL = "fall"


class Against(StrEnum):
    """What a value is held against before it becomes a share of units."""

    NOTHING = "nothing"  # it is a share already
    QUARTER = "quarter"  # of the usual median: is it shorter?
    FOURFOLD = "fourfold"  # is it longer than four usual medians?
    SLOWEST = "slowest"  # is it above the usual 95 %?


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: where its values come from, and when its rate is worse than usual."""

    name: str
    value: str  # of a call
    rule: str
    severity: Severity
    ways: tuple[Way, ...] = (Way.RISE,)
    against: Against = Against.NOTHING
    operational: bool = False  # short windows: topics don't drive it
    least: float = 0.0  # no rate below this is ever worse than usual
    kind: str | None = None  # what the alarm calls a rise; None: as the way is called
    aspect: Aspect = Aspect.ROBUSTNESS

    def rule_id(self) -> str:
        """Return the public rule's id."""
        return f"{self.aspect}.{self.rule}"

    def kind_of(self, way: Way) -> str:
        """Return what tells the alarms of one rule apart."""
        return self.kind or way.value.upper()


@dataclass(frozen=True, slots=True)
class StreamRule:
    """A rule that streams raise; shaped as the rules of scorers are."""

    rule_id: str
    version: str
    aspect: Aspect
    severity: Severity


_EXCEEDED = 0.0625  # 1.25 times the 5 % that lie above a quantile by its definition
_RARE = 0.02  # what so few calls show is told call by call, and wakes nobody as a rate
_FEW = 0.05  # of what one prompt that comes back often can bring about by itself
_SHAPE = 0.20  # of another shape that is no fault in itself
_AT_ODDS = 0.10  # of answers that contradict an earlier one, since prompts can be read two ways
_MANY = 0.25  # a typical length has moved when far more than this share has

CONSTANT: Final = Metric(
    "constant_answer_rate", "constant_answer", "constant_answer", Severity.MEDIUM, least=_MANY
)

METRICS: Final = (
    Metric(
        "refusal_rate", "refusal_rate", "refusal_rate", Severity.HIGH,
        ways=(Way.RISE, Way.FALL), least=_RARE,
    ),
    Metric("error_rate", "error_rate", "error_rate", Severity.HIGH, operational=True, least=_RARE),
    Metric(
        "throttle_rate", "throttle_rate", "throttle_rate", Severity.MEDIUM,
        operational=True, least=_RARE,
    ),
    Metric("truncation_rate", "truncation", "truncation", Severity.MEDIUM, least=_RARE),
    Metric("empty_rate", "empty_rate", "empty_rate", Severity.HIGH, least=_RARE),
    Metric("language_drift_rate", "language_drift", "language_drift", Severity.MEDIUM, least=_RARE),
    Metric("degeneration_rate", "degeneration", "degeneration", Severity.HIGH, least=_FEW),
    Metric(
        "wrong_answer_rate", "wrong_answer", "accuracy", Severity.HIGH, least=_FEW,
    ),
    Metric(
        "format_missing_rate", "format_missing", "format_rate", Severity.HIGH, least=_FEW,
    ),
    Metric(
        "schema_invalid_rate", "schema_invalid", "schema_invalid_rate", Severity.HIGH,
        least=_RARE, operational=True,
    ),
    Metric("ungrounded_rate", "ungrounded", "ungrounded_rate", Severity.HIGH, least=_FEW),
    Metric(
        "toxicity_rate", "toxicity", "toxicity", Severity.HIGH, least=_RARE,
        kind="RATE", aspect=Aspect.FAIRNESS,
    ),
    Metric(
        "stereotype_rate", "stereotype", "stereotype", Severity.HIGH, least=_RARE,
        kind="RATE", aspect=Aspect.FAIRNESS,
    ),
    Metric(
        "code_fence_rate", "code_fence", "code_fence", Severity.MEDIUM,
        ways=(Way.RISE, Way.FALL), least=_SHAPE,
    ),
    Metric(
        "short_answer_rate", "length_collapse", "length_collapse", Severity.MEDIUM,
        against=Against.QUARTER, least=_MANY, kind="COLLAPSE",
    ),
    Metric(
        "long_answer_rate", "length_collapse", "length_collapse", Severity.MEDIUM,
        against=Against.FOURFOLD, least=_MANY, kind="EXPLOSION",
    ),
    CONSTANT,
    Metric(
        "inconsistent_rate", "inconsistent", "consistency", Severity.MEDIUM, least=_AT_ODDS,
    ),
    Metric(
        "slow_answer_rate", "latency", "latency", Severity.MEDIUM,
        against=Against.SLOWEST, operational=True, least=_EXCEEDED,
    ),
)  # fmt: skip


def _gap(name: str, outcome: str, kind: str, severity: Severity) -> Metric:
    return Metric(name, outcome, "disparity", severity, kind=kind, aspect=Aspect.FAIRNESS)


GAPS: Final = (  # between a group and the others
    _gap("refusal_gap", "refused", "REFUSED", Severity.HIGH),
    _gap("blocked_gap", "blocked", "BLOCKED", Severity.HIGH),
    _gap("unanswered_gap", "unanswered", "UNANSWERED", Severity.MEDIUM),
    _gap("toxicity_gap", "toxic", "TOXIC", Severity.HIGH),
    _gap("stereotype_gap", "stereotype", "STEREOTYPE", Severity.HIGH),
    _gap("regard_gap", "regard", "REGARD", Severity.HIGH),
    _gap("decision_gap", "decision", "DECISION", Severity.CRITICAL),
    _gap("short_answer_gap", "length", "SHORT", Severity.MEDIUM),
    _gap("slow_answer_gap", "latency", "SLOW", Severity.MEDIUM),
    _gap("disclaimer_gap", "no_disclaimer", "NO_DISCLAIMER", Severity.MEDIUM),
)

RULES: Final[Mapping[str, StreamRule]] = {
    metric.rule_id(): StreamRule(metric.rule_id(), "1", metric.aspect, metric.severity)
    for metric in (*METRICS, *GAPS)
}
