"""What holds for a dashboard as a whole: what people choose on it must fit every panel."""

from collections.abc import Iterator, Mapping
from typing import Any

from raimon.store.families import Family
from scripts.dashboards.check.panel_searches import searches_of
from scripts.dashboards.check.reading import File
from scripts.dashboards.check.search import NoSearchError
from scripts.dashboards.check.span import Span
from scripts.dashboards.fields import fields


def choice_problems(file: File, span: Span) -> Iterator[str]:
    """Yield each choice that would empty panels, since the documents behind them lack the field."""
    chosen = {
        control["fieldName"]
        for held in file.of("visualization")
        for control in _params(held.inner).get("controls", [])
    }
    for held in file.panels():
        if _params(held.inner).get("ignore_global_filter"):
            continue
        try:
            asked = searches_of(held, span)
        except NoSearchError:
            continue  # told elsewhere
        for index in {each.index for each in asked}:
            for name in sorted(chosen - _known(index)):
                yield f"{held.place}: choosing {name} empties it, since {index} has no such field"


def _params(inner: Mapping[str, Any]) -> Mapping[str, Any]:
    state = inner.get("visState") or {}
    params: Mapping[str, Any] = state.get("params", {})
    return params


def _known(index: str) -> set[str]:
    families = (family for family in Family if family.alias == index)
    return {name for family in families for name in fields(family)}
