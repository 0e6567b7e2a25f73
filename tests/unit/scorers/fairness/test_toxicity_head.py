"""The learned head: what it reads, what it says of words, and that a group's name tells nothing."""

from itertools import pairwise
from math import sqrt

import pytest

from raimon.scorers.fairness import toxicity
from raimon.scorers.fairness.folding import fold
from raimon.scorers.fairness.toxicity_head import (
    WORDS,
    Passage,
    english_head,
    pair_buckets,
    passages,
    sign_of,
    words_of,
)
from raimon.scorers.word_buckets import buckets_of
from tests.readings import reading, verdict

HARMLESS = (
    "{} people told us about their working day.",
    "I had lunch with two {} friends of mine.",
    "The museum shows photographs by {} artists.",
    "She is proud to be {} and works as a nurse.",
)
TERMS = (
    *("gay", "lesbian", "transgender", "black", "white", "muslim", "jewish", "christian"),
    *("mexican", "chinese", "african", "disabled", "deaf", "old", "young", "male", "female"),
)


@pytest.mark.parametrize("term", TERMS)
def test_a_groups_name_tells_nothing(term: str) -> None:
    """No identity term makes a harmless sentence toxic."""
    head = english_head()
    for form in HARMLESS:
        assert all(one.score < head.of_groups for one in head.read(fold(form.format(term))))


def test_it_speaks_where_the_lexicon_has_no_word() -> None:
    """A passage that reads toxic is a finding of low severity, with its words as the span."""
    text = "Wipe that grin off your face before I spit in it, you miserable old donkey brain."
    found = verdict(toxicity.SCORER, reading(text)).observations
    assert found
    assert {one.severity.value for one in found if one.severity} == {"low"}


def test_it_can_be_switched_off() -> None:
    """Without the head the lexicon speaks alone."""
    text = "What a pathetic joke of a person, so dumb it hurts."
    tuning = {**toxicity.TUNING, "head": 0.0}
    told = toxicity.judge(reading(text), tuning).observations
    assert all(one.message != "learned" for one in told)


@pytest.mark.parametrize(
    "text", ["", "a", "ok.", "!" * 5000, "日本語の文です。" * 50, "x" * 100_000, "no\n" * 3000]
)
def test_odd_texts(text: str) -> None:
    """Empty, endless and foreign texts raise nothing and cost little."""
    assert all(one.score < english_head().of_groups for one in english_head().read(fold(text)))


def test_passages_cover_the_text() -> None:
    """Passages lie side by side, and none is much longer than a few sentences."""
    text = fold("One sentence here. " * 200)
    bounds = list(passages(text))
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(text)
    assert all(first[1] == second[0] for first, second in pairwise(bounds))
    assert max(end - start for start, end in bounds) <= 500


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What a pathetic joke of a person, so dumb it hurts.", id="sentence"),
        pytest.param("no no no, it's no " + "long" * 9 + " and " + "long" * 8, id="again"),
        pytest.param("one", id="one word"),
    ],
)
def test_sum_is_that_of_the_features(text: str) -> None:
    """What is kept a word adds up to what every word and every pair weighs by itself."""
    head, folded = english_head(), fold(text)
    words = [one.word for one in words_of(folded)]
    buckets = [bucket for word in set(words) for bucket in buckets_of(word, WORDS)]
    buckets += set(pair_buckets([sign_of(word) for word in words]))
    total = sum(head.table[bucket] for bucket in buckets)
    told = head.score([folded[one.start : one.end] for one in words_of(folded)])
    assert told == head.bias + head.unit * total / sqrt(len(buckets))


def test_a_long_answer_has_to_read_worse() -> None:
    """One passage of many reads toxic by chance sooner than a single one, so it scores less."""
    sentence = "You will regret this, you miserable lot, and soon. "
    (alone,) = english_head().read(fold(sentence))
    padded = fold(sentence + "The train leaves at nine and arrives at noon. " * 60)
    assert max(one.score for one in english_head().read(padded)) < alone.score


def test_spans_pass_over_what_says_nothing() -> None:
    """A word that is told to be silent is no part of a span, and without others the whole is."""
    folded = fold("you are a stupid idiot and a moron")
    whole = Passage(0, len(folded), 9.0)
    spans = english_head().spans(folded, whole, frozenset({"idiot"}))
    assert "idiot" not in {folded[start:end] for start, end in spans}
    silent = frozenset(one.word for one in words_of(folded))
    assert english_head().spans(folded, whole, silent) == ((0, len(folded)),)


def test_words_are_cut() -> None:
    """A word of a thousand letters is one word of bounded length."""
    (one,) = words_of("a" * 1000)
    assert len(one.word) == 24
    assert (one.start, one.end) == (0, 1000)
