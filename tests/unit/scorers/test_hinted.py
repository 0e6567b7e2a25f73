"""What a pattern would find is never passed over for want of a hint."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raimon.scorers.hinted import Hinted, hinted
from raimon.scorers.transparency import ai_disclosure, citation, disclaimer

HINTED = {name: domain.topic for name, domain in disclaimer.DOMAINS.items()} | {
    "sources required": citation._REQUIRED,  # noqa: SLF001 - its hints are what is tested
}


@pytest.mark.parametrize("one", HINTED.values(), ids=HINTED)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hints_stand_in_every_match(one: Hinted, data: st.DataObject) -> None:
    """Whatever the pattern matches holds a hint."""
    text = data.draw(st.from_regex(one.pattern))
    assert one.search(text) is not None


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_regex(ai_disclosure._ASKED))  # noqa: SLF001 - likewise
def test_every_question_names_its_subject(text: str) -> None:
    """Whoever asks for a human or a machine is heard."""
    assert ai_disclosure._asks(text)  # noqa: SLF001 - likewise


def test_no_hint_no_search() -> None:
    """Without a hint the pattern isn't tried, and with one in any case it decides."""
    one = hinted("tea coffee", r"\b(?:green\s)?tea\b|\bcoffee\b")
    assert one.search("milk") is None
    assert one.search("steady") is None
    assert one.search("GREEN TEA") is not None
    assert one.pattern.flags & re.IGNORECASE
