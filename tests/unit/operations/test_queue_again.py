"""Logs and results are queued again in the shape of S3's own events, and nothing else is."""

import json
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from scripts import queue_again
from tests.builders import log_key

LOG_BUCKET = "bedrock-logs"
RESULTS_BUCKET = "raimon-results"
LOGS = [log_key("0123456789abcdef"), log_key("fedcba9876543210")]
NO_LOGS = [
    LOGS[0].replace("/20261120", "/data/20261120"),
    "AWSLogs/123456789012/BedrockModelInvocationLogs/amazon-bedrock-logs-permission-check",
]
RESULTS = [f"assessments/{LOG_BUCKET}/{key}/000001000001-1.ndjson.gz" for key in LOGS]
TEMPLATE = {
    "Resources": {
        "AssessQueue": {"Type": "AWS::SQS::Queue"},
        "IndexQueue": {"Type": "AWS::SQS::Queue"},
    },
    "Outputs": {
        "LogBucketName": {"Value": LOG_BUCKET},
        "ResultsBucketName": {"Value": RESULTS_BUCKET},
    },
}


@pytest.fixture(autouse=True)
def _stack() -> Iterator[None]:
    """Have a stack with two queues, and two buckets with what lies in them."""
    with mock_aws():
        s3 = boto3.client("s3")
        for bucket, keys in (
            (LOG_BUCKET, [*LOGS, *NO_LOGS]),
            (RESULTS_BUCKET, [*RESULTS, "policy/p.yaml"]),
        ):
            s3.create_bucket(Bucket=bucket)
            for key in keys:
                s3.put_object(Bucket=bucket, Key=key, Body=b"x")
        boto3.client("cloudformation").create_stack(
            StackName="raimon", TemplateBody=json.dumps(TEMPLATE)
        )
        yield


def queued(stage: str) -> list[tuple[str, str]]:
    """Return bucket and key of what waits in the stage's queue."""
    sqs = boto3.client("sqs")
    answer = boto3.client("cloudformation").describe_stack_resource(
        StackName="raimon", LogicalResourceId=f"{stage}Queue"
    )
    url = answer["StackResourceDetail"]["PhysicalResourceId"]
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    details = [json.loads(message["Body"])["detail"] for message in messages]
    return sorted((detail["bucket"]["name"], detail["object"]["key"]) for detail in details)


@pytest.mark.parametrize(
    ("stage", "prefix", "expected"),
    [
        pytest.param("assess", "AWSLogs/", [(LOG_BUCKET, key) for key in LOGS], id="logs"),
        pytest.param("assess", LOGS[0], [(LOG_BUCKET, LOGS[0])], id="one log"),
        pytest.param("assess", "elsewhere/", [], id="nothing there"),
        pytest.param(
            "index", "assessments/", [(RESULTS_BUCKET, key) for key in RESULTS], id="results"
        ),
        pytest.param("index", "", [(RESULTS_BUCKET, key) for key in RESULTS], id="no policy"),
    ],
)
def test_queued(
    stage: str, prefix: str, expected: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """What the stage would take is queued, and bodies, checks and policies aren't."""
    assert queue_again.main(["--stack", "raimon", stage, prefix]) == 0
    assert queued(stage.title()) == sorted(expected)
    assert capsys.readouterr().out == f"{len(expected)} objects queued for {stage}\n"


def test_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run counts and queues nothing."""
    assert queue_again.main(["--stack", "raimon", "--dry-run", "assess", "AWSLogs/"]) == 0
    assert capsys.readouterr().out == "2 objects would be queued for assess\n"
    assert queued("Assess") == []
