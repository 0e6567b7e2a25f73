"""What the fairness scorers say holds numbers and fixed words of ours, never words of the text."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from raimon.messages import explanation
from raimon.scorers.fairness import stereotype, toxicity
from raimon.scorers.scorer import Observation
from tests.readings import reading, verdict

TEXTS = [
    pytest.param("Canary Smith says: you are an idiot. Women are bad drivers.", id="en"),
    pytest.param("金糸雀太郎です。お前はバカだ。女性は感情的です。", id="ja"),
]
OURS = {
    *("slur", "dehumanising", "hostility", "threat", "self_harm", "insult", "sexual", "affirmed"),
    *(
        "group",
        "reader",
        "person",
        "nobody",
        "trait",
        "lack",
        "habit",
        "duty",
        "contrast",
        "agreement",
        "individual",
        "stereotype",
        "anti-stereotype",
        "mention",
    ),
}


def _names() -> Iterator[str]:
    for language in ("en", "ja"):
        file = files("raimon").joinpath(f"scorers/fairness/lexicon/{language}/groups.toml")
        for group, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(entry, dict):
                yield from (group, entry["axis"])


def _observations(text: str) -> tuple[Observation, ...]:
    scorers = (toxicity.SCORER, stereotype.SCORER)
    return tuple(one for scorer in scorers for one in verdict(scorer, reading(text)).observations)


@pytest.mark.parametrize("text", TEXTS)
def test_facts_are_words_of_ours(text: str) -> None:
    """Every fact is a number, a flag or a word that stands in this repository's own lists."""
    allowed = OURS | set(_names())
    facts = [fact for one in _observations(text) for fact in one.facts.values()]
    assert facts
    assert {fact for fact in facts if isinstance(fact, str)} <= allowed


@pytest.mark.parametrize("text", TEXTS)
def test_explained_in_both_languages(text: str) -> None:
    """Each observation has its explanation in English and in Japanese, and no value or mask."""
    for one in _observations(text):
        told = explanation(one.rule_id, one.message, one.facts)
        assert told.en
        assert told.ja
        assert one.value is None
        assert one.mask is None
