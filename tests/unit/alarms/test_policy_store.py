"""The policy of a deployment comes from S3, or it is the one that ships with Raimon."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from raimon.aws.policy_store import load_policy
from raimon.errors import PolicyError
from raimon.policy import default_policy


@pytest.fixture
def s3() -> Iterator[Any]:
    """Give an S3 with a bucket for policies."""
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="rai-policy")
        yield client


def test_without_address() -> None:
    """Without an address it is the shipped policy."""
    assert load_policy("") is default_policy()


def test_from_s3(s3: Any) -> None:  # noqa: ANN401 - boto3's client
    """A policy with Japanese in it is read from its bucket."""
    text = "notification: {time_zone: Asia/Tokyo, mute: [{reason: 訓練}]}"
    s3.put_object(Bucket="rai-policy", Key="team a/policy.yaml", Body=text.encode())
    policy = load_policy("s3://rai-policy/team a/policy.yaml", s3)
    assert policy.notification.time_zone == "Asia/Tokyo"
    assert policy.notification.mute[0].reason == "訓練"


def test_a_broken_policy_is_refused(s3: Any) -> None:  # noqa: ANN401 - boto3's client
    """A mistake stops the function at its start and says where it stands."""
    s3.put_object(Bucket="rai-policy", Key="p.yaml", Body=b"notification: {floor: terrible}")
    with pytest.raises(PolicyError, match=r"line 1: notification\.floor"):
        load_policy("s3://rai-policy/p.yaml", s3)


@pytest.mark.parametrize("uri", ["policy.yaml", "s3://bucket", "s3:///key", "https://x/y"])
def test_no_address(uri: str) -> None:
    """What is no address in S3 is refused, before anything is fetched."""
    with pytest.raises(PolicyError):
        load_policy(uri)
