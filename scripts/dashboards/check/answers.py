"""Whether an answer shows people anything."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.dashboards.check.search import Search


def emptiness(search: Search, answer: Mapping[str, Any]) -> str:
    """Return why a panel with this answer would show nothing, or nothing if it shows something."""
    total = answer["hits"]["total"]["value"]
    if not total:
        return "no document fits"
    shown = [hit["_source"] for hit in answer["hits"].get("hits", [])]
    for column in search.body.get("_source", []):
        if not any(_has(document, column.split(".")) for document in shown):
            return f"column {column} is empty"
    found = answer.get("aggregations", {})
    for name in search.body.get("aggs", {}):
        if not _shows(found[name]):
            return f"aggregation {name} is empty"
    return ""


def _has(document: Any, path: Sequence[str]) -> bool:  # noqa: ANN401 - any JSON
    """Return whether a document has a value under the path."""
    for name in path:
        document = document.get(name) if isinstance(document, Mapping) else None
    return document is not None


def _shows(told: Mapping[str, Any]) -> bool:
    """Return whether an aggregation has a bucket with documents and a value at every level."""
    if "buckets" in told:
        return any(map(_filled, _listed(told["buckets"])))
    if "doc_count" in told:
        return _filled(told)
    if "values" in told:
        return any(value is not None for value in told["values"].values())
    return told.get("value") is not None


def _filled(bucket: Mapping[str, Any]) -> bool:
    return bucket["doc_count"] > 0 and all(map(_shows, _inner(bucket)))


def _listed(buckets: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - a list, or named buckets
    return list(buckets.values()) if isinstance(buckets, Mapping) else list(buckets)


def _inner(bucket: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the aggregations within a bucket."""
    for name, value in bucket.items():
        if isinstance(value, Mapping) and name != "meta":
            yield value
