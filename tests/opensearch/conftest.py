"""The secure node, which the tests of a session share."""

from tests.opensearch.secure_asking import (  # noqa: F401 - fixtures: pytest looks them up here
    documents,
    secure_node,
)
