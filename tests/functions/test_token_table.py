"""The table of tokens: all of a batch or nothing, no entry lost, and no long wait."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from raimon.aws.token_table import BOUNDED, TokenTable
from raimon.scorers.privacy.token_memory import (
    MemoryUnavailableError,
    Place,
    Recalled,
    Sighting,
    merged,
)

REGION = "us-east-1"
ANN = Sighting("2026-11-20T01:00:00.000000+00:00", "a" * 32, "k1.ANN", Place.USER)
BOB = Sighting("2026-11-21T01:00:00.000000+00:00", "b" * 32, "k1.BOB", Place.ANSWER)
NEW = Recalled({})


@pytest.fixture
def table() -> Iterator[TokenTable]:
    """Give a table that remembers for ten days from the second 1,000 on."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name=REGION)
        client.create_table(
            TableName="tokens",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield TokenTable(client, "tokens", days=10, now=lambda: 1000.0)


def test_what_was_kept_is_recalled(table: TokenTable) -> None:
    """Sightings and the decision come back as they were; what nobody saw isn't there."""
    table.keep("batch", {"f1": "user|1"}, {"k1.A": (ANN, BOB)}, NEW)
    recalled = table.recall("batch", ["k1.A", "k1.B"])
    assert recalled.sightings == {"k1.A": (ANN, BOB)}
    assert recalled.decision == {"f1": "user|1"}
    assert table.recall("another", ["k1.A"]).decision is None


def test_every_entry_expires(table: TokenTable) -> None:
    """An entry goes by itself after the days of the setting."""
    table.keep("batch", {}, {"k1.A": (ANN,)}, NEW)
    items = table.dynamodb.scan(TableName="tokens")["Items"]
    assert [item["expires_at"] for item in items] == [{"N": str(1000 + 10 * 86_400)}] * 2


def test_two_that_write_at_once(table: TokenTable) -> None:
    """The second of two writers is told, and loses nothing when it reads again."""
    first, second = (table.recall("x", ["k1.A"]) for _ in range(2))
    table.keep("x", None, {"k1.A": (ANN,)}, first)
    with pytest.raises(MemoryUnavailableError):
        table.keep("y", {}, {"k1.A": (BOB,), "k1.B": (BOB,)}, second)
    again = table.recall("y", ["k1.A", "k1.B"])
    assert (again.decision, dict(again.sightings)) == (None, {"k1.A": (ANN,)})
    table.keep("y", {}, {"k1.A": merged(again.sightings["k1.A"], (BOB,))}, again)
    assert table.recall("y", ["k1.A"]).sightings == {"k1.A": (ANN, BOB)}


def test_a_decision_stays(table: TokenTable) -> None:
    """What was decided of a batch can't be decided again."""
    table.keep("batch", {"f1": "user|1"}, {}, NEW)
    with pytest.raises(MemoryUnavailableError):
        table.keep("batch", {}, {}, NEW)
    assert table.recall("batch", []).decision == {"f1": "user|1"}


@pytest.fixture
def silent() -> Iterator[tuple[str, list[Any]]]:
    """Give the address of a server that takes connections and never answers, and what came."""
    came: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    came.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)
    for connection in came:
        connection.close()


def test_a_table_that_never_answers(silent: tuple[str, list[Any]]) -> None:
    """A look-up is tried twice, each for its bounded time, and then given up."""
    address, came = silent
    quick = BOUNDED.merge(Config(read_timeout=0.2))
    client = boto3.client(
        "dynamodb",
        region_name=REGION,
        endpoint_url=address,
        config=quick,
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106 - no secret, a word that boto3 asks for
    )
    began = time.monotonic()
    with pytest.raises(MemoryUnavailableError):
        TokenTable(client, "tokens").recall("batch", ["k1.A"])
    assert time.monotonic() - began < 4
    assert len(came) == 2
    assert (BOUNDED.connect_timeout, BOUNDED.read_timeout) == (1, 2)  # type: ignore[attr-defined] # set at run time
