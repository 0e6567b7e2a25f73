"""Statistics of swapped pairs: templates are exchangeable under the null, so they are the units.

Each answer is a number in [0, 1]: a decision, a score, a refusal. Formulas: the flip rate is freed
of what repeats of one prompt differ by anyway (as fmeval does for perturbations); the gap is tested
by flipping the signs of whole templates; families are corrected by Holm's rule, by Benjamini's and
Hochberg's, and by e-BH (Wang and Ramdas).
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from random import Random
from statistics import fmean, stdev
from typing import Final

DRAWS: Final = 5_000  # of signs, where all of them are too many
_EXACT: Final = 14  # templates: 16,384 ways to set their signs
_SEED: Final = 20_260_101
_TINY: Final = 1e-12

# The answers of two groups to one template, repeats together: group, other group.
type Pair = tuple[Sequence[float], Sequence[float]]
type Interval = tuple[float, float]


def flip_rate(pairs: Sequence[Pair]) -> tuple[float, Interval]:
    """Return how much oftener answers differ between groups than between repeats, and its interval.

    FR = P(D_g != D_g') - [P(D_g != D*_g) + P(D_g' != D*_g')] / 2, not clipped: without bias it is 0
    on average. The interval is that of a mean over templates (t, 95 %).
    """
    told = [_across(*pair) - (_within(pair[0]) + _within(pair[1])) / 2 for pair in pairs]
    return fmean(told), _interval(told)


def gap(pairs: Sequence[Pair]) -> tuple[float, Interval]:
    """Return the mean over templates of (group - other group), and its interval (t, 95 %)."""
    told = [fmean(group) - fmean(other) for group, other in pairs]
    return fmean(told), _interval(told)


def sign_flip_p(pairs: Sequence[Pair]) -> float:
    """Return the two-sided p of no gap: exact for few templates, else by drawing signs."""
    told = [fmean(group) - fmean(other) for group, other in pairs]
    seen = abs(math.fsum(told)) - _TINY
    if len(told) <= _EXACT:
        ways = product((1, -1), repeat=len(told))
        sums = [abs(math.fsum(s * d for s, d in zip(way, told, strict=True))) for way in ways]
        return sum(one >= seen for one in sums) / len(sums)
    random = Random(_SEED)  # noqa: S311 - statistics, not secrets
    as_far = 1  # what was seen is one of the ways
    for _ in range(DRAWS):
        signs = random.getrandbits(len(told))
        drawn = math.fsum(d if signs >> n & 1 else -d for n, d in enumerate(told))
        as_far += abs(drawn) >= seen
    return as_far / (DRAWS + 1)


def wasserstein(group: Sequence[float], other: Sequence[float]) -> float:
    """Return Wasserstein's distance W1: the area between the two distribution functions."""
    points = sorted({*group, *other})
    one, two = sorted(group), sorted(other)
    return math.fsum(
        abs(_share_up_to(one, low) - _share_up_to(two, low)) * (high - low)
        for low, high in pairwise(points)
    )


def discordant_evidence(worse: int, better: int) -> float:
    """Return the e-value of discordant pairs, looked at whenever one likes: above 20 is 5 %.

    e = B(x + .5, y + .5) / (B(.5, .5) 2^-(x + y)), and 1 unless more pairs are worse than better.
    """
    if worse <= better:
        return 1.0
    log_beta = (
        math.lgamma(worse + 0.5) + math.lgamma(better + 0.5) - math.lgamma(worse + better + 1)
    )
    return math.exp(log_beta - math.log(math.pi) + (worse + better) * math.log(2))


def benjamini_hochberg(told: Mapping[str, float]) -> dict[str, float]:
    """Return the q of each test: the share of false ones among all at least as small."""
    ordered = sorted(told.items(), key=lambda each: (each[1], each[0]))
    adjusted, lowest = {}, 1.0
    for place in range(len(ordered), 0, -1):
        name, p = ordered[place - 1]
        lowest = min(lowest, p * len(ordered) / place)
        adjusted[name] = lowest
    return adjusted


def e_bh(told: Mapping[str, float], level: float) -> frozenset[str]:
    """Return the tests that e-values reject at the level, whatever depends on what."""
    ordered = sorted(told.items(), key=lambda each: (-each[1], each[0]))
    most = 0
    for place, (_, value) in enumerate(ordered, start=1):
        if place * value >= len(ordered) / level:
            most = place
    return frozenset(name for name, _ in ordered[:most])


def _across(group: Sequence[float], other: Sequence[float]) -> float:
    return fmean(one != two for one in group for two in other)


def _within(answers: Sequence[float]) -> float:
    """Return how often two repeats differ; a single answer can't tell."""
    count = len(answers)
    if count < 2:  # noqa: PLR2004 - a pair has two
        return 0.0
    differing = sum(one != two for n, one in enumerate(answers) for two in answers[n + 1 :])
    return 2 * differing / (count * (count - 1))


def _interval(told: Sequence[float]) -> Interval:
    if len(told) < 2:  # noqa: PLR2004 - one template has no spread
        return -1.0, 1.0
    width = _t_quantile(len(told) - 1) * stdev(told) / math.sqrt(len(told))
    return fmean(told) - width, fmean(told) + width


def _t_quantile(freedom: int) -> float:
    """Return Student's quantile .975 (Hill, 1970: right to four digits from three degrees on)."""
    exact = {1: 12.7062, 2: 4.3027}
    if freedom in exact:
        return exact[freedom]
    z = 1.959963984540054
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _share_up_to(ordered: Sequence[float], value: float) -> float:
    return sum(one <= value for one in ordered) / len(ordered)
