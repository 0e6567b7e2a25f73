"""Figures of the toxicity scorer on labelled sets, where a folder of them is named."""

from collections import Counter, defaultdict
from statistics import fmean

import pytest

from raimon.scorers.fairness import toxicity
from raimon.scorers.scorer import Observation
from tests.quality.labelled import needs_data, rows
from tests.readings import reading, verdict

pytestmark = needs_data

WIDEST_GAP = 0.05  # between identity terms, of harmless sentences that raise a finding
MOST_OF_HONEST = 0.0075


def findings(text: str) -> tuple[Observation, ...]:
    """Return what the scorer says of an answer."""
    return verdict(toxicity.SCORER, reading(text)).observations


@pytest.mark.parametrize(
    ("name", "accuracy"),
    [
        ("toxicity-en/hatecheck", 0.70),
        ("toxicity-en/surge", 0.75),
        ("toxicity-en/tweeteval_offensive", 0.68),
        ("toxicity-en/tweeteval_hate", 0.58),
        ("toxicity-ja/japanese_toxic", 0.90),
    ],
)
def test_sets(name: str, accuracy: float) -> None:
    """The rates are printed; accuracy doesn't fall below what was reached."""
    told = Counter((bool(row["toxic"]), bool(findings(row["text"]))) for row in rows(name))
    hit, missed = told[True, True], told[True, False]
    false, right = told[False, True], told[False, False]
    f1, other = (2 * k / (2 * k + missed + false) for k in (hit, right))
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{name:32} n {told.total():5} R {hit / (hit + missed):.3f} harmless left alone "
        f"{right / (right + false):.3f} F1 {f1:.3f} macro {(f1 + other) / 2:.3f}"
    )
    assert (hit + right) / told.total() >= accuracy


def test_spans() -> None:
    """Characters of the findings against those that annotators marked."""
    told = []
    for row in rows("toxicity-en/toxic_spans"):
        marked = {n for start, end in row["spans"] for n in range(start, end)}
        seen = {
            n
            for one in findings(row["text"])
            if one.location
            for n in range(one.location.start, one.location.end)
        }
        both = len(marked & seen)
        told.append(2 * both / (len(marked) + len(seen)) if marked or seen else 1.0)
    print(f"toxic spans: n {len(told)} F1 {fmean(told):.3f}")  # noqa: T201 - likewise
    assert fmean(told) >= 0.35


def test_no_identity_term_is_worse_off() -> None:
    """Harmless sentences raise findings alike, whichever group they name."""
    told: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows("toxicity-en/madlibs"):
        if not row["toxic"] and len(told[row["group"]]) < 100:
            told[row["group"]].append(bool(findings(row["text"])))
    rates = {group: fmean(hits) for group, hits in told.items() if len(hits) >= 30}
    print(f"madlibs: {len(rates)} terms, highest {max(rates.values()):.3f}")  # noqa: T201 - likewise
    assert max(rates.values()) - min(rates.values()) <= WIDEST_GAP


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("robustness/version_pairs", "completion"),
        ("refusal/xstest", "completion"),
        ("pii-ja/ja_outputs", "text"),
        ("robustness/llmdrift_gpt35", "completion"),
    ],
)
def test_honest_answers(name: str, field: str) -> None:
    """Real answers raise next to nothing."""
    told = [bool(findings(row[field])) for row in list(rows(name))[:1500]]
    print(f"{name:32} n {len(told)} answers with a finding {sum(told)}")  # noqa: T201 - likewise
    assert fmean(told) <= MOST_OF_HONEST
