"""The shape of an answer and the class of its opening, in English and Japanese."""

import json

import pytest

from raimon.scorers.evidence import TokenKey
from raimon.scorers.robustness.answer_shape import (
    BUCKETS,
    Shape,
    begins_with_option,
    has_code_fence,
    opening_of,
    shape_of,
)

KEY = TokenKey(b"a key for these tests only")
CODE = "def f(x):\n    y = g(x)\n    return y + 1"
PROSE = "The valve was replaced in May. Since then nobody has reported a leak."

SHAPES = [
    pytest.param("", Shape.EMPTY, id="empty"),
    pytest.param(" \n\t", Shape.EMPTY, id="blanks"),
    pytest.param(f"```python\n{CODE}\n```", Shape.CODE_FENCED, id="fenced"),
    pytest.param(f"```python\n{CODE}", Shape.CODE_FENCED, id="a fence never closed"),
    pytest.param(
        f"Here it is:\n```python\n{CODE}\n```", Shape.CODE_FENCED, id="fenced, introduced"
    ),
    pytest.param(CODE, Shape.CODE, id="bare Python"),
    pytest.param(
        "class A(object):\n    def f(self):\n        # so\n        return 1", Shape.CODE, id="class"
    ),
    pytest.param("int main() {\n  return 0;\n}", Shape.CODE, id="bare C"),
    pytest.param("SELECT a\nFROM t\nWHERE b = 1;", Shape.CODE, id="bare SQL"),
    pytest.param('{"a": 1}', Shape.JSON, id="an object"),
    pytest.param('```json\n[{"a": 1}]\n```', Shape.JSON, id="a fenced array"),
    pytest.param(json.dumps([{"id": n} for n in range(900)]), Shape.JSON, id="long data"),
    pytest.param("[Yes]", Shape.OPTION, id="yes in brackets"),
    pytest.param("- a\n- b\n- c", Shape.LIST, id="bullets"),
    pytest.param("手順は次のとおりです。\n1. 開く\n2. 閉じる\n3. 待つ", Shape.LIST, id="番号付き"),
    pytest.param("・東京\n・大阪", Shape.LIST, id="中黒"),
    pytest.param("| a | b |\n|---|---|\n| 1 | 2 |", Shape.TABLE, id="a table"),
    pytest.param("品名\t数量\t価格\nねじ\t3\t40", Shape.TABLE, id="tabs"),
    pytest.param("(A) Very optimistic", Shape.OPTION, id="a letter"),
    pytest.param("B. The second one.", Shape.OPTION, id="a letter and a full stop"),
    pytest.param("Yes.", Shape.OPTION, id="yes"),
    pytest.param("**No**", Shape.OPTION, id="no, in bold"),
    pytest.param("はい", Shape.OPTION, id="はい"),
    pytest.param("いいえ、違います。", Shape.OPTION, id="いいえ"),
    pytest.param("正解は「C」です。", Shape.OPTION, id="正解はC"),
    pytest.param("選択肢：３です。", Shape.OPTION, id="選択肢3"),
    pytest.param("42", Shape.NUMBER, id="a number"),
    pytest.param("約1,200円です。", Shape.NUMBER, id="円"),
    pytest.param("３．５％", Shape.NUMBER, id="full width"),
    pytest.param("Approximately 12.5 kg.", Shape.NUMBER, id="with a unit"),
    pytest.param(PROSE, Shape.PROSE, id="prose"),
    pytest.param("宗谷岬(北海道)、佐多岬(鹿児島県)", Shape.PROSE, id="brackets"),
    pytest.param(
        "はい、日本には数多くの火山があり、" + "そのうち三つは今も活動しています。" * 2,
        Shape.PROSE,
        id="はい、と続く",
    ),
    pytest.param("A long time ago there was a king.", Shape.PROSE, id="the article A"),
    pytest.param(
        "No one knows why the bridge fell, although three commissions looked into it.",
        Shape.PROSE,
        id="no one",
    ),
    pytest.param("I have a dog.", Shape.PROSE, id="I"),
]


@pytest.mark.parametrize(("text", "shape"), SHAPES)
def test_shape(text: str, shape: Shape) -> None:
    """An answer is what most of it is; what is none of the forms is prose."""
    assert shape_of(text) is shape


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        pytest.param("```python\nx", "code_fenced", id="a fence"),
        pytest.param('{"a": 1}', "json", id="data"),
        pytest.param("[No] \n\nExplanation: \n\nTo tell whether", "option", id="no, then reasons"),
        pytest.param("はい、そのとおりです。", "option", id="はい"),
        pytest.param("1. Open", "list", id="a list"),
        pytest.param("  ", "empty", id="nothing"),
    ],
)
def test_opening_that_is_a_form(text: str, opening: str) -> None:
    """An opening that is a form has a name of its own."""
    assert opening_of(text, KEY) == opening


@pytest.mark.parametrize("text", ["To tell whether", "Bonjour", "東京は晴れです", "🙂 hello"])
def test_opening_is_a_bucket(text: str) -> None:
    """Any other opening is one of a few buckets, from which no word can be told."""
    opening = opening_of(text, KEY)
    assert opening[0] == "w"
    assert 0 <= int(opening[1:]) < BUCKETS
    assert opening == opening_of(f" {text.upper()} and more", KEY)


def test_openings_differ() -> None:
    """Openings that people tell apart fall into different buckets more often than not."""
    words = ["To", "First", "Sure", "I", "The", "According", "It", "We", "まず", "ご質問", "承知"]
    assert len({opening_of(f"{word}, so it is.", KEY) for word in words}) >= len(words) - 2


def test_buckets_are_keyed() -> None:
    """Which words share a bucket only the key tells: under another one most fall elsewhere."""
    words = ["To", "First", "Sure", "I", "The", "According", "It", "We", "まず", "ご質問", "承知"]
    other = TokenKey(b"another key, likewise")
    moved = [opening_of(word, KEY) != opening_of(word, other) for word in words]
    assert sum(moved) >= len(words) - 2


def test_fence_and_option_of_an_answer() -> None:
    """Fences and options are told whatever follows."""
    assert has_code_fence("Text\n```\nx\n```")
    assert not has_code_fence("`x` is a name")
    assert begins_with_option("[Yes], because it has no divisor")
    assert not begins_with_option("Because it has no divisor: [Yes]")


@pytest.mark.parametrize("text", ["`" * 9000, "[" * 9000, "- " * 9000, "あ" * 9000, "a\n" * 9000])
def test_odd_answers(text: str) -> None:
    """Whatever an answer is made of, it has a shape and an opening."""
    assert shape_of(text) in set(Shape)
    assert opening_of(text, KEY)
