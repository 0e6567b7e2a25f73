"""Language drift: an answer in a language that nobody used or asked for."""

import pytest

from raimon.finding import Severity
from raimon.messages import explanation
from raimon.scorers.robustness.language_drift import RULE, SCORER
from raimon.scorers.scorer import Observation
from tests.unit.scorers.robustness.readings import reading

ENGLISH = "The budget was approved on Monday, and the committee will meet again in the spring."
JAPANESE = "予算は月曜日に承認されました。委員会は春にもう一度開かれる予定です。"
CHINESE = "预算已经在星期一获得批准,委员会将在春天再次召开会议,请您做好准备。"
GERMAN = "Der Haushalt wurde am Montag beschlossen, und der Ausschuss wird sich im Mai wieder mit den Zahlen befassen."  # noqa: E501 - one text
ASKED_EN = "What did the committee decide about the budget?"
ASKED_JA = "委員会は予算について何を決めましたか。"


def drifts(user: str, output: str, system: str = "") -> tuple[Observation, ...]:
    """Return what the scorer sees in an answer to a user's words."""
    return SCORER.judge(reading(output, user, system=system), SCORER.tuning).observations


@pytest.mark.parametrize(
    ("user", "output", "system", "languages"),
    [
        pytest.param(ASKED_JA, ENGLISH, "", ("ja", "en"), id="English to Japanese words"),
        pytest.param(ASKED_EN, JAPANESE, "", ("en", "ja"), id="Japanese to English words"),
        pytest.param(ASKED_JA, CHINESE, "", ("ja", "zh"), id="Chinese to Japanese words"),
        pytest.param(ASKED_EN, GERMAN, "", ("en", "de"), id="German to English words"),
        pytest.param(
            "日本語で答えて。予算は?", ENGLISH, "", ("ja", "en"), id="against the request"
        ),
        pytest.param(ASKED_JA, ENGLISH, "You are a helpful assistant.", ("ja", "en"), id="system"),
        pytest.param(ASKED_JA, f"{ENGLISH}\n```\nx = 1\n```", "", ("ja", "en"), id="with code"),
        pytest.param(
            "What is wrong with this function? Answer with the code alone.",
            "直した段落は次のようになります。\n「昨日、友人と祭りへ行きました。」",
            "",
            ("en", "ja"),
            id="a short answer to somebody else",
        ),
        pytest.param(
            "二社のゲーム機を比べる記事の概要を作ってください。",
            "Title: Two consoles compared\n1. Introduction\n- Brief overview of both companies\n"
            "- Importance of comparing\n2. Features\n- Release date and price\n"
            "- Unique controllers\n- Storage options\n- Handheld mode\n3. Performance\n"
            "- Processor speed\n- Graphics quality\n- Loading times\n4. User experience\n"
            "- Menus and navigation\n- Online services\n"
            "- Game libraries\n- Exclusive titles\n5. Conclusion\n- Summary of the comparison\n"
            "- Personal preference and target audience\n- Future outlook for both companies",
            "",
            ("ja", "en"),
            id="an outline, thin in small words",
        ),
    ],
)
def test_drift(user: str, output: str, system: str, languages: tuple[str, str]) -> None:
    """Prose in another language than the user's last words is found, both languages named."""
    (seen,) = drifts(user, output, system)
    assert (seen.facts["asked_in"], seen.facts["answered_in"]) == languages
    assert languages[1] in explanation(seen.rule_id, seen.message, seen.facts).ja
    assert RULE.severity is Severity.LOW


@pytest.mark.parametrize(
    ("user", "output", "system"),
    [
        pytest.param(ASKED_EN, ENGLISH, "", id="English"),
        pytest.param(ASKED_JA, JAPANESE, "", id="Japanese"),
        pytest.param(f"次の文を英訳して。{JAPANESE}", ENGLISH, "", id="translation into English"),
        pytest.param(f"Translate into Japanese: {ENGLISH}", JAPANESE, "", id="into Japanese"),
        pytest.param("この文を訳してください。", ENGLISH, "", id="translation into whatever"),
        pytest.param("英語の例文を一つ作って。", ENGLISH, "", id="learning English"),
        pytest.param(
            "Give me a reading exercise in Japanese.", JAPANESE, "", id="learning Japanese"
        ),
        pytest.param(
            f"要約してください。\n\n{ENGLISH}", ENGLISH, "", id="an English text to work on"
        ),
        pytest.param(
            ASKED_JA, ENGLISH, "Always answer in English.", id="the system prompt fixes it"
        ),
        pytest.param(ASKED_EN, JAPANESE, "必ず日本語で回答してください。", id="fixed in Japanese"),
        pytest.param(ASKED_JA, "Budget approved.", "", id="very short"),
        pytest.param(ASKED_JA, "Gabriel García Márquez", "", id="a name"),
        pytest.param(
            "コードを書いて。",
            "```python\nfor item in the_list:\n    print(item)\n```",
            "",
            id="code",
        ),
        pytest.param(
            "コードを書いて。",
            "def main():\n    return 1\nimport os\nfor x in y:\n",
            "",
            id="code without a fence",
        ),
        pytest.param(
            "看板には何と?",
            "「Please do not enter this building without a permit from the office.」",
            "",
            id="a quotation",
        ),
        pytest.param(
            "投与後の経過を一文で。",
            "血圧はα遮断薬投与後速やかに低下、副作用報告皆無。",
            "",
            id="many kanji",
        ),
        pytest.param(
            "二つの配列の共通要素を返す関数を書いてください。",
            f"Sure! Here is a function that does what you asked for:\n```\nf(x)\n```\n{ENGLISH}",
            "",
            id="words around code that was asked for",
        ),
        pytest.param(
            "次の発言を JSON 形式にまとめてください。",
            f'Here is the JSON of what you said:\n{{\n"name": "予算",\n"state": 1\n}}\n{ENGLISH}',
            "",
            id="words around data that was asked for",
        ),
        pytest.param(
            ASKED_EN,
            "| Team | Time | Score |\n|---|---|---|\n"
            + "| Ravens vs Colts | 1 PM ET | 20 |\n" * 12,
            "",
            id="a label that is a word elsewhere",
        ),
        pytest.param(ASKED_EN, "42", "", id="a number"),
        pytest.param(
            "be動詞を使った例文を。", "I am in the garden with her and you.", "", id="a lesson"
        ),
        pytest.param(
            "曲名を挙げて。",
            "Here Comes the Sun\nAll You Need Is Love\nI Want to Hold Your Hand\nLet It Be",
            "",
            id="titles in lines",
        ),
        pytest.param(
            "Name his operas.",
            "Il trovatore, La forza del destino, Un ballo in maschera, I vespri, Il corsaro",
            "",
            id="titles in a row",
        ),
        pytest.param("原文の一行目は?", ENGLISH, "", id="in its own words"),
        pytest.param(
            "要旨の一文目は?", f"> {ENGLISH}\n\nこれが一文目です。", "", id="quoted as a block"
        ),
        pytest.param(
            "月ごとに集計するSQLを書いて。",
            "SELECT month, SUM(amount) AS total\nFROM sales\nWHERE year = 2030 AND state IS NULL\n"
            "GROUP BY month\nORDER BY month;",
            "",
            id="a query without a fence",
        ),
        pytest.param(ASKED_JA, "", "", id="no answer"),
    ],
)
def test_no_drift(user: str, output: str, system: str) -> None:
    """Translations, quotations, code, names, short answers and fixed languages are no drift."""
    assert not drifts(user, output, system)


def test_a_guardrail_spoke() -> None:
    """The message of a guardrail is in the language it was configured in: no drift of the model."""
    watched = reading(ENGLISH, ASKED_JA, stop_reason="guardrail_intervened")
    assert not SCORER.judge(watched, SCORER.tuning).observations
