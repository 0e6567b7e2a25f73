"""A list of the latest documents with their explanations, which Discover draws on a dashboard."""

from dataclasses import dataclass
from typing import Final

from raimon.store.families import Family
from scripts.dashboards.words import Language, Words

_NEWEST_FIRST: Final = [["@timestamp", "desc"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """Findings as they stand in the index, the newest first, explained in the reader's language."""

    name: str
    title: Words
    query: str = ""
    columns: tuple[str, ...] = ("severity", "application", "rule_id", "entity")
    family: Family = Family.FINDINGS

    def attributes(self, language: Language) -> dict[str, object]:
        """Return what a saved search has beside title and query."""
        return {
            "columns": [*self.columns, f"explanation.{language}"],
            "hits": 0,
            "sort": _NEWEST_FIRST,
        }
