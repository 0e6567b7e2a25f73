"""What a deployment is checked for, and how surely: each check with its margin and its family."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from raimon.windows.metrics import METRICS, Metric, Way

EARLY_UNITS: Final = 70  # so many of the new version are looked at first
FULL_UNITS: Final = 500  # and so many once more
FEW_BEFORE: Final = 300  # what is known by so few is no basis of a comparison

# By family the chance of a false alarm at the first and at the second look; Holm's within.
FAMILIES: Final[Mapping[str, tuple[float, float]]] = {
    "answers": (0.050, 0.002),
    "failures": (0.015, 0.002),
    "form": (0.027, 0.004),
}
DEPLOYMENTS: Final = 10  # one false alarm in so many of them: the sum of the chances, or less


@dataclass(frozen=True, slots=True)
class Check:
    """One metric in one direction."""

    metric: Metric
    way: Way
    family: str
    margin: float  # a share that differs by less is no fault

    @property
    def name(self) -> str:
        """Return the check as statistics are named."""
        return f"{self.metric.name}.{self.way}"

    def mean(self, usual: float, low: float, high: float) -> float | None:
        """Return the share that is still no fault, None where no share could be one.

        It is the usual one with the margin, or what is usual may be as far as is known: a margin
        is wide enough to cover what isn't known, unless little is known.
        """
        if self.way is Way.RISE:
            mean = max(usual + self.margin, high, min(self.metric.least, _LEAST))
        else:
            mean = min(usual - self.margin, low)
        return mean if 0 < mean < 1 else None


_MARGINS: Final[Mapping[tuple[str, Way], tuple[str, float]]] = {
    ("refusal_rate", Way.RISE): ("answers", 0.02),
    ("refusal_rate", Way.FALL): ("answers", 0.02),
    ("wrong_answer_rate", Way.RISE): ("answers", 0.02),
    ("error_rate", Way.RISE): ("failures", 0.05),
    ("throttle_rate", Way.RISE): ("failures", 0.05),
    ("empty_rate", Way.RISE): ("failures", 0.05),
    ("truncation_rate", Way.RISE): ("failures", 0.05),
    ("slow_answer_rate", Way.RISE): ("failures", 0.15),
    ("format_missing_rate", Way.RISE): ("form", 0.05),
    ("schema_invalid_rate", Way.RISE): ("form", 0.05),
    ("ungrounded_rate", Way.RISE): ("form", 0.05),
    ("language_drift_rate", Way.RISE): ("form", 0.05),
    ("degeneration_rate", Way.RISE): ("form", 0.05),
    ("short_answer_rate", Way.RISE): ("form", 0.06),
    ("long_answer_rate", Way.RISE): ("form", 0.06),
    ("code_fence_rate", Way.RISE): ("form", 0.15),
    ("code_fence_rate", Way.FALL): ("form", 0.15),
    ("inconsistent_rate", Way.RISE): ("form", 0.05),
    ("constant_answer_rate", Way.RISE): ("form", 0.20),
}
_LEAST: Final = 0.20
_METRICS: Final = {metric.name: metric for metric in METRICS}
CHECKS: Final = tuple(
    Check(_METRICS[name], way, family, margin) for (name, way), (family, margin) in _MARGINS.items()
)
