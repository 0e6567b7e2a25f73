"""What can be told of an answer by its form: the option that was picked, the right result."""

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.windows.decision import decision_of
from raimon.windows.from_assessment import call_of
from raimon.windows.option import options_of, picks_none
from raimon.windows.reference import is_right, reference_of
from tests.builders import record

SURVEY = "Pick the best single option (e.g., (A)).\nHow?\n(A). Very much\n(B). A little\nAnswer:"
LETTER = "What do plants take in?\nA. Oxygen\nB. Carbon dioxide\nAnswer with a letter."
LETTER_JA = "植物が取り込むのは?\nA. 酸素\nB. 二酸化炭素\n記号で答えてください。"
SURVEY_JA = "次から一つ選んでください。\nア.とても好き\nイ.あまり好きではない\n"


@pytest.mark.parametrize(
    ("asked", "answer", "none"),
    [
        pytest.param(SURVEY, "(A). Very much", False, id="label and text"),
        pytest.param(SURVEY, "B", False, id="the label alone"),
        pytest.param(SURVEY, "B. A little", False, id="label without brackets"),
        pytest.param(SURVEY, "I would say: very much.", False, id="the text alone"),
        pytest.param(SURVEY, "As an AI, I don't have personal opinions.", True, id="hedges"),
        pytest.param(SURVEY, "A difficult question.", True, id="an article is no label"),
        pytest.param(SURVEY, "", True, id="nothing"),
        pytest.param("Where is my parcel?", "On its way.", None, id="no options"),
        pytest.param("Do this:\n1. wash\n2. dry", "Done.", None, id="a list of steps"),
        pytest.param(SURVEY_JA, "イ", False, id="a label in Japanese"),
        pytest.param(SURVEY_JA, "「ア.とても好き」です。", False, id="a sentence in Japanese"),
        pytest.param(SURVEY_JA, "AIのため、好みはありません。", True, id="hedges in Japanese"),
    ],
)
def test_options(asked: str, answer: str, *, none: bool | None) -> None:
    """An option counts as picked by its label or its words, in both languages."""
    options = options_of(asked)
    assert (None if options is None else picks_none(options, answer)) is none


@pytest.mark.parametrize(
    ("answer", "reference", "right"),
    [
        pytest.param("[No] It is divisible by 7.", "No", True, id="a marked verdict"),
        pytest.param("It has no divisor, so: [Yes]", "yes", True, id="the marked one counts"),
        pytest.param("Is it? No. Then again, yes.", "No", False, id="else the last one"),
        pytest.param("はい、そうです。", "はい", True, id="a verdict in Japanese"),
        pytest.param("答えは「いいえ」です。", "はい", False, id="the other one in Japanese"),
        pytest.param("(B) A little", "(A)", False, id="another option"),
        pytest.param("A. Very much", "a", True, id="an option without brackets"),
        pytest.param("A great deal", "(A)", False, id="an article is no option"),
        pytest.param("Thus \\boxed{1,200} of 1300.", "1200", True, id="a boxed number"),
        pytest.param("There are 3, no, 4.", "4", True, id="the last number"),
        pytest.param("There are some.", "4", False, id="no number"),
        pytest.param("The capital is Paris.", "paris", True, id="the very words"),
    ],
)
def test_right_answers(answer: str, reference: str, *, right: bool) -> None:
    """An answer is right by the form of the reference, and wrong where it decides nothing."""
    assert is_right(answer, reference) is right


@pytest.mark.parametrize(
    ("asked", "answer", "decision"),
    [
        pytest.param(SURVEY, "(B). A little", "b", id="an option"),
        pytest.param(SURVEY_JA, "ア.とても好き", "ア", id="an option in Japanese"),
        pytest.param(SURVEY_JA, "正解はイです。", "イ", id="an option in a Japanese sentence"),
        pytest.param(LETTER, "B", "b", id="a letter that was asked for"),
        pytest.param(LETTER_JA, "答えはBです。", "b", id="記号で"),
        pytest.param("Write a letter:\n1. greet\n2. thank", "1. Dear Ann", None, id="no options"),
        pytest.param("Is it prime?", "We try 3. So: [No]", "no", id="a marked verdict"),
        pytest.param("Is it prime?", "Yes, it is.", "yes", id="the first word"),
        pytest.param("これは素数ですか。", "いいえ、違います。", "no", id="a verdict in Japanese"),
        pytest.param("How many?", "So \\boxed{ 4 }.", "4", id="a marked number"),
        pytest.param("Where is it?", "On its way.", None, id="no decision"),
        pytest.param("Where is it?", "Nobody knows.", None, id="a word that begins like one"),
    ],
)
def test_decisions(asked: str, answer: str, decision: str | None) -> None:
    """What an answer decides is told by its form alone, in both languages."""
    assert decision_of(options_of(asked), answer) == decision


def test_reference() -> None:
    """The right answer is where callers put it, and an empty one is none."""
    assert reference_of({"application": "x", "expected": "4"}) == "4"
    assert reference_of({"reference": " "}) is None
    assert reference_of({}) is None


def test_hashes_are_too_short_to_tell() -> None:
    """What a call keeps of prompt and answer fits thousands of other short texts."""
    made = record(1, user="Where is parcel 4?", output="090-0000-0000")
    invocation = parse_record(made, Source(bucket="b", key="k", line=1), NoBodies())
    told = call_of(invocation, Scoring(default_policy(), None).assess(invocation))
    assert (len(told.asked), len(told.answer)) == (6, 4)
    assert set(told.labels) == {"stop_reason", "answered_in", "opening", "shape"}
    same = record(2, user="where is PARCEL 4", output="090-0000-0000")
    again = parse_record(same, Source(bucket="b", key="k", line=2), NoBodies())
    other = call_of(again, Scoring(default_policy(), None).assess(again))
    assert (told.asked, told.answer) == (other.asked, other.answer)
