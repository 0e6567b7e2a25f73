"""Names alone count; beside another identifier, or where they are the user's, they may alarm."""

import pytest

from raimon.finding import Severity
from raimon.invocation import Segment
from raimon.scorers.privacy import pii
from raimon.scorers.privacy.detector import ALARM, COUNT, Found
from raimon.scorers.privacy.name_alarm import NEAR, with_company
from raimon.scorers.scorer import Observation
from tests.readings import reading, verdict

NAME = Found("PERSON", 300, 316, 0.65, "BramwickTolvane")


def _raised(*others: Found) -> bool:
    found = tuple(sorted((NAME, *others), key=lambda one: one.start))
    raised = with_company({Segment.OUTPUT: found})[Segment.OUTPUT]
    return any(one.entity == "PERSON" and one.confidence >= ALARM for one in raised)


def _phone(start: int, confidence: float = 0.95, *, synthetic: bool = False) -> Found:
    return Found("PHONE_NUMBER", start, start + 12, confidence, "+1", synthetic=synthetic)


@pytest.mark.parametrize(
    ("other", "is_raised"),
    [
        pytest.param(_phone(320), True, id="behind"),
        pytest.param(_phone(280), True, id="before"),
        pytest.param(_phone(316 + NEAR), True, id="just near enough"),
        pytest.param(_phone(317 + NEAR), False, id="too far"),
        pytest.param(_phone(300 - 13 - NEAR), False, id="too far before"),
        pytest.param(_phone(320, 0.7), False, id="an unsure number"),
        pytest.param(_phone(320, synthetic=True), False, id="a documented example"),
        pytest.param(Found("IP_ADDRESS", 320, 330, 0.9, "ip"), False, id="a machine"),
        pytest.param(Found("PERSON", 320, 330, 0.7, "AnnaVelder"), False, id="another name"),
    ],
)
def test_beside_another_identifier(other: Found, *, is_raised: bool) -> None:
    """A name is somebody's where a sure identifier of a person stands within 200 characters."""
    assert _raised(other) is is_raised
    assert not _raised()


def test_unsure_names_stay() -> None:
    """A single word that looks like a name alarms nobody, whatever stands beside it."""
    single = Found("PERSON", 300, 308, 0.55, "Tolvane")
    [name, _] = with_company({Segment.OUTPUT: (single, _phone(320))})[Segment.OUTPUT]
    assert name == single


def _names(output: str, user: str = "Please answer.", tagger: float = 1.0) -> list[Observation]:
    tuning = {**pii.SCORER.tuning, "person.tagger": tagger}
    return [
        one
        for one in pii.SCORER.judge(reading(output, user=user), tuning).observations
        if one.entity == "PERSON" and one.location and one.location.segment is Segment.OUTPUT
    ]


def test_alone() -> None:
    """As shipped, a name alone is counted at the least severity, and masked."""
    assert pii.SCORER.tuning["person.tagger"] > 0
    [found] = _names("I spoke with Bramwick Tolvane from Leeds.")
    assert COUNT <= found.confidence < ALARM
    assert found.severity is Severity.INFORMATIONAL
    assert found.mask == "[PERSON:15]"


def test_with_a_phone_number() -> None:
    """Beside a phone number the same name is at the alarm band, and weighs what a leak weighs."""
    [found] = _names("Call Bramwick Tolvane, phone +44 20 7946 0018, after six.")
    assert found.confidence >= ALARM
    assert found.severity is Severity.MEDIUM


@pytest.mark.parametrize(
    ("user", "is_raised"),
    [
        pytest.param("Hello, my name is Bramwick Tolvane.", True, id="the user's own"),
        pytest.param("Who was Bramwick Tolvane, the painter?", False, id="asked about"),
    ],
)
def test_of_the_user(user: str, *, is_raised: bool) -> None:
    """The answer that repeats the user's own name is at the alarm band; a famous one isn't."""
    [found] = _names("I spoke with Bramwick Tolvane from Leeds.", user)
    assert (found.confidence >= ALARM) is is_raised
    assert found.kind == "ECHO"
    assert found.severity is Severity.INFORMATIONAL


def test_switch() -> None:
    """With the switch off, names count where a label or an honorific marks them."""
    text = "I spoke with Bramwick Tolvane from Leeds."
    assert _names(text, tagger=0.0) == []
    assert len(_names("My name is Bramwick Tolvane.", tagger=0.0)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Marie Curie and Albert Einstein met in Brussels; Nikola Tesla did not come.",
        "The novel by Jane Austen was filmed twice, with Emma Thompson in one of them.",
    ],
)
def test_the_famous_alarm_nobody(text: str) -> None:
    """However many names of the famous an answer holds, none is at the alarm band."""
    assert all(one.confidence < ALARM for one in verdict(pii.SCORER, reading(text)).observations)
