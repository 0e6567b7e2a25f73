"""The adapters below the store: the archive in S3, the client of OpenSearch."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto import mock_aws

from raimon.aws.archive import S3Archive
from raimon.aws.opensearch import EndpointError, make_client
from raimon.errors import UnreadableObjectError
from raimon.store.errors import AssessmentMissingError, NotNowError
from raimon.store.generation import Generation
from tests.unit.store.builders import RESULTS, make_assessment, packed, scoring


@pytest.fixture
def archive() -> Iterator[S3Archive]:
    """Give an archive in an S3 that lives in this process."""
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=RESULTS)
        yield S3Archive(s3, RESULTS)


def test_generations(archive: S3Archive) -> None:
    """The scorings of one log object are found, and nothing of its neighbours."""
    for held in (scoring(1), scoring(2, complete=False), scoring(2)):
        archive.put(held.key, b"")
    for other in ("logs/a.json.gz.bak", "logs/a.json.gz/deeper", "logs/b.json.gz"):
        archive.put(scoring(9, log=other).key, b"")
    archive.put(scoring().folder + "notes.txt", b"")
    assert sorted(archive.generations(scoring().folder)) == [
        Generation(1, complete=True),
        Generation(2, complete=False),
        Generation(2, complete=True),
    ]


def test_lines(archive: S3Archive) -> None:
    """An object comes back line by line."""
    archive.put(scoring().key, packed([make_assessment("r-1"), make_assessment("r-2")]))
    assert len(list(archive.lines(scoring().key))) == 2


@pytest.mark.parametrize(
    "content",
    [b"<html>", packed([make_assessment()])[:-9], packed([make_assessment()])[:20] + b"x"],
)
def test_broken(archive: S3Archive, content: bytes) -> None:
    """An object that is no gzip, or a broken one, says so."""
    archive.put(scoring().key, content)
    with pytest.raises(UnreadableObjectError):
        list(archive.lines(scoring().key))


def test_missing(archive: S3Archive) -> None:
    """An object that is gone is told apart from a bucket that can't serve."""
    with pytest.raises(AssessmentMissingError):
        list(archive.lines(scoring().key))
    elsewhere = S3Archive(archive.s3, "no-such-bucket")
    with pytest.raises(NotNowError):
        elsewhere.generations(scoring().folder)
    with pytest.raises(NotNowError):
        elsewhere.put("x", b"")


def test_unsigned_stays_here() -> None:
    """Requests without a signature go to loopback only."""
    with pytest.raises(EndpointError):
        make_client("https://search.example.com", "none")


@pytest.mark.parametrize("service", ["es", "aoss"])
def test_rotated_credentials(monkeypatch: pytest.MonkeyPatch, service: str) -> None:
    """A warm function signs each request with the credentials of that moment."""
    soon = datetime.now(UTC) + timedelta(minutes=1)
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", soon.isoformat())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "first")
    client = make_client("https://search.example.com", service)
    signer = client.transport.hosts and client.transport.connection_pool.connections[0].http_auth
    before = signer("POST", "https://search.example.com:443/_bulk", b"{}")["Authorization"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "second")
    after = signer("POST", "https://search.example.com:443/_bulk", b"{}")["Authorization"]
    assert "Credential=first/" in before
    assert "Credential=second/" in after
    assert f"/{service}/aws4_request" in after


def test_client_is_imported_by_its_adapter_alone() -> None:
    """What doesn't write to OpenSearch doesn't pay for its client."""
    program = (
        "import sys, raimon.store.indexer, raimon.store.templates, raimon.aws.archive;"
        "sys.exit('opensearchpy' in sys.modules)"
    )
    path = {"PYTHONPATH": "layers/core"}
    subprocess.run([sys.executable, "-c", program], check=True, env=path)  # noqa: S603 - our own words
