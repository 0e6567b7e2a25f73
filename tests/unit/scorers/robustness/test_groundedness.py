"""Answers held against the texts they were given: what is told, and when nothing is said."""

from datetime import UTC, datetime
from typing import Any

import pytest

from raimon.bedrock.asked_data import read_asked_data
from raimon.invocation import AskedData, BodyState
from raimon.policy import default_policy
from raimon.scorers.robustness.groundedness import SCORER
from raimon.scorers.robustness.groundedness_context import Task, task_of
from raimon.scorers.scorer import Reading, Verdict
from raimon.scorers.scoring import Scoring
from raimon.windows.from_assessment import call_of
from tests.readings import reading, verdict

DOCUMENT = (
    "The Alder Bridge was opened on 9 May 1987. It is 412 m long, carries two lanes and cost "
    "38 million dollars. Toll: $3 for cars, $7.50 for lorries. Engineer: Sunniva Berg. "
    "The bridge says on its plaque: 'To those who cross and come back.'"
)
DOCUMENT_JA = (
    "榛の木橋は1987年5月9日に開通した。全長は412メートル、片側1車線で、総工費は38億円。通行料は普通車が"
    "300円、大型車が750円である。設計は木暮すみれが担当した。橋の銘板には「渡る人と帰る人のために」とある。"
)

TOLD = [
    pytest.param("How long is it?", "The bridge is 512 m long.", "numbers", id="number"),
    pytest.param("What did it cost?", "It cost 83 million dollars.", "numbers", id="scale"),
    pytest.param("When?", "It was opened on 9 June 1987.", "dates", id="month"),
    pytest.param("When?", "It was opened on 2001-05-09.", "dates", id="year of a date"),
    pytest.param("Who built it?", "It was built by Marcus Ellery.", "names", id="person"),
    pytest.param("More?", "See https://alderbridge.test/history.", "links", id="link"),
    pytest.param(
        "The plaque?",
        'The plaque says: "May every traveller find a warm welcome here."',
        "quotations",
        id="quotation",
    ),
    pytest.param(
        "What is nearby?",
        "Farmers sell cherries and goat cheese beside a windmill. Children feed ponies in the "
        "meadow while musicians rehearse folk dances.",
        "bare",
        id="sentences of something else",
    ),
]
TOLD_JA = [
    pytest.param("長さは。", "全長は512メートルです。", "numbers", id="数"),
    pytest.param("総工費は。", "総工費は83億円です。", "numbers", id="億"),
    pytest.param("いつ開通しましたか。", "1987年6月9日に開通しました。", "dates", id="月"),
    pytest.param("いつ開通しましたか。", "平成4年5月9日に開通しました。", "dates", id="元号"),
    pytest.param("設計者は。", "設計は大河原雄介氏です。", "names", id="人名"),
    pytest.param("詳細は。", "https://hannoki.test/rekishi をご覧ください。", "links", id="リンク"),
    pytest.param(
        "銘板には何とありますか。",
        "銘板には「すべての旅人に幸いがありますように」と書かれています。",
        "quotations",
        id="引用",
    ),
]
LEFT_ALONE = [
    pytest.param("How long is it?", "It is 412 metres long, about 0.41 km.", id="rounded"),
    pytest.param("When?", "It opened on May 9, 1987 (1987-05-09).", id="date in other forms"),
    pytest.param("Lanes?", "There are 2 lanes. Here are 3 facts: length, cost, toll.", id="counts"),
    pytest.param("What do two lorries pay in total?", "Two lorries pay $15 (2 x $7.50).", id="sum"),
    pytest.param(
        "What is the difference between the tolls?", "The difference is $4.50.", id="difference"
    ),
    pytest.param("Cost?", "It cost 38,000,000 dollars.", id="scale written out"),
    pytest.param("Height?", "The text does not mention the height of 93 m.", id="says so itself"),
    pytest.param("Engineer?", "Ms Berg was the engineer [1].", id="part of a name, citation"),
    pytest.param("Facts?", "1. Length: 412 m\n2. Cost: $38 million\n13. Toll: $3", id="numbering"),
    pytest.param("The plaque?", "It says: 'To those who cross and come back.'", id="quotation"),
    pytest.param("And a loop?", "```python\nfor i in range(97): print(i)\n```", id="code"),
]
LEFT_ALONE_JA = [
    pytest.param("長さは。", "全長は四百十二メートルです。", id="漢数字"),
    pytest.param("長さは。", "全長は４１２ｍです。", id="全角"),
    pytest.param("いつ開通しましたか。", "昭和62年5月9日に開通しました。", id="元号"),
    pytest.param("総工費は。", "総工費は3,800,000,000円(38億円)です。", id="桁区切り"),
    pytest.param("通行料の差はいくらですか。", "差額は450円です。", id="差"),
    pytest.param("高さは。", "高さについての記載はありません。", id="記載なし"),
    pytest.param(
        "銘板には何とありますか。", "銘板には「渡る人と帰る人のために」とあります。", id="引用"
    ),
    pytest.param("設計者は。", "設計を担当したのは木暮さんです。", id="姓だけ"),
    pytest.param("車線は。", "片側1車線です。ポイントは2つあります。", id="数え上げ"),
]


def told(asked: str, answer: str, document: str) -> Verdict:
    """Return what is said of an answer to a question about a document."""
    return verdict(SCORER, reading(answer, asked, context=document))


@pytest.mark.parametrize(("asked", "answer", "what"), TOLD)
def test_told(asked: str, answer: str, what: str) -> None:
    """What stands in no text of the request is told by its kind, as a count."""
    seen = told(asked, answer, DOCUMENT)
    assert seen.signals == {"ungrounded": 1.0}
    assert int(str(seen.observations[0].facts[what])) > 0


@pytest.mark.parametrize(("asked", "answer", "what"), TOLD_JA)
def test_told_in_japanese(asked: str, answer: str, what: str) -> None:
    """The same in Japanese."""
    seen = told(asked, answer, DOCUMENT_JA)
    assert seen.signals == {"ungrounded": 1.0}
    assert int(str(seen.observations[0].facts[what])) > 0


@pytest.mark.parametrize(("asked", "answer"), LEFT_ALONE)
def test_left_alone(asked: str, answer: str) -> None:
    """What is given, rounded, converted, worked out or numbered is no fault."""
    assert not told(asked, answer, DOCUMENT).observations


@pytest.mark.parametrize(("asked", "answer"), LEFT_ALONE_JA)
def test_left_alone_in_japanese(asked: str, answer: str) -> None:
    """The same in Japanese."""
    assert not told(asked, answer, DOCUMENT_JA).observations


def test_evidence_is_counts() -> None:
    """The evidence holds numbers and nothing of the texts."""
    seen = told("When?", "It was opened on 9 June 1987 by Marcus Ellery.", DOCUMENT)
    assert all(isinstance(fact, int) for fact in seen.observations[0].facts.values())


def test_translation_is_held_to_its_values() -> None:
    """An answer in another language is held to numbers, dates and links, its names are left."""
    right = "The bridge was opened on May 9, 1987 and designed by Sumire Kogure."
    wrong = right.replace("1987", "1993")
    assert told("Please translate this.", right, DOCUMENT_JA).signals == {"ungrounded": 0.0}
    assert told("Please translate this.", wrong, DOCUMENT_JA).signals == {"ungrounded": 1.0}


CARRIED = [
    pytest.param({"user": f"Context:\n{DOCUMENT}\n\nHow long is it?"}, Task.CLOSED, id="label"),
    pytest.param({"user": f"<document>{DOCUMENT}</document> How long?"}, Task.CLOSED, id="tag"),
    pytest.param(
        {"user": f"Answer based on the following text.\n{DOCUMENT}"}, Task.CLOSED, id="words"
    ),
    pytest.param(
        {"user": f"以下の資料に基づいて答えて。\n{DOCUMENT_JA}"}, Task.CLOSED, id="以下の資料"
    ),
    pytest.param({"user": f"【参考資料】\n{DOCUMENT_JA}\n長さは。"}, Task.CLOSED, id="見出し"),
    pytest.param({"tool": DOCUMENT}, Task.CLOSED, id="result of a tool"),
    pytest.param(
        {"system": f"<search_results>{DOCUMENT}</search_results>"}, Task.CLOSED, id="system"
    ),
    pytest.param(
        {"user": "Rephrase it.", "context": DOCUMENT}, Task.VALUES, id="in words of its own"
    ),
    pytest.param(
        {"user": "次のメールへの返信を書いてください。", "context": DOCUMENT_JA},
        Task.VALUES,
        id="返信",
    ),
    pytest.param({"user": "Write a poem about it.", "context": DOCUMENT}, None, id="a poem"),
    pytest.param({"user": "改善のアイデアを出して。", "context": DOCUMENT_JA}, None, id="アイデア"),
    pytest.param(
        {"user": "Use your own knowledge, too.", "context": DOCUMENT}, None, id="own knowledge"
    ),
    pytest.param({"user": "How long is the Nile?"}, None, id="nothing given"),
    pytest.param({"user": "Context: none.\nHow long is the Nile?"}, None, id="next to nothing"),
    pytest.param({"user": "以下の文はダジャレですか。\n枕が吹っ飛んだ"}, None, id="一文だけ"),
    pytest.param(
        {"system": "Context: you are a guide of the museum. " * 9}, None, id="label of a role"
    ),
]


@pytest.mark.parametrize(("texts", "task"), CARRIED)
def test_task(texts: dict[str, Any], task: Task | None) -> None:
    """Texts to answer from are known by where they stand, by tags, labels and words."""
    texts = dict(texts)
    assert task_of(reading("It is long.", texts.pop("user", "How long is it?"), **texts)) is task


def _with(**changed: object) -> Reading:
    asked = reading("It is 512 m long.", "How long is it?", context=DOCUMENT)
    invocation = asked.invocation.model_copy(update=changed)
    return Reading(invocation, asked.language, asked.refusal, asked.outcome)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"input_body": BodyState.UNAVAILABLE}, id="request not in the log"),
        pytest.param({"asked_data": AskedData(unread=True)}, id="a file"),
        pytest.param({"tools_called": ("look_up",)}, id="calls a tool"),
    ],
)
def test_silent(changed: dict[str, object]) -> None:
    """Where not all that was given can be read, nothing is said."""
    assert verdict(SCORER, _with()).signals == {"ungrounded": 1.0}
    assert verdict(SCORER, _with(**changed)) == Verdict()


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        pytest.param("It is 512 m long.", {"ungrounded": 1.0}, id="made up"),
        pytest.param("It is 412 m long.", {"ungrounded": 0.0}, id="given"),
    ],
)
def test_the_rate_is_fed(answer: str, values: dict[str, float]) -> None:
    """A call brings the signal to the stream `ungrounded_rate`, and one without a text nothing."""
    judge = Scoring(default_policy(), None)
    asked = reading(answer, "How long is it?", context=DOCUMENT).invocation
    free = reading(answer, "How long is it?").invocation
    fed = call_of(asked, judge.assess(asked)).values
    assert {"ungrounded": fed["ungrounded"]} == values
    assert "ungrounded" not in call_of(free, judge.assess(free)).values


def test_today() -> None:
    """The day of the call is known to the model."""
    assert _with().invocation.timestamp == datetime(2026, 11, 20, tzinfo=UTC)
    assert not told("And today?", "As of November 20, 2026 it is open.", DOCUMENT).observations


FILE = {"format": "pdf", "name": "a", "source": {"s3Uri": "s3://logs/a.pdf"}}
UNREAD = [
    pytest.param([{"document": FILE}], True, id="Converse file"),
    pytest.param([{"document": {"source": {"text": "a b"}}}], False, id="Converse text"),
    pytest.param([{"image": {"format": "png", "source": {}}}], True, id="Converse picture"),
    pytest.param(
        [{"type": "document", "source": {"type": "base64", "data": ""}}], True, id="Anthropic file"
    ),
    pytest.param(
        [{"type": "document", "source": {"type": "text", "data": "a"}}], False, id="Anthropic text"
    ),
    pytest.param([{"type": "image_url", "image_url": {"url": "x"}}], True, id="OpenAI picture"),
    pytest.param(
        [{"toolResult": {"content": [{"image": {"format": "png"}}]}}], True, id="picture of a tool"
    ),
    pytest.param([{"text": "How long?"}], False, id="words"),
    pytest.param("How long?", False, id="plain"),
]


@pytest.mark.parametrize(("content", "unread"), UNREAD)
def test_unread(content: object, *, unread: bool) -> None:
    """A file, picture or search of the web is no text that an answer can be held against."""
    request = {"messages": [{"role": "user", "content": content}]}
    assert read_asked_data(request, ()).unread is unread


def test_unread_search() -> None:
    """A model that searches the web by itself answers from what no log holds."""
    request = {"toolConfig": {"tools": [{"systemTool": {"name": "nova_grounding"}}]}}
    assert read_asked_data(request, ()).unread
