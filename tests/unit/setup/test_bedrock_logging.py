"""Bedrock's logging is switched on whole, read back, and never taken from somebody unasked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from raimon.setup.bedrock_logging import BedrockLogging, Configuration, LoggingRefusedError
from raimon.setup.errors import SetupFailedError
from raimon.setup.request import ResourceRequest
from tests.unit.setup.fakes import FastClock, Shelf, make_event, make_request

OURS = {"BucketName": "raimon-logs", "KeyPrefix": "bedrock"}
FLAGS = {
    f"{kind}DataDeliveryEnabled": True for kind in ("audio", "embedding", "image", "text", "video")
}
IN_FORCE: dict[str, Any] = {
    "s3Config": {"bucketName": "raimon-logs", "keyPrefix": "bedrock"},
    **FLAGS,
}
THEIRS: dict[str, Any] = {**IN_FORCE, "s3Config": {"bucketName": "their-logs"}}
CLOUDWATCH = {"logGroupName": "bedrock", "roleArn": "arn:aws:iam::123456789012:role/logs"}


@dataclass
class FakeBedrock:
    """Holds one configuration; refuses as often as it is told to."""

    held: Configuration | None = None
    refusals: int = 0
    calls: list[str] = field(default_factory=list)
    forgets: str = ""

    def get(self) -> Configuration | None:
        """Return what is held."""
        self.calls.append("get")
        return self.held

    def put(self, configuration: Configuration) -> None:
        """Hold the configuration, less what is forgotten."""
        self.calls.append("put")
        if self.refusals:
            self.refusals -= 1
            raise LoggingRefusedError(step="Bedrock logging", reason="ValidationException")
        self.held = {name: value for name, value in configuration.items() if name != self.forgets}

    def delete(self) -> None:
        """Hold nothing."""
        self.calls.append("delete")
        self.held = None


def put(
    bedrock: FakeBedrock,
    properties: Mapping[str, object] = OURS,
    *,
    old: Mapping[str, object] | None = None,
    shelf: Shelf | None = None,
) -> str:
    """Create or update the resource; return what was there before."""
    resource = BedrockLogging(bedrock, shelf or Shelf())
    return resource.put(make_request(properties, old), FastClock().time_left())["Before"]


def delete(bedrock: FakeBedrock, properties: Mapping[str, object]) -> None:
    """Delete the resource."""
    event = make_event("Delete", ResourceProperties=properties)
    BedrockLogging(bedrock, Shelf()).delete(
        ResourceRequest.from_event(event), FastClock().time_left()
    )


def test_off() -> None:
    """Logging that is off is switched on, every flag told."""
    bedrock = FakeBedrock()
    assert put(bedrock) == "off"
    assert bedrock.held == IN_FORCE
    assert bedrock.calls == ["get", "put", "get"]


def test_twice() -> None:
    """What is in force already isn't set again."""
    bedrock = FakeBedrock(IN_FORCE)
    assert put(bedrock) == "same"
    assert bedrock.calls == ["get"]


def test_flags() -> None:
    """A flag that is false is told as false: what is left out comes back as true."""
    bedrock = FakeBedrock()
    put(bedrock, {**OURS, "VideoDataDeliveryEnabled": "false"})
    assert bedrock.held == {**IN_FORCE, "videoDataDeliveryEnabled": False}


@pytest.mark.parametrize(
    ("held", "names"),
    [
        pytest.param(THEIRS, "s3Config", id="another bucket"),
        pytest.param(
            {**IN_FORCE, "textDataDeliveryEnabled": False}, "textDataDeliveryEnabled", id="a flag"
        ),
        pytest.param({"cloudWatchConfig": CLOUDWATCH}, "s3Config", id="CloudWatch only"),
    ],
)
def test_somebody_elses(held: dict[str, Any], names: str) -> None:
    """A different configuration stays as it is, and the reason names what differs."""
    bedrock = FakeBedrock(held)
    with pytest.raises(SetupFailedError, match=f"{names}.*ReplaceExisting"):
        put(bedrock)
    assert bedrock.held == held
    assert "put" not in bedrock.calls


def test_replaced_on_demand() -> None:
    """Asked to, it replaces, keeps a copy, and leaves the delivery to CloudWatch beside ours."""
    bedrock, shelf = FakeBedrock({**THEIRS, "cloudWatchConfig": CLOUDWATCH}), Shelf()
    assert put(bedrock, {**OURS, "ReplaceExisting": "true"}, shelf=shelf) == "other"
    assert bedrock.held == {**IN_FORCE, "cloudWatchConfig": CLOUDWATCH}
    assert json.loads(shelf.kept["bedrock-logging.json"])["s3Config"] == THEIRS["s3Config"]


def test_own_older_one() -> None:
    """An update may replace what the stack itself has set before."""
    bedrock = FakeBedrock(IN_FORCE)
    assert put(bedrock, {**OURS, "KeyPrefix": "new"}, old=OURS) == "other"
    assert bedrock.held is not None
    assert bedrock.held["s3Config"] == {"bucketName": "raimon-logs", "keyPrefix": "new"}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"bucketName": "raimon-logs"}, id="absent"),
        pytest.param({"bucketName": "raimon-logs", "keyPrefix": ""}, id="empty"),
    ],
)
def test_no_prefix(told: dict[str, str]) -> None:
    """No prefix is an empty prefix."""
    assert put(FakeBedrock({**IN_FORCE, "s3Config": told}), {"BucketName": "raimon-logs"}) == "same"


def test_policy_spreads() -> None:
    """A bucket whose policy isn't in force yet is tried again."""
    bedrock = FakeBedrock(refusals=3)
    assert put(bedrock) == "off"
    assert bedrock.calls.count("put") == 4


def test_refused_for_good() -> None:
    """What stays refused fails within a minute or so."""
    bedrock = FakeBedrock(refusals=1000)
    with pytest.raises(SetupFailedError, match="ValidationException"):
        put(bedrock)
    assert 5 < bedrock.calls.count("put") < 20


def test_read_back() -> None:
    """Bedrock's word isn't enough: what it holds is compared."""
    with pytest.raises(SetupFailedError, match="audioDataDeliveryEnabled"):
        put(FakeBedrock(forgets="audioDataDeliveryEnabled"))


@pytest.mark.parametrize(
    ("properties", "held", "left"),
    [
        pytest.param(OURS, IN_FORCE, IN_FORCE, id="not asked to"),
        pytest.param({**OURS, "DisableOnDelete": "true"}, IN_FORCE, None, id="asked to"),
        pytest.param({**OURS, "DisableOnDelete": "true"}, THEIRS, THEIRS, id="not ours"),
        pytest.param({**OURS, "DisableOnDelete": "true"}, None, None, id="off already"),
        pytest.param({"DisableOnDelete": "true"}, THEIRS, THEIRS, id="never set by us"),
        pytest.param({}, IN_FORCE, IN_FORCE, id="no properties"),
    ],
)
def test_delete(
    properties: Mapping[str, object], held: Configuration | None, left: Configuration | None
) -> None:
    """Deleting the stack leaves logging on, unless asked, and never takes somebody else's away.

    A create that was refused because of somebody's configuration is followed by a Delete.
    """
    bedrock = FakeBedrock(held)
    delete(bedrock, properties)
    assert bedrock.held == left
    assert ("delete" in bedrock.calls) == (held is not None and left is None)


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        pytest.param({}, "BucketName", id="no bucket"),
        pytest.param({**OURS, "KeyPrefix": "x" * 1025}, "KeyPrefix", id="long prefix"),
        pytest.param({**OURS, "TextDataDeliveryEnabled": "ja"}, "TextData", id="no boolean"),
    ],
)
def test_properties(properties: Mapping[str, object], name: str) -> None:
    """A property that can't be used is named before Bedrock is asked."""
    bedrock = FakeBedrock()
    with pytest.raises(SetupFailedError, match=name):
        put(bedrock, properties)
    assert bedrock.calls == []
