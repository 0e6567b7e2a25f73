"""Tests that look once, to say whether one version is worse than another or only different."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

_SMALLEST = 5.0  # expected counts below it are pooled
_TINY = 1e-300
_INDEPENDENT, _ALIKE = 1e-6, 0.98  # correlations that count as none, and the highest


def tail(count: float, units: int, mean: float) -> float:
    """Return the chance of so high a count or a higher one, each unit bad with that chance.

    Exact; a count that isn't whole is rounded down, so the chance is never too small.
    """
    least = math.floor(count + 1e-9)
    if least <= 0 or mean >= 1:
        return 1.0
    if mean <= 0:
        return 0.0
    odds = math.log(mean), math.log1p(-mean)
    terms = (
        math.lgamma(units + 1) - math.lgamma(k + 1) - math.lgamma(units - k + 1)
        + k * odds[0] + (units - k) * odds[1]
        for k in range(least, units + 1)
    )  # fmt: skip
    return min(math.fsum(map(math.exp, terms)), 1.0)


def clustered_tail(count: float, units: int, mean: float, correlation: float) -> float:
    """Return the chance of so high a count if any two units correlate so much (beta-binomial).

    With independent units it is the exact tail.
    """
    least = math.floor(count + 1e-9)
    if correlation < _INDEPENDENT or least <= 0 or not 0 < mean < 1:
        return tail(count, units, mean)
    scale = 1 / min(correlation, _ALIKE) - 1
    bad, good = mean * scale, (1 - mean) * scale
    fixed = _beta(bad, good) - math.lgamma(units + 1)
    terms = (
        _beta(k + bad, units - k + good) - math.lgamma(k + 1) - math.lgamma(units - k + 1) - fixed
        for k in range(least, units + 1)
    )
    return min(math.fsum(map(math.exp, terms)), 1.0)


def _beta(one: float, other: float) -> float:
    """Return the logarithm of the beta function."""
    return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)


def mcnemar(worse: int, better: int, correlation: float = 0.0) -> float:
    """Return the one-sided chance of so many more prompts that became worse than better.

    Exact where changes are independent of one another.
    """
    changed = worse + better
    return clustered_tail(worse, changed, 0.5, correlation) if changed else 1.0


def paired_difference(worse: int, better: int, pairs: int) -> tuple[float, float]:
    """Return the 95 % interval of the rise over pairs, with half a count more on each side."""
    total, up, down = pairs + 2, worse + 0.5, better + 0.5
    rise = (up - down) / total
    error = 1.96 * math.sqrt(max(up + down - (up - down) ** 2 / total, 0.0)) / total
    return max(rise - error, -1.0), min(rise + error, 1.0)


def mann_whitney(
    before: Counter[int], after: Counter[int], inflation: float = 1.0
) -> tuple[float, float]:
    """Return the two-sided chance, and the share of pairs in which the later value is higher.

    `inflation` says how many times the variance is that of independent units.
    """
    n, m = before.total(), after.total()
    passed, higher, ties = 0, 0.0, 0.0
    for place in sorted({*before, *after}):
        held, new = before[place], after[place]
        higher += new * (passed + held / 2)
        passed += held
        ties += float(held + new) ** 3 - (held + new)
    whole = n + m
    variance = inflation * n * m / 12 * (whole + 1 - ties / (whole * (whole - 1)))
    if variance <= 0:
        return 1.0, 0.5
    return _two_sided((higher - n * m / 2) / math.sqrt(variance)), higher / (n * m)


def same_kinds[K: Hashable](
    before: Mapping[K, float], after: Mapping[K, float], inflation: float = 1.0
) -> tuple[float, float]:
    """Return the chance of such counts if nothing changed, and the total variation distance.

    Pearson's test, over the inflation where units are alike (the first order of Rao and Scott);
    kinds that are too rare are one kind.
    """
    n, m = sum(before.values()), sum(after.values())
    share = m / (n + m)
    pairs = [(before.get(kind, 0), after.get(kind, 0)) for kind in {*before, *after}]
    distance = math.fsum(abs(old / n - new / m) for old, new in pairs) / 2
    cells = _pooled(pairs, share)
    square = math.fsum(
        (new - sum(cell) * share) ** 2 / (sum(cell) * share * (1 - share))
        for cell in cells
        for new in cell[1:]
    )
    return _chi_square(square / inflation, len(cells) - 1), distance


def two_proportions(
    before: tuple[float, float], after: tuple[float, float], inflation: float = 1.0
) -> float:
    """Return the two-sided chance of such shares if they are the same; each is count and units.

    Pearson's test, or the tail of the counts where it would need more of them than there are.
    """
    (k, n), (j, m) = before, after
    usual = (k + j) / (n + m)
    if min(usual, 1 - usual) * m >= _SMALLEST:
        return same_kinds({1: k, 0: n - k}, {1: j, 0: m - j}, inflation)[0]
    units = round(m)
    alike = correlation_of(inflation, units)
    high = clustered_tail(j, units, usual, alike)
    return min(2 * min(high, clustered_tail(m - j, units, 1 - usual, alike)), 1.0)


def correlation_of(inflation: float, units: float) -> float:
    """Return the correlation of any two of so many units that inflates the variance so much."""
    return (inflation - 1) / (units - 1) if units > 1 else 0.0


def _pooled(cells: Sequence[tuple[float, float]], share: float) -> list[tuple[float, float]]:
    """Return the cells with those that are too rare as one, which joins another if it has to."""
    frequent = sorted(cell for cell in cells if sum(cell) * share >= _SMALLEST)
    rest = [cell for cell in cells if sum(cell) * share < _SMALLEST]
    together = (math.fsum(old for old, _ in rest), math.fsum(new for _, new in rest))
    if sum(together) * share >= _SMALLEST or not frequent:
        return [*frequent, together]
    smallest = frequent[0]
    return [*frequent[1:], (smallest[0] + together[0], smallest[1] + together[1])]


def holm(chances: Sequence[float]) -> list[float]:
    """Return the chances as they count in company, each at least as large as before."""
    adjusted, highest = [1.0] * len(chances), 0.0
    ranked = sorted(range(len(chances)), key=lambda place: (chances[place], place))
    for rank, place in enumerate(ranked):
        highest = max(highest, min(chances[place] * (len(chances) - rank), 1.0))
        adjusted[place] = highest
    return adjusted


def _two_sided(deviation: float) -> float:
    return math.erfc(abs(deviation) / math.sqrt(2))


def _chi_square(square: float, freedom: int) -> float:
    """Return the upper tail, by the cube root that Wilson and Hilferty found to be normal."""
    if freedom <= 0:
        return 1.0
    spread = 2 / (9 * freedom)
    deviation = (math.cbrt(max(square, _TINY) / freedom) - (1 - spread)) / math.sqrt(spread)
    return math.erfc(deviation / math.sqrt(2)) / 2
