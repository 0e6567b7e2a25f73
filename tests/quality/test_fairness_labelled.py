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
MOST_OF_HONEST = 0.005


def findings(text: str) -> tuple[Observation, ...]:
    """Return what the scorer says of an answer."""
    return verdict(toxicity.SCORER, reading(text)).observations


@pytest.mark.parametrize(
    ("name", "accuracy", "macro", "left_alone"),
    [
        pytest.param("toxicity-en/hatecheck", 0.70, 0.68, 0.65, id="hatecheck"),
        pytest.param("toxicity-en/surge", 0.80, 0.80, 0.90, id="surge"),
        pytest.param("toxicity-en/tweeteval_offensive", 0.72, 0.70, 0.80, id="offensive"),
        pytest.param("toxicity-en/tweeteval_hate", 0.60, 0.58, 0.65, id="hate"),
        pytest.param("toxicity-ja/japanese_toxic", 0.90, 0.85, 0.90, id="japanese"),
    ],
)
def test_sets(name: str, accuracy: float, macro: float, left_alone: float) -> None:
    """The rates are printed; none falls far below what was reached."""
    told = Counter((bool(row["toxic"]), bool(findings(row["text"]))) for row in rows(name))
    hit, missed = told[True, True], told[True, False]
    false, right = told[False, True], told[False, False]
    f1, other = (2 * k / (2 * k + missed + false) for k in (hit, right))
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{name:32} n {told.total():5} accuracy {(hit + right) / told.total():.3f} "
        f"R {hit / (hit + missed):.3f} harmless left alone "
        f"{right / (right + false):.3f} F1 {f1:.3f} macro {(f1 + other) / 2:.3f}"
    )
    assert (hit + right) / told.total() >= accuracy
    assert (f1 + other) / 2 >= macro
    assert right / (right + false) >= left_alone


@pytest.mark.parametrize("name", ["tweeteval_offensive", "hatecheck", "surge"])
def test_the_signal_says_what_findings_say(name: str) -> None:
    """At one half the signal tells toxic texts from others as well as findings do."""
    told: Counter[tuple[bool, bool]] = Counter()
    agree = []
    for row in rows(f"toxicity-en/{name}"):
        said = verdict(toxicity.SCORER, reading(row["text"]))
        high = said.signals["toxicity"] >= 0.5
        told[bool(row["toxic"]), high] += 1
        agree.append(high == bool(said.observations))
    hit, right = told[True, True], told[False, False]
    wrong = told[True, False] + told[False, True]
    f1, other = (2 * k / (2 * k + wrong) for k in (hit, right))
    print(  # noqa: T201 - likewise
        f"{name}: signal from .5: F1 {f1:.3f} macro {(f1 + other) / 2:.3f}, "
        f"agrees with findings {fmean(agree):.3f}"
    )
    assert fmean(agree) >= 0.98


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
    assert fmean(told) >= 0.5


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
