"""Versions of a model as profiles: made from rates, lengths and kinds, for tests of comparisons."""

import math
from collections import Counter
from collections.abc import Mapping
from random import Random

from raimon.windows.comparison import Side
from raimon.windows.profile import LENGTH, Profile, Prompts
from raimon.windows.sketch import bin_of
from tests.unit.windows.traffic import bad

USUAL: Mapping[str, float] = {
    "refusal_rate": 0.2, "error_rate": 0.01, "throttle_rate": 0.0, "empty_rate": 0.0,
    "truncation": 0.02, "format_missing": 0.02, "schema_invalid": 0.01, "language_drift": 0.0,
    "degeneration": 0.005, "code_fence": 0.3, "wrong_answer": 0.15,
}  # fmt: skip


def version(
    rng: Random,
    units: int,
    rates: Mapping[str, float] = USUAL,
    *,
    length: float = 400.0,
    clustering: float = 0.0,
) -> Side:
    """Return one side of a comparison; with clustering an hour of sixty shares its rates."""
    hours = [min(60, units - done) for done in range(0, units, 60)]
    profile = Profile(units=units)
    for name, rate in rates.items():
        count = sum(bad(n, rate, clustering if rate else 0.0, rng) for n in hours)
        profile.counts[name] = (units, float(count))
    lengths = (rng.lognormvariate(math.log(length), 0.5) for _ in range(units))
    profile.bins[LENGTH] = Counter(map(bin_of, lengths))
    profile.kinds["opening"] = Counter(
        rng.choices(("first", "second", "third"), (6, 3, 1), k=units)
    )
    profile.answers = Counter(f"answer-{rng.randrange(10**6)}" for _ in range(units))
    return Side(profile, Prompts())
