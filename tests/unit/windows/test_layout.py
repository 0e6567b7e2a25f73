"""Answers in labelled lines: when they were asked for, and when they came."""

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Source
from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon.windows.from_assessment import call_of
from raimon.windows.layout import labels_of, lacks
from tests.builders import record

AGENT = """\
You can use these tools: look_up(name), count(list).

Keep to this format:

Question: what you are asked
Thought: what is still missing
Action: one of look_up, count
Action Input: what the tool gets
Observation: what the tool gives
... (these four may come again)
Final Answer: the answer

Question: How many lakes has the county of Ruhrau?
"""
AGENT_JA = """\
道具は「検索」と「計算」です。次の形式で答えてください。

考え:次に何が必要か
行動:検索、計算のどちらか
入力:道具に渡す内容
最終回答:質問への回答

質問:青葉湖の深さは何メートルですか。
"""
REPORT = "Sum up the call. Use the following structure:\n\n**Topic:** a word\n**Mood:** a word\n"


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        pytest.param(
            AGENT,
            {"question", "thought", "action", "action input", "observation", "final answer"},
            id="an agent's",
        ),
        pytest.param(AGENT_JA, {"考え", "行動", "入力", "最終回答", "質問"}, id="in Japanese"),
        pytest.param(REPORT, {"topic", "mood"}, id="in bold"),
        pytest.param("Format: a table.\nContext: none\nQuestion: none", set(), id="named at once"),
        pytest.param("Format your answer as:\n- short\n- polite", set(), id="a list of wishes"),
        pytest.param("次の形式の文書を要約してください。\n件名:会議\n", set(), id="one label"),
        pytest.param("Who: me\nWhat: nothing", set(), id="nobody asks for a form"),
        pytest.param("In this form:\nIt says that\nName: x\nAge: y", set(), id="not at once"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_what_was_asked(asked: str, labels: set[str]) -> None:
    """Labels count where the words that ask for a form are followed by them at once."""
    assert labels_of(asked) == labels


@pytest.mark.parametrize(
    ("asked", "answer", "lacking"),
    [
        pytest.param(AGENT, "Thought: look it up\nAction: look_up", False, id="thought and action"),
        pytest.param(AGENT, "I know it.\nFinal Answer: 12", False, id="the last line alone"),
        pytest.param(AGENT, "**Action:** count\n", False, id="in bold"),
        pytest.param(AGENT, "The county has 12 lakes.", True, id="plain words"),
        pytest.param(AGENT, "My thought: none. Action: none.", True, id="within a line"),
        pytest.param(AGENT, "", True, id="nothing"),
        pytest.param(AGENT_JA, "考え：まず調べます。\n行動：検索", False, id="in Japanese, wide"),
        pytest.param(AGENT_JA, "【最終回答】:42メートル", False, id="in Japanese brackets"),
        pytest.param(AGENT_JA, "青葉湖の深さは42メートルです。", True, id="plain Japanese"),
    ],
)
def test_what_came(asked: str, answer: str, *, lacking: bool) -> None:
    """One labelled line is enough, wherever it stands and however it is marked."""
    assert lacks(labels_of(asked), answer) is lacking


@pytest.mark.parametrize(
    ("system", "user"), [("Be brief.", AGENT), (AGENT, "How many lakes?")], ids=["user", "system"]
)
@pytest.mark.parametrize(("answer", "missing"), [("Action: count", 0.0), ("Twelve.", 1.0)])
def test_it_counts_as_a_missed_format(system: str, user: str, answer: str, missing: float) -> None:
    """Whoever asks for it, the user's words or the system prompt, the rate of formats has it."""
    made = record(1, user=user, output=answer, system=system)
    invocation = parse_record(made, Source(bucket="b", key="k", line=1), NoBodies())
    call = call_of(invocation, Scoring(default_policy(), None).assess(invocation))
    assert call.values["format_missing"] == missing
