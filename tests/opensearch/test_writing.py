"""Writing to a real node: what it says of each document, and what lies in it afterwards."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchBulk
from raimon.invocation import Source
from raimon.store.alarms import alarm_document
from raimon.store.bulk import BulkLoop
from raimon.store.documents import AssessedRecord, Document
from raimon.store.encoding import encode
from raimon.store.families import Family
from raimon.store.generation import Generation
from raimon.store.verdict import Fate, Verdict
from tests.opensearch.reading import documents
from tests.unit.store.builders import LOGS, make_alarm, make_assessment
from tests.unit.store.fakes import Clock

pytestmark = pytest.mark.opensearch
GENERATION = Generation(1_000_001, complete=True)
OCTOBER = "raimon-findings-v1-2026.10"


def write(client: OpenSearch, batch: Sequence[Document], left: float = 30) -> list[Verdict]:
    """Write a batch with little patience."""
    return BulkLoop(OpenSearchBulk(client)).write(batch, Clock(left=left).budget())


def fates(verdicts: Sequence[Verdict]) -> Counter[Fate]:
    """Count the fates."""
    return Counter(known.fate for known in verdicts)


def finding(name: str = "f-1", version: int = 1, **content: object) -> Document:
    """Return a finding's document with any content."""
    told = {"@timestamp": "2026-10-13T01:42:00.000Z", "finding_id": name, **content}
    return Document(Family.FINDINGS, OCTOBER, name, version, encode(told), None)


def batch_of(count: int, version: int = 1_000_001) -> list[Document]:
    """Return the documents of some records, half of them with findings."""
    generation = Generation(version, complete=True)
    found = []
    for at in range(count):
        source = Source(bucket=LOGS, key="a.json.gz", line=at)
        names = ["email"] if at % 2 else []
        record = AssessedRecord(make_assessment(f"r-{at}", names, source=source), generation)
        found += [record.invocation(), *record.findings()]
    return found


def test_every_family(opensearch_client: OpenSearch) -> None:
    """The node takes what is made of assessments and alarms, and finds it under the aliases."""
    told = [*batch_of(4), alarm_document(make_alarm(statistic={"interval": [0.1, 0.2], "n": 9}))]
    assert fates(write(opensearch_client, told)) == {Fate.WRITTEN: 7}
    opensearch_client.indices.refresh(index="raimon-*")
    for family, count in [("invocations", 4), ("findings", 2), ("alarms", 1)]:
        assert opensearch_client.count(index=f"raimon-{family}")["count"] == count


def test_mixed_answer(opensearch_client: OpenSearch) -> None:
    """One request holds a new, an old and a strange document: each gets what it deserves."""
    write(opensearch_client, [finding("old", version=5)])
    verdicts = write(
        opensearch_client,
        [
            finding("new"),
            finding("old", version=4),
            finding("strange", no_such_field=1),
            finding("wrong type", severity_rank="much"),
            finding("same", version=1),
        ],
    )
    assert [known.fate for known in verdicts] == [
        Fate.WRITTEN,
        Fate.SUPERSEDED,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.WRITTEN,
    ]
    assert verdicts[2].cause == "strict_dynamic_mapping_exception"
    assert verdicts[3].cause == "mapper_parsing_exception"
    assert set(documents(opensearch_client, Family.FINDINGS)) == {"new", "old", "same"}


def test_twice_and_shuffled(opensearch_client: OpenSearch, seed: int) -> None:
    """The same batch again, in another order and in pieces, changes no document."""
    told, dice = batch_of(60), random.Random(seed)  # noqa: S311 - no secret
    write(opensearch_client, told)
    before = [documents(opensearch_client, family) for family in Family]
    dice.shuffle(told)
    for at in range(0, len(told), 7):
        assert fates(write(opensearch_client, told[at : at + 7]))[Fate.WRITTEN] > 0
    assert [documents(opensearch_client, family) for family in Family] == before
    assert [len(found) for found in before] == [60, 30, 0, 0]


def test_two_log_objects_of_one_record(opensearch_client: OpenSearch) -> None:
    """A record that lies in two log objects is one document, the same in either order."""
    copies = [
        AssessedRecord(
            make_assessment(source=Source(bucket=LOGS, key=key, line=0)), GENERATION
        ).invocation()
        for key in ("a.json.gz", "b.json.gz")
    ]
    left = []
    for order in (copies, copies[::-1]):
        opensearch_client.indices.delete(index="raimon-*")
        for document in order:
            write(opensearch_client, [document])
        left.append(documents(opensearch_client, Family.INVOCATIONS))
    assert left[0] == left[1]
    assert len(left[0]) == 1


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "2026.12"),
        (datetime(2027, 1, 1, tzinfo=UTC), "2027.01"),
        (datetime(2027, 1, 1, 8, 30, tzinfo=timezone(timedelta(hours=9))), "2026.12"),
        (datetime(2019, 2, 28, tzinfo=UTC), "2019.02"),
    ],
)
def test_month(opensearch_client: OpenSearch, moment: datetime, month: str) -> None:
    """A record lies in the month in which it was made in UTC, whenever it is written."""
    record = AssessedRecord(make_assessment(moment=moment), GENERATION)
    write(opensearch_client, [record.invocation()])
    ((index, _, told),) = documents(opensearch_client, Family.INVOCATIONS).values()
    assert index == f"raimon-invocations-v1-{month}"
    assert told["@timestamp"].startswith(month.replace(".", "-"))


def test_older_scoring_after_newer(opensearch_client: OpenSearch) -> None:
    """An older scoring that comes late changes nothing, and counts as success."""
    write(opensearch_client, batch_of(10, version=2_000_000))
    before = documents(opensearch_client, Family.FINDINGS)
    assert fates(write(opensearch_client, batch_of(10, version=1_000_000))) == {Fate.SUPERSEDED: 15}
    assert documents(opensearch_client, Family.FINDINGS) == before


HOSTILE: list[Any] = [
    pytest.param(finding("x", mask="a\ud83d"), Fate.WRITTEN, id="half a character"),
    pytest.param(finding("x", confidence=float("nan")), Fate.WRITTEN, id="NaN"),
    pytest.param(finding("x", confidence=float("inf")), Fate.WRITTEN, id="Infinity"),
    pytest.param(finding("x", mask="雷" * 10_923), Fate.WRITTEN, id="32,769 bytes of Japanese"),
    pytest.param(finding("x" * 600), Fate.REFUSED, id="an id of 600 bytes"),
    pytest.param(finding("雷" * 171), Fate.REFUSED, id="a Japanese id of 513 bytes"),
    pytest.param(finding(""), Fate.REFUSED, id="an empty id"),
    pytest.param(finding("x", location={"no": 1}), Fate.REFUSED, id="a stranger inside an object"),
    pytest.param(finding("x", evidence={"deep": {"er": [1, "二"]}}), Fate.WRITTEN, id="any facts"),
    pytest.param(finding("x\ud83d"), Fate.WRITTEN, id="half a character in the id"),
]


@pytest.mark.parametrize(("document", "fate"), HOSTILE)
def test_hostile(opensearch_client: OpenSearch, document: Document, fate: Fate) -> None:
    """Whatever a document holds, its neighbours are written."""
    verdicts = write(opensearch_client, [finding("before"), document, finding("after")])
    assert [known.fate for known in verdicts] == [Fate.WRITTEN, fate, Fate.WRITTEN]
    assert {"before", "after"} <= set(documents(opensearch_client, Family.FINDINGS))


def block(client: OpenSearch, name: str, *, value: bool | None) -> None:
    """Set or lift a block of the index."""
    client.indices.put_settings(index=OCTOBER, body={f"index.blocks.{name}": value})


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        pytest.param("read_only_allow_delete", "disk_full", id="disk full"),
        pytest.param("write", "writes_blocked", id="writes blocked"),
        pytest.param("read_only", "writes_blocked", id="read only"),
    ],
)
def test_blocked_index(opensearch_client: OpenSearch, name: str, cause: str) -> None:
    """A blocked index holds its documents up and nobody else's; once it is free they go in."""
    other = alarm_document(make_alarm())
    write(opensearch_client, [finding("first")])
    block(opensearch_client, name, value=True)
    try:
        verdicts = write(opensearch_client, [finding("second"), other])
        assert verdicts[0] == Verdict(Fate.HELD, cause)
        assert verdicts[1].fate is Fate.WRITTEN
    finally:
        block(opensearch_client, name, value=None)
    assert fates(write(opensearch_client, [finding("second"), other])) == {Fate.WRITTEN: 2}


def test_blocked_cluster(opensearch_client: OpenSearch) -> None:
    """A blocked cluster refuses the whole request, and every document waits."""
    write(opensearch_client, [finding("first")])
    setting = "cluster.blocks.read_only"
    opensearch_client.cluster.put_settings(body={"persistent": {setting: True}})
    try:
        verdicts = write(opensearch_client, [finding("second"), alarm_document(make_alarm())])
        assert {known.cause for known in verdicts} == {"writes_blocked"}
    finally:
        opensearch_client.cluster.put_settings(body={"persistent": {setting: None}})


def test_closed_index(opensearch_client: OpenSearch) -> None:
    """A closed index isn't the document's fault: it waits."""
    write(opensearch_client, [finding("first")])
    opensearch_client.indices.close(index=OCTOBER)
    (known,) = write(opensearch_client, [finding("second")])
    assert known == Verdict(Fate.HELD, "index_closed")


def test_index_that_may_not_be_made(opensearch_client: OpenSearch) -> None:
    """Where the index may not be made, the document waits for somebody to allow it."""
    stray = Document(Family.FINDINGS, "raimon-findings", "x", 1, b"{}", None)
    (known,) = write(opensearch_client, [stray])
    assert known == Verdict(Fate.HELD, "index_missing")


def test_too_many_shards(opensearch_client: OpenSearch) -> None:
    """A cluster that has no shard left for a new month holds the document up."""
    setting = "cluster.max_shards_per_node"
    write(opensearch_client, [finding("first")])
    opensearch_client.cluster.put_settings(body={"transient": {setting: 1}})
    try:
        (known,) = write(opensearch_client, [alarm_document(make_alarm())])
        assert known == Verdict(Fate.HELD, "too_many_shards")
    finally:
        opensearch_client.cluster.put_settings(body={"transient": {setting: None}})
