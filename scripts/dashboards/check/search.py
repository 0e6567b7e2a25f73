"""A search that a panel sends, and what there is to ask once its answer is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

type Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Split:
    """One bucket aggregation of a panel, from the outermost in."""

    id: str
    type: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Search:
    """One search: of which panel, against which alias, with which body."""

    panel: str
    title: str
    index: str
    body: Body
    splits: Sequence[Split] = ()


class NoSearchError(Exception):
    """A panel can't be turned into searches."""


def lucene(query: str) -> Body:
    """Return a query in Lucene's language as Dashboards sends it; an empty one is everything."""
    if not query.strip():
        return {"match_all": {}}
    return {"query_string": {"analyze_wildcard": True, "query": query, "time_zone": "UTC"}}


def asked(query: Mapping[str, Any]) -> Body:
    """Return the query of a panel; of the other language only the empty query is used here.

    Raises:
        NoSearchError: if it's in a language that this checker doesn't speak.

    """
    if query.get("language") == "lucene" or not query.get("query"):
        return lucene(str(query.get("query", "")))
    message = f"a query in {query.get('language')} isn't spoken here: write it in lucene"
    raise NoSearchError(message)


MISSING: Final = "__missing__"  # what Dashboards calls documents without a value
