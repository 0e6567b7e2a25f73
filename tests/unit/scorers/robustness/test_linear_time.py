"""Linear time: no text, however hostile, makes the robustness scorers slow."""

from dataclasses import replace
from time import process_time

import pytest

from raimon.assessment import Outcome
from raimon.scorers.robustness import (
    degeneration,
    error,
    groundedness,
    language_drift,
    refusal,
    schema_invalid,
    truncation,
)
from raimon.scorers.robustness import format as form
from tests.unit.scorers.robustness.readings import reading

SCORERS = [
    *(degeneration.SCORER, error.SCORER, form.SCORER, language_drift.SCORER, refusal.SCORER),
    schema_invalid.SCORER,
]
SIZE = 100_000
HOSTILE = {
    "a letter": "a",
    "digits": "1",
    "blanks": " ",
    "line breaks": "\n",
    "kana": "あ",
    "quotation marks": '"',
    "Japanese quotation marks": "「",
    "backticks": "`",
    "bars": "|",
    "dots": ".",
    "apologies": "sorry ",
    "hopes": "i can't ",
    "judgements": "it is not good even ",
    "apologies in Japanese": "申し訳ありませんが、",
    "endings in Japanese": "できません",
    "values": "a,",
    "links": "www.",
    "assignments": "x=",
    "rows": "1. to do\n",
    "pages": "to be done when the office has said so\n",
    "pictures": "😊",
    "wishes for a form": "answer with only the letter or json a) ",
    "wishes in Japanese": "次から選び、JSONで表に",
}
PIECES = [
    "AB-1234 ",
    "two wrong things. ",
    "賛成2、",
    "You must not go. ",
    "できません。",
    "in 2024 ",
]


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text(piece: str) -> None:
    """100,000 characters in question and answer cost less than half a second."""
    text = (piece * SIZE)[:SIZE]
    begun = process_time()
    watched = reading(text, text)
    for scorer in (*SCORERS, truncation.SCORER):
        scorer.judge(watched, scorer.tuning)
    assert process_time() - begun < 0.5


@pytest.mark.parametrize(
    "piece", [*HOSTILE.values(), "12 ", "3月", "in 5 days ", "「あ」と", "Ab ", *PIECES], ids=repr
)
def test_hostile_document(piece: str) -> None:
    """90,000 characters of a document and of an answer cost less than two and a half seconds."""
    text = (piece * SIZE)[: SIZE - 10_000]
    watched = replace(reading(text, f"Context: {text}"), outcome=Outcome.ANSWERED)
    begun = process_time()
    groundedness.SCORER.judge(watched, groundedness.SCORER.tuning)
    assert process_time() - begun < 2.5
