"""The layer of Japanese names: which words form a name, with and without the real dictionary."""

import sys
from collections.abc import Iterable

import pytest

from raimon.invocation import Segment
from raimon.policy import default_policy
from raimon.scorers.privacy import pii
from raimon.scorers.privacy.detector import ALARM, Found
from raimon.scorers.privacy.japanese_tokens import Tokenise, tokeniser
from raimon.scorers.privacy.name_layer import READ, find_beside, find_in_words, pieces
from raimon.scorers.privacy.people_ja_names import names
from raimon.settings import AssessSettings
from tests.readings import reading

NEEDED = {"results_bucket": "r", "event_bus": "b", "token_key": "k"}


@pytest.fixture(scope="module")
def tokenise() -> Tokenise:
    """Return the real thing, which the development environment has."""
    cut = tokeniser()
    if cut is None:
        pytest.skip("SudachiPy or its dictionary isn't installed")
    return cut


def _texts(text: str, found: Iterable[Found]) -> list[str]:
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("その後、大久保が会社を継いだ。", ["大久保"], id="family name in prose"),
        pytest.param("次女の美咲は大学生だ。", ["美咲"], id="given name in prose"),
        pytest.param("監督は山本健太郎が務めた。", ["山本健太郎"], id="whole name"),
        pytest.param("アインシュタインは物理学者である。", ["アインシュタイン"], id="foreign"),
        pytest.param("ジョン・スミスが来日した。", ["ジョン・スミス"], id="foreign, several words"),
        pytest.param("🙂🙂 鈴木と会った。", ["鈴木"], id="behind signs of two units"),
    ],
)
def test_found(text: str, found: list[str], tokenise: Tokenise) -> None:
    """Names in plain prose are found by their part of speech."""
    assert _texts(text, find_in_words(text, tokenise, names())) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("店員さんと医者さんに聞いた。", id="roles"),
        pytest.param("森と林を抜けて山へ行った。", id="nature"),
        pytest.param("皆様、お客様、神様の仕様と模様。", id="words in 様"),
        pytest.param("豊田自動車と松下電機の株価。", id="firms"),
        pytest.param("山口県と石川県の人口。", id="places"),
        pytest.param("ケネディ空港とワシントン大学。", id="named after somebody"),
        pytest.param("John met Mary.", id="Latin letters"),
        pytest.param("", id="empty"),
    ],
)
def test_none(text: str, tokenise: Tokenise) -> None:
    """What is called after a person, or sounds like one, is none."""
    assert _texts(text, find_in_words(text, tokenise, names())) == []


def test_confidence(tokenise: Tokenise) -> None:
    """No name alone reaches the alarm band."""
    found = find_in_words("山本健太郎と鈴木と大久保さん。", tokenise, names())
    assert {0.5 <= one.confidence < ALARM for one in found} == {True}


def test_a_rule_goes_before(tokenise: Tokenise) -> None:
    """Where a rule has found a name, the words say nothing."""
    text = "その後、大久保が会社を継いだ。"
    by_rule = Found("PERSON", 4, 7, 0.6, "大久保")
    assert list(find_beside(text, [by_rule], tokenise)) == []
    assert _texts(text, find_beside(text, [], tokenise)) == ["大久保"]


def test_a_long_text_is_read_in_pieces(tokenise: Tokenise) -> None:
    """Places are right in every piece, no sentence is cut, and what lies behind isn't read."""
    sentence = "その後、大久保が会社を継いだ。"
    text = sentence * (READ // len(sentence) + 500)
    assert [end for _, end in pieces(text[:READ])][-1] == READ
    found = list(find_in_words(text, tokenise, names()))
    assert set(_texts(text, found)) == {"大久保"}
    assert READ - 2 * len(sentence) < found[-1].end <= READ


def test_odd_signs(tokenise: Tokenise) -> None:
    """Halves of signs and control characters neither fail nor move anything."""
    text = "\ud800その後、\x00大久保が継いだ。\udc00"
    assert _texts(text, find_in_words(text, tokenise, names())) == ["大久保"]


def _found(tuning: dict[str, float]) -> list[str]:
    text = "その後、大久保が会社を継いだ。"
    asked = reading(output=text)
    told = pii.judge(asked, {**pii.TUNING, **tuning}).observations
    spans = [one.location for one in told if one.entity == "PERSON" and one.location]
    return [text[one.start : one.end] for one in spans if one.segment is Segment.OUTPUT]


def test_the_switch(tokenise: Tokenise) -> None:
    """Words are cut only where the policy says so: as shipped, they aren't."""
    assert tokenise is not None
    assert pii.TUNING["person.words"] == 0
    assert _found({}) == []
    assert _found({"person.words": 1.0}) == ["大久保"]


def test_without_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it isn't installed, the switch changes nothing, and nothing fails."""
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    tokeniser.cache_clear()
    assert _found({"person.words": 1.0}) == []
    tokeniser.cache_clear()


@pytest.mark.parametrize(("told", "used"), [("", 0), ("off", 0), ("on", 1)])
def test_the_setting(told: str, used: float) -> None:
    """The layer's own setting uses it, unless the policy says otherwise."""
    environment = {name.upper(): value for name, value in NEEDED.items()}
    settings = AssessSettings.from_environment({**environment, "JAPANESE_NAMES": told})
    policy = settings.tuned(default_policy())
    assert policy.tuned("privacy.pii", pii.TUNING)["person.words"] == used
    against = default_policy().with_default("privacy.pii", "person.words", 0.0)
    assert settings.tuned(against).tuned("privacy.pii", pii.TUNING)["person.words"] == 0
