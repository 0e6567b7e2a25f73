"""A secure node made ready by `setup`, with a user for each role, and what they ask it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from raimon.setup.http import Http, Reply, Request
from raimon.setup.opensearch import OpenSearchSetup
from raimon_local.node_home import ToolMissingError
from tests.opensearch.secure_node import SecureNode
from tests.unit.setup.fakes import FastClock, Shelf, make_request

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


def run_setup(
    http: Http, *, old: Mapping[str, object] | None = None, **properties: object
) -> dict[str, str]:
    """Run the custom resource and return what it says it changed."""
    endpoint = {"Endpoint": "https://127.0.0.1"}
    before = {**old, **endpoint} if old else None
    request = make_request({**PROPERTIES, **endpoint, **properties}, before)
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


FIND_ALL: dict[str, object] = {"query": {"match_all": {}}}
DOCUMENT = {"@timestamp": "2026-11-25T00:00:00Z"}
ADD_ALIAS = {"actions": [{"add": {"index": MONTH, "alias": "raimon-alarms"}}]}
MANY_SHARDS = {"transient": {"cluster.max_shards_per_node": 2000}}
