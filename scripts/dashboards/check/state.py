"""Whether the state of a panel is one that its kind of visualization can draw."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.dashboards.check.reading import Object

type State = Mapping[str, Any]

_ANY: Final = 1_000
_AXES: Final = {"metric": _ANY, "radius": 1, "segment": 1, "group": 3, "split": 1}

# How many aggregations of each role a classic visualization takes.
_ROLES: Final[Mapping[str, Mapping[str, int]]] = {
    "area": _AXES,
    "heatmap": {"metric": 1, "segment": 1, "group": 1, "split": 1},
    "histogram": _AXES,
    "horizontal_bar": _AXES,
    "line": _AXES,
    "metric": {"metric": _ANY, "group": 1},
    "pie": {"metric": 1, "segment": _ANY, "split": 1},
    "table": {"metric": _ANY, "bucket": _ANY, "split": 1},
}
_OF_PARTS: Final = {"cardinality", "count", "sum", "top_hits"}  # what adds up to a whole
_UNSORTABLE: Final = {"median", "percentiles", "std_dev", "top_hits"}

# What TSVB can't do without; its server checks the same.
_PANEL: Final = (
    "axis_formatter",
    "axis_position",
    "axis_scale",
    "id",
    "index_pattern",
    "interval",
    "series",
    "show_grid",
    "show_legend",
    "type",
)
_SERIES: Final = (
    "axis_position",
    "chart_type",
    "color",
    "formatter",
    "id",
    "metrics",
    "split_mode",
    "stacked",
)


def state_problems(held: Object) -> Iterator[str]:
    """Yield what the visualization would stumble over, though the engine would not."""
    state = held.inner.get("visState") or {}
    aggs = state.get("aggs", [])
    if state.get("type") in _ROLES:
        yield from _roles(state, aggs)
        yield from _names(state, aggs)
    elif aggs:
        yield f"a panel of type {state.get('type')} has no aggregations of its own"
    if state.get("type") == "metrics":
        yield from _series(state["params"])


def _roles(state: State, aggs: list[State]) -> Iterator[str]:
    kind = state["type"]
    roles = [each.get("schema") for each in aggs]
    for role in sorted(set(map(str, roles))):
        most = _ROLES[kind].get(role, 0)
        if roles.count(role) > most:
            yield f"{kind} takes {most} aggregations as {role}, not {roles.count(role)}"
    if "metric" not in roles:
        yield f"{kind} has nothing to show: no metric"
    if kind == "pie":
        for each in aggs:
            if each["schema"] == "metric" and each["type"] not in _OF_PARTS:
                yield f"{each['type']} doesn't add up to a whole"


def _names(state: State, aggs: list[State]) -> Iterator[str]:
    """Yield names of aggregations that are there twice, or lead nowhere."""
    kinds = {each["id"]: each["type"] for each in aggs}
    if len(kinds) < len(aggs):
        yield "two aggregations have the same id"
    for each in aggs:
        by = each["params"].get("orderBy", "_key")
        if not by.startswith("_") and by != "custom" and kinds.get(by, "top_hits") in _UNSORTABLE:
            yield f"aggregation {each['id']} can't be sorted by {by}"
    for drawn in state["params"].get("seriesParams", []):
        if drawn["data"]["id"] not in kinds:
            yield f"a series is of aggregation {drawn['data']['id']}, which isn't there"
    axes = {axis["id"] for axis in state["params"].get("valueAxes", [])}
    for drawn in state["params"].get("seriesParams", []):
        if drawn["valueAxis"] not in axes:
            yield f"a series stands on {drawn['valueAxis']}, which isn't there"


def _series(params: State) -> Iterator[str]:
    for name in sorted(set(_PANEL) - params.keys()):
        yield f"TSVB needs {name}"
    for each in params.get("series", []):
        for name in sorted(set(_SERIES) - each.keys()):
            yield f"a series of TSVB needs {name}"
