"""From a test that alarms to what an alarm is made of: what was deployed, and what shows it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from raimon.windows.baseline import Baseline
from raimon.windows.call import Call, Family
from raimon.windows.comparison import Comparison, Worse
from raimon.windows.deployment import Deployments
from raimon.windows.detector import Sum
from raimon.windows.group import Group, examples
from raimon.windows.kinds import most_of
from raimon.windows.metrics import CONSTANT, Way
from raimon.windows.stereotyped import hit_most
from raimon.windows.stream import Crossing, StreamKey, Trigger
from raimon.windows.window import Part

ALL_LANGUAGES: Final = "all"  # a deployment is compared as a whole
NEAR: Final = timedelta(days=1)  # a deployment so close to a beginning is named with it
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


def dated(crossing: Crossing, known: Deployments) -> Crossing:
    """Return the alarm with what was deployed about when things got worse.

    A deployment soon after the estimated beginning is the better estimate.
    """
    begin = crossing.onset
    about = [each for each in known.observed if begin - NEAR <= each.moment <= crossing.end]
    nearest = min(about, key=lambda each: (abs(each.moment - begin), each.moment), default=None)
    if nearest is None or not begin <= nearest.moment <= begin + NEAR:
        return replace(crossing, deployment=nearest)
    since = tuple(each for each in crossing.since if each.end > nearest.moment)
    return replace(crossing, deployment=nearest, onset=nearest.moment, since=since)


def illustrated(crossing: Crossing, groups: Sequence[Group]) -> Crossing:
    """Return the alarm with calls that show it, what most of them ask, and whom it is about."""
    begin, end = crossing.onset, crossing.end
    parts = [group.between(begin, end) for group in groups]
    calls = Part({name: call for part in parts for name, call in part.calls.items()})
    kinds = [slot for group in groups for slot in group.kinds_between(begin, end)]
    chosen = _alike if crossing.metric is CONSTANT else examples
    return replace(
        crossing,
        examples=chosen(calls, crossing),
        kinds=most_of(crossing.metric.name, kinds) if crossing.way is Way.RISE else (),
        groups=hit_most(calls.calls.values(), begin),
    )


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
