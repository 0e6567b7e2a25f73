"""The searches of classic panels: query, filters, splits, metrics, and the other bucket."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from scripts.dashboards.check.reading import SOURCE, Object
from scripts.dashboards.check.search import MISSING, Body, NoSearchError, Search, Split, asked
from scripts.dashboards.check.span import Span, interval

TYPES: Final = {"histogram", "horizontal_bar", "line", "area", "pie", "metric", "heatmap", "table"}
_METRICS: Final = {"avg", "cardinality", "max", "min", "sum"}
_COUNT: Final = "count"


def classic(held: Object, span: Span) -> list[Search]:
    """Return the one search of a classic visualization."""
    state = held.inner["visState"]
    enabled = [each for each in state["aggs"] if each.get("enabled", True)]
    metrics = [each for each in enabled if each["schema"] in {"metric", "radius"}]
    splits = [
        Split(each["id"], each["type"], each["params"]) for each in enabled if each not in metrics
    ]
    body: Body = {"query": query(held, span), "size": 0, "track_total_hits": True}
    aggregations = nested(splits, dict(_measured(metrics)), span)
    if aggregations:
        body["aggs"] = aggregations
    return [Search(held.key[1], state["title"], alias(held), body, splits)]


def discover(held: Object, span: Span) -> Search:
    """Return the search of a list of documents."""
    told = held.attributes
    body: Body = {
        "_source": told["columns"],
        "query": query(held, span),
        "size": 50,
        "sort": [{field: {"order": order}} for field, order in told["sort"]],
        "track_total_hits": True,
    }
    return Search(held.key[1], told["title"], alias(held), body)


def alias(held: Object) -> str:
    """Return the alias that the panel reads: the id of its index pattern."""
    name = held.inner[SOURCE].get("indexRefName", "")
    return held.references.get(name, ("", ""))[1]


def query(held: Object, span: Span) -> Body:
    """Return the panel's own query and filters, within the span."""
    source = held.inner[SOURCE]
    filters = [each for each in source.get("filter", []) if not each["meta"].get("disabled")]
    kept = [each["query"] for each in filters if not each["meta"].get("negate")]
    left_out = [each["query"] for each in filters if each["meta"].get("negate")]
    return {
        "bool": {
            "filter": [asked(source.get("query", {})), *kept, span.range()],
            "must_not": left_out,
        }
    }


def nested(splits: Sequence[Split], metrics: Body, span: Span) -> Body:
    """Return the splits around each other, with the metrics in the innermost."""
    inner = metrics
    for split in reversed(splits):
        ordering = split.params.get("orderBy", "")  # what sorts a split is measured within it
        measured = {ordering: metrics[ordering]} if ordering in metrics else {}
        told = _split(split, metrics, span)
        within = {**measured, **inner}
        inner = {split.id: {**told, "aggs": within} if within else told}
    return inner


def others(search: Search, answer: Mapping[str, Any]) -> Iterator[Search]:
    """Yield the second searches of a panel: what is in none of the buckets that it shows."""
    for depth, split in enumerate(search.splits, start=1):
        if split.params.get("otherBucket"):
            keys = _keys(answer["aggregations"], search.splits[:depth])
            body = {**search.body, "aggs": {"other-filter": _other(search, split, keys)}}
            yield Search(search.panel, f"{search.title} (others)", search.index, body)


def _other(search: Search, split: Split, keys: Sequence[object]) -> Body:
    """Return the rest of a split: documents with a value that isn't shown, split on as before."""
    field = split.params["field"]
    known = [{"match_phrase": {field: key}} for key in keys if key != MISSING]
    outside: Body = {"bool": {"filter": [{"exists": {"field": field}}], "must_not": known}}
    told: Body = {"filters": {"filters": {"": outside}}}
    inner: Body = search.body
    for each in search.splits:
        inner = inner["aggs"][each.id]
        if each.id == split.id:
            break
    return {**told, "aggs": inner["aggs"]} if "aggs" in inner else told


def _keys(aggregations: Mapping[str, Any], path: Sequence[Split]) -> list[object]:
    """Return every key that the innermost split of the path has in any of the outer buckets."""
    here, deeper = path[0], path[1:]
    buckets = aggregations[here.id]["buckets"]
    listed = list(buckets.values()) if isinstance(buckets, dict) else buckets
    if not deeper:
        return [bucket["key"] for bucket in listed]
    found = [key for bucket in listed for key in _keys(bucket, deeper)]
    return list(dict.fromkeys(found))


def _measured(metrics: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Body]]:
    for each in metrics:
        kind, params = each["type"], each["params"]
        if kind in _METRICS:
            yield each["id"], {kind: {"field": params["field"]}}
        elif kind == "percentiles":
            yield each["id"], {kind: {"field": params["field"], "percents": params["percents"]}}
        elif kind != _COUNT:
            message = f"metric {kind} isn't known here"
            raise NoSearchError(message)


def _split(split: Split, metrics: Body, span: Span) -> Body:
    params = split.params
    match split.type:
        case "terms":
            return {"terms": _terms(params, metrics)}
        case "date_histogram":
            step = span.bar_step() if params["interval"] == "auto" else params["interval"]
            told = {"field": params["field"], "min_doc_count": params["min_doc_count"]}
            return {"date_histogram": {**told, "time_zone": "UTC", **interval(step)}}
        case "filters":
            return {
                "filters": {
                    "filters": {each["label"]: asked(each["input"]) for each in params["filters"]}
                }
            }
        case _:
            message = f"split {split.type} isn't known here"
            raise NoSearchError(message)


def _terms(params: Mapping[str, Any], metrics: Body) -> Body:
    """Return the split by values; a metric that only counts is ordered by the count."""
    by = params["orderBy"]
    order = by if by in metrics or by.startswith("_") else "_count"
    told: Body = {
        "field": params["field"],
        "order": {order: params["order"]},
        "size": params["size"],
    }
    if params.get("missingBucket"):
        told["missing"] = MISSING
    return {**told, **{name: params[name] for name in ("include", "exclude") if name in params}}
