"""Raimon is never the leak: planted values are searched in every byte that leaves it."""

import base64
import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import boto3
import pytest

from raimon_local.stack import BUS, LOG_BUCKET, LocalStack
from tests.builders import log_key, log_object, record
from tests.chain.conftest import Chain

pytestmark = pytest.mark.opensearch

# Invented values, one of a kind for each place, so that a find tells where it came from.
EMAILS = [f"canary.{place}@kazahaya-works.jp" for place in ("a", "b", "c", "d", "e", "f", "g")]
PHONES = ["090-8273-4615", "052-814-3366", "+81 80 7361 9042"]
CARD = "4539 5787 6362 1486"
MY_NUMBER = "6214 9832 0257"
KEY = "AKIA" + "Q7ZK4TN2VJ3XW5RD"
PASSWORD = "password: " + "Kawasemi-7!tobu"
NAME = "水無瀬 遥香"
SENTENCE = "The heron of Shinobazu counts backwards at dusk"
SATZ = "不忍池の青鷺は夕暮れに逆から数える"

CANARIES = (
    *EMAILS,
    *PHONES,
    *(phone.replace("-", "").replace(" ", "") for phone in PHONES),
    CARD,
    CARD.replace(" ", ""),
    MY_NUMBER,
    MY_NUMBER.replace(" ", ""),
    KEY,
    PASSWORD.split(": ")[1],
    NAME,
    SENTENCE,
    SATZ,
)


def everything(place: int) -> str:
    """Return a text that holds every kind of value, in both languages."""
    return (
        f"{SENTENCE}. Mail {EMAILS[place]}, phone {PHONES[place % 3]}, card number {CARD}. "
        f"{SATZ}。マイナンバーは{MY_NUMBER}、氏名:{NAME}様。 key {KEY} {PASSWORD}"
    )


def trace() -> dict[str, Any]:
    """Return a guardrail trace that holds what the guardrail saw."""
    return {
        "guardrail": {
            "modelOutput": [everything(0)],
            "inputAssessment": {
                "g1": {
                    "sensitiveInformationPolicy": {
                        "piiEntities": [
                            {"match": EMAILS[1], "type": "EMAIL", "action": "ANONYMIZED"},
                            {"match": NAME, "type": "NAME", "action": "BLOCKED"},
                        ]
                    },
                    "wordPolicy": {"customWords": [{"match": SENTENCE, "action": "BLOCKED"}]},
                    "topicPolicy": {
                        "topics": [{"name": SATZ, "type": "DENY", "action": "BLOCKED"}]
                    },
                }
            },
            "outputAssessments": [
                {
                    "g1": {
                        "sensitiveInformationPolicy": {
                            "piiEntities": [
                                {"match": PHONES[1], "type": "PHONE", "action": "ANONYMIZED"},
                                {"match": NAME, "type": "NAME", "action": "NONE"},
                            ],
                            "regexes": [{"name": SATZ, "match": CARD, "action": "BLOCKED"}],
                        }
                    }
                }
            ],
        }
    }


def planted() -> list[dict[str, Any] | str]:
    """Return records with canaries in every segment, in traces, names, errors and broken lines."""
    whole = record(
        1,
        user=everything(0),
        output=everything(1),
        system=everything(2),
        history=everything(3),
        context=everything(4),
        tool=everything(5),
        reasoning=everything(6),
        application=EMAILS[0],
        principal=f"arn:aws:sts::123456789012:assumed-role/app/{EMAILS[1]}",
        trace=trace(),
    )
    named = record(2, user="Hello", output="Hi", stop=SENTENCE, model=f"m.{EMAILS[2]}")
    failed = {**record(3, user="Hello", output="Hi"), "errorCode": everything(0)}
    odd = {**record(4, user="Hello", output="Hi"), "timestamp": everything(1)}
    unknown = {**record(5, user="Hello", output="Hi"), "operation": everything(2)}
    shape = record(6, user="Hello", output="Hi")
    shape["output"]["outputBodyJson"] = {"surprise": everything(3), "depth": [[everything(4)]]}
    number = {**record(7, user="Hello", output="Hi"), "requestId": EMAILS[5]}
    cut = json.dumps(record(8, user=everything(5), output=everything(6)), ensure_ascii=False)[:-40]
    return [whole, named, failed, odd, unknown, shape, number, cut, everything(0)]


def written(value: str) -> Iterator[bytes]:
    """Yield the ways in which a value may stand in bytes."""
    yield value.encode()
    yield json.dumps(value)[1:-1].encode()
    yield json.dumps(json.dumps(value))[3:-3].encode()
    yield quote(value).encode()
    for shift in range(3):  # base64 of the value at any offset
        whole = base64.b64encode(b"\0" * shift + value.encode())
        yield whole[4 if shift else 0 : -4]


def finds(content: bytes) -> list[str]:
    """Return the canaries that stand in the bytes."""
    return [canary for canary in CANARIES if any(form in content for form in written(canary))]


@contextmanager
def overheard() -> Iterator[list[tuple[str, bytes]]]:
    """Collect the body of every call to AWS that the functions make."""
    heard: list[tuple[str, bytes]] = []

    def listen(params: dict[str, Any], model: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        body = params["body"]
        if hasattr(body, "read"):
            place = body.tell()
            body, _unused = body.read(), body.seek(place)
        content = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
        rest = json.dumps([params["url_path"], params["headers"]], default=str).encode()
        heard.append((model.name, _plain(content) + rest))

    boto3.setup_default_session()
    session = boto3.DEFAULT_SESSION
    assert session is not None
    session.events.register("before-call", listen)
    try:
        yield heard
    finally:
        session.events.unregister("before-call", listen)
        boto3.DEFAULT_SESSION = None


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def send(stack: LocalStack) -> None:
    """Let the planted records arrive, in a log object and as events."""
    stack.s3.put_object(Bucket=LOG_BUCKET, Key=log_key("c" * 16), Body=log_object(planted()))
    entry = {"Source": "raimon", "DetailType": "InvocationLogged", "EventBusName": BUS}
    for line in planted():
        if not isinstance(line, str):
            boto3.client("events").put_events(Entries=[{**entry, "Detail": json.dumps(line)}])  # type: ignore[typeddict-item] # the stubs know no merged entry


def what_left(stack: LocalStack, calls: list[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return every byte that left the functions, by where it went."""
    return {
        **{f"call {number} {name}": body for number, (name, body) in enumerate(calls)},
        **{f"result {key}": key.encode() + _plain(body) for key, body in stack.results()},
        "notifications": json.dumps(stack.notifications()).encode(),
        "alarm events": json.dumps(stack.alarm_events()).encode(),
        "dead letters": json.dumps(stack.dead_letters()).encode(),
    }


def test_no_planted_value_leaves(chain: Chain, capsys: pytest.CaptureFixture[str]) -> None:
    """No canary stands in results, events, documents, logs, metrics, messages or dead letters."""
    # Given
    chain.empty()
    log = io.StringIO()

    # When
    with LocalStack(chain.endpoint, log) as stack:
        send(stack)
        with overheard() as calls:
            stack.load()  # the handlers' clients must be made under the ear
            stack.deliver()
        left = what_left(stack, calls)
    chain.client.indices.refresh(index="raimon-*")
    stored = chain.client.search(index="raimon-*", body={"size": 10_000})["hits"]["hits"]
    assert any("TransactWriteItems" in name for name in left)  # what is remembered of tokens
    left |= {
        "documents": json.dumps(stored).encode(),
        "log and metrics": log.getvalue().encode(),
        "screen": "".join(capsys.readouterr()).encode(),
    }

    # Then
    sent = {name for name, _ in calls}
    assert {"PutObject", "PutEvents", "Publish", "TransactWriteItems"} <= sent
    assert len(stored) > 10
    assert {place: found for place, content in left.items() if (found := finds(content))} == {}


def test_the_search_finds_what_is_there() -> None:
    """The search itself is no empty promise: it finds each canary in each way of writing."""
    for canary in CANARIES:
        for form in written(canary):
            assert canary in finds(b"..." + form + b"...")
