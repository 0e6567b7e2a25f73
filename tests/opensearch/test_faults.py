"""A node that is busy, away or killed: nothing is lost, nothing is written twice."""

import json
import logging
import threading
import time
from collections.abc import Sequence
from functools import partial

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchBulk, make_client
from raimon.store.bulk import BulkLoop
from raimon.store.documents import Document
from raimon.store.families import Family
from raimon.store.verdict import Fate
from raimon_local.node import Node
from tests.opensearch.reading import documents
from tests.opensearch.stand_in import serving
from tests.opensearch.test_writing import batch_of, fates
from tests.unit.store.fakes import Clock

pytestmark = pytest.mark.opensearch
REFUSED = json.dumps({"error": {"type": "rejected_execution_exception"}, "status": 429}).encode()


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_busy_for_a_while(
    opensearch_client: OpenSearch, opensearch_node: Node, status: int
) -> None:
    """Three refusals, then the node: the batch is written once, by four requests."""

    def script(turn: int, _: bytes) -> tuple[int, bytes] | None:
        return (status, REFUSED if status == 429 else b"") if turn <= 3 else None

    told = batch_of(20)
    with serving(script, opensearch_node.url) as front, make_client(front.url, "none") as client:
        clock = Clock()
        verdicts = BulkLoop(OpenSearchBulk(client)).write(told, clock.budget())
        assert len(front.bodies) == 4
        assert clock.slept == [0.2, 0.4, 0.8]
    assert fates(verdicts) == {Fate.WRITTEN: 30}
    assert len(documents(opensearch_client, Family.INVOCATIONS)) == 20


def test_retries_never_multiply() -> None:
    """The client has no retries of its own: a server that is always busy sees the loop's alone."""
    with serving(lambda _, __: (503, b"")) as front, make_client(front.url, "none") as client:
        clock = Clock(left=12)
        BulkLoop(OpenSearchBulk(client)).write(batch_of(2), clock.budget())
        assert len(front.bodies) == len(clock.slept) + 1


def test_written_but_not_answered(opensearch_client: OpenSearch, opensearch_node: Node) -> None:
    """A request that was carried out though its answer got lost is repeated without harm."""

    def script(turn: int, body: bytes) -> tuple[int, bytes] | None:
        if turn > 1:
            return None
        OpenSearchBulk(opensearch_client).send(body, 10)
        return 504, b""

    told = batch_of(20)
    with serving(script, opensearch_node.url) as front, make_client(front.url, "none") as client:
        verdicts = BulkLoop(OpenSearchBulk(client)).write(told, Clock().budget())
    assert fates(verdicts) == {Fate.WRITTEN: 30}
    assert len(documents(opensearch_client, Family.FINDINGS)) == 10


def test_answer_that_is_none() -> None:
    """An answer that isn't JSON, or lacks the items, is no answer."""
    for body in (b"<html>gateway</html>", b"[]", b"{}", b'{"items": []}'):
        script = partial(_always, body)
        with serving(script) as front, make_client(front.url, "none") as client:
            bulk = BulkLoop(OpenSearchBulk(client))
            verdicts = bulk.write(batch_of(1), Clock(left=4).budget())
        assert [known.fate for known in verdicts] == [Fate.BUSY]


def _always(body: bytes, *_: object) -> tuple[int, bytes]:
    return 200, body


def write_on(
    node: Node, told: Sequence[Document], acknowledged: set[str], started: threading.Event
) -> None:
    """Write part after part, remembering what the node acknowledged."""
    with make_client(node.url, "none") as client:
        bulk = BulkLoop(OpenSearchBulk(client))
        for at in range(0, len(told), 100):
            part = told[at : at + 100]
            verdicts = bulk.write(part, Clock(left=15).budget())
            acknowledged.update(
                document.id
                for document, known in zip(part, verdicts, strict=True)
                if known.fate is Fate.WRITTEN
            )
            if acknowledged:
                started.set()


def test_killed_and_back(opensearch_client: OpenSearch, opensearch_node: Node) -> None:
    """While the node is away all waits; nothing acknowledged is lost; repeats count once."""
    told = batch_of(2000)
    acknowledged: set[str] = set()
    started = threading.Event()
    writer = threading.Thread(target=write_on, args=(opensearch_node, told, acknowledged, started))
    writer.start()
    assert started.wait(60)
    opensearch_node.kill()
    try:
        writer.join()
        with make_client(opensearch_node.url, "none") as client:
            waiting = BulkLoop(OpenSearchBulk(client)).write(told[:10], Clock(left=6).budget())
        assert {known.cause for known in waiting} == {"unanswered"}
    finally:
        opensearch_node.start()

    families = (Family.INVOCATIONS, Family.FINDINGS)
    there = {name for family in families for name in documents(opensearch_client, family)}
    assert acknowledged
    assert acknowledged <= there
    with make_client(opensearch_node.url, "none") as client:
        bulk = BulkLoop(OpenSearchBulk(client))
        for at in range(0, len(told), 500):
            bulk.write(told[at : at + 500], Clock().budget())
    counts = [len(documents(opensearch_client, family)) for family in families]
    assert counts == [2000, 1000]


def test_slow_server() -> None:
    """A request never takes longer than its limit, however long the server takes."""
    release = threading.Event()

    def script(_: int, __: bytes) -> tuple[int, bytes]:
        release.wait(20)
        return 200, b"{}"

    with serving(script) as front, make_client(front.url, "none") as client:
        started = time.monotonic()
        bulk = BulkLoop(OpenSearchBulk(client), request_seconds=1.0)
        verdicts = bulk.write(batch_of(1), Clock(left=4.1).budget())
        took = time.monotonic() - started
        release.set()
    assert verdicts[0].cause == "unanswered"
    assert took < 5


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The client's logger, which writes whole bodies, can't be turned on by any log level."""
    caplog.set_level(logging.DEBUG)
    with serving(lambda _, __: (400, REFUSED)) as front, make_client(front.url, "none") as client:
        for name in ("opensearch", "opensearchpy", "opensearchpy.trace"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        BulkLoop(OpenSearchBulk(client)).write(batch_of(1), Clock().budget())
    assert [record for record in caplog.records if "opensearch" in record.name] == []
