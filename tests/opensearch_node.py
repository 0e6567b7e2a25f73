"""The real OpenSearch node that all tests of a session share; import the fixtures in a conftest."""

from collections.abc import Iterator

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch import OpenSearchTemplates, make_client
from raimon.store.templates import Capabilities, ensure_templates
from raimon_local.node import Node
from raimon_local.node_home import ToolMissingError


@pytest.fixture(scope="session")
def opensearch_node() -> Iterator[Node]:
    """Run one node for the session; without Java or Maven its tests are skipped and say why."""
    node = Node()
    try:
        node.__enter__()
    except ToolMissingError as error:
        pytest.skip(str(error))
    try:
        yield node
    finally:
        node.__exit__(None, None, None)


@pytest.fixture
def opensearch_client(opensearch_node: Node) -> Iterator[OpenSearch]:
    """Hand out a client of the node, with Raimon's templates and without any of its indices."""
    with make_client(opensearch_node.url, "none", timeout=30) as client:
        ensure_templates(OpenSearchTemplates(client), Capabilities())
        client.indices.delete(index="raimon-*")
        yield client
