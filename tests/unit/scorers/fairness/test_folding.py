"""Texts are folded to NFKC in small letters, whatever is made narrow beforehand."""

from random import Random
from unicodedata import combining, normalize

import pytest

from raimon.scorers.fairness.folding import align, fold

# Without masks, which are unified, and without marks that are piled up, which are taken off.
KINDS = (
    *(range(0x20, 0x7F), range(0xA0, 0x250), range(0x3001, 0x3007), range(0x3041, 0x3100)),
    *(range(0xFF01, 0xFF0A), range(0xFF0B, 0xFF5F), range(0xFF62, 0xFF9E), range(0xAC00, 0xAC40)),
)
SIGNS = [chr(code) for kind in KINDS for code in kind if chr(code) not in "\u00ad\u00d7"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Ｗｏｍｅｎ　ａｒｅ（ｌａｚｙ）！", "women are(lazy)!", id="full width"),
        pytest.param("ｶﾞｲｺｸ人", "ガイコク人", id="half width"),
        pytest.param("Ａ\u0301bc", "\u00e1bc", id="a mark on a wide letter"),
        pytest.param("か\u3099く", "がく", id="voicing"),
        pytest.param("＊＊と○", "○○と○", id="masks"),
        pytest.param("ÉCOLE", "École".lower(), id="accent"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Width, case and masks are unified."""
    assert fold(text) == folded


def test_narrow_first_changes_nothing() -> None:
    """What comes out is the normal form of the text as it was."""
    random = Random(11)  # noqa: S311 - no secret
    for _ in range(2000):
        text = "".join(random.choices(SIGNS, k=30))
        if not any(map(combining, normalize("NFKC", text))):
            assert fold(text) == normalize("NFKC", text).lower()


def test_way_back() -> None:
    """A span of the folded text is found in the text as it was written."""
    text = "彼は（Ｗｏｍｅｎ）と言った。"
    folded = fold(text)
    place = folded.index("women")
    start, end = align(text, folded).span(place, place + len("women"))
    assert text[start:end] == "Ｗｏｍｅｎ"
