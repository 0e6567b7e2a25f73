"""The function `assess` and its tokens: their key, and what is remembered of them."""

import gzip
import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from raimon_local.functions import context
from raimon_local.stack import LOG_BUCKET, TOKEN_TABLE, LocalStack
from tests.builders import log_object, record

NOWHERE = "http://127.0.0.1:9"  # `index` isn't called here
MAIL = "haruka.minase@kitanogumi.jp"
CARD = "4539578763621486"
ANN, BOB = (f"arn:aws:iam::123456789012:user/{name}" for name in ("ann", "bob"))
SAID = record(
    1,
    user=f"I am {MAIL}, card {CARD}",
    output="Hi.",
    principal=ANN,
    timestamp="2026-11-20T01:00:00Z",
)
LEAKED = record(
    2, user="Whom do I write to?", output=MAIL, principal=BOB, timestamp="2026-11-21T02:00:00Z"
)


@pytest.fixture
def log() -> io.StringIO:
    """Take what the function prints."""
    return io.StringIO()


@pytest.fixture
def stack(log: io.StringIO) -> Iterator[LocalStack]:
    """Give a stack without documents."""
    with LocalStack(NOWHERE, log) as stack:
        yield stack


def assess(stack: LocalStack, name: str, *records: dict[str, Any]) -> bytes:
    """Put a log object, assess it, and return the content of its results."""
    key = f"AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/2026/11/20/01/{name}.json.gz"
    content = log_object(list(records))
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=content)
    detail = {"bucket": {"name": LOG_BUCKET}, "object": {"key": key, "size": len(content)}}
    event = {"id": "1", "source": "aws.s3", "detail-type": "Object Created", "detail": detail}
    message = {
        "messageId": "m",
        "body": json.dumps(event),
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSource": "aws:sqs",
    }
    with stack.printing():
        answer = stack.handlers["assess"]({"Records": [message]}, context("assess"))
    assert answer == {"batchItemFailures": []}
    [results] = [told for at, told in stack.results() if f"/{name}.json.gz/" in at]
    return results


def findings(results: bytes) -> list[dict[str, Any]]:
    """Return the findings of privacy in the results."""
    return [
        finding
        for line in gzip.decompress(results).splitlines()
        for finding in json.loads(line)["findings"]
        if finding["rule_id"] == "privacy.pii"
    ]


def kinds(results: bytes) -> list[str]:
    """Return the kinds of these."""
    return [finding["kind"] for finding in findings(results)]


def test_a_value_crosses(stack: LocalStack, log: io.StringIO) -> None:
    """What one user said in one log object and another one's answer gives out is told as such."""
    assess(stack, "a", SAID)
    assert kinds(assess(stack, "b", LEAKED)) == ["LEAK.CROSS_SESSION"]
    assert '"LeaksCrossed":[1.0]' in log.getvalue().replace(" ", "")


def test_a_retry_tells_the_same(stack: LocalStack) -> None:
    """What was decided once stays: neither retries nor what comes late change a byte of it."""
    alone = assess(stack, "b", LEAKED)
    assess(stack, "a", SAID)  # earlier by its time, and later delivered
    assert assess(stack, "b", LEAKED) == alone
    again = record(3, user="And?", output=MAIL, principal=BOB, timestamp="2026-11-22T02:00:00Z")
    crossed = assess(stack, "c", again)
    assert (kinds(alone), kinds(crossed)) == (["LEAK.MODEL"], ["LEAK.CROSS_SESSION"])
    assert assess(stack, "c", again) == crossed


def test_a_duplicate_is_no_other_user(stack: LocalStack) -> None:
    """The same record in two objects, or twice in one, makes nobody leak to himself."""
    assert kinds(assess(stack, "b", LEAKED, LEAKED)) == ["LEAK.MODEL"] * 2
    assert kinds(assess(stack, "c", LEAKED)) == ["LEAK.MODEL"]


def test_without_its_table(stack: LocalStack, log: io.StringIO) -> None:
    """A memory that is gone fails nothing: the leak is a leak, and the skipped look-up counts."""
    boto3.client("dynamodb").delete_table(TableName=TOKEN_TABLE)
    assert kinds(assess(stack, "b", LEAKED)) == ["LEAK.MODEL"]
    assert '"LookUpsSkipped":[1.0]' in log.getvalue().replace(" ", "")


def test_the_table_holds_tokens_alone(stack: LocalStack, log: io.StringIO) -> None:
    """No value and no name stands in the table or in the log, and every entry expires."""
    assess(stack, "a", SAID)
    assess(stack, "b", LEAKED)
    items = boto3.client("dynamodb").scan(TableName=TOKEN_TABLE)["Items"]
    assert len(items) == 3  # two tokens and one decision
    assert all(int(item["expires_at"]["N"]) > 0 for item in items)
    told = json.dumps(items) + log.getvalue()
    assert not any(part in told for part in (MAIL, "haruka", CARD, "1486", "user/ann", "user/bob"))


def test_many_values_at_once(stack: LocalStack) -> None:
    """A log object with more values than one request takes is looked up in several."""
    said = [
        record(10 + n, user=f"I am p{n}.minase@kitanogumi.jp", output="Hi.", principal=ANN)
        for n in range(190)
    ]
    leaked = [
        record(
            *(300 + n,),
            user="Whom?",
            output=f"p{n}.minase@kitanogumi.jp",
            principal=BOB,
            timestamp="2026-11-21T02:00:00Z",
        )
        for n in range(190)
    ]
    told = kinds(assess(stack, "all", *said, *leaked))
    assert told.count("LEAK.CROSS_SESSION") == 190
    assert told.count("EXPOSURE") == 190


def reload(stack: LocalStack, monkeypatch: pytest.MonkeyPatch, key: str, epoch: int) -> None:
    """Load the function anew over a key, as a deployment with other parameters does."""
    monkeypatch.setenv("TOKEN_KEY", key)
    monkeypatch.setenv("TOKEN_KEY_EPOCH", str(epoch))
    stack.load()


def token(stack: LocalStack, name: str) -> str:
    """Return the token that a finding carries."""
    [finding] = findings(assess(stack, name, LEAKED))
    told: str = finding["value_token"]
    return told


def test_a_key_of_kms(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """An HMAC key of KMS gives tokens that last over cold starts, and others in another epoch."""
    kms = boto3.client("kms")
    made = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    key = made["KeyMetadata"]["Arn"]
    tokens = []
    for name, epoch in (("a", 1), ("b", 1), ("c", 2)):
        reload(stack, monkeypatch, key, epoch)
        tokens.append(token(stack, name))
    assert tokens[0] == tokens[1]
    assert [one[:3] for one in tokens] == ["k1.", "k1.", "k2."]
    assert tokens[0][3:] != tokens[2][3:]


def test_rotation_of_the_secret(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new key and epoch in the secret cut the links on purpose: an old sighting says nothing."""
    assess(stack, "a", SAID)
    boto3.client("secretsmanager").put_secret_value(
        SecretId="raimon-local-token-key", SecretString=json.dumps({"key": "k" * 64, "epoch": 2})
    )
    reload(stack, monkeypatch, "raimon-local-token-key", 1)
    results = assess(stack, "b", LEAKED)
    [finding] = findings(results)
    assert finding["value_token"].startswith("k2.")
    assert finding["kind"] == "LEAK.MODEL"
    assert json.loads(gzip.decompress(results))["key_epoch"] == 2
