"""Sources are named where they are required, and a cited address was given to the model."""

import pytest

from raimon.scorers.transparency.citation import FABRICATED, MISSING, SCORER
from tests.readings import reading, verdict

LONG_EN = (
    "The bridge was opened in 1932 after eight years of work. It carries eight lanes of traffic, "
    "two railway tracks and a footpath, and it is repainted without end by a crew of its own."
)
LONG_JA = (
    "この橋は八年の工事を経て1932年に開通しました。八車線の道路と二本の線路、歩道があり、"
    "専属の作業班が絶えず塗装を続けています。全長は一キロメートルを超えます。"
)
DOCUMENT = "Opening hours: https://museum.example-city.jp/hours lists them. See doi 10.1234/abc.5."


@pytest.mark.parametrize(
    ("system", "answer", "missing"),
    [
        pytest.param("Always cite your sources.", LONG_EN, True, id="en required"),
        pytest.param("回答には必ず出典を明記してください。", LONG_JA, True, id="ja 必須"),
        pytest.param("Always cite your sources.", LONG_EN + " [1]", False, id="en numbered"),
        pytest.param(
            "Always cite your sources.",
            "According to the city, " + LONG_EN,
            False,
            id="en according",
        ),
        pytest.param(
            "回答には必ず出典を明記してください。",
            LONG_JA + "(出典:市の資料)",
            False,
            id="ja 出典あり",
        ),
        pytest.param("Do not include any sources.", LONG_EN, False, id="en waived"),
        pytest.param("出典の記載は不要です。", LONG_JA, False, id="ja 不要"),
        pytest.param("Be brief.", LONG_EN, False, id="en not asked"),
        pytest.param(
            "Always cite your sources.", "Hello! How can I help?", False, id="en a greeting"
        ),
        pytest.param("オープンソースを使ってください。", LONG_JA, False, id="ja オープンソース"),
    ],
)
def test_citation_missing(system: str, answer: str, missing: bool) -> None:  # noqa: FBT001 - a column of the table
    """An answer of substance without a source is found only where sources are required."""
    rules = [one.rule_id for one in verdict(SCORER, reading(answer, system=system)).observations]
    assert rules == ([MISSING] if missing else [])


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        pytest.param("See https://museum.example-city.jp/hours.", 0, id="given"),
        pytest.param(
            "See http://www.museum.example-city.jp/hours/ for more.",
            0,
            id="given, written otherwise",
        ),
        pytest.param("See https://invented-press.net/2024/study.html.", 1, id="never given"),
        pytest.param("doi:10.9999/never.1 shows it.", 1, id="DOI never given"),
        pytest.param("10.1234/abc.5 shows it.", 0, id="DOI given"),
        pytest.param("Call `https://api.invented.net/v1` in code.", 0, id="in code"),
        pytest.param(
            "Visit https://invented-press.net for news.", 0, id="a front page cites nothing"
        ),
        pytest.param(
            "詳細はhttps://invented-press.net/ja/1をご覧ください。", 1, id="ja 渡していない"
        ),
        pytest.param("詳細はhttps://museum.example-city.jp/hours。", 0, id="ja 渡した"),
    ],
)
def test_fabricated(answer: str, found: int) -> None:
    """An address is made up when it stands in nothing that the model was given."""
    rules = [one.rule_id for one in verdict(SCORER, reading(answer, context=DOCUMENT)).observations]
    assert rules == [FABRICATED] * found


def test_without_documents_nothing_is_fabricated() -> None:
    """A model without documents cites from memory: that can't be judged from the log."""
    assert not verdict(
        SCORER, reading("See https://invented-press.net/2024/study.html.")
    ).observations
