"""Re-scoring on a real node: whatever the order, the newest scoring's view is what is left."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchBulk
from raimon.store.bulk import BulkLoop
from raimon.store.families import Family
from raimon.store.indexer import Indexer, Message
from tests.opensearch.reading import documents, withdrawn
from tests.unit.store.builders import alarm_event as alarm_event_of
from tests.unit.store.builders import make_alarm, make_assessment, packed, scoring, stored_event
from tests.unit.store.fakes import Clock, InMemoryArchive

pytestmark = pytest.mark.opensearch

HISTORY = {
    scoring(1_000_001): ["email", "phone", "name"],
    scoring(1_000_002, complete=False): ["email", "card"],
    scoring(1_000_002): ["email", "phone"],
}


def indexer(client: OpenSearch) -> tuple[Indexer, InMemoryArchive]:
    """Return an indexer that writes to the node."""
    archive = InMemoryArchive()
    return Indexer(archive, BulkLoop(OpenSearchBulk(client))), archive


def test_all_permutations(opensearch_client: OpenSearch) -> None:
    """Every order of three scorings, written and announced one by one, leaves one state."""
    states: list[Any] = []
    for order in permutations(HISTORY):
        opensearch_client.indices.delete(index="raimon-*")
        index, archive = indexer(opensearch_client)
        for held in order:
            told = make_assessment(findings=HISTORY[held], version=held.generation.scoring_version)
            archive.objects[held.key] = packed([told])
            index.index([Message("m", stored_event(held.key))], Clock().budget())
        states.append(withdrawn(opensearch_client))
        (invocation,) = documents(opensearch_client, Family.INVOCATIONS).values()
        assert invocation[2]["finding_count"] == 2
    final = {"EMAIL": False, "PHONE": False, "NAME": True, "CARD": True}
    assert states == [final] * 6


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1, 3, 1)], ids=str)
def test_alarm_revisions(opensearch_client: OpenSearch, order: Sequence[int]) -> None:
    """An alarm is what its newest revision says, in whatever order the events come."""
    index, _ = indexer(opensearch_client)
    for revision in order:
        state = {1: "open", 2: "acknowledged", 3: "resolved"}[revision]
        event = alarm_event_of(make_alarm(revision, state=state))
        assert index.index([Message("m", event)], Clock().budget()).failed == {}
    ((_, version, told),) = documents(opensearch_client, Family.ALARMS).values()
    assert (version, told["state"], told["count"]) == (3, "resolved", 3)
