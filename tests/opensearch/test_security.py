"""The rights that `setup` gives, on a real node with the real security plugin."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from opensearchpy import OpenSearch, Urllib3HttpConnection

from raimon.aws.opensearch import OpenSearchBulk
from raimon.errors import RaimonError
from raimon.setup.engine import Engine
from raimon.setup.errors import SetupFailedError
from raimon.setup.http import Http, Reply, Request
from raimon.setup.opensearch import OpenSearchSetup
from raimon.setup.roles import ensure_roles, role_bodies
from raimon.store.bulk import BulkLoop
from raimon.store.verdict import NO_RIGHT, SUPERSEDED, WRITTEN, Fate
from raimon_local.node_home import ToolMissingError
from tests.opensearch.secure_node import SecureNode
from tests.opensearch.test_writing import finding
from tests.unit.setup.fakes import FastClock, Shelf, make_request
from tests.unit.store.fakes import Clock

pytestmark = pytest.mark.opensearch

ARN = "arn:aws:iam::123456789012:role/raimon-{}"
USERS = ("writer", "reader", "retention", "setup", "nobody")
NOW = datetime(2026, 11, 25, tzinfo=UTC)
MONTH = "raimon-findings-v1-2026.11"
OLD_MONTH = "raimon-findings-v1-2025.01"
PROPERTIES = {
    "JapanesePlugins": "false",
    "SavedObjects": "none",
    **{f"{name.title()}Roles": [ARN.format(name)] for name in USERS if name != "nobody"},
}


@dataclass
class Watched:
    """Passes requests on and remembers those that change something."""

    http: Http
    changes: list[str] = field(default_factory=list)

    def send(self, request: Request, timeout: float) -> Reply:
        """Send the request."""
        if request.method != "GET":
            self.changes.append(f"{request.method} {request.path}")
        return self.http.send(request, timeout)


def run_setup(http: Http, **properties: object) -> dict[str, str]:
    """Run the custom resource and return what it says it changed."""
    told = {**PROPERTIES, "Endpoint": "https://127.0.0.1", **properties}
    request = make_request(told)
    setup = OpenSearchSetup(lambda *_: http, Shelf(), Shelf(), "", lambda: NOW)
    return dict(setup.put(request, FastClock().time_left()))


@pytest.fixture(scope="session")
def secure_node() -> Iterator[SecureNode]:
    """Run one secure node for the session, made ready by `setup` and with a user for each role."""
    node = SecureNode()
    try:
        node.__enter__()
    except ToolMissingError as error:
        pytest.skip(str(error))
    try:
        run_setup(node.as_user())
        for name in USERS:
            node.add_user(name, ARN.format(name))
        yield node
    finally:
        node.__exit__(None, None, None)


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


def ask(node: SecureNode, user: str, method: str, path: str, body: object = None) -> Reply:
    """Send one request as a user."""
    content = b"" if body is None else json.dumps(body).encode()
    if path.endswith(("_bulk", "_msearch")):
        assert isinstance(body, list)
        content = b"".join(json.dumps(line).encode() + b"\n" for line in body)
    request = Request(method, path, content, {"content-type": "application/json"})
    return node.as_user(user).send(request, 30)


def is_refused(reply: Reply) -> bool:
    """Return whether the request, or the only item in it, was refused for want of a right."""
    match reply.told():
        case {"items": [{"index": told} | {"delete": told} | {"update": told}]}:
            return bool(told["status"] == 403)
        case {"responses": [{"status": int(status)}]}:
            return status == 403
        case _:
            return reply.status == 403


@pytest.fixture
def documents(secure_node: SecureNode) -> None:
    """Put one finding into this month and one into a month long gone, as the master."""
    for index in (MONTH, OLD_MONTH):
        path = f"/{index}/_doc/x?refresh=true"
        body = {"@timestamp": "2026-11-25T00:00:00Z", "rule_id": "privacy.pii"}
        assert ask(secure_node, "master", "PUT", path, body).status in {200, 201}


def test_setup_twice(secure_node: SecureNode) -> None:
    """A second run sends nothing that changes anything, and says so."""
    watched = Watched(secure_node.as_user())
    assert set(run_setup(watched).values()) == {"unchanged"}
    assert watched.changes == []


def test_role_changed_by_hand(secure_node: SecureNode) -> None:
    """A right that somebody added is taken back, and only that is put."""
    path = "/_plugins/_security/api/roles/raimon_reader"
    wide = {"cluster_permissions": ["*"], "index_permissions": []}
    ask(secure_node, "master", "PUT", path, wide)
    watched = Watched(secure_node.as_user())
    assert run_setup(watched)["Roles"] == "roles/raimon_reader"
    assert watched.changes == [f"PUT {path}"]


def test_member_removed(secure_node: SecureNode) -> None:
    """A role that the template no longer names loses its members: nobody keeps old rights."""
    try:
        assert run_setup(secure_node.as_user(), ReaderRoles=[""])["Roles"] == (
            "rolesmapping/raimon_reader"
        )
        assert is_refused(ask(secure_node, "reader", "GET", "/raimon-findings/_count"))
    finally:
        run_setup(secure_node.as_user())


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


FIND_ALL: dict[str, object] = {"query": {"match_all": {}}}
DOCUMENT = {"@timestamp": "2026-11-25T00:00:00Z"}
ADD_ALIAS = {"actions": [{"add": {"index": MONTH, "alias": "raimon-alarms"}}]}
MANY_SHARDS = {"transient": {"cluster.max_shards_per_node": 2000}}


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


@pytest.mark.usefixtures("documents")
def test_setup_without_the_master(secure_node: SecureNode) -> None:
    """The setup role suffices for templates and indices on a domain whose roles others manage."""
    for name in ("raimon-findings", "raimon-alarms"):
        ask(secure_node, "master", "DELETE", f"/_index_template/{name}")
    ask(secure_node, "master", "DELETE", f"/{MONTH}")
    changed = run_setup(secure_node.as_user("setup"), ManageRoles="false")
    assert changed == {
        "Templates": "_index_template/raimon-findings _index_template/raimon-alarms",
        "Indices": MONTH,
        "SavedObjects": "unchanged",
    }


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("GET", "/raimon-findings/_search", id="read"),
        pytest.param("DELETE", f"/{OLD_MONTH}", id="delete an index"),
        pytest.param("GET", "/_plugins/_security/api/roles", id="read the roles"),
        pytest.param("DELETE", "/_index_template/raimon-findings", id="delete a template"),
    ],
)
def test_setup_role_does_nothing_else(secure_node: SecureNode, method: str, path: str) -> None:
    """The setup role neither reads nor deletes."""
    assert is_refused(ask(secure_node, "setup", method, path))


def test_setup_without_rights(secure_node: SecureNode) -> None:
    """A role that isn't the master's fails the step and says which role it must be."""
    engine = Engine(secure_node.as_user("nobody"), FastClock().time_left())
    with pytest.raises(SetupFailedError, match="master user"):
        ensure_roles(engine, {})


def rights(role: str) -> list[str]:
    """Return every right that a role gives, once."""
    body = role_bodies()[role]
    told = [*body["cluster_permissions"]]
    for permission in body["index_permissions"]:
        told += permission["allowed_actions"]
    return told


@contextmanager
def without(node: SecureNode, role: str, right: str) -> Iterator[None]:
    """Take one right from a role while the block runs."""
    body = role_bodies()[role]
    left = [
        {**told, "allowed_actions": [name for name in told["allowed_actions"] if name != right]}
        for told in body["index_permissions"]
    ]
    less = {
        "cluster_permissions": [name for name in body["cluster_permissions"] if name != right],
        "index_permissions": [told for told in left if told["allowed_actions"]],
    }
    path = f"/_plugins/_security/api/roles/{role}"
    try:
        assert ask(node, "master", "PUT", path, less).status == 200
        yield
    finally:
        ask(node, "master", "PUT", path, body)


NEW_MONTH = "raimon-findings-v1-2024.07"
DAILY_WORK: dict[str, list[tuple[str, str, object]]] = {
    "writer": [
        ("POST", "/_bulk", [{"index": {"_index": MONTH, "_id": "d"}}, DOCUMENT]),
        ("POST", "/_bulk", [{"index": {"_index": NEW_MONTH, "_id": "d"}}, DOCUMENT]),
    ],
    "reader": [
        ("POST", "/_msearch", [{"index": "raimon-findings"}, FIND_ALL]),
        ("GET", "/raimon-findings/_search", FIND_ALL),
        ("GET", "/raimon-findings/_field_caps?fields=*", None),
        ("GET", f"/{MONTH}/_doc/x", None),
    ],
    "retention": [
        ("GET", "/_resolve/index/raimon-*", None),
        ("DELETE", f"/{OLD_MONTH}", None),
    ],
}


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("user", "right"),
    [
        pytest.param(user, right, id=f"{user} {right}")
        for user in DAILY_WORK
        for right in rights(f"raimon_{user}")
    ],
)
def test_every_right_is_needed(secure_node: SecureNode, user: str, right: str) -> None:
    """Without any one right something that its function does is refused: none is to spare."""
    ask(secure_node, "master", "DELETE", f"/{NEW_MONTH}")
    with without(secure_node, f"raimon_{user}", right):
        assert any(is_refused(ask(secure_node, user, *asked)) for asked in DAILY_WORK[user])
    assert not any(is_refused(ask(secure_node, user, *asked)) for asked in DAILY_WORK[user])


def forget_findings(node: SecureNode) -> None:
    """Leave the findings with an older template and without the month of today."""
    older = {
        "index_patterns": ["raimon-findings-v1-*"],
        "priority": 200,
        "template": {
            "mappings": {"dynamic": "strict", "properties": {"@timestamp": {"type": "date"}}},
            "settings": {"analysis": {"analyzer": {"raimon_japanese": {"type": "cjk"}}}},
            "aliases": {"raimon-findings": {}},
        },
    }
    for index in (MONTH, OLD_MONTH):
        ask(node, "master", "DELETE", f"/{index}")
    ask(node, "master", "PUT", "/_index_template/raimon-findings", older)
    ask(node, "master", "PUT", f"/{OLD_MONTH}")
    settings = {"template": {"settings": {"index.refresh_interval": "1h"}}}
    ask(node, "master", "PUT", "/_component_template/raimon-settings", settings)


@pytest.mark.parametrize("right", rights("raimon_setup"))
def test_every_right_of_setup_is_needed(secure_node: SecureNode, right: str) -> None:
    """Without any one right a step of `setup` fails; with all, none does."""
    forget_findings(secure_node)
    own = secure_node.as_user("setup")
    try:
        with without(secure_node, "raimon_setup", right), pytest.raises(RaimonError, match="403"):
            run_setup(own, ManageRoles="false")
        told = run_setup(own, ManageRoles="false")
        assert told["Indices"] in {MONTH, "unchanged"}
    finally:
        run_setup(secure_node.as_user())
