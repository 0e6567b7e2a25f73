"""Retention on a real node: what it lists, what it deletes, and what it never touches."""

from collections.abc import Iterator
from datetime import date

import pytest
from opensearchpy import OpenSearch

from raimon.aws.opensearch_indices import OpenSearchIndices
from raimon.store.families import Family
from raimon.store.retention import DeletionRefusedError, Retention

pytestmark = pytest.mark.opensearch

DAYS = dict.fromkeys(Family, 90)
TODAY = date(2026, 11, 25)
OLD = ("raimon-findings-v1-2026.01", "raimon-invocations-v1-2025.12")
YOUNG = ("raimon-findings-v1-2026.11", "raimon-alarms-v1-2026.10")
STRANGE = ("raimon-notes-2020.01", "somebody-elses-v1-2020.01")


@pytest.fixture
def node(opensearch_client: OpenSearch) -> Iterator[OpenSearch]:
    """Give a node with indices of all kinds, and leave none of them to other tests."""
    for name in (*OLD, *YOUNG, *STRANGE):
        opensearch_client.indices.create(index=name)
    yield opensearch_client
    remaining = [*OLD, *YOUNG, *STRANGE]
    opensearch_client.indices.delete(index=remaining, ignore_unavailable=True)


def names(client: OpenSearch) -> set[str]:
    """Return the indices there are, those of the engine left out."""
    return {name for name in client.indices.get(index="*") if not name.startswith(".")}


def test_expire(node: OpenSearch) -> None:
    """Only months beyond the retention go; the alias leads to what stays."""
    done = Retention(OpenSearchIndices(node), DAYS).expire(TODAY, dry_run=False)
    assert set(done.deleted) == set(OLD)
    assert names(node) == {*YOUNG, *STRANGE}
    assert set(node.indices.get_alias(name="raimon-findings")) == {YOUNG[0]}
    assert (done.kept, done.strange) == (2, 1)


def test_dry_run(node: OpenSearch) -> None:
    """A dry run leaves everything there."""
    done = Retention(OpenSearchIndices(node), DAYS).expire(TODAY, dry_run=True)
    assert set(done.expired) == set(OLD)
    assert names(node) == {*OLD, *YOUNG, *STRANGE}


def test_one_that_is_gone(node: OpenSearch) -> None:
    """Deleting what isn't there any more is no failure."""
    indices = OpenSearchIndices(node)
    indices.delete(OLD[0])
    indices.delete(OLD[0])
    assert OLD[0] not in names(node)


def test_one_that_may_not_go(node: OpenSearch) -> None:
    """An index that the engine protects is named, the others go."""
    node.indices.put_settings(index=OLD[0], body={"index.blocks.read_only": True})
    try:
        done = Retention(OpenSearchIndices(node), DAYS).expire(TODAY, dry_run=False)
        assert done.refused == {OLD[0]: "status 403"}
        assert done.deleted == (OLD[1],)
    finally:
        node.indices.put_settings(index=OLD[0], body={"index.blocks.read_only": False})


@pytest.mark.parametrize(
    "name", ["raimon-*", "_all", "*", STRANGE[0], f"{OLD[0]},{STRANGE[0]}", "raimon-findings"]
)
def test_only_whole_names_of_ours(node: OpenSearch, name: str) -> None:
    """No pattern, list, alias or foreign name is ever sent to be deleted."""
    with pytest.raises(DeletionRefusedError):
        OpenSearchIndices(node).delete(name)
    assert names(node) == {*OLD, *YOUNG, *STRANGE}


def test_nothing_there(opensearch_client: OpenSearch) -> None:
    """Before the first document there is nothing to delete."""
    done = Retention(OpenSearchIndices(opensearch_client), DAYS).expire(TODAY, dry_run=False)
    assert done.expired == ()
