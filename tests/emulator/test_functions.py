"""Each function starts from the built layers alone, answers its samples, and logs no text."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest

from raimon_local.embedded_store import embedded_store
from raimon_local.stack import LOG_BUCKET, LocalStack
from tests.builders import log_object, record
from tests.chain.traffic import LEAKS
from tests.emulator.conftest import Start
from tests.emulator.emulator import ROOT, Function
from tests.emulator.world import functions
from tests.functions.test_expire import OLD, Server
from tests.functions.test_expire import serving as serving_indices
from tests.unit.setup.loopback import Loopback, serving

NO_FAILURES: dict[str, list[object]] = {"batchItemFailures": []}
# What the samples and the logs below hold and no log line may.
CANARIES = (
    "haruka.minase",
    "kitanogumi",
    "8273-4615",
    "4539 5787",
    "6362 1486",
    *(text for pair in LEAKS for text in pair),
)


def sample(name: str) -> dict[str, Any]:
    """Return a sample event."""
    event: dict[str, Any] = json.loads((ROOT / f"events/{name}.json").read_text(encoding="utf-8"))
    return event


def tells_nothing(function: Function) -> None:
    """Assert that the function has told its start, and of texts nothing."""
    assert "INIT REPORT" in function.log
    assert [canary for canary in CANARIES if canary in function.log] == []


def _upload(stack: LocalStack) -> None:
    """Put a log object with leaks where the sample says that one lies."""
    announced = json.loads(sample("assess/s3_object_created")["Records"][0]["body"])
    lines = [record(number, user=user, output=out) for number, (user, out) in enumerate(LEAKS)]
    stack.s3.put_object(
        Bucket=LOG_BUCKET, Key=announced["detail"]["object"]["key"], Body=log_object(lines)
    )


def _assessed(stack: LocalStack, start: Start) -> str:
    """Let `assess` assess the object; return the key of the results."""
    _upload(stack)
    with start("assess") as assess:
        assert assess.invoke(sample("assess/s3_object_created")) == NO_FAILURES
        tells_nothing(assess)
    (key,) = (key for key, _ in stack.results() if key.startswith("assessments/"))
    return key


def test_assess_then_index(stack: LocalStack, start: Start) -> None:
    """A log object becomes results, and the results become documents, each in its own process."""
    key = _assessed(stack, start)
    event = sample("index/s3_object_created")
    body = json.loads(event["Records"][0]["body"])
    body["detail"]["object"]["key"] = key
    event["Records"] = [{**event["Records"][0], "body": json.dumps(body)}]
    with embedded_store() as store, start("index", OPENSEARCH_ENDPOINT=store) as index:
        assert index.invoke(event) == NO_FAILURES
        assert '"DocumentsWritten"' in index.log
        assert "Raimon/emulated" in index.log
        tells_nothing(index)


def test_notify(stack: LocalStack, start: Start) -> None:
    """A finding becomes an alarm that people are told of."""
    with start("notify") as notify:
        assert notify.invoke(sample("notify/finding_raised")) == NO_FAILURES
        tells_nothing(notify)
    assert len(stack.notifications()) == 1


def test_audit(stack: LocalStack, start: Start) -> None:
    """The hourly look queues what was never assessed; a switched-off log is a finding."""
    _upload(stack)
    with start("audit") as audit:
        assert audit.invoke(sample("audit/schedule")) == NO_FAILURES
        assert audit.invoke(sample("audit/logging_deleted")) == NO_FAILURES
        assert "CoveragePasses" in audit.log
        tells_nothing(audit)
    assert any(key.startswith("governance/") for key, _ in stack.results())


def test_compare(stack: LocalStack, start: Start) -> None:
    """What assess left is taken in, and the state of the run lies in the results bucket."""
    _assessed(stack, start)
    with start("compare", AWS_LAMBDA_FUNCTION_TIMEOUT="240") as compare:
        report = compare.invoke(sample("compare/schedule"))
        assert report["calls"] == len(LEAKS)
        assert '"CompareRuns"' in compare.log
        tells_nothing(compare)
    assert any(key.startswith("statistics/state/") for key, _ in stack.results())
    assert not any(key.startswith("statistics/arrived/") for key, _ in stack.results())


def test_expire(stack: LocalStack, start: Start) -> None:
    """Old months go, and the record of it lies in the results bucket."""
    with (
        serving_indices(Server()) as server,
        start("expire", OPENSEARCH_ENDPOINT=server.url) as expire,
    ):
        assert expire.invoke(sample("expire/schedule"))["deleted"] == list(OLD)
        tells_nothing(expire)
    assert any(key.startswith("expired/") for key, _ in stack.results())


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("opensearch_create", 50), ("opensearch_delete_after_failed_create", 30)],
)
def test_setup(start: Start, tmp_path: Path, name: str, seconds: int) -> None:
    """CloudFormation is answered once, also when OpenSearch is already gone."""
    dashboard = {"type": "dashboard", "id": "raimon-a", "attributes": {}, "references": []}
    (tmp_path / "a.ndjson").write_text(json.dumps(dashboard) + "\n", encoding="utf-8")
    with serving(Loopback()) as loopback:
        event = sample(f"setup/{name}") | {"ResponseURL": loopback.response_url}
        told = event["ResourceProperties"]
        if not told["Endpoint"].endswith(":1"):
            told |= {"Endpoint": loopback.url, "Service": "none"}
        timeout = {"AWS_LAMBDA_FUNCTION_TIMEOUT": str(seconds)}
        with start("setup", SAVED_OBJECTS=str(tmp_path), **timeout) as setup:
            assert setup.invoke(event) is None
            tells_nothing(setup)
        assert [answer["Status"] for answer in loopback.answers] == ["SUCCESS"]


def test_a_wrong_handler_is_seen(start: Start) -> None:
    """A handler string that leads nowhere is an error here, as it would be on Lambda."""
    with start("assess", handler="handler.absent") as assess:
        answer = assess.invoke(sample("assess/s3_permission_check"))
    assert answer["errorType"] == "Runtime.HandlerNotFound"


def test_every_function_is_started_here() -> None:
    """No function of the template is left out of this page."""
    started = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in functions() if f'start("{name}"' not in started] == []


def test_queue_of_assess_holds_what_audit_found(stack: LocalStack, start: Start) -> None:
    """What was never assessed lies in the queue again, as S3 would have announced it."""
    _upload(stack)
    with start("audit") as audit:
        audit.invoke(sample("audit/schedule"))
    depth = boto3.client("sqs").get_queue_attributes(
        QueueUrl=stack.queues["assess"], AttributeNames=["ApproximateNumberOfMessages"]
    )
    assert int(depth["Attributes"]["ApproximateNumberOfMessages"]) >= 1


def test_bytecode_makes_the_start_faster(
    start: Start, path: list[Path], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """With the bytecode that the layers ship, a function starts sooner than without."""
    bare = tmp_path / "bare"
    for layer in path[:2]:
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(layer, bare, ignore=skip, dirs_exist_ok=True)
    sdk = str(path[2])
    found: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(2):
        for kind, folders in (("with", [*map(str, path)]), ("without", [str(bare), sdk])):
            with start("notify", PYTHONPATH=os.pathsep.join(folders)) as notify:
                notify.invoke(sample("notify/finding_raised"))
                found[kind].append(notify.init_milliseconds)
    shortest = {kind: min(times) for kind, times in found.items()}
    record_property("init_milliseconds", shortest)
    assert shortest["with"] < shortest["without"]
