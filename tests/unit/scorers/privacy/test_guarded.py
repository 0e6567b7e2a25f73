"""What a guardrail saw is joined with what is found here: each value once, none of them told."""

import pytest

from raimon.finding import Severity
from raimon.invocation import GuardrailAction, GuardrailHit
from raimon.messages import explanation
from raimon.scorers.governance.guardrail import ENTITIES as BEDROCK_ENTITIES
from raimon.scorers.privacy import pii, secret
from raimon.scorers.privacy.guarded import entity_of, guarded
from raimon.scorers.scorer import Observation
from tests.readings import reading, verdict

MAIL = "haruka.minase@kitanogumi.jp"
CARD = "4539 5787 6362 1486"
KEY = "AKIA" + "J5Q7LMN2PRSTUVWX"


def hit(name: str, match: str, action: str, side: str = "output") -> GuardrailHit:
    """Return what a guardrail saw."""
    return GuardrailHit(
        policy="sensitive_information", name=name, action=action, side=side, match=match
    )


def seen(*hits: GuardrailHit, output: str = "Hello.", **texts: str) -> list[Observation]:
    """Return what both privacy scorers see."""
    asked = reading(output, hits=hits, action=GuardrailAction.INTERVENED, **texts)
    return [
        one for scorer in (pii.SCORER, secret.SCORER) for one in verdict(scorer, asked).observations
    ]


@pytest.mark.parametrize(
    ("action", "act", "severity"),
    [
        pytest.param("ANONYMIZED", "anonymized", Severity.LOW, id="masked"),
        pytest.param("BLOCKED", "blocked", Severity.LOW, id="blocked"),
        pytest.param("NONE", "detected", Severity.HIGH, id="let through"),
    ],
)
@pytest.mark.parametrize(
    "output", [f"Write to {MAIL}.", f"宛先は{MAIL}です。"], ids=["English", "Japanese"]
)
def test_found_by_both(output: str, action: str, act: str, severity: Severity) -> None:
    """A value that both found is one finding, which says what the guardrail did to it."""
    [found] = seen(hit("EMAIL", MAIL.upper(), action), output=output)
    assert (found.entity, found.kind) == ("EMAIL_ADDRESS", "LEAK.MODEL")
    assert found.location
    assert (found.facts["guardrail"], found.severity) == (act, severity)


def test_every_place_of_the_value_is_marked() -> None:
    """The same value at two places is two finds, both of them marked."""
    found = seen(hit("EMAIL", MAIL, "ANONYMIZED"), output=f"{MAIL} or {MAIL}")
    assert [one.facts.get("guardrail") for one in found] == ["anonymized"] * 2


def test_another_value_alarms_as_before() -> None:
    """What the guardrail didn't touch is a leak like any other."""
    told = {
        one.entity: (one.severity, one.facts.get("guardrail"))
        for one in seen(hit("EMAIL", MAIL, "ANONYMIZED"), output=f"{MAIL}, card {CARD}")
    }
    assert told == {
        "EMAIL_ADDRESS": (Severity.LOW, "anonymized"),
        "CREDIT_CARD": (Severity.CRITICAL, None),
    }


def test_the_other_side_is_another_matter() -> None:
    """A value masked in the request and given out in the answer is still a leak."""
    found = seen(hit("EMAIL", MAIL, "ANONYMIZED", side="input"), output=MAIL)
    told = {bool(one.location): (one.severity, one.facts.get("guardrail")) for one in found}
    assert told == {
        True: (Severity.HIGH, None),
        False: (Severity.INFORMATIONAL, "anonymized"),
    }


@pytest.mark.parametrize(
    ("name", "match", "entity"),
    [
        pytest.param("NAME", "Anneliese Brandt", "PERSON", id="name"),
        pytest.param("US_BANK_ROUTING_NUMBER", "026009593", "US_BANK_NUMBER", id="routing number"),
        pytest.param("CREDIT_DEBIT_CARD_NUMBER", CARD, "CREDIT_CARD", id="card"),
        pytest.param("US_PASSPORT_NUMBER", "C01X00T47", "PASSPORT", id="passport"),
        pytest.param("AWS_SECRET_KEY", "q" * 40, "AWS_SECRET_KEY", id="secret key"),
        pytest.param("ADDRESS", "東京都港区六本木", "ADDRESS", id="address, Japanese"),
    ],
)
@pytest.mark.parametrize(
    ("action", "worst"),
    [("ANONYMIZED", Severity.INFORMATIONAL), ("NONE", Severity.HIGH)],
    ids=["masked", "let through"],
)
def test_found_by_the_guardrail_alone(
    name: str, match: str, entity: str, action: str, worst: Severity
) -> None:
    """What only the guardrail saw is one finding without place, below the alarm band."""
    [found] = seen(hit(name, match, action))
    assert (found.entity, found.location, found.facts["source"]) == (entity, None, "guardrail")
    assert found.severity
    assert found.severity.rank <= worst.rank
    assert found.confidence < 0.85
    texts = explanation(found.rule_id, found.message, found.facts)
    assert match not in str([found.facts, found.mask, texts])
    assert match not in repr(found)


def test_a_masked_answer() -> None:
    """The usual case: the log holds the masked answer, and the value stands in the trace alone."""
    [found] = seen(hit("EMAIL", MAIL, "ANONYMIZED"), output="Write to {EMAIL}.")
    assert (found.entity, found.kind, found.severity) == (
        *("EMAIL_ADDRESS", "LEAK.MODEL"),
        Severity.INFORMATIONAL,
    )


def test_a_value_of_the_documents() -> None:
    """Where a masked value came from is told as for any other."""
    found = seen(
        hit("EMAIL", MAIL, "ANONYMIZED"), output="Write to {EMAIL}.", context=f"Contact: {MAIL}"
    )
    assert [one.kind for one in found if one.location is None] == ["LEAK.RAG"]


@pytest.mark.parametrize(
    "seen_by",
    [
        pytest.param(hit("ticket", "TK-2026-77", "ANONYMIZED"), id="a customer's pattern"),
        pytest.param(hit("URL", "https://example.org", "ANONYMIZED"), id="a web address"),
        pytest.param(
            GuardrailHit(
                policy="word", name="CUSTOM_WORD", action="BLOCKED", side="output", match="x"
            ),
            id="a word",
        ),
        pytest.param(
            GuardrailHit(
                policy="sensitive_information", name="EMAIL", action="BLOCKED", side="output"
            ),
            id="no value in the trace",
        ),
    ],
)
def test_what_names_no_personal_data(seen_by: GuardrailHit) -> None:
    """Patterns of the customer's own may hold anything: the governance finding tells of them."""
    assert seen(seen_by) == []


def test_a_pattern_marks_what_is_found_here() -> None:
    """A customer's pattern that took the value out is joined by the value."""
    [found] = seen(hit("my-card-pattern", CARD, "BLOCKED"), output=f"card {CARD}")
    assert (found.entity, found.facts["guardrail"]) == ("CREDIT_CARD", "blocked")


def test_credentials_are_told_by_their_rule() -> None:
    """A key that both found is one finding of the rule of credentials."""
    [found] = seen(hit("AWS_ACCESS_KEY", KEY, "BLOCKED"), output=f"key {KEY}")
    assert (found.rule_id, found.facts["guardrail"]) == ("privacy.secret", "blocked")


def test_a_value_counts_once() -> None:
    """A trace that lists a value in several assessments is no second finding."""
    hits = (hit("NAME", "Anneliese Brandt", "NONE"), hit("NAME", "anneliese  brandt", "NONE"))
    assert len(guarded(reading(hits=hits).invocation)) == 1


def test_every_type_has_a_name_of_ours() -> None:
    """All types of Bedrock but the plain web address become an entity with words for people."""
    unnamed = {
        name
        for name in BEDROCK_ENTITIES
        if not entity_of(guarded(reading(hits=(hit(name, "x" * 9, "NONE"),)).invocation)[0])
    }
    assert unnamed == {"URL"}
