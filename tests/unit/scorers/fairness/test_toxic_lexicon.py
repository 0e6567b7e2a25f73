"""The Japanese lexicon of harm is as large as it says, and every entry can be found."""

import re
from itertools import chain

import pytest

from raimon.scorers.fairness.hits import Harm
from raimon.scorers.fairness.lexicon import Table, table
from raimon.scorers.fairness.readings import compounds, sneers, threats, variants, wishes
from raimon.scorers.fairness.toxic_lexicon import Use, lexicon
from raimon.scorers.fairness.toxicity import SCORER
from tests.readings import reading, verdict

_MADE = ("threat_verbs", "wish_stems", "insult_heads", "insult_tails", "sneered")
_LEAST_TERMS = 1500


def _groups() -> list[Table]:
    source = table("ja", "toxicity")
    return [*source["terms"], *(source[key] for key in _MADE)]


def test_at_least_so_many_terms() -> None:
    """Spellings of one term count once; each has a harm and a strength."""
    terms = {word.split("/")[0] for group in _groups() for word in group["words"]}
    by_harm = {
        harm.value: len(
            {
                word.split("/")[0]
                for group in _groups()
                for word in group["words"]
                if group["harm"] == harm
            }
        )
        for harm in Harm
    }
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{len(terms)} terms in {len(lexicon().entries)} forms and {len(lexicon().made)} patterns; "
        f"by harm {by_harm}"
    )
    assert len(terms) >= _LEAST_TERMS
    assert {Harm(group["harm"]) for group in _groups()} == set(Harm) - {Harm.LEARNED}
    assert all(0 < group["strength"] < 1 for group in _groups())


def test_no_term_twice_in_a_list() -> None:
    """Each list names a spelling once."""
    for group in _groups():
        spellings = list(chain.from_iterable(word.split("/") for word in group["words"]))
        assert sorted(set(spellings)) == sorted(spellings)


def test_no_guard_hides_a_term() -> None:
    """A term stands by itself: no guard is the whole of one that counts alone."""
    known = lexicon()
    alone = [
        form
        for form, entries in known.entries.items()
        if any(entry.use is Use.ALONE for entry in entries)
    ]
    hidden = [form for form in alone if (0, form) not in known.terms.find(form, 1)]
    assert hidden == []


def _one_of_each() -> list[str]:
    """Return a form for every harm and use that entries have."""
    forms = {
        (entry.harm, entry.use): form
        for form, entries in lexicon().entries.items()
        for entry in entries
    }
    return [*forms.values(), "殺してやる", "排除しろ", "クソ上司", "無職が語るな"]


@pytest.mark.parametrize(
    "sentence",
    ["{}", "お前は{}だ。", "こいつは{}だな", "外国人は{}。", "あなたは{}です。", "{}草"],
)
def test_every_kind_can_be_told(sentence: str) -> None:
    """Whatever is found of any harm in any use has a severity, and its facts name our words."""
    for form in _one_of_each():
        said = verdict(SCORER, reading(sentence.format(form))).observations
        assert all(one.severity and one.facts["harm"] == one.message for one in said)


@pytest.mark.parametrize(
    ("entry", "form"),
    [
        pytest.param("死ね/氏ね", "氏ね", id="spelling"),
        pytest.param("馬鹿野郎", "馬鹿○郎", id="masked"),
        pytest.param("馬鹿野郎", "バカ野郎", id="kana for kanji"),
        pytest.param("死ねや", "死・ね・や", id="with gaps"),
        pytest.param("アホンダラ", "あほんだら", id="hiragana"),
        pytest.param("ころすぞ", "コロスゾ", id="katakana"),
    ],
)
def test_variants(entry: str, form: str) -> None:
    """A term is found in other kana, masked, with gaps and with lookalikes."""
    assert form in variants(entry, disguised=True)


def test_short_kana_stay_as_they_are() -> None:
    """Short terms get no other kana: かす is part of 動かす, and masks only where asked for."""
    assert variants("カス", disguised=False) == {"カス"}
    assert "かす" not in variants("カス", disguised=True)


@pytest.mark.parametrize(
    ("pattern", "forms", "others"),
    [
        pytest.param(
            threats(["殺す/殺して"]),
            ["殺すぞ", "殺してやる", "殺したろか", "殺しに行くぞ", "コロしてやる", "頃すぞ"],
            ["殺す", "殺して", "殺した"],
            id="threats",
        ),
        pytest.param(
            wishes(["排除"]), ["排除しろ", "排除すべき", "排除されろ"], ["排除した"], id="wishes"
        ),
        pytest.param(
            sneers(["無職"]), ["無職が偉そうに", "無職のくせに偉そう"], ["無職です"], id="sneers"
        ),
        pytest.param(
            compounds(["クソ/糞"], ["女", "BBA"]), ["クソ女", "糞bba"], ["クソ"], id="compounds"
        ),
    ],
)
def test_made_forms(pattern: str, forms: list[str], others: list[str]) -> None:
    """Verbs threaten, nouns wish, words sneer and heads insult in the forms that people use."""
    assert [form for form in forms if not re.fullmatch(pattern, form)] == []
    assert [other for other in others if re.fullmatch(pattern, other)] == []
