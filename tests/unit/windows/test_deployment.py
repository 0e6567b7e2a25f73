"""Fingerprints and deployments: what changed is named, and what always changes is left out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.invocation import Configuration, Source
from raimon.windows.deployment import MOST_FINGERPRINTS, Deployments
from raimon.windows.fingerprint import fingerprint, system_prompt_digest
from tests.builders import record
from tests.unit.windows.calls import NEW, OLD, START

SOURCE = Source(bucket="logs", key="a", line=1)


def test_first_is_no_deployment() -> None:
    """The first fingerprint of an application is how it was, not a change."""
    assert Deployments().after(OLD, START).observed == ()


def test_second_is_one() -> None:
    """A fingerprint never seen before is a deployment, and coming back to an old one isn't."""
    known = Deployments().after(OLD, START).after(NEW, START + timedelta(hours=1))
    (deployed,) = known.observed
    assert deployed.changed == ("model",)
    again = known.after(OLD, START + timedelta(hours=2)).after(NEW, START + timedelta(hours=3))
    assert again.observed == known.observed


def test_nearest_is_compared() -> None:
    """What changed is told against the most similar fingerprint, in a fixed order."""
    other = replace(OLD, model="x", system_prompt="another")
    known = Deployments().after(OLD, START).after(other, START)
    known = known.after(replace(other, tools="t"), START)
    assert known.observed[-1].changed == ("tools",)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        pytest.param("a", "-", "guardrail_gone", id="gone"),
        pytest.param("-", "a", "guardrail_new", id="new"),
        pytest.param("a", "b", "guardrail", id="another version"),
    ],
)
def test_what_became_of_the_guardrail(before: str, after: str, changed: str) -> None:
    """Of a guardrail it is said whether it came or went, beside whatever else changed."""
    known = Deployments().after(replace(OLD, guardrail=before), START)
    known = known.after(replace(NEW, guardrail=after), START + timedelta(hours=1))
    assert known.observed[-1].changed == ("model", changed)


def test_ten_thousand_prompts() -> None:
    """A prompt with a name in it doesn't explode: it is merged, and a new model is still seen."""
    known = Deployments()
    for n in range(10_000):
        known = known.after(replace(OLD, system_prompt=str(n)), START + timedelta(seconds=n))
    assert known.merged
    assert not known.full
    assert len(known.seen) <= MOST_FINGERPRINTS
    assert known.observed == ()
    known = known.after(replace(NEW, system_prompt="new"), START + timedelta(days=1))
    assert known.observed[-1].changed == ("model",)


def test_ten_thousand_models() -> None:
    """What changes without end in other ways is given up, which is said."""
    known = Deployments()
    for n in range(10_000):
        known = known.after(replace(OLD, model=str(n)), START)
    assert known.full
    assert len(known.seen) <= MOST_FINGERPRINTS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Today is 2026-10-05.", "Today is  2026-10-06.", True, id="a date"),
        pytest.param("本日は 10月5日です。", "本日は 10月6日です。", True, id="a Japanese date"),
        pytest.param(
            "It is Monday, October 5th, 9:05 AM.",
            "It is Tue, Nov. 3rd, 12:10 pm.",
            True,
            id="a date in words",
        ),
        pytest.param(
            "現在は2026年10月5日(月曜日)午前9時です。",
            "現在は2026年11月3日(火)午後1時です。",
            True,
            id="a Japanese weekday",
        ),
        pytest.param(
            "Session 3f2a9c1e-77aa-4b0c-9d1e-aa0b1c2d3e4f.",
            "Session 0be1d2c3-12ef-4aaa-8b0c-d4e5f6a7b8c9.",
            True,
            id="an id",
        ),
        pytest.param("You may answer.", "You must answer.", False, id="a word that is no month"),
        pytest.param("Be brief.", "Be thorough.", False, id="other words"),
        pytest.param("火の用心", "水の用心", False, id="a word that is no weekday"),
    ],
)
def test_system_prompts(one: str, other: str, *, same: bool) -> None:
    """A date in a system prompt makes no other prompt of it."""
    assert (system_prompt_digest(one) == system_prompt_digest(other)) is same


def test_configuration_of_a_record() -> None:
    """Settings, tools and the guardrail are read; without them the fields are absent."""
    plain = record(1, user="Hello", output="Hello.")
    found = parse_record(plain, SOURCE, NoBodies())
    assert found.configuration == Configuration(inference={"max_tokens": 800.0})
    told = record(
        2,
        user="Hello",
        output="Hello.",
        trace={
            "guardrail": {
                "inputAssessment": {"gr1": {"appliedGuardrailDetails": {"guardrailVersion": "3"}}}
            }
        },
    )
    told["input"]["inputBodyJson"] |= {
        "toolConfig": {"tools": [{"toolSpec": {"name": "look_up"}}]},
        "inferenceConfig": {"temperature": 0.2, "topP": 0.9},
    }
    other = parse_record(told, SOURCE, NoBodies())
    assert other.configuration.guardrail == "gr1:3"
    assert other.configuration.inference == {"temperature": 0.2, "top_p": 0.9}
    assert fingerprint(found).differences(fingerprint(other)) == (
        "guardrail",
        "tools",
        "inference",
    )
