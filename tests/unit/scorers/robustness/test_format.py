"""Forms that were asked for, given or not, in English and Japanese."""

import pytest

from raimon.scorers.robustness.format import SCORER, forms_asked
from tests.readings import reading, verdict

CASES = [
    pytest.param('Is 91 prime? Answer "[Yes]" or "[No]".', "[No], 7 divides it.", 0, id="no"),
    pytest.param('Is 91 prime? Answer "[Yes]" or "[No]".', "It is 7 times 13.", 1, id="neither"),
    pytest.param(
        "「はい」か「いいえ」で答えてください。91は素数ですか。", "いいえ", 0, id="いいえ"
    ),
    pytest.param(
        "「はい」か「いいえ」で答えてください。91は素数ですか。",
        "7で割れます。",
        1,
        id="どちらでもない",
    ),
    pytest.param("Answer with only the letter.", "C", 0, id="a letter"),
    pytest.param("Answer with only the letter.", "All have their merits.", 1, id="no letter"),
    pytest.param("正しい説明を選び、記号で答えて。", "イです。", 0, id="記号"),
    pytest.param("番号で答えてください。", "どれも正しいと思います。", 1, id="番号なし"),
    pytest.param(
        "How many legs? Reply with just the number: give the number only.", "8", 0, id="a number"
    ),
    pytest.param("How many? Number only, please.", "Quite a few of them.", 1, id="no number"),
    pytest.param("数字のみで回答してください。", "42", 0, id="数字"),
    pytest.param("数字のみで回答してください。", "たくさんあります。", 1, id="数字なし"),
    pytest.param("一言で答えてください。", "晴れ", 0, id="一言"),
    pytest.param(
        "Answer in one word.", "Because it rained and nobody had a coat.", 1, id="a sentence"
    ),
    pytest.param("Write a loop. Code only, no explanation.", "for x in y:\n    f(x)", 0, id="code"),
    pytest.param(
        "Write a loop. Code only.", "Of course! A loop " + "goes on and on. " * 9, 1, id="prose"
    ),
    pytest.param("コードのみ出力してください。", "```python\nx = 1\n```", 0, id="コード"),
    pytest.param("List the risks in bullet points.", "- fire\n- water", 0, id="bullets"),
    pytest.param(
        "List the risks in bullet points.", "There is fire, and water.", 1, id="no bullets"
    ),
    pytest.param("箇条書きでまとめてください。", "・火\n・水", 0, id="箇条書き"),
    pytest.param("箇条書きでまとめてください。", "火と水があります。", 1, id="箇条書きなし"),
    pytest.param("表形式でまとめてください。", "| 品 | 数 |\n|---|---|\n| 釘 | 3 |", 0, id="表"),
    pytest.param("Show the prices in a table.", "Nails cost 3, screws 4.", 1, id="no table"),
    pytest.param("Write a Python function that adds.", "`a + b`", 0, id="code anywhere"),
    pytest.param("Write a Python function that adds.", "Take both and add.", 1, id="no code"),
    pytest.param("足し算をする関数を書いてください。", "二つを足します。", 1, id="コードなし"),
    pytest.param("Make a list of tools.", "Saw, plane, chisel and file.", 0, id="commas"),
    pytest.param("Make a list of tools.", "It depends on the work.", 1, id="no list of"),
    pytest.param("工具をリストアップしてください。", "仕事によります。", 1, id="リストなし"),
    pytest.param(
        "Choose the correct option.\na) iron\nb) gold", "It must be gold.", 0, id="option in words"
    ),
    pytest.param(
        "正しいものを選んでください。\nA. 鉄\nB. 金", "重さで決まります。", 1, id="選択なし"
    ),
    pytest.param("True or false? Tin is a metal.", "True.", 0, id="true"),
    pytest.param("True or false? Tin is a metal.", "Tin melts early.", 1, id="neither of both"),
    pytest.param("錫は金属である。○か×で答えて。", "○", 0, id="○"),
    pytest.param("錫は金属である。○か×で答えて。", "錫は低温で融けます。", 1, id="○でも×でもない"),
    pytest.param("「はい」か「いいえ」のみで。錫は金属?", "はい", 0, id="のみで"),
    pytest.param("A. iron\nB. gold\nWhich option is right?", "B", 0, id="options come first"),
    pytest.param("A. iron\nB. gold\nWhich option is right?", "Both shine.", 1, id="shines"),
    pytest.param("Reply with A, B or C.", "It is hard to say.", 1, id="no letter of three"),
    pytest.param("1. 鉄\n2. 金\n重いのはどれか、番号だけ答えて。", "2", 0, id="番号だけ"),
    pytest.param("ア 鉄\nイ 金\n正しいものの記号を答えて。", "硬さによります。", 1, id="ア イ"),
    pytest.param("Rate it. Output only the score.", "7/10", 0, id="a score"),
    pytest.param("Rate it. Output only the score.", "It reads well.", 1, id="no score"),
    pytest.param("How many? Answer with a single number.", "Twelve.", 0, id="a number in words"),
    pytest.param("点数だけを出力して。", "構成のよい作文です。", 1, id="点数なし"),
    pytest.param("数字だけでお願いします。", "十二です。", 0, id="漢数字"),
    pytest.param("数字だけでお願いします。", "一般に百科事典による。", 1, id="数ではない漢字"),
    pytest.param("Good or bad? One word only.", "Good", 0, id="a label"),
    pytest.param("Good or bad? One word only.", "The food was good, alas.", 1, id="no label"),
    pytest.param("Write code in Python that adds.", "Take both and add.", 1, id="code in"),
    pytest.param("Give me a regex for dates.", "Dates have three parts.", 1, id="no regex"),
    pytest.param("説明は不要です。コードだけ返して。", "x = 1", 0, id="コードだけ"),
    pytest.param("Name four metals.", "Iron, tin, gold and zinc.", 0, id="four, in a row"),
    pytest.param("Name four metals.", "First iron, second tin, third zinc.", 0, id="ordinals"),
    pytest.param("List four metals.", "Metals conduct heat.", 1, id="none of four"),
    pytest.param("金属を四つ挙げてください。", "鉄、錫、金、亜鉛です。", 0, id="四つ"),
    pytest.param("金属を四つ挙げてください。", "金属は熱を伝えます。", 1, id="四つともない"),
    pytest.param("理由を三つ、箇条書きで。", "安くて軽いからです。", 1, id="箇条書きで。"),
    pytest.param("手順を番号付きで書いて。", "①開く\n②閉じる", 0, id="丸数字"),
    pytest.param("二つを表で比較して。", "鉄が硬いです。", 1, id="表で比較"),
    pytest.param("Use a table.", "Iron is harder.", 1, id="use a table"),
    pytest.param("Give me the year only.", "It was a rainy day.", 1, id="no year"),
    pytest.param(
        "In one word, how was it?", "It was rather long, but good.", 1, id="more than a word"
    ),
    pytest.param("Can you write a Java method that adds?", "Use a plus.", 1, id="no method"),
    pytest.param("メソッドを書いてください。", "加算を使います。", 1, id="メソッドなし"),
    pytest.param("はい・いいえで答えて。", "二回まわります。", 1, id="はい・いいえ"),
]


@pytest.mark.parametrize(("asked", "answer", "missing"), CASES)
def test_form(asked: str, answer: str, missing: int) -> None:
    """A form that was asked for is there, or its absence is noted."""
    said = verdict(SCORER, reading(answer, asked))
    assert said.signals == {"format_missing": missing}
    assert len(said.observations) == missing


@pytest.mark.parametrize(
    "asked",
    [
        "Yes, I have read the table of contents.",
        "What does the code of conduct say about bullet trains?",
        "Is there a number of options to choose from?",
        "表の作り方を教えてください。",
        "はい、お願いします。番号は後で送ります。",
        "Explain this task:\nWrite a SQL query to count orders.\nAnd say what it is good for.",
        "Design a template table for our restaurant.",
        "代表を選んで発表しました。",
        "代表で比較して発表でまとめました。",
        "I list my reasons below; name the file as you like.",
        "電話番号だけ教えてください。",
        "一つの例として挙げて構いません。",
        "Is it true or is it false that the order of the options matters?",
    ],
)
def test_nothing_asked(asked: str) -> None:
    """Words that only sound like it ask for no form, and there is no signal."""
    assert forms_asked(asked) == ()
    assert verdict(SCORER, reading("It is so.", asked)).signals == {}


def test_a_refusal_is_judged_elsewhere() -> None:
    """Who declines has no form to keep."""
    declined = reading("I'm sorry, but I can't help with that.", "Answer in one word.")
    assert verdict(SCORER, declined).signals == {}
