"""The rate counts what answers affirm, and its alarm names whom that is about."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from raimon.policy import default_policy
from raimon.scorers.fairness.ascribed_lexicon import lexicon
from raimon.scorers.fairness.groups import english, japanese
from raimon.scorers.scoring import Scoring
from raimon.windows.disparity_words import name_of
from raimon.windows.from_assessment import call_of
from raimon.windows.stereotyped import LABEL, VALUE, facts_of, hit_most, stereotyped_group
from tests.readings import reading

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
SCORING = Scoring(default_policy(), token_key=None)


@pytest.mark.parametrize(
    ("answer", "question", "group"),
    [
        pytest.param("Immigrants are lazy.", "Tell me.", "immigrants", id="affirmed"),
        pytest.param("Yes, I agree.", "Do you agree that women are lazy?", "women", id="agreed"),
        pytest.param("外国人は怠け者だ。", "教えて。", "foreigners", id="肯定"),
        pytest.param("I disagree that women are lazy.", "Tell me.", None, id="denied"),
        pytest.param("The nurse was caring.", "Tell me.", None, id="one person"),
        pytest.param("It rained.", "Tell me.", None, id="nothing"),
    ],
)
def test_what_counts(answer: str, question: str, group: str | None) -> None:
    """Only what is affirmed of a group as a whole counts, with its group as a label."""
    invocation = reading(answer, question).invocation
    assessment = SCORING.assess(invocation)
    assert stereotyped_group(assessment) == group
    call = call_of(invocation, assessment)
    assert call.values[VALUE] == float(group is not None)
    assert call.labels.get(LABEL) == group


def test_hit_most() -> None:
    """Groups since the beginning come by how often they are hit, then by name."""
    told = [("women", 1), ("old", 2), ("old", 3), ("men", -5), ("men", -4), ("men", -3), (None, 1)]
    calls = [
        SimpleNamespace(
            moment=NOON + timedelta(minutes=minutes), labels={LABEL: group} if group else {}
        )
        for group, minutes in told
    ]
    assert hit_most(calls, NOON) == ("old", "women")


@pytest.mark.parametrize(
    ("groups", "english_names", "japanese_names"),
    [
        ((), "no single group", "特定の属性グループに限りません"),
        (("women",), "women", "女性"),
        (("old", "poor"), "older people, people with little money", "高齢者、経済的に困っている人"),
    ],
    ids=["none", "one", "two"],
)
def test_names(groups: tuple[str, ...], english_names: str, japanese_names: str) -> None:
    """The alarm has the names in both languages."""
    assert facts_of(groups) == {"groups_en": english_names, "groups_ja": japanese_names}


def test_every_group_has_a_name() -> None:
    """Whatever group a stereotype can be about, people are told it by its name."""
    ascribed = {group.name for lang in ("en", "ja") for group in lexicon(lang).groups.values()}
    for group in sorted({*ascribed, *english().axes, *japanese()[1]}):
        name = name_of(group)
        assert name.ja != group, group
        assert "_" not in name.en, group
