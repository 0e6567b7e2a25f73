"""Near-duplicate prompts are told from others, and agreement of answers is measured."""

import pytest

from raimon.scorers.robustness.consistency import agreement, bands_of, similarity, sketch_of

SAME = [
    pytest.param(
        "How do I return a pair of shoes that I bought online last week?",
        "how do i return a pair of shoes, that I bought online last week",
        id="pointed otherwise",
    ),
    pytest.param(
        "先週オンラインで購入した靴を返品する方法を教えてください。",
        "先週オンラインで購入した靴を返品する方法を教えて下さい",
        id="表記揺れ",
    ),
    pytest.param("ＡＢＣ社の売上は１２３億円ですか?", "ABC社の売上は123億円ですか?", id="全角"),
]
OTHER = [
    pytest.param(
        "How do I return a pair of shoes that I bought?",
        "When does the museum open on public holidays in May?",
        id="English",
    ),
    pytest.param("靴を返品する方法を教えて。", "五月の祝日に美術館は開いていますか。", id="日本語"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_near_duplicates(one: str, other: str) -> None:
    """Prompts that differ in spelling share most shingles, and a band under which they meet."""
    left, right = sketch_of(one), sketch_of(other)
    assert left is not None
    assert right is not None
    assert similarity(left, right) >= 0.6
    assert set(bands_of(left)) & set(bands_of(right))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_prompts(one: str, other: str) -> None:
    """Prompts that ask something else share next to nothing and no band."""
    left, right = sketch_of(one), sketch_of(other)
    assert left is not None
    assert right is not None
    assert similarity(left, right) < 0.2
    assert not set(bands_of(left)) & set(bands_of(right))


def test_other_digits() -> None:
    """Digits are kept: another number is another prompt, if a near one."""
    assert sketch_of("Is 17077 prime?") != sketch_of("Is 17078 prime?")


@pytest.mark.parametrize("text", ["", "  ", "!?"])
def test_no_words(text: str) -> None:
    """A prompt without words has no sketch."""
    assert sketch_of(text) is None


def test_agreement() -> None:
    """Agreement is 1 for the same words, 0 for others, between where a part is the same."""
    assert agreement("返品は30日以内です。", "返品は30日以内です") == 1.0
    assert agreement("Yes, within 30 days.", "明日は雨です。") == 0.0
    assert 0.3 < agreement("Yes, within 30 days of purchase.", "Yes, within 30 days.") < 1.0
    assert agreement("", "") == 1.0
