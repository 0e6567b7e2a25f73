"""From a comparison to what an alarm is made of."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from raimon.windows.baseline import Baseline
from raimon.windows.call import Call, Family
from raimon.windows.comparison import Comparison, Worse
from raimon.windows.detector import Sum
from raimon.windows.group import examples
from raimon.windows.metrics import CONSTANT
from raimon.windows.stream import Crossing, StreamKey, Trigger
from raimon.windows.window import Part

ALL_LANGUAGES: Final = "all"  # a deployment is compared as a whole
_SHOWN = 5
_RAREST = 1e-12


def crossing_of(worse: Worse, comparison: Comparison, family: Family) -> Crossing:
    """Return the alarm of a check that got worse; its evidence is one over the chance of it."""
    units, count = worse.after
    begin = comparison.deployment.moment
    return Crossing(
        key=StreamKey(family.key, ALL_LANGUAGES, worse.check.metric.name),
        family=family,
        metric=worse.check.metric,
        way=worse.check.way,
        trigger=Trigger.COMPARISON,
        end=comparison.moment,
        evidence=1 / max(worse.chance, _RAREST),
        threshold=1 / worse.allowed,
        since=(Sum(begin, comparison.moment, round(units), count),),
        onset=begin,
        baseline=_baseline(worse),
        deployment=comparison.deployment,
    )


def shown(crossing: Crossing, parts: Sequence[Part]) -> tuple[Call, ...]:
    """Return some calls that show what the alarm says."""
    calls = Part({name: call for part in parts for name, call in part.calls.items()})
    if crossing.metric is CONSTANT:
        return _alike(calls, crossing)
    return examples(calls, crossing)


def _alike(part: Part, crossing: Crossing) -> tuple[Call, ...]:
    since = [call for call in part.calls.values() if call.moment >= crossing.onset and call.answer]
    found = Counter(call.answer for call in since)
    most = max(sorted(found), key=found.__getitem__, default="")
    fitting = [call for call in since if call.answer == most]
    return tuple(sorted(fitting, key=lambda each: (each.moment, each.call_id))[:_SHOWN])


def _baseline(worse: Worse) -> Baseline:
    units, count = worse.before
    return Baseline(
        units=units,
        count=count,
        highest=worse.mean,
        lowest=worse.mean,
        gross=worse.mean,
        days=0,
        level=worse.level,
    )
