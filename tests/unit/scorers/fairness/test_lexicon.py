"""Japanese terms are found whole, where they stand for themselves, with RE2 and without."""

from dataclasses import replace

import pytest

from raimon.scorers.fairness.groups import japanese
from raimon.scorers.fairness.lexicon import Terms
from raimon.scorers.fairness.toxic_lexicon import lexicon
from raimon.scorers.privacy.re2_pass import SWITCH

CLASSES = {"a": ["バカ", "死ね", "氏ね", "女", "OL", "馬鹿野郎", "馬鹿"]}
GUARDS = ["バカンス", "必死ね", "女神"]


@pytest.fixture(params=["on", "off"])
def terms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Terms:
    """Return the index over a few terms, with RE2 or with the standard library alone."""
    monkeypatch.setenv(SWITCH, request.param)
    return Terms.of(CLASSES, GUARDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("お前はバカだ。", ["バカ"], id="plain"),
        pytest.param("バカンスとサバカレー", [], id="katakana goes on"),
        pytest.param("必死ね。死ね。", ["死ね"], id="guarded once"),
        pytest.param("彼氏ね、さっさと氏ね", ["氏ね"], id="ends an honest word"),
        pytest.param("control と ol", ["ol"], id="Latin word"),
        pytest.param("女神と女", ["女"], id="single character"),
        pytest.param("馬鹿野郎の馬鹿", ["馬鹿野郎", "馬鹿"], id="longest first"),
        pytest.param("\ud800バカ", ["バカ"], id="lone surrogate"),
    ],
)
def test_find(terms: Terms, text: str, found: list[str]) -> None:
    """Terms come in order, the longest that fits, and none that is part of another word."""
    assert [term for _, term in terms.find(text, 9)] == found


def test_limit(terms: Terms) -> None:
    """Of one term no more places are returned than asked for."""
    assert len(terms.find("バカ、" * 50, 3)) == 3


def test_both_ways_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lexicons as they ship find the same without RE2, in a text that holds every term."""
    shipped = (lexicon().terms, japanese()[0])
    monkeypatch.setenv(SWITCH, "off")
    for one in shipped:
        plain = Terms.of({"": one.terms}, made=[pattern.pattern for pattern in one.made])
        text = "。".join((*one.terms[::7], "殺してやる", "排除しろ", "クソ上司", "無職が語るな"))
        quick = replace(plain, match=one.match)
        assert quick.find(text, 3) == plain.find(text, 3) != []
