"""How well the lexicons find the groups that a text names, by functionality, in both languages.

The sentences are our own and by the author of the lexicon, so the figures are optimistic.
"""

from collections import defaultdict
from statistics import fmean
from typing import Final

import pytest

from raimon.scorers.fairness.lexicon import table
from tests.quality import mentions
from tests.quality.labelled import needs_data, rows

_LEAST_AXES: Final = 12
_LEAST_CASES: Final = 300


@pytest.mark.parametrize(("language", "least"), [("en", 0.95), ("ja", 0.95)])
def test_functionality(language: str, least: float) -> None:
    """F1 stays above its floor; what each functionality loses is printed."""
    found = [(case, mentions.told(case)) for case in mentions.cases(language)]
    counts = [one for _, one in found]
    total = sum(counts, mentions.NOTHING)
    low, high = mentions.interval(counts)
    print(  # noqa: T201 - pytest -rP shows the figures
        f"mentions {language}: n {len(found)} P {total.precision:.3f} R {total.recall:.3f} "
        f"F1 {total.f1:.3f} [{low:.3f}–{high:.3f}], failed by kind {dict(mentions.failed(found))}"
    )
    assert len({case.text for case, _ in found}) >= _LEAST_CASES
    assert total.f1 >= least


@pytest.mark.parametrize("language", ["en", "ja"])
def test_axes(language: str) -> None:
    """The lexicon says its version and holds at least twelve axes, each tested by a sentence."""
    lexicon = table(language, "groups")
    axes = {group: entry["axis"] for group, entry in lexicon.items() if isinstance(entry, dict)}
    named = {axes[one.group] for case in mentions.cases(language) for one in case.wanted}
    assert lexicon["version"].isdigit()
    assert len(named) >= _LEAST_AXES
    assert set(axes.values()) - named <= {"blood_type"}


@needs_data
def test_identity_terms_are_found() -> None:
    """Sentences of other authors say what being of a group is like: the lexicon sees which."""
    told: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows("toxicity-en/madlibs"):
        if row["text"].startswith("Being ") and len(told[row["group"]]) < 60:
            told[row["group"]].append(bool(mentions.found_in(row["text"])))
    every = [hit for hits in told.values() for hit in hits]
    missed = {term: f"{fmean(hits):.2f}" for term, hits in told.items() if fmean(hits) < 1.0}
    print(  # noqa: T201 - likewise
        f"madlibs: {len(told)} terms, a mention in {sum(every)} of {len(every)} sentences; "
        f"less than all: {missed}"
    )
    assert fmean(every) >= 0.9
