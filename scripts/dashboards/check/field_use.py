"""Whether the fields that searches name are in the mapping, and can do what is asked of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from raimon.store.families import Family
from scripts.dashboards.check.search import Search
from scripts.dashboards.fields import Field, fields

_WANTED: Final[Mapping[str, frozenset[str]]] = {
    "auto_date_histogram": frozenset({"date"}),
    "avg": frozenset({"number"}),
    "date_histogram": frozenset({"date"}),
    "max": frozenset({"date", "number"}),
    "min": frozenset({"date", "number"}),
    "percentiles": frozenset({"number"}),
    "sum": frozenset({"number"}),
}
_NAMED: Final = {"match_phrase", "range", "term", "terms"}
_NAME = re.compile(r"(?<![\w.\"@])(?P<name>[A-Za-z_@][\w.@]*):(?=[^\s:])")
_EXISTS = re.compile(r"_exists_:(?P<name>[\w.@]+)")


def use_problems(search: Search) -> Iterator[str]:
    """Yield what a search asks of fields that they can't answer, and names that aren't aliases."""
    family = next((each for each in Family if each.alias == search.index), None)
    if family is None:
        yield f"{search.index or 'nothing'} is no alias of ours"
        return
    known = fields(family)
    for name in sorted(set(_filtered(search.body)) - known.keys()):
        yield f"{search.index} has no field {name} to filter by"
    for name in sorted(set(search.body.get("_source", [])) - known.keys()):
        yield f"{search.index} has no field {name} to show"
    for name in _sorted(search.body):
        if name not in known or not known[name].aggregatable:
            yield f"{search.index} can't be sorted by {name}"
    for kind, name in sorted(set(_aggregated(search.body.get("aggs", {})))):
        problem = _problem(kind, known.get(name))
        if problem:
            yield f"{search.index}, {kind} of {name}: {problem}"


def _sorted(body: Mapping[str, Any]) -> list[str]:
    return [name for each in body.get("sort", []) for name in each]


def _problem(kind: str, field: Field | None) -> str:
    if field is None:
        return "no such field"
    if not field.aggregatable:
        return f"{field.engine_type} can't be aggregated"
    if field.type not in _WANTED.get(kind, {field.type}):
        return f"{field.engine_type} is the wrong type"
    return ""


def _aggregated(aggs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield type and field of every aggregation."""
    for told in aggs.values():
        for kind, params in told.items():
            if kind == "aggs":
                yield from _aggregated(params)
            elif kind != "filter" and isinstance(params, Mapping) and "field" in params:
                yield kind, params["field"]


def _filtered(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield every field that a query names, however deep."""
    match value:
        case {"query_string": {"query": str(text)}}:
            yield from (match["name"] for match in _EXISTS.finditer(text))
            named = (match["name"] for match in _NAME.finditer(text))
            yield from (name for name in named if name != "_exists_")
        case {"exists": {"field": str(name)}}:
            yield name
        case Mapping():
            for name, inner in value.items():
                if name in _NAMED and isinstance(inner, Mapping) and "field" not in inner:
                    yield from inner
                else:
                    yield from _filtered(inner)
        case list():
            for inner in value:
                yield from _filtered(inner)
