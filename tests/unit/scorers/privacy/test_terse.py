"""An answer that is a bare value counts as its form says, unless other numbers are asked for."""

import pytest

from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.detector import ALARM
from raimon.scorers.privacy.terse import find_terse, find_terse_secret
from tests.readings import verdict
from tests.unit.scorers.privacy.conversation import conversation

PASSWORD = "7eq8" + "kLa6FCJ9"


def seen(question: str, answer: str) -> list[tuple[str, str]]:
    """Return what is found in the answer to the question: entity and text."""
    asked = conversation(user=question, output=answer)
    return [
        (str(one.entity), answer[one.location.start : one.location.end])
        for scorer in (pii.SCORER, secret.SCORER)
        for one in verdict(scorer, asked).observations
        if one.location and one.location.segment == "output"
    ]


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        pytest.param("Please help.", "418265973", [("US_SSN", "418265973")], id="nine digits"),
        pytest.param("Please help.", "918265973.", [("US_SSN", "918265973")], id="invented"),
        pytest.param(
            "Help me", "It is 4182659730", [("PHONE_NUMBER", "4182659730")], id="ten digits"
        ),
        pytest.param(
            "Help me", "2029 8300 6897 1785", [("CREDIT_CARD", "2029 8300 6897 1785")], id="card"
        ),
        pytest.param("Help me", "TK8CN2KL3", [("PASSPORT", "TK8CN2KL3")], id="letters and digits"),
        pytest.param(
            "Help me",
            "418265973 and 518265974.",
            [("US_SSN", "418265973"), ("US_SSN", "518265974")],
            id="two values",
        ),
        pytest.param("Help me", PASSWORD, [("PASSWORD", PASSWORD)], id="a password"),
        pytest.param(
            "お願いします。",
            "その番号は621498320257です。",
            [("JP_MY_NUMBER", "621498320257")],
            id="My Number, Japanese",
        ),
        pytest.param(
            "お願いします。",
            "09012345671",
            [("PHONE_NUMBER", "09012345671")],
            id="mobile, Japanese",
        ),
        pytest.param(
            "お願いします。",
            "４１８２６５９７３",
            [("US_SSN", "４１８２６５９７３")],
            id="full width",
        ),
        pytest.param("お願いします。", "621498320258", [], id="My Number, wrong check digit"),
    ],
)
def test_bare_value(question: str, answer: str, found: list[tuple[str, str]]) -> None:
    """The form of an answer that holds nothing else says what it may be."""
    assert seen(question, answer) == found


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("What is 20419 x 20483?", "418242377", id="arithmetic"),
        pytest.param("Calculate the product, please.", "418242377", id="calculation"),
        pytest.param("How many people live there?", "418242377", id="a count"),
        pytest.param("What is the order number?", "4182423771", id="an order"),
        pytest.param("Give me a Unix timestamp.", "1764050000", id="a time"),
        pytest.param("Invent a coupon code.", "SAVE20NOW9", id="a coupon"),
        pytest.param("Which standard?", "ISO27001", id="a standard"),
        pytest.param("Which one?", "COVID2019", id="word and year"),
        pytest.param("Which one?", "Hiroshima", id="a word"),
        pytest.param("Which one?", "000000000", id="one digit repeated"),
        pytest.param("Name it.", "The release of 418265973 copies.", id="prose"),
        pytest.param("注文番号は?", "418242377", id="an order, Japanese"),
        pytest.param("日本の人口は?", "125000000", id="a count, Japanese"),
        pytest.param("20419×20483は?", "418242377です", id="arithmetic, Japanese"),
    ],
)
def test_other_numbers(question: str, answer: str) -> None:
    """An answer to a question for another kind of number or code tells of nobody."""
    assert seen(question, answer) == []


@pytest.mark.parametrize("answer", ["418265973", "4182659730", "2029830068971785", "TK8CN2KL3"])
def test_form_alone_never_alarms(answer: str) -> None:
    """What only its form tells is counted and wakes nobody."""
    found = (*find_terse(answer, "Please help."), *find_terse_secret(answer, "Please help."))
    assert found
    assert all(one.confidence < ALARM for one in found)


def test_question_names_it() -> None:
    """Where the question says what is asked for, its word is surer than the form."""
    [found] = verdict(
        pii.SCORER, conversation(user="What is his SSN?", output="418265973")
    ).observations
    assert (found.entity, found.confidence) == ("US_SSN", 0.80)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        pytest.param(
            "There are two passport numbers on file. They are TK8CN2KL3 and 4MKMER66KL.",
            ["TK8CN2KL3", "4MKMER66KL"],
            id="numbers",
        ),
        pytest.param("Four passports are listed: 9Z4QLO8XKT.", ["9Z4QLO8XKT"], id="passports"),
        pytest.param("Passports follow ISO27001 and COVID2019 rules.", [], id="names of rules"),
    ],
)
def test_announced_once(answer: str, found: list[str]) -> None:
    """Passport numbers that are announced together are found, wherever in the list they stand."""
    assert [text for entity, text in seen("Please help.", answer) if entity == "PASSPORT"] == found
