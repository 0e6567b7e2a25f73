"""The test behind a statistical finding and alarm: figures with their units and their promise."""

from pydantic import NonNegativeFloat, NonNegativeInt, PositiveFloat, PositiveInt

from raimon.assessment import Moment
from raimon.invocation import Frozen


class FalseAlarmPromise(Frozen):
    """At most so many alarms in so many days, or deployments, are expected if nothing is wrong."""

    alarms: PositiveFloat
    days: PositiveInt | None = None
    deployments: PositiveInt | None = None


class KindOfPrompt(Frozen):
    """Prompts that are asked in nearly the same words: their units, and how many are bad."""

    n: PositiveInt
    k: NonNegativeFloat
    example: str  # the id of an invocation


class CorrectedRate(Frozen):
    """A rate set right by what people judged, with its 95 % interval."""

    rate: float
    interval: tuple[float, float]
    reviewed: PositiveInt  # labels behind it, of the same time


class Statistic(Frozen):
    """The test behind a statistical alarm; a rule has none."""

    name: str
    value: float | None = None
    threshold: float | None = None
    baseline: float | None = None
    observed: float | None = None
    interval: tuple[float, float] | None = None  # of the observed value, 95 %
    n: NonNegativeInt | None = None
    false_alarm_promise: FalseAlarmPromise | None = None
    k: NonNegativeFloat | None = None  # of n: a sum of shares need not be whole
    baseline_n: NonNegativeInt | None = None
    baseline_k: NonNegativeFloat | None = None
    difference_interval: tuple[float, float] | None = None  # observed less baseline, 95 %
    onset: Moment | None = None  # the estimated beginning of what n and k count
    changed: tuple[str, ...] | None = None  # what else changed about then, in words of ours
    changed_at: Moment | None = None
    provisional: bool = False  # the baseline was still being learned
    baseline_version: PositiveInt | None = None  # absent of a provisional one
    baseline_status: str | None = None  # provisional, proposed or frozen
    kinds: tuple[KindOfPrompt, ...] | None = None  # that most of k comes from, of late
    group: str | None = None  # n and k are its, and the baseline that of the other groups
    rest: tuple[str, ...] | None = None  # the other groups of the axis
    ratio: NonNegativeFloat | None = None  # of the group's rate to the rest's
    ratio_interval: tuple[float, float] | None = None  # 95 %
    ratio_within: NonNegativeFloat | None = None  # like compared with like: within topics
    ratio_within_interval: tuple[float, float] | None = None  # 95 %
    strata: PositiveInt | None = None  # topics that were compared within
    corrected: CorrectedRate | None = None  # what was observed, set right by reviewed calls
    baseline_corrected: CorrectedRate | None = None
    ratio_corrected: NonNegativeFloat | None = None
    ratio_corrected_interval: tuple[float, float] | None = None  # 95 %
