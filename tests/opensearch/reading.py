"""What lies in the node, as a reader with other rights than the writer's would see it."""

from typing import Any

from opensearchpy import OpenSearch

from raimon.store.families import Family


def documents(client: OpenSearch, family: Family) -> dict[str, tuple[str, int, dict[str, Any]]]:
    """Return index, version and content of each document of a family, by id."""
    client.indices.refresh(index=f"{family.alias}-*")
    query = {"size": 10_000, "version": True}
    answer = client.search(index=f"{family.alias}-*", body=query)
    return {
        hit["_id"]: (hit["_index"], hit["_version"], hit["_source"])
        for hit in answer["hits"]["hits"]
    }


def withdrawn(client: OpenSearch) -> dict[str, bool]:
    """Return which findings are withdrawn, by entity."""
    found = documents(client, Family.FINDINGS).values()
    return {told["entity"]: told["withdrawn"] for _, _, told in found}
