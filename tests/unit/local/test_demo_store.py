"""Where the demo's documents go: the address is known at once, whatever becomes of the node."""

import json
import urllib.request

import pytest

from raimon_local.demo_store import DemoStore
from raimon_local.node import Node
from raimon_local.node_home import NodeUnavailableError


def answers(url: str) -> bool:
    """Return whether a store answers there."""
    with urllib.request.urlopen(f"{url}/raimon-alarms/_count", timeout=5) as answer:  # noqa: S310 - the loopback
        told: dict[str, int] = json.load(answer)
    return told == {"count": 0}


def test_in_memory() -> None:
    """Without a node the store answers at once, and nothing needs to be said."""
    said: list[str] = []
    with DemoStore(said.append, opensearch=False) as store:
        store.wait()
        assert answers(store.url)
    assert said == []


def test_no_node_to_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no node can begin, that is said, and the store is in memory."""
    monkeypatch.setattr(Node, "begin", failing("There is no Java."))
    said: list[str] = []
    with DemoStore(said.append) as store:
        store.wait()
        assert answers(store.url)
    assert said == ["There is no Java. The demo goes on with a store in memory."]


def test_a_node_that_never_comes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that fails while others work is replaced at the address that they know."""
    monkeypatch.setattr(Node, "begin", lambda _: None)
    monkeypatch.setattr(Node, "wait", failing("OpenSearch ended while it started."))
    said: list[str] = []
    with DemoStore(said.append) as store:
        known = store.url
        store.wait()
        assert store.url == known
        assert answers(known)
    assert len(said) == 1


def failing(reason: str) -> object:
    """Return a method that says that there is no node."""

    def fail(_: Node) -> None:
        raise NodeUnavailableError(reason)

    return fail
