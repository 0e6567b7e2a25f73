"""Connecting an existing log bucket leaves everything that it tells others."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import boto3
import pytest
from moto import mock_aws

from scripts.connect_bucket import connect, main

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "bedrock-logs"
QUEUE = {"Id": "others", "QueueArn": "arn:aws:sqs:us-east-1:123456789012:others", "Events": []}


class Notifications:
    """The notifications of one bucket, which S3 replaces as a whole; moto forgets some of them."""

    def __init__(self, **told: object) -> None:
        """Begin with what others have set."""
        self.told: Mapping[str, object] = told
        self.writes = 0

    def get_bucket_notification_configuration(self, Bucket: str) -> Mapping[str, object]:  # noqa: N803 - boto3's name
        """Return what is set, with what boto3 adds to every answer."""
        assert Bucket == BUCKET
        return {**self.told, "ResponseMetadata": {"HTTPStatusCode": 200}}

    def put_bucket_notification_configuration(
        self,
        Bucket: str,  # noqa: N803 - boto3's name
        NotificationConfiguration: Mapping[str, object],  # noqa: N803 - likewise
    ) -> None:
        """Replace what is set."""
        assert Bucket == BUCKET
        self.told = NotificationConfiguration
        self.writes += 1


def _client(bucket: Notifications) -> "S3Client":
    return cast("S3Client", bucket)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"QueueConfigurations": [QUEUE]}, id="somebody's queue"),
        pytest.param(
            {"TopicConfigurations": [{}], "LambdaFunctionConfigurations": [{}]}, id="both"
        ),
    ],
)
def test_connect(before: dict[str, object]) -> None:
    """The entry is added beside what was there; a second run writes nothing."""
    bucket = Notifications(**before)
    assert connect(_client(bucket), BUCKET) is True
    assert bucket.told == {**before, "EventBridgeConfiguration": {}}
    assert connect(_client(bucket), BUCKET) is False
    assert bucket.writes == 1


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it did, and how it is used."""
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        assert main([BUCKET]) == 0
    assert main([]) == 2
    told = capsys.readouterr()
    assert "bedrock-logs tells EventBridge" in told.out
    assert "usage:" in told.err
