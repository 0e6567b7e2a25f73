"""Degeneration: adjacent repetition without anything new, in English and Japanese."""

import json

import pytest

from raimon.invocation import Segment
from raimon.messages import explanation
from raimon.scorers.robustness.degeneration import SCORER, TUNING, longest_loop
from raimon.scorers.scorer import Verdict
from tests.unit.scorers.robustness.readings import reading

CITIES = ["札幌", "仙台", "東京", "横浜", "名古屋", "京都", "大阪", "神戸", "広島", "福岡"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MOODS = ["so", "very", "really", "truly", "so", "really", "very", "truly"]
MINUTES = (
    "The committee met on Tuesday and discussed the budget in some detail. "
    "Members from every region took part, and nobody objected to the plan. "
)
GAINS = ("Improved efficiency", "Lower cost", "Better communication", "Happier customers")
KAIZEN = ("作業効率の改善", "費用の削減と平準化", "部門間の意思疎通の改善")
PAGE = " ".join(f"Article {n} of the plan says what office {n + 7} has to do." for n in range(20))

LOOPS = [
    pytest.param("The result is aaaa" + "a" * 400, id="a letter"),
    pytest.param("あ" * 200, id="a kana"),
    pytest.param("Great!" + "!" * 400, id="exclamation marks"),
    pytest.param("Sure! " + "ha" * 200, id="a syllable"),
    pytest.param("I think that " + "the answer is " * 40, id="words"),
    pytest.param("It is " + "the answer is The answer is " * 15, id="words in changing case"),
    pytest.param("Shopping:\n" + "- Buy milk\n" * 50, id="lines"),
    pytest.param("We start here. " + "I am not sure. " * 30, id="sentences"),
    pytest.param(MINUTES * 5, id="a paragraph"),
    pytest.param("".join(f"I am {w} happy today. " for w in MOODS * 5), id="near variants"),
    pytest.param("これは、" + "つまり、" * 60, id="Japanese words"),
    pytest.param("説明します。" + "以上です。" * 50, id="Japanese sentences"),
    pytest.param("その結果、売上が増えたと考えられます。" * 10, id="a longer Japanese sentence"),
    pytest.param(
        "".join(f"{w}嬉しいです。" for w in ["とても", "本当に", "すごく", "大変"] * 8),
        id="Japanese near variants",
    ),
    pytest.param(
        "当社は地域の皆様とともに歩み、安全で安心な暮らしを支えてまいります。" * 6,
        id="a Japanese paragraph",
    ),
    pytest.param("```python\nx = 1\nprint the " + "answer is " * 60, id="in code never closed"),
    pytest.param(MINUTES * 20 + "Kind regards, the office.", id="that ends well"),
    pytest.param("```python\n" + "import os\nimport sys\n" * 60 + "```", id="lines of code"),
    pytest.param("| to be done | to be confirmed |\n" * 70, id="rows of a table"),
    pytest.param('{"id": 0, "state": "ok", "zone": "north"},\n' * 60, id="objects"),
    pytest.param("".join(f"{n}. {GAINS[n % 4]}\n" for n in range(1, 61)), id="a list in a circle"),
    pytest.param("".join(f"{n}. {KAIZEN[n % 3]}\n" for n in range(1, 61)), id="一巡する一覧"),
    pytest.param((PAGE + "\n\n") * 4, id="pages"),
    pytest.param("Congratulations " + "😊" * 300, id="faces"),
    pytest.param("You paid 20 euros and " + "he paid and she paid and " * 30, id="after a number"),
]


def table(rows: int) -> str:
    """Return a report whose rows differ in nothing but their number."""
    head = "| item | state | remark | delta |\n|---|---|---|---|\n"
    return head + "".join(f"| line {i} | checked | no deviation | 0.0 |\n" for i in range(rows))


NO_LOOPS = [
    pytest.param(MINUTES, id="prose"),
    pytest.param(table(40), id="a table"),
    pytest.param("| a | b |\n|---|---|\n" + "| - | - |\n" * 60, id="an empty table"),
    pytest.param("\n".join(f"Line {i}: checked, closed" for i in range(50)), id="report rows"),
    pytest.param("\n".join(f"{i}号機:点検済み、異常なし。" for i in range(50)), id="点検報告"),
    pytest.param("\n".join(f"{i}. Open valve {i} and wait." for i in range(50)), id="a list"),
    pytest.param("\n".join(f"・{c}の天気は晴れ、風は弱いです。" for c in CITIES), id="天気"),
    pytest.param("\n".join(f"{d}: get up at 7, walk, work, rest." for d in DAYS), id="a week"),
    pytest.param(json.dumps([{"id": 0, "state": "ok"}] * 80), id="JSON"),
    pytest.param(
        json.dumps([{"id": n, "state": "ok"} for n in range(80)], indent=1), id="JSON in lines"
    ),
    pytest.param("a,b,c,d\n" + "x,y,z,w\n" * 80, id="CSV"),
    pytest.param(
        "".join(f"- name: web{n}\n  image: nginx\n  replicas: one\n" for n in range(30)), id="YAML"
    ),
    pytest.param("⭐⭐⭐⭐⭐ lovely\n⭐⭐⭐ dear\n⭐⭐⭐⭐ near the sea\n", id="stars"),
    pytest.param("🎉" * 20 + "\nHappy birthday, Ray!\n" + "🎂" * 20, id="rows of pictures"),
    pytest.param("🟩⬛🟩🟩⬛\n" * 20, id="a map of squares"),
    pytest.param("\n".join(f"{n}. Compliant" for n in range(1, 61)), id="verdicts of an audit"),
    pytest.param("| | | |\n" * 80, id="an empty table"),
    pytest.param("[0, 0, 0, 0, 0, 0, 0, 0],\n" * 30, id="a matrix"),
    pytest.param("```\n" + "    x = g(x)\n" * 80 + "```\nThat is all.", id="code"),
    pytest.param("def f(x):\n" + "    x = g(x)\n" * 80, id="code without a fence"),
    pytest.param("<ul>\n" + "<li>item</li>\n" * 60 + "</ul>", id="HTML"),
    pytest.param("+--------+\n|        |\n" * 40, id="a drawing"),
    pytest.param("  /\\_/\\  \n ( o.o ) \n  > ^ <  \n" * 15, id="ASCII cats"),
    pytest.param("Title\n" + "=" * 500 + "\nText", id="a rule"),
    pytest.param("a" + " " * 800 + "b", id="blanks"),
    pytest.param("\n".join(f"Chapter {i} ........ {i * 3}" for i in range(40)), id="contents"),
    pytest.param(
        "".join(
            f"16927 is not divisible by {n}. " for n in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31)
        ),
        id="a search for divisors",
    ),
    pytest.param(
        "\n".join(f"   - 15647 is not divisible by {n}." for n in range(3, 400, 4)),
        id="a search for divisors, line by line",
    ),
    pytest.param(
        "\n".join(f"The lamp was checked in room {n}." for n in range(2, 100, 2)),
        id="rooms at the end of lines",
    ),
    pytest.param("".join(f"Page {n} holds no errors at all. " for n in range(7)), id="few pages"),
    pytest.param(
        "\n".join(
            f"In {n} the company opened offices in several regions." for n in range(1990, 2015)
        ),
        id="years",
    ),
    pytest.param("はい、" * 5 + "分かりました。", id="a few words of agreement"),
    pytest.param("No, no, no, no! Not like that.", id="emphasis"),
    pytest.param("", id="empty"),
]


def judged(output: str, user: str = "Go on.") -> Verdict:
    """Return what the scorer says of an answer."""
    return SCORER.judge(reading(output, user), TUNING)


@pytest.mark.parametrize("text", LOOPS)
def test_a_loop_is_found(text: str) -> None:
    """A loop is found once, with its place and a signal of at least one half."""
    verdict = judged(text)
    (seen,) = verdict.observations
    assert verdict.signals["degeneration"] >= 0.5
    assert seen.location is not None
    assert seen.location.segment is Segment.OUTPUT
    assert 0 <= seen.location.start < seen.location.end <= len(text)
    assert str(seen.facts["looping"]) in explanation(seen.rule_id, seen.message, seen.facts).ja


@pytest.mark.parametrize("text", NO_LOOPS)
def test_no_loop(text: str) -> None:
    """What repeats by its nature, or brings something new each time, is no loop."""
    verdict = judged(text)
    assert verdict.signals.get("degeneration", 0.0) < 0.4
    assert not verdict.observations


@pytest.mark.parametrize(
    "user",
    ["Repeat the word hello for me.", "Write it 200 times.", "「好き」を50回書いて", "繰り返して"],
)
def test_who_asks_for_a_loop_gets_one(user: str) -> None:
    """A repetition that the user asked for is no fault."""
    assert judged("hello " * 200, user).signals == {"degeneration": 0.0}


def test_no_answer_no_signal() -> None:
    """A signal that doesn't apply is absent."""
    assert judged("").signals == {}


def test_place() -> None:
    """The location covers the loop, not the honest words before it."""
    loop = longest_loop(MINUTES + "the answer is " * 60)
    assert loop is not None
    assert loop.start > len(MINUTES) - 10
    assert loop.end > len(MINUTES) + 700


def test_tuning() -> None:
    """The width that makes a loop can be set higher."""
    strict = {**TUNING, "loop_width": 2000}
    assert not SCORER.judge(reading("the answer is " * 40, "Go on."), strict).observations
