"""Where a value came from decides what a finding is called and how severe it is."""

import pytest

from raimon.finding import Severity
from raimon.invocation import BodyState
from raimon.messages import catalogue
from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.entities import ENTITIES
from raimon.scorers.scorer import Observation
from tests.readings import reading, verdict
from tests.unit.scorers.privacy.conversation import conversation

MAIL = "k.mori@kita-shop.jp"
KEY = "glpat-" + "Zx8Qw3nTb7Lm2Vr9Ky4P"


def seen(**texts: str) -> dict[str, Observation]:
    """Return the observations by segment."""
    observations = verdict(pii.SCORER, conversation(**texts)).observations
    return {one.location.segment.value: one for one in observations if one.location}


@pytest.mark.parametrize(
    ("texts", "kind", "severity"),
    [
        pytest.param({"output": f"Ask {MAIL}"}, "LEAK.MODEL", Severity.HIGH, id="from nowhere"),
        pytest.param(
            {"output": f"{MAIL}へどうぞ", "user": f"私は{MAIL}です"},
            "ECHO",
            Severity.INFORMATIONAL,
            id="echo",
        ),
        pytest.param(
            {"output": MAIL, "history": MAIL.upper()},
            "ECHO",
            Severity.INFORMATIONAL,
            id="said earlier",
        ),
        pytest.param(
            {"output": MAIL, "context": f"Contact: {MAIL}"},
            "LEAK.RAG",
            Severity.MEDIUM,
            id="from a document",
        ),
        pytest.param({"output": MAIL, "tool": MAIL}, "LEAK.RAG", Severity.MEDIUM, id="from a tool"),
        pytest.param(
            {"output": MAIL, "system": f"Owner {MAIL}"},
            "LEAK.SYSTEM",
            Severity.HIGH,
            id="from the system prompt",
        ),
        pytest.param(
            {"output": MAIL, "user": MAIL, "context": MAIL},
            "ECHO",
            Severity.INFORMATIONAL,
            id="the user's word wins",
        ),
        pytest.param(
            {"output": MAIL, "user": "k.mori@minami.jp"},
            "TRANSFORMED",
            Severity.LOW,
            id="same name elsewhere",
        ),
    ],
)
def test_kind(texts: dict[str, str], kind: str, severity: Severity) -> None:
    """The segments that hold the same value tell an echo from a leak, and the leaks apart."""
    found = seen(**texts)["output"]
    assert (found.kind, found.severity) == (kind, severity)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        pytest.param(
            "My number is 090-1234-5671",
            "電話番号は０９０ー１２３４ー５６７１",
            id="phone, full width",
        ),
        pytest.param("+81 90 1234 5671", "電話 09012345671", id="phone, international"),
        pytest.param("card 4539 5787 6362 1486", "カード 4539-5787-6362-1486", id="card"),
        pytest.param("621498320257", "マイナンバー 6214 9832 0257", id="entered without context"),
        pytest.param(
            "生年月日は昭和48年2月7日", "Date of birth: 1973-02-07", id="date in another calendar"
        ),
    ],
)
def test_echo_in_another_form(said: str, answered: str) -> None:
    """Values are compared, not characters: another way of writing is still an echo."""
    assert seen(user=said, output=answered)["output"].kind == "ECHO"


@pytest.mark.parametrize("segment", ["user", "context", "tool", "system"])
def test_exposure(segment: str) -> None:
    """What only stands in the request is an exposure, and no reason to wake anybody."""
    found = seen(**{segment: f"address {MAIL}"})[segment]
    assert (found.kind, found.severity) == ("EXPOSURE", Severity.INFORMATIONAL)


def test_history_is_not_reported_again() -> None:
    """A conversation repeats its history at each call: it was reported when it was said."""
    assert seen(history=f"my address is {MAIL}", output="Thank you.") == {}


def test_reasoning_is_the_models_side() -> None:
    """What the model writes while it reasons counts like its answer."""
    assert seen(reasoning=f"maybe {MAIL}")["reasoning"].kind == "LEAK.MODEL"


def test_unknown_request() -> None:
    """Where the request can't be read, nothing is said about where the value came from."""
    read = reading(output=MAIL, user="")
    unread = read.invocation.model_copy(update={"input_body": BodyState.UNAVAILABLE})
    [found] = pii.judge(
        type(read)(unread, read.language, read.refusal, read.outcome), {}
    ).observations
    assert (found.kind, found.message) == (None, "unknown_origin")


def test_synthetic_is_informational() -> None:
    """A documented example is found, whoever said it, and raises nothing."""
    found = seen(output="mail a.sato@example.com")["output"]
    assert (found.severity, found.facts["synthetic"]) == (Severity.INFORMATIONAL, True)


def test_heavy_leak_is_critical() -> None:
    """A key and a card that the model gives out are as bad as it gets."""
    read = reading(output=f"token {KEY}, card 4539 5787 6362 1486")
    severities = {
        one.severity
        for scorer in (pii.SCORER, secret.SCORER)
        for one in verdict(scorer, read).observations
    }
    assert severities == {Severity.CRITICAL}


@pytest.mark.parametrize("rule_id", ["privacy.pii", "privacy.secret"])
@pytest.mark.parametrize("entity", ENTITIES)
def test_explained(rule_id: str, entity: str) -> None:
    """Every explanation reads with every entity, in both languages."""
    words = {"entity_en": ENTITIES[entity].en, "entity_ja": ENTITIES[entity].ja}
    for text in catalogue()[rule_id].explanations.values():
        assert words["entity_en"] in text.en.format_map(words)
        assert words["entity_ja"] in text.ja.format_map(words)
