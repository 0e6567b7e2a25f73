"""`setup` on a real secure node: twice, by hand, without the master; and no right is to spare."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from raimon.errors import RaimonError
from raimon.setup.engine import Engine
from raimon.setup.errors import SetupFailedError
from raimon.setup.roles import ensure_roles, role_bodies
from tests.opensearch.secure_asking import (
    ARN,
    DOCUMENT,
    FIND_ALL,
    MONTH,
    OLD_MONTH,
    PROPERTIES,
    Watched,
    ask,
    is_refused,
    run_setup,
)
from tests.opensearch.secure_node import SecureNode
from tests.unit.setup.fakes import FastClock

pytestmark = pytest.mark.opensearch


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


@pytest.mark.usefixtures("documents")
def test_people_in_dashboards(secure_node: SecureNode) -> None:
    """People who are let into Dashboards too still write nothing of ours; and are put out again."""
    path = "/_plugins/_security/api/rolesmapping/kibana_user"
    ask(secure_node, "master", "PUT", path, {"users": ["taro"]})
    people = [ARN.format("reader")]
    write: tuple[str, str, object] = ("PUT", f"/{MONTH}/_doc/y", DOCUMENT)
    page: tuple[str, str, object] = ("PUT", "/.kibana_1/_doc/a", {"type": "dashboard"})
    assert is_refused(ask(secure_node, "reader", *page))
    run_setup(secure_node.as_user(), DashboardsRoles=people)
    assert not is_refused(ask(secure_node, "reader", *page))
    assert is_refused(ask(secure_node, "reader", *write))
    assert run_setup(secure_node.as_user(), DashboardsRoles=people)["Roles"] == "unchanged"
    run_setup(secure_node.as_user(), old={**PROPERTIES, "DashboardsRoles": people})
    assert is_refused(ask(secure_node, "reader", *page))
    held = ask(secure_node, "master", "GET", path).told()
    assert isinstance(held, dict)
    assert held["kibana_user"]["users"] == ["taro"]


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
