"""The function `setup`, fed with its own sample events over loopback and moto."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.parser.models import (
    CloudFormationCustomResourceCreateModel,
    CloudFormationCustomResourceDeleteModel,
    CloudFormationCustomResourceUpdateModel,
)
from moto import mock_aws
from pydantic import BaseModel

from raimon.setup.http import Reply, Request
from raimon_local.functions import Handler, context, handler_path, load_handler
from tests.house.repository import ROOT
from tests.unit.setup.fakes import reply
from tests.unit.setup.loopback import Loopback, serving

EVENTS = ROOT / "events" / "setup"
SAMPLES = sorted(file.stem for file in EVENTS.glob("*.json"))
RESULTS = "raimon-results"
LOGS = "raimon-bedrock-logs"
DASHBOARD = {"type": "dashboard", "id": "raimon-overview", "attributes": {}, "references": []}


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Serve an OpenSearch and the mailbox of CloudFormation."""
    with serving(Loopback()) as loopback:
        yield loopback


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Handler]:
    """Load the handler as Lambda does, with a packaged folder of one dashboard."""
    (tmp_path / "overview.ndjson").write_text(json.dumps(DASHBOARD) + "\n")
    monkeypatch.setenv("RESULTS_BUCKET", RESULTS)
    monkeypatch.setenv("SAVED_OBJECTS", str(tmp_path))
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=RESULTS)
        s3.create_bucket(Bucket=LOGS)
        yield load_handler("setup")


def sample(name: str, server: Loopback, **properties: object) -> dict[str, Any]:
    """Return a sample event that leads to the server; an endpoint of nobody stays one."""
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    told = event["ResourceProperties"]
    if "Endpoint" in told and not told["Endpoint"].endswith(":1"):
        told["Endpoint"] = server.url
    told |= properties
    return event | {"ResponseURL": server.response_url}


def seconds_left(seconds: float) -> SimpleNamespace:
    """Return the context of a function with so much time."""
    end = time.monotonic() + seconds
    told = context("setup")
    told.get_remaining_time_in_millis = lambda: int((end - time.monotonic()) * 1000)
    return told


def invoke(
    handler: Handler, server: Loopback, event: dict[str, Any], *, seconds: float = 900
) -> tuple[dict[str, Any], str]:
    """Invoke the function; return its only answer and what it logged."""
    server.answers.clear()
    with redirect_stdout(io.StringIO()) as log:
        assert handler(event, seconds_left(seconds)) is None
    (answer,) = server.answers
    return answer, log.getvalue()


SHAPES: dict[str, type[BaseModel]] = {
    "Create": CloudFormationCustomResourceCreateModel,
    "Update": CloudFormationCustomResourceUpdateModel,
    "Delete": CloudFormationCustomResourceDeleteModel,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_shape_of_samples(name: str) -> None:
    """Each sample has the shape in which CloudFormation asks."""
    event = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    assert SHAPES[event["RequestType"]].model_validate(event)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(handler: Handler, server: Loopback, name: str) -> None:
    """Each sample is answered once, with SUCCESS, for the resource that asked."""
    event = sample(name, server)
    answer, _ = invoke(handler, server, event)
    assert answer["Status"] == "SUCCESS", answer
    for name_of_field in ("StackId", "RequestId", "LogicalResourceId"):
        assert answer[name_of_field] == event[name_of_field]
    assert answer["PhysicalResourceId"] == event.get(
        "PhysicalResourceId", answer["PhysicalResourceId"]
    )


def test_twice(handler: Handler, server: Loopback) -> None:
    """A second run changes nothing and says so."""
    for _ in range(2):
        server.opensearch.requests.clear()
        answer, _ = invoke(handler, server, sample("opensearch_create", server))
    assert set(answer["Data"].values()) == {"unchanged"}
    assert server.opensearch.changes == []


def test_one_id(handler: Handler, server: Loopback) -> None:
    """Create and Update of one resource answer with one id."""
    created, _ = invoke(handler, server, sample("opensearch_create", server))
    updated, _ = invoke(handler, server, sample("opensearch_update", server))
    assert created["PhysicalResourceId"] == updated["PhysicalResourceId"]


def test_dead_endpoint(handler: Handler, server: Loopback) -> None:
    """Delete after a failed create answers at once, though nobody is there, and keeps the id."""
    began = time.monotonic()
    event = sample("opensearch_delete_after_failed_create", server)
    answer, _ = invoke(handler, server, event)
    assert answer["Status"] == "SUCCESS"
    assert answer["PhysicalResourceId"].startswith("2026/11/25/[$LATEST]")
    assert time.monotonic() - began < 5
    assert server.opensearch.requests == []


def test_refused_template(handler: Handler, server: Loopback) -> None:
    """A refused template fails the stack with OpenSearch's words."""
    refused = {"error": {"type": "mapper_parsing_exception", "reason": "analyzer not found"}}

    def refuse(asked: Request) -> Reply | None:
        is_template = asked.method == "PUT" and asked.path == "/_index_template/raimon-findings"
        return reply(refused, 400) if is_template else None

    server.opensearch.script = refuse
    answer, _ = invoke(handler, server, sample("opensearch_create", server))
    assert answer["Status"] == "FAILED"
    assert "raimon-findings" in answer["Reason"]
    assert "analyzer not found" in answer["Reason"]


def test_refused_import(handler: Handler, server: Loopback) -> None:
    """HTTP 200 of an import that didn't succeed fails the stack and names object and file."""
    told = {
        "success": False,
        "errors": [{"id": "raimon-overview", "type": "dashboard", "error": {"type": "unknown"}}],
    }
    server.opensearch.script = lambda asked: reply(told) if "_import" in asked.path else None
    answer, _ = invoke(handler, server, sample("opensearch_create", server))
    assert answer["Status"] == "FAILED"
    assert "overview.ndjson" in answer["Reason"]
    assert "raimon-overview (unknown)" in answer["Reason"]


def test_time_out(handler: Handler, server: Loopback) -> None:
    """An endpoint that never answers is given up in time to say so."""
    event = sample("opensearch_create", server, Endpoint="http://127.0.0.1:1")
    began = time.monotonic()
    answer, _ = invoke(handler, server, event, seconds=19)
    assert answer["Status"] == "FAILED"
    assert "security groups" in answer["Reason"]
    assert time.monotonic() - began < 11


def test_hanging(handler: Handler, server: Loopback) -> None:
    """A server that takes requests and never answers doesn't keep the answer back either."""
    server.delay = 3.0
    event = sample("opensearch_create", server)
    answer, _ = invoke(handler, server, event, seconds=16.5)
    assert answer["Status"] == "FAILED"


def test_backup_of_what_people_changed(handler: Handler, server: Loopback) -> None:
    """What people changed of ours lies in the results bucket before it is overwritten."""
    event = sample("opensearch_create", server)
    invoke(handler, server, event)
    server.opensearch.objects["raimon-overview"]["attributes"] = {"title": "by hand"}
    answer, _ = invoke(handler, server, event)
    assert answer["Data"]["SavedObjects"] == "overview.ndjson"
    s3 = boto3.client("s3")
    (kept,) = s3.list_objects_v2(Bucket=RESULTS, Prefix="setup/backups/")["Contents"]
    assert b"by hand" in s3.get_object(Bucket=RESULTS, Key=kept["Key"])["Body"].read()


@pytest.mark.usefixtures("handler")
def test_without_its_settings(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that is wired badly still answers; what would need a backup fails and says so."""
    monkeypatch.delenv("RESULTS_BUCKET")
    handler = load_handler("setup")
    dead, _ = invoke(handler, server, sample("opensearch_delete_after_failed_create", server))
    assert dead["Status"] == "SUCCESS"
    invoke(handler, server, sample("opensearch_create", server))
    server.opensearch.objects["raimon-overview"]["attributes"] = {"title": "by hand"}
    answer, _ = invoke(handler, server, sample("opensearch_create", server))
    assert "RESULTS_BUCKET" in answer["Reason"]


def test_bedrock(handler: Handler, server: Loopback) -> None:
    """Logging is on after Create, and still on after Delete."""
    bedrock = boto3.client("bedrock")
    for name in ("bedrock_create", "bedrock_delete"):
        invoke(handler, server, sample(name, server))
        held = bedrock.get_model_invocation_logging_configuration()["loggingConfig"]
        assert held["s3Config"]["bucketName"] == LOGS
        assert {value for name, value in held.items() if name.endswith("Enabled")} == {True}


def test_bedrock_of_somebody_else(handler: Handler, server: Loopback) -> None:
    """Another configuration stays, through the failed Create and the Delete that follows it."""
    s3, bedrock = boto3.client("s3"), boto3.client("bedrock")
    s3.create_bucket(Bucket="their-logs")
    theirs: Any = {"s3Config": {"bucketName": "their-logs"}, "textDataDeliveryEnabled": True}
    bedrock.put_model_invocation_logging_configuration(loggingConfig=theirs)
    for name in ("bedrock_create", "bedrock_delete"):
        answer, _ = invoke(handler, server, sample(name, server, DisableOnDelete="true"))
        held = bedrock.get_model_invocation_logging_configuration()["loggingConfig"]
        assert held["s3Config"]["bucketName"] == "their-logs"
        assert answer["Status"] == ("FAILED" if name == "bedrock_create" else "SUCCESS")


TOKEN = "session-token-" + "of-nobody"
# What opens something: the role's session, the session of Dashboards, CloudFormation's address.
CANARIES = (TOKEN, "opaque", "X-Amz-Signature", "of%2Fnobody", "a-canary-of-nobody")


@pytest.mark.parametrize("status", [200, 400, 403, 500])
def test_canaries(
    handler: Handler, server: Loopback, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """Nothing that opens anything is in an answer or a log, however OpenSearch answers."""
    monkeypatch.setenv("POWERTOOLS_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("AWS_SESSION_TOKEN", TOKEN)
    quoted = {"message": f"x-amz-security-token: {TOKEN}"}
    if status != 200:
        server.opensearch.script = lambda _: reply(quoted, status)
    event = sample("opensearch_create", server, Canary="a-canary-of-nobody")
    answer, log = invoke(handler, server, event, seconds=18)
    assert TOKEN in {asked.headers["x-amz-security-token"] for asked in server.opensearch.requests}
    assert log
    told = json.dumps(answer) + log
    assert [canary for canary in CANARIES if canary in told] == []


def test_imports() -> None:
    """Loaded, the handler has none of what others need, nor the client of `index`."""
    program = (
        "import runpy, sys; runpy.run_path(sys.argv[1]); "
        "print({'aiohttp', 'grpc', 'opensearchpy', 'yaml'} & set(sys.modules))"
    )
    environment = {**os.environ, "RESULTS_BUCKET": RESULTS, "PYTHONPATH": str(ROOT / "layers/core")}
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, str(handler_path("setup"))],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ended.stdout.strip() == "set()"
