"""Versions of a model as profiles: made from rates, lengths and kinds, for tests of comparisons."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from raimon.windows.clustering import Alikeness, Clusters
from raimon.windows.comparison import Side
from raimon.windows.profile import LENGTH, Profile, Prompts
from raimon.windows.sketch import bin_of
from tests.unit.windows.traffic import bad

USUAL: Mapping[str, float] = {
    "refusal_rate": 0.2, "error_rate": 0.01, "throttle_rate": 0.0, "empty_rate": 0.0,
    "truncation": 0.02, "format_missing": 0.02, "schema_invalid": 0.01, "language_drift": 0.0,
    "degeneration": 0.005, "code_fence": 0.3, "wrong_answer": 0.15,
}  # fmt: skip


_LENGTHS: Final = [bin_of(math.exp(0.5 * z / 10)) - bin_of(1.0) for z in range(-30, 31)]
_WEIGHTS: Final = [math.exp(-((z / 10) ** 2) / 2) for z in range(-30, 31)]


def version(
    rng: Random,
    units: int,
    rates: Mapping[str, float] = USUAL,
    *,
    length: float = 400.0,
    clustering: float = 0.0,
) -> Side:
    """Return one side of a comparison; with clustering an hour of sixty shares its rates."""
    stretches = [min(60, units - done) for done in range(0, units, 60)]
    profile = Profile(units=units)
    for name, rate in rates.items():
        found = [(n, bad(n, rate, clustering if rate else 0.0, rng)) for n in stretches]
        profile.counts[name] = (units, float(sum(k for _, k in found)))
        profile.alike[name] = Alikeness(clusters(found), Clusters())
    middle = bin_of(length)
    profile.bins[LENGTH] = Counter(
        middle + shift for shift in rng.choices(_LENGTHS, _WEIGHTS, k=units)
    )
    profile.kinds["opening"] = Counter(
        rng.choices(("first", "second", "third"), (6, 3, 1), k=units)
    )
    profile.answers = Counter({f"answer-{n}": 1 for n in range(units)})
    return Side(profile, Prompts())


def quiet(side: Side) -> Side:
    """Return the side as if its hours were days, and each of its units had an hour of its own."""
    for name, (n, k) in side.profile.counts.items():
        single = Clusters(n, n, n, k, k, k)
        side.profile.alike[name] = Alikeness(single, side.profile.alike[name].hours)
    return side


def clusters(found: Sequence[tuple[int, int]]) -> Clusters:
    """Return stretches of so many units each, of which so many are bad."""
    return Clusters(
        number=len(found),
        units=sum(n for n, _ in found),
        sizes=float(sum(n * n for n, _ in found)),
        count=float(sum(k for _, k in found)),
        squares=float(sum(k for _, k in found)),
        between=sum(k * k / n for n, k in found),
    )
