"""Documents as bytes: what OpenSearch would refuse never leaves."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raimon.store.encoding import KEYWORD_BYTES, cut, encode


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        pytest.param("雷門", 6, "雷門", id="fits to the byte"),
        pytest.param("雷門", 5, "雷", id="in the middle of a character"),
        pytest.param("a😀", 4, "a", id="in the middle of four bytes"),
        pytest.param("あ" * 10_923, 1024, "あ" * 341, id="32,769 bytes of Japanese"),
        pytest.param("", 0, "", id="empty"),
    ],
)
def test_cut(text: str, limit: int, kept: str) -> None:
    """A text is cut between characters."""
    assert cut(text, limit) == kept


@given(st.text(max_size=3000))
def test_cut_is_a_beginning(text: str) -> None:
    """What is kept is a beginning of the text, within the limit, and nothing that fits is lost."""
    kept = cut(text)
    assert text.startswith(kept)
    assert len(kept.encode()) <= KEYWORD_BYTES
    assert kept == text or len(kept.encode()) > KEYWORD_BYTES - 4


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param("a\ud83d", "a�", id="half an emoji"),
        pytest.param("\ude00あ", "�あ", id="the other half"),
        pytest.param("😀", "😀", id="a whole one"),
        pytest.param(math.nan, None, id="NaN"),
        pytest.param(math.inf, None, id="Infinity"),
        pytest.param([1.5, -math.inf], [1.5, None], id="in a list"),
        pytest.param({"k\udc00": ["\ud800"]}, {"k�": ["�"]}, id="deep inside"),
        pytest.param("line\nfeed", "line\nfeed", id="a line feed stays inside the line"),
    ],
)
def test_encode(value: object, told: object) -> None:
    """Half characters and numbers that are none become what JSON and UTF-8 can say."""
    line = encode({"value": value})
    assert b"\n" not in line
    assert json.loads(line) == {"value": told}
