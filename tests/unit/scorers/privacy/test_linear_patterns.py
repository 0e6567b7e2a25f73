"""Each pattern by itself takes time in step with the text, on 100 KB made to keep it busy."""

import re
import time

import pytest
import re2

from raimon.scorers.privacy.entities_en import ENGLISH
from raimon.scorers.privacy.entities_ja import JAPANESE
from raimon.scorers.privacy.entities_world import WORLD
from raimon.scorers.privacy.keys import KEYS
from raimon.scorers.privacy.providers import FORMS, LABELLED
from raimon.scorers.privacy.recognisers import CREDENTIALS, PERSONAL
from raimon.scorers.privacy.scanner import GATE

LENGTH = 100_000
QUICK = 0.15  # seconds: what takes less is not worth a second look
TWICE = 3.2  # times as long for twice the text, with some room: quadratic is 4
PIECES = (
    *("1", "1 ", "1-", "12.", "a", "a.", "A1", "a@", "a:b@", "a_", "x=", "password=", "eyJa."),
    *("-----BEGIN ", "https://a", "0ー", "(03)", "一", "東京都", "1年", "1 A ", "\u0301", "=", "/"),
)
PATTERNS = sorted(
    {one.pattern.pattern for one in (*ENGLISH, *JAPANESE, *KEYS)}
    | {local.detector.pattern.pattern for local in WORLD}
    | {re.escape(form.prefix) + form.rest for form in FORMS}
    | {pattern for form in LABELLED for pattern in (form.rest, form.label or "")}
    | {form for _, one in PERSONAL for form in (*one.forms, one.besides)}
    | {form for one in CREDENTIALS for form in (*one.forms, one.besides)}
)


def seconds(finditer: object, text: str) -> float:
    """Return the CPU seconds of looking through the text."""
    assert callable(finditer)
    start = time.process_time()
    for _ in finditer(text):
        pass
    return time.process_time() - start


def assert_linear(finditer: object) -> None:
    """Look through all hostile texts; where that takes long, half of one must take half as long."""
    for piece in PIECES:
        text = piece * (LENGTH // len(piece))
        if (whole := seconds(finditer, text)) > QUICK:
            half = min(seconds(finditer, text[: len(text) // 2]) for _ in range(2))
            assert min(whole, seconds(finditer, text)) < TWICE * half, piece


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
def test_pattern(pattern: str) -> None:
    """A pattern as recognisers use it is linear."""
    assert_linear(re.compile(pattern).finditer)


@pytest.mark.parametrize("form", GATE.forms, ids=range(len(tuple(GATE.forms))))
def test_form(form: str) -> None:
    """A pattern of the gate is linear, even when all that it finds is told."""
    compiled = re2.compile(form)
    assert_linear(lambda text: [compiled.search(text)])
