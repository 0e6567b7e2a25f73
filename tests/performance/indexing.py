"""Measure what `index` writes into a real node against what that node takes at most."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from raimon.aws.opensearch import OpenSearchBulk, OpenSearchTemplates, make_client
from raimon.store.bulk import REQUEST_DOCUMENTS, Budget, BulkLoop, request_lines
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
TIMES = 5  # how often a repeat sends the same documents: versions allow it


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
    documents = list(_documents(archive))
    ready = [
        b"".join(map(request_lines, documents[start : start + REQUEST_DOCUMENTS]))
        for start in range(0, len(documents), REQUEST_DOCUMENTS)
    ]
    budget = Budget(remaining=lambda: HOURS)
    with Node() as node, make_client(node.url, "none", timeout=60) as client:
        ensure_templates(OpenSearchTemplates(client), Capabilities())
        bulk = BulkLoop(OpenSearchBulk(client), 60)
        indexer = Indexer(archive, bulk)
        ours, limit = [], []
        for repeat in range(WARM_UP + repeats):
            mine = _seconds(lambda: indexer.index([*messages] * TIMES, budget))
            bare = _seconds(lambda: _send(OpenSearchBulk(client), ready * TIMES))
            if repeat >= WARM_UP:
                ours.append(TIMES * len(documents) / mine)
                limit.append(TIMES * len(documents) / bare)
    return Indexing(TIMES * len(documents), statistics.median(ours), statistics.median(limit))


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


def _send(endpoint: OpenSearchBulk, ready: Sequence[bytes]) -> None:
    for body in ready:
        if endpoint.send(body, 60).items is None:
            message = "the node took no ready-made body"
            raise RuntimeError(message)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(found: Indexing | None) -> str:
    """Return what is said of indexing."""
    if found is None:
        return "Not measured: Java or Maven is missing."
    return (
        f"`index` writes {found.ours:,.0f} documents a second from its messages on.\n"
        f"The node takes {found.limit:,.0f} from ready-made bodies, one thread each: "
        f"{found.ratio:.0%} of its limit ({found.documents:,} documents a repeat, wall time)."
    )
