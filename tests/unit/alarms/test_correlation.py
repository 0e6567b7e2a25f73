"""Which findings are one problem."""

from typing import Any

import pytest

from raimon.alarms.correlation import alarm_id, by_problem, correlation_key, plain_name
from tests.unit.alarms.builders import raised

KEY = "privacy.pii|LEAK.MODEL|EMAIL_ADDRESS|support-chat"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        pytest.param({}, KEY, id="readable"),
        pytest.param({"model_id": "amazon.nova-lite-v1:0"}, KEY, id="the model is no part"),
        pytest.param({"region": "us-east-1"}, KEY, id="nor is the Region"),
        pytest.param({"confidence": 0.9}, KEY, id="nor is the confidence"),
        pytest.param(
            {"application": None}, "privacy.pii|LEAK.MODEL|EMAIL_ADDRESS|-", id="no application"
        ),
        pytest.param(
            {"application": "問い合わせ窓口"},
            "privacy.pii|LEAK.MODEL|EMAIL_ADDRESS|問い合わせ窓口",
            id="Japanese name",
        ),
        pytest.param(
            {"rule_id": "robustness.truncation", "kind": None, "entity": None},
            "robustness.truncation|-|-|support-chat",
            id="neither kind nor entity",
        ),
    ],
)
def test_key(changes: dict[str, Any], key: str) -> None:
    """Rule, kind, entity and application tell problems apart, and nothing else does."""
    assert correlation_key(raised(**changes)) == key


@pytest.mark.parametrize(
    "strange",
    [
        pytest.param("a|b", id="the separator"),
        pytest.param("-", id="the sign for absence"),
        pytest.param("two\nlines", id="line break"),
        pytest.param("haruka.minase@kitanogumi.jp", id="somebody's address"),
        pytest.param("x" * 65, id="too long"),
        pytest.param("<b>", id="markup"),
    ],
)
def test_strange_names_are_replaced(strange: str) -> None:
    """What the caller calls itself goes into no key unless it looks like a name."""
    stand_in = plain_name(strange)
    assert stand_in is not None
    assert strange not in correlation_key(raised(application=strange))
    assert stand_in == plain_name(strange) != plain_name(strange + "!")
    assert correlation_key(raised(application=strange)).endswith(f"|{stand_in}")


def test_by_problem() -> None:
    """Each finding counts once and stands under its problem, the earliest first."""
    late, early = raised(1, minutes=9), raised(2, minutes=3)
    other = raised(3, entity="PHONE_NUMBER")
    assert by_problem([late, early, other, late]) == {
        KEY: [early, late],
        "privacy.pii|LEAK.MODEL|PHONE_NUMBER|support-chat": [other],
    }


def test_alarm_id() -> None:
    """Each return of a problem has an id of its own, and always the same one."""
    ids = [alarm_id(KEY, episode) for episode in (1, 2, 1)]
    assert ids[0] == ids[2] != ids[1]
    assert all(len(each) == 32 for each in ids)
