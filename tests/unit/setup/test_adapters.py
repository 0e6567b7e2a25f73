"""The ways to OpenSearch, CloudFormation, S3 and Bedrock, over loopback and moto."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws

from raimon.aws.cloudformation import send_answer
from raimon.aws.model_logging import BedrockModelLogging
from raimon.aws.opensearch_admin import connect
from raimon.aws.setup_store import FileLibrary, S3Backups
from raimon.setup.bedrock_logging import BedrockLogging, LoggingRefusedError
from raimon.setup.errors import AnswerNotSentError, SetupFailedError
from raimon.setup.http import UNANSWERED, Request
from tests.unit.setup.fakes import FakeOpenSearch, FastClock, Shelf, make_request, reply
from tests.unit.setup.loopback import Loopback, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_s3 import S3Client

NOW = datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)
BUCKET = "raimon-results"
NOBODY = "http://127.0.0.1:1"


@pytest.fixture
def s3() -> "Iterator[S3Client]":
    """Give S3 with one bucket."""
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield client


def test_answer() -> None:
    """The answer is put under the address as it is, without a content type."""
    with serving(Loopback()) as server:
        send_answer(server.response_url, b'{"Status": "SUCCESS"}')
        assert server.answers == [{"Status": "SUCCESS"}]
        assert server.answer_headers[0].get("content-type", "") == ""


def test_answer_again() -> None:
    """A busy moment doesn't lose the answer."""
    with serving(Loopback(answer_statuses=[503, 500])) as server:
        send_answer(server.response_url, b"{}")
        assert server.answers == [{}]


def test_answer_lost() -> None:
    """An answer that nobody takes is told by its status; its address isn't told."""
    with pytest.raises(AnswerNotSentError) as caught:
        send_answer(f"{NOBODY}/?signature=of-nobody", b"{}")
    assert "signature" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_nobody_there() -> None:
    """No connection is a reply without a status, not an error."""
    http = connect(NOBODY, "none")
    assert http.send(Request("GET", "/"), 1).status == UNANSWERED


def test_too_slow() -> None:
    """Nor is an answer that takes too long."""
    with serving(Loopback(delay=0.5)) as server:
        assert connect(server.url, "none").send(Request("GET", "/x"), 0.1).status == UNANSWERED


def test_redirect_is_not_followed() -> None:
    """A signed request isn't sent anywhere else."""
    with serving(Loopback(FakeOpenSearch(lambda _: reply({}, 307)))) as server:
        assert connect(server.url, "none").send(Request("GET", "/x"), 5).status == 307
        assert [asked.path for asked in server.opensearch.requests] == ["/x"]


def test_signature_of_a_domain() -> None:
    """A domain's request is signed with the credentials of its moment, our headers included."""
    with serving(Loopback()) as server:
        http = connect(server.url, "es")
        headers = {"osd-xsrf": "true", "securitytenant": "global"}
        http.send(Request("POST", "/_dashboards/app/dashboards", b"{}", headers), 5)
        (asked,) = server.opensearch.requests
    told = asked.headers["authorization"]
    assert "/us-east-1/es/aws4_request" in told
    assert "osd-xsrf;securitytenant;x-amz-content-sha256;x-amz-date" in told


@pytest.mark.parametrize(
    ("endpoint", "service"),
    [
        pytest.param("http://search.example", "es", id="not encrypted"),
        pytest.param("https://search.example", "none", id="not signed"),
    ],
)
def test_unsafe(endpoint: str, service: str) -> None:
    """Only loopback is asked unsigned or unencrypted."""
    with pytest.raises(SetupFailedError, match="https"):
        connect(endpoint, service)


def test_files_of_a_folder(s3: "S3Client", tmp_path: Path) -> None:
    """The .ndjson files of a folder are found, by name."""
    for name in ("b.ndjson", "a.ndjson", "README.md"):
        (tmp_path / name).write_text("{}")
    found = FileLibrary(s3).files(str(tmp_path))
    assert [file.name for file in found] == ["a.ndjson", "b.ndjson"]


def test_files_of_a_bucket(s3: "S3Client") -> None:
    """So are those under a prefix, and nothing beside it."""
    for key in ("dashboards/b.ndjson", "dashboards/a.ndjson", "dashboards/x.txt", "c.ndjson"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"{}")
    found = FileLibrary(s3).files(f"s3://{BUCKET}/dashboards/")
    assert [file.name for file in found] == ["a.ndjson", "b.ndjson"]
    assert found[0].content == b"{}"


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        pytest.param("no-such-folder", "no .ndjson file", id="no folder"),
        pytest.param(f"s3://{BUCKET}/nothing/", "no .ndjson file", id="nothing there"),
        pytest.param("s3://no-such-bucket/x/", "NoSuchBucket", id="no bucket"),
    ],
)
def test_no_files(s3: "S3Client", location: str, reason: str) -> None:
    """A place without files is a mistake, and is named."""
    with pytest.raises(SetupFailedError, match=reason):
        FileLibrary(s3).files(location)


def test_backup(s3: "S3Client") -> None:
    """A backup lies under its moment."""
    key = S3Backups(s3, BUCKET, lambda: NOW).keep("saved-objects.ndjson", b"{}")
    assert key == "setup/backups/2026-11-25T01-02-03Z/saved-objects.ndjson"
    assert s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"{}"


def test_no_backup(s3: "S3Client") -> None:
    """A backup that can't be written fails the step."""
    with pytest.raises(SetupFailedError, match="NoSuchBucket"):
        S3Backups(s3, "no-such-bucket", lambda: NOW).keep("x", b"")


@mock_aws
def test_bedrock() -> None:
    """On, unchanged, moved, and off again, by Bedrock's own interface."""
    boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="raimon-logs")
    logging = BedrockModelLogging(boto3.client("bedrock", region_name="us-east-1"))
    resource = BedrockLogging(logging, Shelf())
    asked = make_request({"BucketName": "raimon-logs", "DisableOnDelete": "true"})
    told = [resource.put(asked, FastClock().time_left())["Before"] for _ in range(2)]
    assert told == ["off", "same"]
    held = logging.get()
    assert held is not None
    assert held["videoDataDeliveryEnabled"] is True
    assert held["s3Config"] == {"bucketName": "raimon-logs", "keyPrefix": ""}
    assert resource.delete(asked, FastClock().time_left()) == {"Logging": "switched off"}
    assert logging.get() is None


@mock_aws
def test_bedrock_refuses() -> None:
    """A refusal is told by Bedrock's code and words, with what to check."""
    client = boto3.client("bedrock", region_name="us-east-1")
    with Stubber(client) as stub:
        stub.add_client_error(
            "put_model_invocation_logging_configuration",
            "ValidationException",
            "Failed to validate permissions",
        )
        with pytest.raises(LoggingRefusedError, match=r"validate permissions.*its policy"):
            BedrockModelLogging(client).put({"s3Config": {"bucketName": "raimon-logs"}})
