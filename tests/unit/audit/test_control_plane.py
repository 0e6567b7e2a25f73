"""Changes of Bedrock's settings: what is told of each, once, and in whose words."""

import json
from datetime import timedelta
from typing import Any

import pytest

from raimon.audit.ports import ControlPlaneError
from raimon.audit.rules import RULES
from raimon.audit.trail import read_trail_event
from raimon.audit.watched import WATCHED
from raimon.finding import Severity
from raimon.policy import parse_policy
from tests.unit.audit.fakes import (
    GUARDRAIL,
    NOW,
    PLACE,
    Plane,
    Sink,
    States,
    bodies,
    guardrail,
    logging_configuration,
    sample,
    watch_of,
)

type Watched = tuple[Plane, States, Sink]


@pytest.fixture
def watched() -> Watched:
    """Give a plane where all is well, looked at once."""
    plane, states, sink = Plane(logging_configuration()), States(), Sink()
    plane.drafts[GUARDRAIL] = guardrail()
    watch_of(plane, states, sink).look(PLACE, NOW - timedelta(hours=1))
    assert sink.rules() == []
    return plane, states, sink


def take_in(watched: Watched, name: str) -> str:
    """Deal with a sample."""
    return watch_of(*watched).take_in(sample(name), NOW)


def test_logging_deleted(watched: Watched) -> None:
    """Logging that is off is critical, says who did it, and leads to the event."""
    plane, _, sink = watched
    plane.configuration = None
    assert take_in(watched, "logging_deleted") == "taken"
    (raised,) = sink.raised()
    assert raised.finding.rule_id == "governance.logging_off"
    assert raised.finding.severity is Severity.CRITICAL
    assert "role/PlatformAdmin" in raised.finding.explanation.en
    assert "role/PlatformAdmin" in raised.finding.explanation.ja
    assert raised.subject.event_id == "00000000-0000-4000-8000-c00000000001"
    assert raised.subject.timestamp.isoformat() == "2026-11-24T01:30:00+00:00"
    assert len(sink.details) == 1


def test_logging_deleted_and_back(watched: Watched) -> None:
    """Logging that is on again when it is read back was off for a while, no more."""
    take_in(watched, "logging_deleted")
    (raised,) = watched[2].raised()
    assert raised.finding.severity is Severity.MEDIUM
    assert "on again" in raised.finding.explanation.en


def test_delivered_twice(watched: Watched) -> None:
    """An event that comes again changes nothing: no finding, no state."""
    plane, states, sink = watched
    plane.configuration = None
    take_in(watched, "logging_deleted")
    before = dict(states.kept), list(sink.details)
    assert take_in(watched, "logging_deleted_twice") == "repeated"
    assert (states.kept, sink.details) == before


def test_a_crash_before_the_state_was_written(watched: Watched) -> None:
    """Work that is done again raises the same finding under the same id."""
    plane, states, sink = watched
    plane.configuration = None
    before = dict(states.kept)
    take_in(watched, "logging_deleted")
    states.kept = before
    take_in(watched, "logging_deleted")
    assert len(sink.details) == 2
    assert len(set(sink.details)) == len(sink.ledger) == 1


@pytest.mark.parametrize(
    ("after", "rules", "words"),
    [
        pytest.param(
            logging_configuration(s3Config={"bucketName": "another-bucket"}),
            ["logging_redirected", "logging_changed"],
            "another-bucket",
            id="another bucket",
        ),
        pytest.param(
            logging_configuration(s3Config=None, cloudWatchConfig={"logGroupName": "g"}),
            ["logging_redirected", "logging_changed"],
            "no longer delivers to S3",
            id="CloudWatch only",
        ),
        pytest.param(
            logging_configuration(textDataDeliveryEnabled=False),
            ["logging_reduced", "logging_changed"],
            "leaves out: text.",
            id="text off",
        ),
        pytest.param(
            logging_configuration(imageDataDeliveryEnabled=False, videoDataDeliveryEnabled=False),
            ["logging_reduced", "logging_changed"],
            "leaves out: images, video.",
            id="images and video off",
        ),
        pytest.param(
            logging_configuration(s3Config={"bucketName": "rai-logs", "keyPrefix": "x"}),
            ["logging_changed"],
            "key prefix",
            id="another prefix",
        ),
        pytest.param(logging_configuration(), ["logging_changed"], "as it was known", id="same"),
    ],
)
def test_logging_put(watched: Watched, after: dict[str, Any], rules: list[str], words: str) -> None:
    """The setting is read back and held against the one before: what changed is named."""
    watched[0].configuration = after
    take_in(watched, "logging_put")
    assert watched[2].rules() == rules
    assert words in watched[2].raised()[0].finding.explanation.en


def test_flags_that_are_not_told_are_on(watched: Watched) -> None:
    """A configuration without flags leaves nothing out: omitted flags come back enabled."""
    watched[0].configuration = {"s3Config": {"bucketName": "rai-logs", "keyPrefix": ""}}
    take_in(watched, "logging_put")
    assert "as it was known" in watched[2].raised()[0].finding.explanation.en


def test_guardrail_loosened(watched: Watched) -> None:
    """The event hides what changed; the guardrail read back tells it, setting by setting."""
    draft = guardrail()
    draft["contentPolicy"]["filters"][0]["outputStrength"] = "LOW"
    draft["sensitiveInformationPolicy"]["piiEntities"] = []
    draft["topicPolicy"] = {"topics": []}
    watched[0].drafts[GUARDRAIL] = draft
    take_in(watched, "guardrail_updated")
    (raised,) = watched[2].raised()
    assert raised.finding.severity is Severity.HIGH
    explanation = raised.finding.explanation
    assert "content filter HATE (output): HIGH → LOW" in explanation.en
    assert "コンテンツフィルター HATE(出力):HIGH → LOW" in explanation.ja
    assert "personal information filter EMAIL (input): BLOCK → none" in explanation.en
    assert "denied topics: 2 removed" in explanation.en
    assert raised.subject.resource == f"guardrail/{GUARDRAIL}"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"wordPolicy": {"words": [{"text": "project minase"}]}}, id="list removed"),
        pytest.param(
            {"contextualGroundingPolicy": {"filters": [{"type": "GROUNDING", "threshold": 0.3}]}},
            id="threshold lowered",
        ),
        pytest.param(
            {
                "contentPolicy": {
                    "filters": [
                        {
                            "type": "HATE",
                            "inputStrength": "HIGH",
                            "outputStrength": "HIGH",
                            "outputAction": "NONE",
                        },
                        {"type": "PROMPT_ATTACK", "inputStrength": "MEDIUM"},
                    ]
                }
            },
            id="detects only",
        ),
        pytest.param(
            {
                "topicPolicy": {
                    "topics": [{"name": "Kitano merger", "type": "DENY", "inputEnabled": False}]
                }
            },
            id="one side switched off",
        ),
    ],
)
def test_kinds_of_loosening(watched: Watched, changes: dict[str, Any]) -> None:
    """Less that is stopped is loosened, however that was done."""
    watched[0].drafts[GUARDRAIL] = guardrail(**changes)
    take_in(watched, "guardrail_updated")
    assert watched[2].raised()[0].finding.severity is Severity.HIGH


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"blockedInputMessaging": "Sorry."}, id="another message"),
        pytest.param(
            {"contextualGroundingPolicy": {"filters": [{"type": "GROUNDING", "threshold": 0.9}]}},
            id="threshold raised",
        ),
        pytest.param(
            {
                "wordPolicy": {
                    "words": [{"text": "project minase"}, {"text": "project kita"}],
                    "managedWordLists": [{"type": "PROFANITY"}],
                }
            },
            id="a word more",
        ),
    ],
)
def test_kinds_of_other_change(watched: Watched, changes: dict[str, Any]) -> None:
    """A change that stops no less is told, and isn't called loosened."""
    watched[0].drafts[GUARDRAIL] = guardrail(**changes)
    take_in(watched, "guardrail_updated")
    (raised,) = watched[2].raised()
    assert raised.finding.severity is Severity.MEDIUM
    assert "nothing in it was loosened" in raised.finding.explanation.en


def test_names_of_customers_are_not_repeated(watched: Watched) -> None:
    """Topics, words and patterns could hold anything: neither finding nor state repeats them."""
    watched[0].drafts[GUARDRAIL] = guardrail(topicPolicy={}, wordPolicy={}, name="x")
    take_in(watched, "guardrail_updated")
    everything = repr(watched[1].kept) + repr(watched[2])
    for name in ("merger", "minase", "member number", "front desk", "M-[0-9]"):
        assert name not in everything


def test_a_guardrail_never_seen(watched: Watched) -> None:
    """Of a guardrail without a known state nothing is made up."""
    states = States()
    watch_of(watched[0], states, watched[2]).take_in(sample("guardrail_updated"), NOW)
    assert "was not known here before" in watched[2].raised()[0].finding.explanation.en


@pytest.mark.parametrize("code", ["AccessDeniedException", "ValidationException"])
def test_a_guardrail_that_may_not_be_read(watched: Watched, code: str) -> None:
    """The change is told even if the guardrail can't be read back."""
    watched[0].refusal = code
    take_in(watched, "guardrail_updated")
    assert "could not be read back" in watched[2].raised()[0].finding.explanation.en


def test_a_deletion_that_cannot_be_read_back(watched: Watched) -> None:
    """A deletion is told as one, also where the guardrail may not be read."""
    watched[0].refusal = "AccessDeniedException"
    take_in(watched, "guardrail_deleted")
    assert watched[2].rules() == ["guardrail_deleted"]


def test_a_throttled_look(watched: Watched) -> None:
    """An answer that may come later is waited for: the event comes again, nothing is marked."""
    watched[0].refusal = "ThrottlingException"
    with pytest.raises(ControlPlaneError):
        take_in(watched, "guardrail_updated")
    watched[0].refusal = ""
    assert take_in(watched, "guardrail_updated") == "taken"


def test_guardrail_deleted(watched: Watched) -> None:
    """A guardrail that is gone is told under its id, which the event gave as an ARN."""
    watched[0].drafts = {}
    take_in(watched, "guardrail_deleted")
    (raised,) = watched[2].raised()
    assert raised.finding.rule_id == "governance.guardrail_deleted"
    assert raised.finding.severity is Severity.HIGH
    watch_of(*watched).look(PLACE, NOW)
    assert len(watched[2].ledger) == 1


def test_only_a_version_deleted(watched: Watched) -> None:
    """Deleting a version leaves the guardrail: that is told, and weighs less."""
    take_in(watched, "guardrail_deleted")
    assert watched[2].raised()[0].finding.severity is Severity.MEDIUM


@pytest.mark.parametrize(
    ("name", "rule", "severity"),
    [
        ("enforced_guardrail_deleted", "guardrail_enforcement_removed", Severity.HIGH),
        ("provisioned_throughput_created", "provisioned_throughput_changed", Severity.MEDIUM),
        ("model_import_started", "custom_model_changed", Severity.MEDIUM),
        ("resource_policy_put", "resource_policy_changed", Severity.HIGH),
        ("batch_inference_started", "unwatched_inference", Severity.MEDIUM),
    ],
)
def test_other_changes(watched: Watched, name: str, rule: str, severity: Severity) -> None:
    """Each kind of change has its rule, its severity and its texts in both languages."""
    take_in(watched, name)
    (raised,) = watched[2].raised()
    assert raised.finding.rule_id == f"governance.{rule}"
    assert raised.finding.severity is severity
    assert "role/PlatformAdmin" in raised.finding.explanation.ja
    assert "{" not in raised.finding.explanation.en + raised.finding.explanation.ja


@pytest.mark.parametrize(
    ("code", "name", "severity"),
    [
        pytest.param("AccessDenied", "guardrail_deletion_denied", Severity.HIGH, id="oversight"),
        pytest.param("AccessDeniedException", "logging_deleted", Severity.HIGH, id="logging"),
        pytest.param("AccessDenied", "model_import_started", Severity.MEDIUM, id="a model"),
        pytest.param("ValidationException", "guardrail_updated", Severity.LOW, id="a mistake"),
        pytest.param("ThrottlingException", "logging_deleted", Severity.LOW, id="throttled"),
    ],
)
def test_failed_attempts(watched: Watched, code: str, name: str, severity: Severity) -> None:
    """A change that failed is a rule of its own, and no state is read or changed for it."""
    event = json.loads(bodies(name)[0])
    event["detail"]["errorCode"] = code
    watch_of(*watched).take_in(read_trail_event(event), NOW)
    (raised,) = watched[2].raised()
    assert raised.finding.rule_id == "governance.attempt_failed"
    assert raised.finding.severity is severity
    assert "Nothing changed" in raised.finding.explanation.en


def test_years_old(watched: Watched) -> None:
    """An old event says nothing of now, even if logging is on or off now."""
    assert take_in(watched, "years_old") == "stale"
    assert watched[2].ledger == {}


def test_a_change_without_event(watched: Watched) -> None:
    """What CloudTrail never told of is found at the next look, once, without an author."""
    plane, _, sink = watched
    plane.configuration = None
    plane.drafts = {}
    for hours in range(3):
        watch_of(*watched).look(PLACE, NOW + timedelta(hours=hours))
    assert sorted(sink.rules()) == ["guardrail_deleted", "logging_off"]
    assert len(sink.details) == 2
    plane.configuration = logging_configuration()
    watch_of(*watched).look(PLACE, NOW + timedelta(hours=4))
    plane.configuration = None
    watch_of(*watched).look(PLACE, NOW + timedelta(hours=5))
    assert sink.rules().count("logging_off") == 2


def test_a_new_guardrail_is_learned(watched: Watched) -> None:
    """A guardrail that appears is no finding of a look, and its later change is compared."""
    watched[0].drafts["gr0kitano002"] = guardrail()
    watch_of(*watched).look(PLACE, NOW)
    assert watched[2].ledger == {}
    watched[0].drafts["gr0kitano002"] = guardrail(topicPolicy={})
    watch_of(*watched).look(PLACE, NOW)
    assert watched[2].rules() == ["guardrail_changed"]


def test_the_policy_decides(watched: Watched) -> None:
    """A rule that is switched off stays silent; a severity that is set holds."""
    policy = parse_policy("rules: {governance.logging_changed: {enabled: false}}")
    watch_of(*watched, policy).take_in(sample("logging_put"), NOW)
    assert watched[2].ledger == {}
    assert set(policy.rules) <= set(RULES)


@pytest.mark.parametrize("action", sorted(WATCHED))
def test_every_watched_action_has_words(watched: Watched, action: str) -> None:
    """Whatever is called, by whomever, with all its values hidden, it can be told."""
    event = json.loads(bodies("guardrail_updated_sparse")[0])
    event["detail"] |= {"eventName": action, "requestParameters": None, "responseElements": None}
    assert watch_of(*watched).take_in(read_trail_event(event), NOW) == "taken"
    (raised,) = watched[2].raised()
    assert "{" not in raised.finding.explanation.en + raised.finding.explanation.ja
    assert raised.subject.resource


def test_an_action_that_is_not_watched(watched: Watched) -> None:
    """What the rule of EventBridge should never have brought is counted and left alone."""
    event = json.loads(bodies("logging_deleted")[0])
    event["detail"]["eventName"] = "InvokeModel"
    assert watch_of(*watched).take_in(read_trail_event(event), NOW) == "unwatched"
    assert watched[2].ledger == {}
