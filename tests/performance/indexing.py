"""Measure what `index` writes into a real node against what the node takes from ready-made bodies."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from raimon.aws.opensearch import OpenSearchBulk, OpenSearchTemplates, make_client
from raimon.store.bulk import REQUEST_DOCUMENTS, Budget, BulkLoop
from raimon.store.documents import Document
from raimon.store.generation import AssessmentObject
from raimon.store.indexer import Indexer, Message
from raimon.store.refusal import Refusal
from raimon.store.scorings import Scorings
from raimon.store.templates import Capabilities, ensure_templates
from raimon_local.node import Node
from tests.unit.store.fakes import InMemoryArchive

HOURS = 3600.0
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Indexing:
    """Documents a second: of the whole function's work, and of the node alone."""

    documents: int
    ours: float
    limit: float

    @property
    def ratio(self) -> float:
        """Return our share of the node's own limit."""
        return self.ours / self.limit


def measure(archive: InMemoryArchive, messages: Sequence[Message], repeats: int) -> Indexing:
    """Index the messages into a fresh node, in turn with their bodies ready-made; medians."""
    ready = list(_documents(archive))
    budget = Budget(remaining=lambda: HOURS)
    with Node() as node, make_client(node.url, "none", timeout=60) as client:
        ensure_templates(OpenSearchTemplates(client), Capabilities())
        bulk = BulkLoop(OpenSearchBulk(client), 60)
        indexer = Indexer(archive, bulk)
        ours, limit = [], []
        for repeat in range(WARM_UP + repeats):
            mine = _seconds(lambda: indexer.index(messages, budget))
            bare = _seconds(lambda: _send(OpenSearchBulk(client), ready))
            if repeat >= WARM_UP:
                ours.append(len(ready) / mine)
                limit.append(len(ready) / bare)
    return Indexing(len(ready), statistics.median(ours), statistics.median(limit))


def _documents(archive: InMemoryArchive) -> list[Document]:
    scorings = Scorings(archive)
    found = [AssessmentObject.from_key(key) for key in archive.objects]
    return [
        document
        for scoring in found
        if scoring
        for document in scorings.documents(scoring)
        if not isinstance(document, Refusal)
    ]


def _send(endpoint: OpenSearchBulk, ready: Sequence[Document]) -> None:
    for start in range(0, len(ready), REQUEST_DOCUMENTS):
        body = b"".join(document.body for document in ready[start : start + REQUEST_DOCUMENTS])
        answer = endpoint.send(body, 60)
        if len(answer.items) != len(ready[start : start + REQUEST_DOCUMENTS]):
            message = "the node answered for fewer documents than were sent"
            raise RuntimeError(message)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
