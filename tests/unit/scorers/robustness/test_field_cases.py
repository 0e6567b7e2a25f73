"""What went wrong with other monitors in the field, from the record to the assessment."""

from typing import Any

import pytest

from raimon.assessment import Assessment
from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.registry import SCORERS
from raimon.scorers.scoring import Scoring
from tests.builders import record

SCORING = Scoring(
    default_policy(),
    TokenKey(b"a key for these tests only"),
    tuple(scorer for scorer in SCORERS if scorer.name.startswith("robustness.")),
)


def assessed(made: dict[str, Any]) -> Assessment:
    """Return what the scorers of robustness make of a record."""
    source = Source(bucket="logs", key="field.json.gz", line=1)
    return SCORING.assess(parse_record(made, source, NoBodies()))


def answered(output: str, user: str = "Please help me with this.") -> Assessment:
    """Return what they make of an answer."""
    return assessed(record(1, user=user, output=output))


def rules(assessment: Assessment) -> set[str]:
    """Return the rules that found something."""
    return {finding.rule_id for finding in assessment.findings}


@pytest.mark.parametrize(
    "output",
    [
        pytest.param(
            "I'm sorry to hear the mixer stopped. \"We can't repair this,\" the shop may say, "
            "so take the receipt along. Without the model number I can't tell which belt it needs, "
            "but these are the usual causes: a worn belt, a loose pulley and a dry bearing. Open "
            "the lid first and turn the pulley by hand.",
            id="English",
        ),
        pytest.param(
            "またミキサーが止まったとのこと、申し訳ございません。店では「修理できません」と"
            "言われるかもしれませんので、保証書をお持ちください。型番がないとベルトの種類は特定できませんが、"
            "多くはベルトの摩耗、滑車の緩み、軸受けの油切れです。まず蓋を開けて滑車を手で回してください。",
            id="Japanese",
        ),
    ],
)
def test_an_apology_a_quotation_and_a_limit_begin_an_answer(output: str) -> None:
    """Empathy, somebody else's refusal and a stated limit are each the start of a real answer."""
    found = answered(output)
    assert found.outcome == "answered"
    assert found.signals["refusal"] < 0.5


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        pytest.param(
            {"type": "message", "role": "assistant", "content": [], "stop_reason": "refusal"},
            "InvokeModel",
            id="Anthropic, an empty list",
        ),
        pytest.param(
            {
                "output": {"message": {"role": "assistant", "content": []}},
                "stopReason": "refusal",
            },
            "Converse",
            id="Converse, an empty list",
        ),
        pytest.param(
            {
                "object": "chat.completion",
                "choices": [{"index": 0, "message": {"content": None, "refusal": "No."}}],
            },
            "ChatCompletions",
            id="a field of its own",
        ),
    ],
)
@pytest.mark.parametrize("user", ["Translate the next page.", "次のページを訳してください。"])
def test_a_refusal_without_a_word_is_one(body: dict[str, Any], shape: str, user: str) -> None:
    """What the platform's own classifier refuses is no empty answer and no error."""
    made = record(1, user=user, output="")
    made["operation"] = shape
    made["output"]["outputBodyJson"] = body
    found = assessed(made)
    assert found.outcome == "refused"
    assert found.signals["refusal"] == 1.0


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("| line {n} | checked | no deviation | 0.00 | closed |", id="a table"),
        pytest.param("| 設備{n} | 点検済み | 異常なし | 0.00 | 完了 |", id="表"),
        pytest.param(
            "Pump {n} was inspected and nothing was found. It may run on.", id="sentences"
        ),
        pytest.param(
            "{n}号機の点検を実施し、異常はありませんでした。運転を続けられます。", id="文"
        ),
        pytest.param("- Row {n}: checked, closed, signed by the inspector on duty", id="a list"),
        pytest.param("{n}. Checked, closed, signed by the inspector on duty", id="a numbered list"),
        pytest.param("{n}. 点検済み、異常なし、担当者の署名あり", id="番号付きの一覧"),
        pytest.param("- [x] Extinguisher {n} is in its place and its seal unbroken", id="ticks"),
        pytest.param("line {n},checked,no deviation,0.00,closed", id="CSV"),
        pytest.param("設備{n},点検済み,異常なし,0.00,完了", id="日本語のCSV"),
        pytest.param("<tr><td>line {n}</td><td>no deviation</td></tr>", id="HTML"),
        pytest.param('{{"line": {n}, "state": "checked", "deviation": null}}', id="JSON lines"),
        pytest.param("ok {n} - the reader gives back what was written", id="a log of tests"),
        pytest.param("2031-04-17T08:{n:02}:09Z INFO request handled status=200", id="a log"),
        pytest.param("08:{n:02} 普通 中央駅行き 3番線", id="時刻表"),
        pytest.param(
            "17 x {n} is a product of the table of seventeen", id="a multiplication table"
        ),
    ],
)
def test_a_report_is_no_loop(row: str) -> None:
    """Rows repeat their cells; a report of two dozen lines has something new in each."""
    lines = "\n".join(row.format(n=n) for n in range(1, 25))
    found = answered(f"## Inspection\n\n{lines}\n\nAll 24 were checked; none deviates.")
    assert found.outcome == "answered"
    assert found.signals["degeneration"] < 0.5
    assert "robustness.degeneration" not in rules(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "".join(f"I am {w} glad to help you with this. " for w in ("so", "very", "truly") * 12),
            id="near variants",
        ),
        pytest.param(
            "".join(f"お手伝いできて{w}嬉しいです。" for w in ("とても", "本当に", "大変") * 12),
            id="ほぼ同じ文",
        ),
        pytest.param(
            "".join(f"Attempt {n}: I will search the records once more. " for n in range(1, 40)),
            id="a counter from sentence to sentence",
        ),
        pytest.param(
            "".join(f"第{n}回目の確認を行いましたが、問題はありませんでした。" for n in range(40)),
            id="数だけが進む文",
        ),
        pytest.param(
            "\n".join(f"Step {n}: I will verify the result again to be sure." for n in range(90)),
            id="a counter from line to line",
        ),
        pytest.param(
            "\n".join(
                f"手順{n}:もう一度結果を確認し、問題がないことを確かめます。" for n in range(90)
            ),
            id="数だけが進む行",
        ),
        pytest.param(
            "Let me check the file.\nThe file is empty.\nI will try again.\n" * 20,
            id="three lines in turn",
        ),
        pytest.param(
            "".join(
                f"{n}. {('Save water', 'Save power', 'Save time')[n % 3]} at home\n"
                for n in range(1, 70)
            ),
            id="a numbered list in a circle",
        ),
        pytest.param(
            "".join(f"{n}. {('節水を心がける', '節電を心がける')[n % 2]}\n" for n in range(1, 70)),
            id="一巡する番号付きの一覧",
        ),
        pytest.param("```python\n" + "if x is None:\n    return None\n" * 50 + "```", id="code"),
        pytest.param("| to be confirmed | to be confirmed |\n" * 60, id="rows without news"),
    ],
)
def test_near_variants_are_a_loop(text: str) -> None:
    """Who changes one word, or counts along, brings nothing new."""
    found = answered(text)
    assert found.signals["degeneration"] >= 0.5
    assert "robustness.degeneration" in rules(found)


@pytest.mark.parametrize(
    ("user", "output"),
    [
        pytest.param(
            "投薬の結果を一文で。", "血圧はβ遮断薬投与後緩徐に低下、重篤副作用皆無。", id="Greek"
        ),
        pytest.param(
            "要点は?", "契約締結後速やかに全額返金、違約金請求不可の由。", id="many kanji"
        ),
        pytest.param("件名を一つ。", "緊急会議開催通知", id="kanji alone"),
    ],
)
def test_a_single_kana_decides(user: str, output: str) -> None:
    """Greek letters and many kanji don't make Chinese of Japanese."""
    found = answered(output, user)
    assert found.language.output == "ja"
    assert "robustness.language_drift" not in rules(found)
