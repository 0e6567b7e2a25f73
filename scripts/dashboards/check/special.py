"""The searches of panels that aren't classic: TSVB, Vega, and lists of values to choose from."""

import json
from collections.abc import Mapping
from typing import Any, Final

from scripts.dashboards.check.reading import Object
from scripts.dashboards.check.search import Body, NoSearchError, Search, asked
from scripts.dashboards.check.span import Span, interval

_RATIO: Final = (  # word for word what Dashboards sends
    "params.numerator != null && params.denominator != null && params.denominator > 0 "
    "? params.numerator / params.denominator : 0"
)


def controls(held: Object, span: Span) -> list[Search]:
    """Return the search of each list: its values, the commonest first."""
    state = held.inner["visState"]
    return [
        Search(
            held.key[1],
            f"{state['title']}: {each['label']}",
            held.references.get(each["indexPatternRefName"], ("", ""))[1],
            {
                "aggs": {"termsAgg": {"terms": {"field": each["fieldName"], "order": _MOST}}},
                "query": {"bool": {"filter": [span.range()]}},
                "size": 0,
            },
        )
        for each in state["params"]["controls"]
    ]


_MOST: Final = {"_count": "desc"}


def vega(held: Object, span: Span) -> list[Search]:
    """Return the searches of a Vega picture, with the context of the dashboard filled in."""
    state = held.inner["visState"]
    spec = _spec(state["params"]["spec"])
    found = spec.get("data", {})
    sources = found if isinstance(found, list) else [found]
    return [_drawn(held, state["title"], each["url"], span) for each in sources if "url" in each]


def _spec(text: str) -> Mapping[str, Any]:
    try:
        spec: Mapping[str, Any] = json.loads(text)
    except ValueError:
        message = "the specification isn't JSON"
        raise NoSearchError(message) from None
    return spec


def _drawn(held: Object, title: str, url: object, span: Span) -> Search:
    if not isinstance(url, Mapping):
        message = "data from an address: Dashboards refuses it"
        raise NoSearchError(message)
    if "query" in url.get("body", {}) or not (url.get("%context%") and url.get("%timefield%")):
        message = "the picture must take its query from the dashboard: %context% and %timefield%"
        raise NoSearchError(message)
    body = {**url["body"], "query": {"bool": {"filter": [span.range()]}}, "track_total_hits": True}
    return Search(held.key[1], title, url["index"], body)


def series(held: Object, span: Span) -> list[Search]:
    """Return the search of each series of a TSVB panel."""
    state = held.inner["visState"]
    panel = state["params"]
    return [_series(held, state["title"], panel, each, span) for each in panel["series"]]


def _series(
    held: Object, title: str, panel: Mapping[str, Any], told: Mapping[str, Any], span: Span
) -> Search:
    queries = [asked(each["filter"]) for each in (panel, told) if each.get("filter")]
    over_time = {**_times(panel, span), "aggs": _metrics(told)}
    if not over_time["aggs"]:
        del over_time["aggs"]
    outer = {**_split_of(told), "aggs": {"timeseries": over_time}}
    body: Body = {
        "aggs": {told["id"]: outer},
        "query": {"bool": {"must": [span.range(), *queries]}},
        "size": 0,
        "track_total_hits": True,
    }
    return Search(held.key[1], f"{title}: {told['label']}", panel["index_pattern"], body)


def _times(panel: Mapping[str, Any], span: Span) -> Body:
    if panel.get("time_range_mode") == "entire_time_range":
        return {"auto_date_histogram": {"buckets": 1, "field": panel["time_field"]}}
    wanted = panel["interval"]
    least = wanted.removeprefix(">=") if wanted.startswith(">=") else ""
    step = wanted if wanted not in {"auto", f">={least}"} else span.point_step(least)
    return {
        "date_histogram": {
            "extended_bounds": span.bounds(),
            "field": panel["time_field"],
            "min_doc_count": 0,
            "time_zone": "UTC",
            **interval(step),
        }
    }


def _split_of(told: Mapping[str, Any]) -> Body:
    match told["split_mode"]:
        case "everything":
            return {"filter": {"match_all": {}}}
        case "filters":
            filters = {each["id"]: asked(each["filter"]) for each in told["split_filters"]}
            return {"filters": {"filters": filters}}
        case "terms":
            return {"terms": {"field": told["terms_field"], "size": 10}}
        case other:
            message = f"a split by {other} isn't known here"
            raise NoSearchError(message)


def _metrics(told: Mapping[str, Any]) -> Body:
    found: Body = {}
    for each in told["metrics"]:
        match each["type"]:
            case "count":
                continue
            case "avg" | "max" | "min" | "sum" | "cardinality" as kind:
                found[each["id"]] = {kind: {"field": each["field"]}}
            case "filter_ratio" if each["metric_agg"] == "count":
                found |= _ratio(each)
            case other:
                message = f"metric {other} isn't known here"
                raise NoSearchError(message)
    return found


def _ratio(told: Mapping[str, Any]) -> Body:
    above, below = f"{told['id']}-numerator", f"{told['id']}-denominator"
    paths = {"denominator": f"{below}>_count", "numerator": f"{above}>_count"}
    return {
        above: {"filter": asked(told["numerator"])},
        below: {"filter": asked(told["denominator"])},
        told["id"]: {"bucket_script": {"buckets_path": paths, "script": _RATIO}},
    }
