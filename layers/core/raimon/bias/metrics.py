"""SageMaker Clarify's bias metrics for outcomes of invocations, with its names and signs.

`d` is the group that is looked at, `a` everybody else; `n` counts units, `q` is a share of good
outcomes. Where `smclarify` drops a category that one side lacks, both sides keep it here; where it
gives infinity or zero, a metric here raises `UndefinedError` with the reason.
Formulas: Amazon SageMaker Clarify, "Measure pre-training bias" and "Post-training bias metrics".
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping

from raimon.bias.observed import (
    EVERYWHERE,
    Confusion,
    Counts,
    Observed,
    Sides,
    Undefined,
    UndefinedError,
    confusion,
    share,
    total,
)

type Measure = Callable[[Sides], float]
type Shares = Mapping[str, float]

PSEUDO_COUNT = 0.5  # Jeffreys, for a category that one side lacks


def class_imbalance(sides: Sides) -> float:
    """Return CI = (n_a - n_d) / (n_a + n_d), in [-1, 1]; above 0 the group is the smaller one."""
    group, rest = sides.units
    return share(rest - group, rest + group, Undefined.NO_UNITS)


def positive_gap(sides: Sides) -> float:
    """Return DPPL = q_a - q_d, in [-1, 1]; above 0 the group comes off worse."""
    return _positive_share(sides.rest) - _positive_share(sides.group)


def label_gap(sides: Sides) -> float:
    """Return DPL: as DPPL, of what would have been right instead of what came out."""
    return positive_gap(_as_labelled(sides))


def disparate_impact(sides: Sides) -> float:
    """Return DI = q_d / q_a; 1 is equal, below 0.8 breaks the four-fifths rule.

    With half a unit added to each cell (Haldane, Anscombe) where one side has no good outcome, or
    none but good ones, so that the ratio exists.
    """
    group, rest = _positives(sides.group), _positives(sides.rest)
    if not sides.group_total or not sides.rest_total:
        raise UndefinedError(Undefined.NO_UNITS)
    if not group and not rest:
        raise UndefinedError(Undefined.NO_POSITIVE)
    added = 0.0 if group and rest else PSEUDO_COUNT
    return ((group + added) / (sides.group_total + 2 * added)) / (
        (rest + added) / (sides.rest_total + 2 * added)
    )


def acceptance_gap(sides: Sides) -> float:
    """Return DCA = c_a - c_d with c = n(1) / n^(1): good outcomes due for each one given."""
    return _per_positive(sides.rest) - _per_positive(sides.group)


def rejection_gap(sides: Sides) -> float:
    """Return DCR = r_d - r_a with r = n(0) / n^(0): bad outcomes due for each one given."""
    return _per_negative(sides.group) - _per_negative(sides.rest)


def recall_gap(sides: Sides) -> float:
    """Return RD = recall_a - recall_d: good outcomes given among those due."""
    return _gap(sides, lambda of: share(of.tp, of.tp + of.fn, Undefined.NO_POSITIVE))


def specificity_gap(sides: Sides) -> float:
    """Return SD = specificity_d - specificity_a: bad outcomes given among those due."""
    return -_gap(sides, lambda of: share(of.tn, of.tn + of.fp, Undefined.NO_NEGATIVE))


def precision_gap(sides: Sides) -> float:
    """Return DAR = precision_a - precision_d: how many of the good outcomes were due."""
    return _gap(sides, lambda of: share(of.tp, of.tp + of.fp, Undefined.NO_POSITIVE))


def negative_precision_gap(sides: Sides) -> float:
    """Return DRR = NPV_d - NPV_a: how many of the bad outcomes were due."""
    return -_gap(sides, lambda of: share(of.tn, of.tn + of.fn, Undefined.NO_NEGATIVE))


def accuracy_gap(sides: Sides) -> float:
    """Return AD = accuracy_a - accuracy_d."""
    return _gap(sides, lambda of: share(of.tp + of.tn, of.labelled, Undefined.NO_LABEL))


def treatment_gap(sides: Sides) -> float:
    """Return TE = FN_d / FP_d - FN_a / FP_a; without false positives it has no value."""
    return -_gap(sides, lambda of: share(of.fn, of.fp, Undefined.NO_FALSE_POSITIVE))


def error_balance_gap(sides: Sides) -> float:
    """Return the stable form of TE: (FN - FP) / n of the group less that of the rest."""
    return -_gap(sides, lambda of: share(of.fn - of.fp, of.labelled, Undefined.NO_LABEL))


def generalised_entropy(sides: Sides) -> float:
    """Return GE with alpha 2: 1/(2N) sum((b/mean b)^2 - 1), b = y^ - y + 1, of both sides."""
    both = [confusion(counts) for counts in (sides.group, sides.rest)]
    benefits = Counter[int]()
    for of in both:
        benefits.update({0: of.fn, 1: of.tp + of.tn, 2: of.fp})
    units = benefits.total()
    mean = sum(benefit * count for benefit, count in benefits.items()) / units
    if not mean:
        raise UndefinedError(Undefined.NO_BENEFIT)
    squares = sum(count * (benefit / mean) ** 2 for benefit, count in benefits.items())
    return (squares - units) / (2 * units)


def kullback_leibler(sides: Sides) -> float:
    """Return KL(P_a, P_d) in nats over all outcomes of either side.

    With half a unit added to each outcome on both sides if one of them lacks any, since it would
    be infinite; else of the shares as they are.
    """
    lacking = _outcomes(sides.group).keys() != _outcomes(sides.rest).keys()
    rest, group = _aligned(sides, PSEUDO_COUNT if lacking else 0.0)
    return math.fsum(rest[name] * math.log(rest[name] / group[name]) for name in rest)


def jensen_shannon(sides: Sides) -> float:
    """Return JS in bits, in [0, 1]: the mean KL of both sides to their mean."""
    rest, group = _aligned(sides)
    middle = {name: (rest[name] + group[name]) / 2 for name in rest}
    halves = (_bits(rest, middle), _bits(group, middle))
    return math.fsum(halves) / 2


def l2_norm(sides: Sides) -> float:
    """Return LP with p = 2: the Euclidean distance of both sides' shares of outcomes."""
    rest, group = _aligned(sides)
    return math.dist(list(rest.values()), list(group.values()))


def total_variation(sides: Sides) -> float:
    """Return TVD in [0, 1]: half the sum of all differences of the shares."""
    rest, group = _aligned(sides)
    return math.fsum(abs(rest[name] - group[name]) for name in rest) / 2


def kolmogorov_smirnov(sides: Sides) -> float:
    """Return KS as Clarify has it for categories: the largest difference of two shares."""
    rest, group = _aligned(sides)
    return max(abs(rest[name] - group[name]) for name in rest)


def conditional_disparity(sides: Sides) -> float:
    """Return CDDPL = sum n_i/n DD_i, DD = the group's share of bad less that of good outcomes.

    The strata i are topics, applications or languages: a disparity that comes from their mixture
    alone disappears (Simpson's paradox). A stratum in which nobody came off well, or nobody badly,
    counts as having none.
    """
    strata = sorted({one.stratum for counts in (sides.group, sides.rest) for one in counts})
    if strata in ([], [EVERYWHERE]):
        raise UndefinedError(Undefined.NO_STRATUM)
    units, disparity = 0, 0.0
    for stratum in strata:
        inside = Sides(_within(sides.group, stratum), _within(sides.rest, stratum))
        weight = sum(inside.units)
        units += weight
        disparity += weight * demographic_disparity(inside)
    return disparity / units


def conditional_label_disparity(sides: Sides) -> float:
    """Return CDDL: as CDDPL, of what would have been right instead of what came out."""
    return conditional_disparity(_as_labelled(sides))


def demographic_disparity(sides: Sides) -> float:
    """Return DD: the group's share of all bad outcomes less its share of all good ones."""
    good, bad = _positives(sides.group), sides.group_total - _positives(sides.group)
    all_good = good + _positives(sides.rest)
    all_bad = sum(sides.units) - all_good
    return bad / all_bad - good / all_good if all_good and all_bad else 0.0


def _gap(sides: Sides, rate: Callable[[Confusion], float]) -> float:
    return rate(confusion(sides.rest)) - rate(confusion(sides.group))


def _positives(counts: Counts) -> int:
    return total(counts, lambda one: one.positive)


def _positive_share(counts: Counts) -> float:
    return share(_positives(counts), sum(counts.values()), Undefined.NO_UNITS)


def _per_positive(counts: Counts) -> float:
    of = confusion(counts)
    return share(of.tp + of.fn, of.tp + of.fp, Undefined.NO_POSITIVE)


def _per_negative(counts: Counts) -> float:
    of = confusion(counts)
    return share(of.tn + of.fp, of.tn + of.fn, Undefined.NO_NEGATIVE)


def _as_labelled(sides: Sides) -> Sides:
    def turned(counts: Counts) -> Counts:
        told = Counter[Observed]()
        for one, count in counts.items():
            if one.label is not None:
                told[Observed(str(one.label), one.label, None, one.stratum)] += count
        if not told:
            raise UndefinedError(Undefined.NO_LABEL)
        return told

    return Sides(turned(sides.group), turned(sides.rest))


def _outcomes(counts: Counts) -> Counter[str]:
    told = Counter[str]()
    for one, count in counts.items():
        told[one.outcome] += count
    return +told


def _aligned(sides: Sides, added: float = 0.0) -> tuple[Shares, Shares]:
    """Return the shares of the rest and of the group over the outcomes of either, in one order."""
    rest, group = _outcomes(sides.rest), _outcomes(sides.group)
    if not rest or not group:
        raise UndefinedError(Undefined.NO_UNITS)
    names = sorted({*rest, *group})
    return _shares(rest, names, added), _shares(group, names, added)


def _shares(told: Counter[str], names: list[str], added: float) -> Shares:
    whole = told.total() + added * len(names)
    return {name: (told[name] + added) / whole for name in names}


def _bits(shares: Shares, middle: Shares) -> float:
    return math.fsum(one * math.log2(one / middle[name]) for name, one in shares.items() if one > 0)


def _within(counts: Counts, stratum: str) -> Counts:
    return {one: count for one, count in counts.items() if one.stratum == stratum}
