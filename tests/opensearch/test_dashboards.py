"""Every panel of every dashboard, asked on a real node that holds the sample logs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import make_client
from raimon.store.families import Family
from raimon_local.node import Node
from scripts.dashboards.check.answers import emptiness
from scripts.dashboards.check.classic import others
from scripts.dashboards.check.panel_searches import searches
from scripts.dashboards.check.reading import read
from scripts.dashboards.check.search import Search
from scripts.dashboards.fields import fields
from scripts.dashboards.pictures.draw import pictures
from scripts.dashboards.sample import SPAN, seed
from scripts.dashboards.write import FOLDER

pytestmark = pytest.mark.opensearch

FILES = sorted(FOLDER.glob("*.ndjson"))
ASKED = [
    pytest.param(search, id=f"{search.panel}-{at}")
    for file in FILES
    for at, search in enumerate(searches(read(file.read_text(encoding="utf-8")), SPAN))
]


@pytest.fixture(scope="module")
def seeded(opensearch_node: Node) -> Iterator[OpenSearch]:
    """Hand out a client of the node, with the sample in it."""
    with make_client(opensearch_node.url, "none", timeout=30) as client:
        client.indices.delete(index="raimon-*")
        seed(client)
        yield client
        client.indices.delete(index="raimon-*")


def ask(client: OpenSearch, search: Search) -> Mapping[str, Any]:
    """Send one search as it is, and refuse an answer in which a shard failed."""
    answer: Mapping[str, Any] = client.search(index=search.index, body=search.body)
    assert answer["_shards"]["failed"] == 0
    assert not answer["timed_out"]
    return answer


def count(client: OpenSearch, query: Mapping[str, Any]) -> int:
    """Return how many findings a query matches."""
    body = {"query": query}
    found: int = client.count(index=Family.FINDINGS.alias, body=body)["count"]
    return found


@pytest.mark.parametrize("search", ASKED)
def test_no_panel_is_empty(seeded: OpenSearch, search: Search) -> None:
    """A panel's own search, with its query and filters, is understood and finds something."""
    answer = ask(seeded, search)
    assert emptiness(search, answer) == ""
    for rest in others(search, answer):
        ask(seeded, rest)


@pytest.mark.parametrize("family", Family, ids=str)
def test_fields_are_the_engines(seeded: OpenSearch, family: Family) -> None:
    """What the index patterns say of each field is what the engine itself says."""
    told = seeded.field_caps(index=family.alias, fields="*")["fields"]
    engine = {
        name: (kind, able["searchable"], able["aggregatable"])
        for name, kinds in told.items()
        for kind, able in kinds.items()
        if not name.startswith("_") and kind != "object"
    }
    ours = {
        name: (field.engine_type, field.searchable, field.aggregatable)
        for name, field in fields(family).items()
    }
    assert ours == engine


def test_withdrawn_findings_are_left_out(seeded: OpenSearch) -> None:
    """There are withdrawn findings, and no panel over findings counts one."""
    withdrawn = {"term": {"withdrawn": True}}
    assert count(seeded, withdrawn) > 0
    panels = [param.values[0] for param in ASKED]
    counting = [
        each
        for each in panels
        if isinstance(each, Search)
        and each.index == Family.FINDINGS.alias
        and (each.splits or "sort" in each.body)
    ]
    assert counting
    for each in counting:
        assert count(seeded, {"bool": {"filter": [each.body["query"], withdrawn]}}) == 0


def test_other_bucket_is_the_rest(seeded: OpenSearch) -> None:
    """What a panel sums up as others is exactly what its own rows lack."""
    by_model = next(
        search
        for param in ASKED
        if isinstance(search := param.values[0], Search)
        and search.panel == "raimon-completeness-en-tokens-by-model"
    )
    answer = ask(seeded, by_model)
    (rest,) = others(by_model, answer)
    ((split, found),) = answer["aggregations"].items()
    shown = sum(bucket["doc_count"] for bucket in found["buckets"])
    outside = ask(seeded, rest)["aggregations"]["other-filter"]["buckets"][""]["doc_count"]
    assert split == by_model.splits[0].id
    assert outside > 0
    assert shown + outside == answer["hits"]["total"]["value"]


def test_an_empty_panel_is_noticed(seeded: OpenSearch) -> None:
    """A query that finds nothing is told from one that does."""
    search: Search = ASKED[0].values[0]  # type: ignore[assignment]  # pytest calls it an object
    nothing = {"bool": {"filter": [search.body.get("query", {"match_all": {}})]}}
    nothing["bool"]["filter"].append({"term": {"model_id": "no such model"}})
    emptied = Search(search.panel, search.title, search.index, {**search.body, "query": nothing})
    assert emptiness(emptied, ask(seeded, emptied)) != ""


def test_pictures_can_be_drawn(seeded: OpenSearch) -> None:
    """Every edition becomes a picture that is whole, and says what the answers say."""
    drawn = pictures(seeded)
    assert len(drawn) == len(FILES)
    for name, picture in drawn.items():
        assert ET.fromstring(picture).tag.endswith("svg"), name  # noqa: S314 - our own
    total = seeded.count(index=Family.INVOCATIONS.alias)["count"]
    assert f">{total:,}</text>" in drawn["overview-ja.svg"]


def test_files_are_there() -> None:
    """Six dashboards in two languages are committed."""
    assert [Path(file.name).suffix for file in FILES] == [".ndjson"] * 12
