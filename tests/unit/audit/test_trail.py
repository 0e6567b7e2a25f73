"""Events of CloudTrail: what is read of them, and what never is."""

import json
from typing import Any

import boto3
import pytest

from raimon.audit.trail import NotATrailEventError, read_trail_event
from raimon.audit.watched import WATCHED
from tests.unit.audit.fakes import EVENTS, PLACE, bodies, sample

SAMPLES = sorted(
    file.stem for file in EVENTS.glob("*.json") if file.stem not in {"poison", "schedule"}
)
# What is in the samples and must stay there.
CANARIES = ("kitanogumi", "hanako", "203.0.113.77", "notebook", "ASIAEXAMPLE", "AROAEXAMPLE")


@pytest.mark.parametrize("name", SAMPLES)
def test_only_what_is_needed_is_read(name: str) -> None:
    """No address, no client and no session's name is in what an event is read as."""
    told = repr(sample(name))
    assert [canary for canary in CANARIES if canary in told] == []
    assert sample(name).action in WATCHED


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        pytest.param("logging_deleted", "arn:aws:iam::123456789012:role/PlatformAdmin", id="role"),
        pytest.param("logging_put", "arn:aws:iam::123456789012:user/ci/deployer", id="user"),
        pytest.param("guardrail_updated_sparse", None, id="nobody"),
    ],
)
def test_actor(name: str, actor: str | None) -> None:
    """Of who called, the role or the user is told, and of nobody nothing is made up."""
    assert sample(name).actor == actor


@pytest.mark.parametrize(
    ("identity", "actor"),
    [
        pytest.param(
            {
                "type": "AssumedRole",
                "arn": "arn:aws:sts::123456789012:assumed-role/Chat/hanako@kitanogumi.jp",
            },
            "arn:aws:sts::123456789012:assumed-role/Chat",
            id="no issuer",
        ),
        pytest.param({"type": "Root"}, "Root", id="root"),
        pytest.param(
            {"type": "AWSService", "invokedBy": "cloudformation.amazonaws.com"},
            "cloudformation.amazonaws.com",
            id="service",
        ),
        pytest.param(
            {"type": "IAMUser", "arn": "arn:aws:iam::123456789012:user/hanako@kitanogumi.jp"},
            "IAMUser",
            id="a user named by an address",
        ),
        pytest.param({}, None, id="empty"),
    ],
)
def test_actor_of_other_kinds(identity: dict[str, Any], actor: str | None) -> None:
    """An address in a user's name stays where it is; what kind of principal it was is told."""
    event = json.loads(bodies("logging_deleted")[0])
    event["detail"]["userIdentity"] = identity
    assert read_trail_event(event).actor == actor


def test_hidden_values_are_absent() -> None:
    """A value that CloudTrail hides is no name of anything."""
    assert sample("guardrail_updated").names == {
        "guardrailArn": "arn:aws:bedrock:ap-northeast-1:123456789012:guardrail/gr0kitano001",
        "guardrailIdentifier": "gr0kitano001",
        "guardrailId": "gr0kitano001",
        "updatedAt": "2026-11-24T01:30:00.379877250Z",
        "version": "DRAFT",
    }


def test_account_of_a_sparse_event() -> None:
    """Where the record doesn't name the account, the event does."""
    assert sample("guardrail_updated_sparse").place == PLACE


@pytest.mark.parametrize("number", range(1, 4))
def test_poison(number: int) -> None:
    """What is no event of CloudTrail is refused without what it held."""
    with pytest.raises(NotATrailEventError) as refusal:
        read_trail_event(json.loads(json.dumps({"told": bodies("poison")[number]})))
    assert "kitanogumi" not in repr(refusal.value)


def test_a_time_that_is_none() -> None:
    """An event without a time that can be read is refused: its time decides what it means."""
    with pytest.raises(NotATrailEventError):
        read_trail_event(json.loads(bodies("poison")[3]))


def test_watched_names_exist() -> None:
    """Every name that is pinned is one of Bedrock's own operations, as boto3 knows them."""
    model = boto3.client("bedrock").meta.service_model
    assert [name for name in WATCHED if name not in model.operation_names] == []


def test_nothing_that_only_reads_is_watched() -> None:
    """Reading and calling models are no changes: an event for each call would flood."""
    reading = ("Get", "List", "Describe", "Invoke", "Converse")
    assert [name for name in WATCHED if name.startswith(reading)] == []
