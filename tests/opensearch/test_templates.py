"""The templates on a real node: put twice, refused, and what Japanese words they find."""

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchBulk, OpenSearchTemplates
from raimon.store.bulk import BulkLoop
from raimon.store.errors import TemplateRefusedError
from raimon.store.families import Family
from raimon.store.templates import Capabilities, ensure_templates
from raimon.store.verdict import Fate
from tests.opensearch.test_writing import finding
from tests.unit.store.fakes import Clock

pytestmark = pytest.mark.opensearch


def test_twice(opensearch_client: OpenSearch) -> None:
    """The node already has them: nothing is put again."""
    assert ensure_templates(OpenSearchTemplates(opensearch_client), Capabilities()) == []


def test_changed(opensearch_client: OpenSearch) -> None:
    """One that somebody changed is put right, alone."""
    name = "raimon-settings"
    opensearch_client.cluster.put_component_template(
        name=name, body={"template": {"settings": {"index.refresh_interval": "1h"}}}
    )
    store = OpenSearchTemplates(opensearch_client)
    assert ensure_templates(store, Capabilities()) == [f"_component_template/{name}"]


def test_existing_month_learns(opensearch_client: OpenSearch) -> None:
    """A change of the templates reaches the mapping of a month that exists."""
    opensearch_client.indices.put_index_template(
        name="raimon-findings",
        body={
            "index_patterns": ["raimon-findings-v1-*"],
            "priority": 200,
            "template": {
                "mappings": {"dynamic": "strict", "properties": {"@timestamp": {"type": "date"}}},
                "settings": {"analysis": {"analyzer": {"raimon_japanese": {"type": "cjk"}}}},
                "aliases": {"raimon-findings": {}},
            },
        },
    )
    opensearch_client.indices.create(index="raimon-findings-v1-2026.10")
    ensure_templates(OpenSearchTemplates(opensearch_client), Capabilities())
    verdicts = BulkLoop(OpenSearchBulk(opensearch_client)).write(
        [finding("x", severity="high")], Clock().budget()
    )
    assert verdicts[0].fate is Fate.WRITTEN


def test_refused(opensearch_client: OpenSearch) -> None:
    """Plugins that aren't there refuse the template: the reason is told, nothing is half done."""
    store = OpenSearchTemplates(opensearch_client)
    with pytest.raises(TemplateRefusedError, match="raimon-analysis"):
        ensure_templates(store, Capabilities(japanese_plugins=True))


def test_whole_templates(opensearch_client: OpenSearch) -> None:
    """The templates without components, as Serverless gets them, are ones that a node takes."""
    store = OpenSearchTemplates(opensearch_client)
    plain = Capabilities(component_templates=False, shard_settings=False)
    try:
        assert len(ensure_templates(store, plain)) == len(Family)
        assert ensure_templates(store, plain) == []
        bulk = BulkLoop(OpenSearchBulk(opensearch_client))
        (known,) = bulk.write([finding("x")], Clock().budget())
        assert known.fate is Fate.WRITTEN
        assert opensearch_client.count(index="raimon-findings")["_shards"]["failed"] == 0
    finally:
        ensure_templates(store, Capabilities())


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        pytest.param("個人情報の漏えい", "個人情報", id="a word inside a longer one"),
        pytest.param("電話番号０９０", "電話番号090", id="full-width digits"),
        pytest.param("ガードレール", "ｶﾞｰﾄﾞﾚｰﾙ", id="half-width kana"),
        pytest.param("ｶﾞｰﾄﾞﾚｰﾙが検知", "ガードレール", id="half-width kana, the other way"),
        pytest.param("ＡＰＩキー", "apiキー", id="full-width letters and case"),
    ],
)
def test_japanese(opensearch_client: OpenSearch, written: str, asked: str) -> None:
    """Words find each other however wide they are written."""
    told = finding("x", explanation={"en": "An address.", "ja": written})
    other = finding("y", explanation={"en": "An address.", "ja": "全く別の内容です"})
    BulkLoop(OpenSearchBulk(opensearch_client)).write([told, other], Clock().budget())
    opensearch_client.indices.refresh(index="raimon-findings")
    for field in ("explanation.ja", "explanation.ja.cjk"):
        query = {"query": {"match_phrase": {field: asked}}}
        hits = opensearch_client.search(index="raimon-findings", body=query)["hits"]["hits"]
        assert [hit["_id"] for hit in hits] == ["x"], field


def test_english(opensearch_client: OpenSearch) -> None:
    """English words find each other by their stems."""
    told = finding("x", explanation={"en": "Leaked addresses appear.", "ja": "漏えい"})
    BulkLoop(OpenSearchBulk(opensearch_client)).write([told], Clock().budget())
    opensearch_client.indices.refresh(index="raimon-findings")
    query = {"query": {"match": {"explanation.en": "address leaks"}}}
    assert opensearch_client.search(index="raimon-findings", body=query)["hits"]["total"]["value"]
