"""Hostile texts of 100,000 characters cost no more than a small multiple of a plain one."""

import time

import pytest

from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.prompt_attack import suspicion_of
from raimon.scorers.privacy.system_prompt_leak import longest_quotation

LENGTH = 100_000
DOUBLED_AT_MOST = 6  # twice the text may cost so many times as much: linear is 2, quadratic 4 at 2n

HOSTILE = {
    "digits": "1",
    "spaced digits": "1 ",
    "at signs": "@",
    "addresses without end": "a@",
    "one letter": "a",
    "combining marks": "e\u0301",
    "zero width": "1\u200b",
    "honorifics": "様",
    "prefectures": "東京都",
    "kanji numerals": "一",
    "long vowels": "0ー",
    "brackets": "(03)",
    "passwords": "password=",
    "half a token": "eyJaaaaaaaaaa.",
    "key headers": "-----BEGIN " + "PRIVATE KEY-----",
    "schemes": "http://",
    "orders": "ignore your your your ",
    "Japanese orders": "以前の指示",
    "Base64": "QUJD",
    "colons": "a::",
    "labels": "氏名：",
}


def seconds(function: object, text: str) -> float:
    """Return the CPU seconds of one call, the better of two."""
    assert callable(function)
    taken = []
    for _ in range(2):
        start = time.process_time()
        function(text)
        taken.append(time.process_time() - start)
    return min(taken)


def quote(text: str) -> object:
    """Compare the text with itself, a character apart."""
    return longest_quotation("b" + text, text + "c", 60)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(
    "function",
    [pii.scan, secret.scan, suspicion_of, quote],
    ids=["pii", "secret", "prompt_attack", "system_prompt_leak"],
)
def test_linear(function: object, piece: str) -> None:
    """A hostile text takes well below a second, and half of it about half as long."""
    text = piece * (LENGTH // len(piece))
    whole, quarter = seconds(function, text), seconds(function, text[: LENGTH // 4])
    assert whole < 1.5
    assert whole < max(0.05, 4 * quarter * DOUBLED_AT_MOST / 2)
