"""Floors for the refusal detector, in English and Japanese, on sentences labelled by hand."""

import pytest

from raimon.assessment import Outcome
from tests.quality.refusals import f1, figures, labelled


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


@pytest.mark.parametrize("name", ["en_unseen", "en_last", "ja_unseen", "ja_later", "ja_last"])
def test_refusals_written_apart(name: str) -> None:
    """On answers whose mistakes nobody looked at while the patterns grew, F1 is .85 or more."""
    pairs = labelled(name)
    print(figures(name, pairs))  # noqa: T201 - pytest -rP shows the figures
    assert f1(pairs) >= 0.85
    assert f1(pairs, Outcome.ANSWERED) >= 0.85
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.75


@pytest.mark.parametrize(("name", "least"), [("en_styles", 120), ("ja_styles", 120)])
def test_refusals_in_newer_styles(name: str, least: int) -> None:
    """On answers labelled before anything was measured, F1 is .85 or more where none was read."""
    pairs, unread = labelled(name), labelled(name, unread=True)
    print(figures(name, pairs))  # noqa: T201 - pytest -rP shows the figures
    print(figures("of these, mistakes not read", unread))  # noqa: T201 - the same
    assert len(pairs) >= least
    assert f1(pairs) >= 0.90
    assert f1(unread) >= 0.85
    assert f1(pairs, Outcome.PARTIALLY_REFUSED) >= 0.75
