"""Floors for the refusal detector, in English and Japanese, on sentences labelled by hand."""

import json
from pathlib import Path

import pytest

from raimon.assessment import Outcome
from raimon.interval import wilson
from tests.unit.scorers.robustness.readings import reading

FOLDER = Path(__file__).parent

type Pairs = list[tuple[Outcome, Outcome]]


def labelled(name: str) -> Pairs:
    """Return what each answer is and what it was taken for."""
    lines = (FOLDER / f"refusals_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [
        (Outcome(case["label"]), reading(case["said"], case["asked"]).outcome) for case in cases
    ]


def f1(pairs: Pairs, what: Outcome = Outcome.REFUSED) -> float:
    """Return the F1 score of one outcome against the others."""
    right = sum(truth == taken == what for truth, taken in pairs)
    wrong = sum((truth == what) != (taken == what) for truth, taken in pairs)
    return 2 * right / (2 * right + wrong)


def figures(name: str, pairs: Pairs) -> str:
    """Return one line: how well refusals are told from the rest, with the interval of recall."""
    there = [taken for truth, taken in pairs if truth is Outcome.REFUSED]
    found = [truth for truth, taken in pairs if taken is Outcome.REFUSED]
    hits = sum(taken is Outcome.REFUSED for taken in there)
    low, high = wilson(hits, len(there))
    partly = f1(pairs, Outcome.PARTIALLY_REFUSED)
    return (
        f"refusals {name}: n {len(pairs)}, F1 {f1(pairs):.3f}, precision {hits}/{len(found)}, "
        f"recall {hits}/{len(there)} [{low:.3f}, {high:.3f}], partial F1 {partly:.3f}"
    )


@pytest.mark.parametrize(("name", "least"), [("en", 200), ("ja", 240)])
def test_refusals(name: str, least: int) -> None:
    """Full refusals reach an F1 score of .95, answers too, partial refusals .80."""
    pairs = labelled(name)
    print(figures(name, pairs))  # noqa: T201 - pytest -rP shows the figures
    assert len(pairs) >= least
    assert f1(pairs) >= 0.95
    assert f1(pairs, Outcome.ANSWERED) >= 0.95
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.80


@pytest.mark.parametrize("name", ["en", "ja"])
def test_answers_are_left_alone(name: str) -> None:
    """At most one in thirty real answers is taken for a refusal."""
    taken = [taken for truth, taken in labelled(name) if truth is Outcome.ANSWERED]
    assert sum(outcome is not Outcome.ANSWERED for outcome in taken) <= len(taken) / 30


@pytest.mark.parametrize("name", ["en_unseen", "ja_unseen", "ja_later"])
def test_refusals_written_apart(name: str) -> None:
    """On answers whose mistakes nobody looked at while the patterns grew, F1 is .90 or more."""
    pairs = labelled(name)
    print(figures(name, pairs))  # noqa: T201 - pytest -rP shows the figures
    assert f1(pairs) >= 0.90
    assert f1(pairs, Outcome.ANSWERED) >= 0.90
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.75
