"""Folding keeps every character's place, so that a span cuts out what the reader sees."""

import pytest

from raimon.scorers.privacy.fold import fold
from raimon.scorers.privacy.overlap import MOST
from raimon.scorers.privacy.pii import scan


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("plain", "plain", id="ASCII"),
        pytest.param("０３－１２", "03-12", id="full width"),
        pytest.param("1\u22122\u20103\u3000x", "1-2-3 x", id="hyphens and spaces"),
        pytest.param("サーバー", "サーバー", id="a long vowel stays"),
        pytest.param("ﾏｲﾅﾝﾊﾞｰ", "マイナンバー", id="half-width katakana"),
        pytest.param("㍻の1\u200b2", "平成の12", id="squared and hidden"),
        pytest.param("👨‍👩‍👧 ok", "👨‍👩‍👧 ok", id="emoji stay whole"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Many ways of writing become one."""
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "piece", "original"),
    [
        pytest.param("😀番号０３です", "03", "０３", id="behind an emoji"),
        pytest.param("ﾊﾞｰ 12\u200b34", "1234", "12\u200b34", id="hidden characters inside"),
        pytest.param("xﾊﾞy", "バ", "ﾊﾞ", id="a kana and its mark"),
        pytest.param("㍻1年 ﾊ", "平成1年", "㍻1年", id="one character that becomes two"),
    ],
)
def test_span(text: str, piece: str, original: str) -> None:
    """A span of the folded text leads back to the characters as they were."""
    folded = fold(text)
    start = folded.text.index(piece)
    begins, ends = folded.span(start, start + len(piece))
    assert text[begins:ends] == original


def test_many_finds() -> None:
    """A table of addresses is cut off: what it is has been said often enough by then."""
    table = "\n".join(f"u{number}@kita-shop.jp" for number in range(MOST + 50))
    assert len(scan(table)) == MOST
