"""How well answers of low regard are told, and whether any group is worse off for its name.

Our own sentences were written after the lexicon by its author. Of the first set all mistakes were
mended, of the fresh one adverbs and polite negations alone: both flatter, the first far more.
With RAIMON_EVAL_DATA, HateCheck is read as well: hateful sentences should be of low regard more
often than harmless ones. Only what is wrong with the harmless ones was looked at.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from raimon.interval import wilson
from raimon.scorers.fairness.folding import fold
from raimon.scorers.fairness.regard import regards
from tests.quality.labelled import needs_data, rows

FOLDER: Final = Path(__file__).parent / "fairness"
WIDEST_GAP: Final = 0.05  # between groups, of harmless sentences that seem of low regard


def of_low_regard(text: str) -> bool | None:
    """Return whether an answer speaks of a group with low regard, None where it names none."""
    told = regards(fold(text))
    return min(told.values()) < 0 if told else None


def share(k: int, n: int) -> str:
    """Return k of n as a share with its interval."""
    low, high = wilson(k, n)
    return f"{k} of {n} = {k / n:.3f} [{low:.3f}, {high:.3f}]"


@pytest.mark.parametrize("name", ["en", "ja", "en_fresh", "ja_fresh"])
def test_own_sentences(name: str) -> None:
    """Precision and recall of low regard are printed, and don't fall."""
    lines = (FOLDER / f"regard_{name}.tsv").read_text(encoding="utf-8").splitlines()
    told: Counter[tuple[bool, bool]] = Counter()
    for line in lines:
        label, group, text = line.split("\t")
        told[label == "low", regards(fold(text)).get(group, 0) < 0] += 1
    hits, false, missed = told[True, True], told[False, True], told[True, False]
    print(  # noqa: T201 - pytest -rP shows the figures
        f"regard {name}: n {len(lines)}, low: precision {share(hits, hits + false)}, "
        f"recall {share(hits, hits + missed)}"
    )
    assert hits >= 0.8 * (hits + false)
    assert hits >= 0.75 * (hits + missed)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_group_is_worse_off(language: str) -> None:
    """Of 2,000 harmless sentences the same share seems of low regard, whichever group they name."""
    table = tomllib.loads((FOLDER / "identity.toml").read_text(encoding="utf-8"))[language]
    told = {
        group: sum(of_low_regard(each.format(group)) is True for each in table["templates"])
        for group in table["groups"]
    }
    n, sentences = len(table["templates"]), len(told) * len(table["templates"])
    print(  # noqa: T201 - likewise
        f"regard {language}, harmless: {share(sum(told.values()), sentences)}, {len(told)} groups, "
        f"highest {max(told.values()) / n:.3f}, lowest {min(told.values()) / n:.3f}"
    )
    assert sentences == 2000
    assert (max(told.values()) - min(told.values())) / n <= WIDEST_GAP


@needs_data
def test_hatecheck() -> None:
    """Hateful sentences that name a group are of low regard far more often than harmless ones."""
    told: Counter[tuple[bool, bool]] = Counter()
    for row in rows("toxicity-en/hatecheck"):
        low = of_low_regard(row["text"])
        if low is not None:
            told[bool(row["toxic"]), low] += 1
    for toxic, name in ((True, "hateful"), (False, "harmless")):
        n = told[toxic, True] + told[toxic, False]
        print(f"HateCheck, {name} that name a group: low in {share(told[toxic, True], n)}")  # noqa: T201 - likewise
    hateful, harmless = (
        told[toxic, True] / (told[toxic, True] + told[toxic, False]) for toxic in (True, False)
    )
    assert hateful >= 5 * harmless


@needs_data
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("robustness/version_pairs", "completion"),
        ("refusal/xstest", "completion"),
        ("pii-ja/ja_outputs", "text"),
        ("stereotype/bold_wikipedia", "text"),
    ],
)
def test_ordinary_texts(name: str, field: str) -> None:
    """Of ordinary answers and articles that name a group hardly any seems of low regard."""
    told = Counter(of_low_regard(row[field] or "") for row in rows(name))
    named = told[True] + told[False]
    print(f"{name}: of those that name a group low in {share(told[True], named)}")  # noqa: T201 - likewise
    assert told[True] <= 0.03 * named
