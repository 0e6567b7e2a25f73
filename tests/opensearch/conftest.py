"""The node that the tests of this folder write to."""

from tests.opensearch_node import opensearch_client, opensearch_node

__all__ = ["opensearch_client", "opensearch_node"]
