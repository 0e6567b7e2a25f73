"""Before and after a deployment: every check and every distribution, looked at once.

A check that is surely worse by more than its margin is an alarm. All that merely differs is a
notice: a third shorter, another opening word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from raimon.interval import newcombe, wilson
from raimon.windows.checks import CHECKS, FAMILIES, Check
from raimon.windows.clustering import design_effect
from raimon.windows.deployment import Deployment
from raimon.windows.learning import level_of
from raimon.windows.metrics import CONSTANT, Against, Way
from raimon.windows.once import (
    clustered_tail,
    correlation_of,
    holm,
    mann_whitney,
    mcnemar,
    paired_difference,
    same_kinds,
    two_proportions,
)
from raimon.windows.profile import LATENCY, LENGTH, Profile, Prompts
from raimon.windows.sketch import above, below, quantile

NOTICED: Final = 0.05  # of the notices of one comparison, that any is a mistake
_SURE = 1.645  # standard errors: the usual share is that far from what was seen in 5 % at most
_ENOUGH_PAIRS = 100  # prompts that both versions answered
_HALF = 0.5
_LEAST_EFFECT = 0.05
_KINDS: Final = ("opening", "shape", "answered_in", "stop_reason")
_MEASURES: Final = {"length": LENGTH, "latency": LATENCY}

type Counted = tuple[float, float]  # units, and their sum of a share


class Verdict(StrEnum):
    """What a row of a comparison says."""

    SAME = "same"  # no difference that is sure
    CHANGED = "changed"  # another one, which is no fault in itself
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a comparison."""

    name: str
    test: str
    before: float
    after: float
    before_n: int
    after_n: int
    effect: float  # the rise of a share; the chance to be longer or slower; the distance of kinds
    interval: tuple[float, float] | None  # of the rise of a share, 95 %
    chance: float  # of such a difference if nothing changed, in the company of the others
    verdict: Verdict = Verdict.SAME


@dataclass(frozen=True, slots=True)
class Worse:
    """A check that got worse, with what an alarm needs to know of it."""

    check: Check
    before: Counted
    after: Counted
    mean: float  # the share that was still no fault
    level: float | None
    chance: float
    allowed: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A deployment held against what was before it."""

    deployment: Deployment
    look: int
    moment: datetime
    before_n: int
    after_n: int
    rows: tuple[Difference, ...]
    worse: tuple[Worse, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    check: Check
    before: Counted
    after: Counted
    mean: float
    level: float | None
    chance: float  # by itself
    pairs: tuple[int, int, int] | None  # risen, fallen, all
    effects: "_Effects"


@dataclass(frozen=True, slots=True)
class _Effects:
    """By how much units that are alike inflate the variance of each side."""

    before: float
    after: float

    def inflation(self, before_n: float, after_n: float) -> float:
        """Return the inflation of the variance of a difference."""
        whole = 1 / before_n + 1 / after_n
        return (self.before / before_n + self.after / after_n) / whole


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what its units are like, and what came of prompts."""

    profile: Profile
    prompts: Prompts


def compared(
    before: Side, after: Side, deployment: Deployment, look: int, moment: datetime
) -> Comparison:
    """Return the comparison; `look` says how many looks there were at this deployment before."""
    judged = [each for check in CHECKS if (each := _judged(check, before, after)) is not None]
    worse = tuple(found for family in FAMILIES for found in _worse(judged, family, look))
    named = {(each.check.metric.name, each.check.way) for each in worse}
    rows = [*_shares(judged), *_distributions(before.profile, after.profile)]
    chances = holm([row.chance for row in rows])
    told = (
        replace(row, chance=chance, verdict=_verdict(row, chance, named))
        for row, chance in zip(rows, chances, strict=True)
    )
    return Comparison(
        deployment, look, moment, before.profile.units, after.profile.units, tuple(told), worse
    )


def _verdict(row: Difference, chance: float, worse: set[tuple[str, Way]]) -> Verdict:
    way = Way.RISE if row.effect > 0 else Way.FALL
    if (row.name, way) in worse:
        return Verdict.WORSE
    return Verdict.CHANGED if chance <= NOTICED else Verdict.SAME


def _worse(judged: Sequence[_Judged], family: str, look: int) -> Iterator[Worse]:
    held = [each for each in judged if each.check.family == family]
    allowed = FAMILIES[family][look]
    for each, chance in zip(held, holm([one.chance for one in held]), strict=True):
        rise = each.after[1] / each.after[0] - each.before[1] / each.before[0]
        effect = rise if each.check.way is Way.RISE else -rise
        if chance <= allowed and effect >= _LEAST_EFFECT:
            yield Worse(each.check, each.before, each.after, each.mean, each.level, chance, allowed)


def _judged(check: Check, before: Side, after: Side) -> _Judged | None:
    level, old, new = _counted(check, before.profile, after.profile)
    if old[0] <= 0 or new[0] <= 0:
        return None
    name = LENGTH if check.metric is CONSTANT else check.metric.value  # what repeats is as long
    effects = _effects(name, before.profile, after.profile)
    usual = old[1] / old[0]
    mean = check.mean(usual, *wilson(old[1] / effects.before, old[0] / effects.before, _SURE))
    if mean is None:
        return None
    pairs = before.prompts.pairs(after.prompts, check.metric.value)
    if pairs[2] >= _ENOUGH_PAIRS:
        risen, fallen, _ = pairs
        ways = (risen, fallen) if check.way is Way.RISE else (fallen, risen)
        chance = mcnemar(*ways, _correlation_of_changes(pairs, new, effects.after))
        return _Judged(check, old, new, mean, level, chance, pairs, effects)
    n, k = round(new[0]), new[1]
    bad, null = (k, mean) if check.way is Way.RISE else (n - k, 1 - mean)
    chance = clustered_tail(bad, n, null, correlation_of(effects.after, n))
    return _Judged(check, old, new, mean, level, chance, None, effects)


def _effects(name: str, before: Profile, after: Profile) -> _Effects:
    known, new = before.alike.get(name), after.alike.get(name)
    return _Effects(design_effect(known, known), design_effect(known, new))


def _correlation_of_changes(pairs: tuple[int, int, int], after: Counted, effect: float) -> float:
    """Return how much prompts that changed correlate, since hours shift all their answers."""
    changed, rate = pairs[0] + pairs[1], after[1] / after[0]
    shifted = pairs[2] * rate * (1 - rate) * (effect - 1)
    return shifted / (changed * (changed - 1)) if changed > 1 else 0.0


def _counted(
    check: Check, before: Profile, after: Profile
) -> tuple[float | None, Counted, Counted]:
    metric = check.metric
    if metric is CONSTANT:
        return None, before.most_frequent(), after.most_frequent()
    if metric.against is Against.NOTHING:
        return None, before.share(metric.value), after.share(metric.value)
    usual = before.bins.get(metric.value)
    found = after.bins.get(metric.value, Counter())
    if not usual:
        return None, (0, 0), (0, 0)
    level = level_of(metric, usual)
    beyond = below if metric.against is Against.QUARTER else above
    assert level is not None  # noqa: S101 - only a metric against nothing has none
    return (
        level,
        (usual.total(), float(beyond(usual, level))),
        (found.total(), float(beyond(found, level))),
    )


def _shares(judged: Sequence[_Judged]) -> Iterator[Difference]:
    """Give a row for each metric once, however many ways it is judged in."""
    for each in {one.check.metric.name: one for one in judged}.values():
        (n, k), (m, j), effects = each.before, each.after, each.effects
        if each.pairs is not None:
            up, down, pairs = each.pairs
            alike = _correlation_of_changes(each.pairs, each.after, effects.after)
            chance = min(2 * mcnemar(max(up, down), min(up, down), alike), 1.0)
            test, interval = "mcnemar", paired_difference(up, down, pairs)
        else:
            chance = two_proportions((k, n), (j, m), effects.inflation(n, m))
            test, interval = "two proportions", _newcombe(each)
        if each.check.metric is CONSTANT:  # the most frequent was chosen since it is
            chance, test = each.chance, "most frequent"
        yield Difference(
            each.check.metric.name, test, k / n, j / m, round(n), round(m),
            j / m - k / n, interval, chance,
        )  # fmt: skip


def _newcombe(each: _Judged) -> tuple[float, float]:
    """Return the interval of so many units as tell as much, if they were independent."""
    (n, k), (m, j), effects = each.before, each.after, each.effects
    return newcombe(
        (k / effects.before, n / effects.before), (j / effects.after, m / effects.after)
    )


def _distributions(before: Profile, after: Profile) -> Iterator[Difference]:
    for name, value in _MEASURES.items():
        old, new = before.bins.get(value), after.bins.get(value)
        if old and new:
            inflation = _effects(value, before, after).inflation(old.total(), new.total())
            chance, higher = mann_whitney(old, new, inflation)
            yield Difference(
                name, "mann-whitney", quantile(old, _HALF), quantile(new, _HALF),
                old.total(), new.total(), higher, None, chance,
            )  # fmt: skip
    for name in _KINDS:
        kinds, now = before.kinds.get(name), after.kinds.get(name)
        if kinds and now:
            inflation = _largest(before, after).inflation(kinds.total(), now.total())
            chance, distance = same_kinds(kinds, now, inflation)
            most = max(sorted(kinds), key=kinds.__getitem__)
            yield Difference(
                name, "chi-square", kinds[most] / kinds.total(), now[most] / now.total(),
                kinds.total(), now.total(), distance, None, chance,
            )  # fmt: skip


def _largest(before: Profile, after: Profile) -> _Effects:
    """Return the largest effects of all: of kinds nobody counts how alike an hour's are."""
    all_of_them = [_effects(name, before, after) for name in sorted(after.alike)]
    return max(all_of_them, key=lambda each: each.after, default=_Effects(1.0, 1.0))
