"""Rules, their texts in both languages, and their pages belong together."""

import re
import string

import pytest

from raimon.audit.rules import RULES
from raimon.finding import Bilingual
from raimon.messages import RuleText, catalogue
from raimon.scorers.registry import SCORERS, rules
from raimon.scorers.scorer import Scorer
from raimon.windows.metrics import RULES as STREAM_RULES
from tests.house.repository import ROOT

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def _texts(told: RuleText) -> list[Bilingual]:
    return [
        *(told.name, told.alarm, told.action, *told.explanations.values()),
        *(*told.alarms.values(), *told.actions.values()),
    ]


def _placeholders(text: str) -> set[str]:
    """Return the facts that a text tells; one that is a word has a name for each language."""
    fields = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
    return {field.removesuffix("_en").removesuffix("_ja") for field in fields}


def test_rules_and_texts_are_the_same() -> None:
    """Every rule has texts, and every text has a rule."""
    assert set(catalogue()) == {*rules(), *RULES, *STREAM_RULES}


@pytest.mark.parametrize("rule_id", sorted(catalogue()))
def test_texts_are_whole_in_both_languages(rule_id: str) -> None:
    """Each text is there in English and in Japanese, and tells the same facts."""
    told = catalogue()[rule_id]
    assert told.explanations
    for text in _texts(told):
        assert text.en.strip()
        assert not _JAPANESE.search(text.en)
        assert _JAPANESE.search(text.ja)
        assert _placeholders(text.en) == _placeholders(text.ja)


@pytest.mark.parametrize("rule_id", sorted(catalogue()))
def test_explanations_are_sentences(rule_id: str) -> None:
    """An explanation and an action end as sentences do in their language."""
    told = catalogue()[rule_id]
    for text in (told.action, *told.actions.values(), *told.explanations.values()):
        assert text.en.endswith((".", "?", "!")), text.en
        assert text.ja.endswith(("。", "?", "!")), text.ja


@pytest.mark.parametrize("scorer", SCORERS, ids=lambda scorer: scorer.name)
def test_every_scorer_has_a_page(scorer: Scorer) -> None:
    """Each scorer's page says how it works, what it can't tell, and how it is tuned."""
    name = scorer.name.rpartition(".")[2].replace("_", "-")
    pages = [
        page
        for page in (ROOT / "docs/scorers").rglob("*.md")
        if page.stem.replace("_", "-") == name
    ]
    assert len(pages) == 1, scorer.name
    content = pages[0].read_text(encoding="utf-8")
    for rule in scorer.rules:
        assert rule.rule_id in content, rule.rule_id


def test_rule_ids_are_unique() -> None:
    """No two scorers raise the same rule."""
    named = [rule.rule_id for scorer in SCORERS for rule in scorer.rules]
    assert len(named) == len(set(named))


def test_every_aspect_has_a_scorer() -> None:
    """Each aspect but explainability, which every finding serves, is watched by a rule."""
    watched = {rule.aspect.value for rule in rules().values()}
    assert {"fairness", "robustness", "privacy", "governance", "transparency"} <= watched
