"""The policy: what it decides, and how it tells its author of a mistake."""

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.errors import PolicyError
from raimon.finding import Severity
from raimon.invocation import Source
from raimon.policy import default_policy, parse_policy
from tests.builders import record

CHAT = """
applications:
  known:
    - name: support-chat
      principals: ["arn:aws:sts::*:assumed-role/support/*"]
      rules: {privacy.pii: {severity: low}, robustness.truncation: {enabled: false}}
rules:
  privacy.pii: {minimum_confidence: 0.9}
"""


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param("version: 2", ["line 1: version:"], id="another version"),
        pytest.param(
            "version: 1\nnotification:\n  floor: hihg", ["line 3: notification.floor:"], id="a word"
        ),
        pytest.param(
            "notification:\n  time_zone: Asia/Tokio",
            ["line 2: notification.time_zone: no such time zone"],
            id="a zone that isn't",
        ),
        pytest.param(
            "notification:\n  mute:\n  - rule: privacy.pii\n  - {reason: 訓練, until: 2026-12-01}",
            ["line 3: notification.mute[0].reason:", "line 4: notification.mute[1].until: give"],
            id="mutes without reason and without zone",
        ),
        pytest.param(
            "rules:\n  privacy.pii: {seveerity: high}",
            ["line 2: rules.privacy.pii.seveerity: there is no such field"],
            id="a field that isn't",
        ),
        pytest.param("locales: [Japan]", ["line 1: locales[0]: "], id="no code of a country"),
        pytest.param("a: [1", ["line 1, column"], id="no YAML"),
        pytest.param("- 1", ["line 1: the whole file:"], id="a list"),
        pytest.param("監視: 1", ["line 1: 監視: there is no such field"], id="in Japanese"),
    ],
)
def test_problems_name_line_and_field(text: str, problems: list[str]) -> None:
    """Each mistake is told with its line and its field, all of them at once."""
    with pytest.raises(PolicyError) as caught:
        parse_policy(text)
    assert len(caught.value.problems) == len(problems)
    for told, begins in zip(caught.value.problems, problems, strict=True):
        assert told.startswith(begins)


def test_an_empty_policy_is_the_shipped_one() -> None:
    """What is left out is as shipped, so an empty file changes nothing."""
    assert parse_policy("") == default_policy()


def test_an_application_may_use_a_rule_in_its_own_way() -> None:
    """What an application says of a rule goes before the rest, and only as far as it says it."""
    policy = parse_policy(CHAT)
    assert policy.severity("privacy.pii", Severity.HIGH, "support-chat") is Severity.LOW
    assert policy.severity("privacy.pii", Severity.HIGH, "another") is Severity.HIGH
    assert not policy.counts("privacy.pii", 0.85, "support-chat")
    assert not policy.counts("robustness.truncation", 1.0, "support-chat")
    assert policy.counts("robustness.truncation", 1.0, "another")


@pytest.mark.parametrize(
    ("principal", "name"),
    [
        pytest.param("arn:aws:sts::1:assumed-role/support/x", "support-chat", id="known"),
        pytest.param("arn:aws:sts::1:assumed-role/else/x", "what-the-caller-says", id="unknown"),
    ],
)
def test_a_principal_goes_before_what_callers_say(principal: str, name: str) -> None:
    """An application is known by who calls; only else by what the call says of itself."""
    said = record(1, user="", output="", principal=principal, application="what-the-caller-says")
    invocation = parse_record(said, Source(bucket="b", key="k", line=1), NoBodies())
    assert parse_policy(CHAT).application_of(invocation) == name


@pytest.mark.parametrize(
    ("locales", "on"),
    [
        pytest.param("", {"jp", "us"}, id="not said: all"),
        pytest.param("locales: [all]", {"jp", "us"}, id="all"),
        pytest.param("locales: [jp]", {"jp"}, id="one"),
        pytest.param("locales: []", set(), id="none"),
    ],
)
def test_locales(locales: str, on: set[str]) -> None:
    """Countries that aren't listed are left out; other numbers stay as they are."""
    defaults = {"locale.jp": 1.0, "locale.us": 1.0, "person.tagger": 1.0}
    tuned = parse_policy(locales).tuned("privacy.pii", defaults)
    assert {code for code in ("jp", "us") if tuned[f"locale.{code}"]} == on
    assert tuned["person.tagger"] == 1.0
