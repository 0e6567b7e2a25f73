"""Floors for the refusal detector, in English and Japanese, on sentences labelled by hand."""

import json
from pathlib import Path

import pytest

from raimon.assessment import Outcome
from tests.unit.scorers.robustness.readings import reading

FOLDER = Path(__file__).parent


def labelled(language: str) -> list[tuple[Outcome, Outcome]]:
    """Return what each answer is and what it was taken for."""
    lines = (FOLDER / f"refusals_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [
        (Outcome(case["label"]), reading(case["said"], case["asked"]).outcome) for case in cases
    ]


def f1(pairs: list[tuple[Outcome, Outcome]], what: Outcome) -> float:
    """Return the F1 score of one outcome against the others."""
    right = sum(truth == taken == what for truth, taken in pairs)
    wrong = sum((truth == what) != (taken == what) for truth, taken in pairs)
    return 2 * right / (2 * right + wrong)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_refusals(language: str) -> None:
    """Full refusals reach an F1 score of .95, answers too, partial refusals .80."""
    pairs = labelled(language)
    assert len(pairs) >= 60
    assert f1(pairs, Outcome.REFUSED) >= 0.95
    assert f1(pairs, Outcome.ANSWERED) >= 0.95
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.80


@pytest.mark.parametrize("language", ["en", "ja"])
def test_answers_are_left_alone(language: str) -> None:
    """At most one in thirty real answers is taken for a refusal."""
    taken = [taken for truth, taken in labelled(language) if truth is Outcome.ANSWERED]
    assert sum(outcome is not Outcome.ANSWERED for outcome in taken) <= len(taken) / 30


def test_refusals_written_afterwards() -> None:
    """On Japanese answers written after the patterns, which never saw them, F1 is .90 or more."""
    pairs = labelled("ja_unseen")
    figures = {what.value: f1(pairs, what) for what in (Outcome.REFUSED, Outcome.ANSWERED)}
    print("refusals, ja, unseen:", figures, "n", len(pairs))  # noqa: T201 - pytest -s shows the figures
    assert min(figures.values()) >= 0.90
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.75
