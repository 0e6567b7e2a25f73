"""The rights that `setup` gives, on a real node with the real security plugin."""

from collections.abc import Iterator

import pytest
from opensearchpy import OpenSearch, Urllib3HttpConnection

from raimon.aws.opensearch import OpenSearchBulk
from raimon.store.bulk import BulkLoop
from raimon.store.verdict import NO_RIGHT, SUPERSEDED, WRITTEN, Fate
from tests.opensearch.secure_asking import (
    ADD_ALIAS,
    DOCUMENT,
    FIND_ALL,
    MANY_SHARDS,
    MONTH,
    OLD_MONTH,
    ask,
    is_refused,
    run_setup,
)
from tests.opensearch.secure_node import SecureNode
from tests.opensearch.test_writing import finding
from tests.unit.store.fakes import Clock

pytestmark = pytest.mark.opensearch


@pytest.fixture
def bulk(secure_node: SecureNode) -> Iterator[OpenSearchBulk]:
    """Return the bulk interface that `index` uses, as the writer."""
    with OpenSearch(
        hosts=[{"host": "127.0.0.1", "port": secure_node.port}],
        http_auth=("writer", secure_node.passwords["writer"]),
        use_ssl=True,
        ssl_context=secure_node.trust(),
        connection_class=Urllib3HttpConnection,
        max_retries=0,
    ) as client:
        yield OpenSearchBulk(client)


def test_writer_does_what_index_does(bulk: OpenSearchBulk) -> None:
    """The real bulk loop writes, supersedes, and makes the month that isn't there yet."""
    loop, clock = BulkLoop(bulk), Clock()
    new = finding("w", version=2)
    assert loop.write([new], clock.budget()) == [WRITTEN]
    assert loop.write([new], clock.budget()) == [WRITTEN]
    old = finding("w", version=1)
    assert loop.write([old], clock.budget()) == [SUPERSEDED]
    (refused,) = loop.write([finding("v", no_such_field=1)], clock.budget())
    assert refused.fate is Fate.REFUSED


def test_nobody_can_write(bulk: OpenSearchBulk, secure_node: SecureNode) -> None:
    """Without the mapping the same loop is held: the test above passes for the right reason."""
    try:
        run_setup(secure_node.as_user(), WriterRoles=[])
        assert BulkLoop(bulk).write([finding("n")], Clock().budget()) == [NO_RIGHT]
    finally:
        run_setup(secure_node.as_user())


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("GET", "/raimon-findings/_search", FIND_ALL, id="search"),
        pytest.param("GET", f"/{MONTH}/_search", FIND_ALL, id="search a month"),
        pytest.param("GET", "/raimon-findings/_count", None, id="count"),
        pytest.param("GET", f"/{MONTH}/_doc/x", None, id="get"),
        pytest.param("DELETE", f"/{MONTH}/_doc/x", None, id="delete a document"),
        pytest.param("POST", f"/{MONTH}/_update/x", {"doc": DOCUMENT}, id="update"),
        pytest.param("DELETE", f"/{OLD_MONTH}", None, id="delete an index"),
        pytest.param("PUT", "/raimon-findings-x/_doc/1", DOCUMENT, id="a stray index of ours"),
        pytest.param("PUT", "/orders/_doc/1", DOCUMENT, id="an index of others"),
        pytest.param("PUT", "/raimon-reports", None, id="an index named as an alias"),
        pytest.param("PUT", f"/{MONTH}/_mapping", {"dynamic": "true"}, id="mapping"),
        pytest.param("PUT", f"/{MONTH}/_settings", {"index.hidden": True}, id="settings"),
        pytest.param("POST", "/_aliases", ADD_ALIAS, id="aliases"),
        pytest.param("GET", "/_cat/indices", None, id="list"),
        pytest.param("GET", "/_plugins/_security/api/roles", None, id="read the roles"),
        pytest.param("PUT", "/_plugins/_security/api/roles/x", {}, id="make a role"),
        pytest.param("GET", "/.opendistro_security/_search", None, id="the security index"),
        pytest.param("PUT", "/_cluster/settings", MANY_SHARDS, id="cluster settings"),
        pytest.param(
            "POST", "/_bulk", [{"delete": {"_index": MONTH, "_id": "x"}}], id="bulk delete"
        ),
        pytest.param(
            "POST",
            "/_bulk",
            [{"update": {"_index": MONTH, "_id": "x"}}, {"doc": DOCUMENT}],
            id="bulk update",
        ),
        pytest.param(
            "POST",
            "/_bulk",
            [{"index": {"_index": "orders", "_id": "x"}}, DOCUMENT],
            id="bulk elsewhere",
        ),
        pytest.param(
            "POST",
            "/_msearch",
            [{"index": "raimon-findings"}, FIND_ALL],
            id="many searches",
        ),
    ],
)
def test_writer_does_nothing_else(
    secure_node: SecureNode, method: str, path: str, body: object
) -> None:
    """The writer is refused; the master isn't, except where the request itself is none."""
    assert is_refused(ask(secure_node, "writer", method, path, body))


ALIASES = ("raimon-alarms", "raimon-findings", "raimon-invocations", "raimon-windows")


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("alias", ALIASES)
def test_reader_reads_aliases(secure_node: SecureNode, alias: str) -> None:
    """The reader searches, counts, searches many at once and asks for fields, by every alias."""
    for path in ("_search", "_count", "_field_caps?fields=*"):
        assert ask(secure_node, "reader", "GET", f"/{alias}/{path}").status == 200, path
    many = ask(secure_node, "reader", "POST", "/_msearch", [{"index": alias}, FIND_ALL])
    assert not is_refused(many)
    assert b'"hits"' in many.body


@pytest.mark.usefixtures("documents")
def test_reader_finds(secure_node: SecureNode) -> None:
    """What the reader is told is what is there; one document is read where the search saw it."""
    told = ask(secure_node, "reader", "GET", "/raimon-findings/_search", FIND_ALL).told()
    assert isinstance(told, dict)
    indices = {hit["_index"] for hit in told["hits"]["hits"]}
    assert {MONTH, OLD_MONTH} <= indices
    assert ask(secure_node, "reader", "GET", f"/{MONTH}/_doc/x").status == 200


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("PUT", f"/{MONTH}/_doc/y", DOCUMENT, id="write"),
        pytest.param("DELETE", f"/{MONTH}/_doc/x", None, id="delete a document"),
        pytest.param("POST", f"/{MONTH}/_update/x", {"doc": DOCUMENT}, id="update"),
        pytest.param("DELETE", f"/{OLD_MONTH}", None, id="delete an index"),
        pytest.param("GET", "/orders/_search", FIND_ALL, id="an index of others"),
        pytest.param("GET", "/raimon-other/_search", FIND_ALL, id="a stray name of ours"),
        pytest.param("PUT", f"/{MONTH}/_mapping", {"dynamic": "true"}, id="mapping"),
        pytest.param("GET", "/_cat/indices", None, id="list"),
        pytest.param("GET", "/_plugins/_security/api/roles", None, id="read the roles"),
        pytest.param("GET", "/_plugins/_security/api/internalusers", None, id="read the users"),
        pytest.param(
            "POST",
            "/_bulk",
            [{"index": {"_index": MONTH, "_id": "y"}}, DOCUMENT],
            id="bulk",
        ),
    ],
)
def test_reader_does_nothing_else(
    secure_node: SecureNode, method: str, path: str, body: object
) -> None:
    """The reader changes nothing and sees nothing else."""
    assert is_refused(ask(secure_node, "reader", method, path, body))


@pytest.mark.usefixtures("documents")
def test_retention_lists_and_deletes(secure_node: SecureNode) -> None:
    """The names of our indices are listed, and one of a month is deleted."""
    told = ask(secure_node, "retention", "GET", "/_resolve/index/raimon-*").told()
    assert isinstance(told, dict)
    names = {index["name"] for index in told["indices"]}
    assert {MONTH, OLD_MONTH} <= names
    assert ask(secure_node, "retention", "DELETE", f"/{OLD_MONTH}").status == 200


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        pytest.param("GET", "/raimon-findings/_search", FIND_ALL, id="read"),
        pytest.param("PUT", f"/{MONTH}/_doc/y", DOCUMENT, id="write"),
        pytest.param("DELETE", f"/{MONTH}/_doc/x", None, id="delete a document"),
        pytest.param("DELETE", "/orders", None, id="delete an index of others"),
        pytest.param("DELETE", "/raimon-other", None, id="delete a stray index of ours"),
        pytest.param("GET", "/_resolve/index/orders", None, id="list the indices of others"),
        pytest.param("PUT", "/raimon-findings-v1-2026.10", None, id="make an index"),
        pytest.param("DELETE", "/_index_template/raimon-findings", None, id="delete a template"),
        pytest.param("GET", "/_plugins/_security/api/roles", None, id="read the roles"),
    ],
)
def test_retention_does_nothing_else(
    secure_node: SecureNode, method: str, path: str, body: object
) -> None:
    """Nothing but dated indices of ours is deleted."""
    for index in ("orders", "raimon-other"):
        ask(secure_node, "master", "PUT", f"/{index}")
    assert is_refused(ask(secure_node, "retention", method, path, body))
