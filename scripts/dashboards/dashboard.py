"""A dashboard: rows of panels, and the saved objects that it consists of in one language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from raimon.store.families import Family
from scripts.dashboards.latest import Latest
from scripts.dashboards.panels import Chart, Panel
from scripts.dashboards.saved_object import Reference, SavedObject, index_pattern, packed
from scripts.dashboards.speaking import Controls, Note
from scripts.dashboards.special import Intervals, Shares, Standing
from scripts.dashboards.words import Language, Words

WIDTH: Final = 48  # columns of the grid
_SOURCE: Final = "kibanaSavedObjectMeta.searchSourceJSON"
_SPAN: Final = "now-7d"
_WRITTEN_FOR: Final = "2.19.0"  # the oldest Dashboards that the panels are meant for


@dataclass(frozen=True, slots=True)
class Row:
    """Panels side by side, with the width of each."""

    height: int
    panels: tuple[tuple[Panel | Latest, int], ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A page that answers one reader's questions."""

    name: str
    title: Words
    description: Words
    rows: tuple[Row, ...]

    def identifier(self, language: Language) -> str:
        """Return the id under which one language's edition is stored."""
        return f"raimon-{self.name}-{language}"

    def heading(self, language: Language) -> str:
        """Return the title as lists of saved objects show it."""
        return f"Raimon: {self.title.told(language)}"

    def panels(self) -> list[Panel | Latest]:
        """Return the panels in the order in which they are read."""
        return [panel for row in self.rows for panel, _ in row.panels]

    def families(self) -> list[Family]:
        """Return the families whose index patterns must be there, each once."""
        named = {
            panel.family
            for panel in self.panels()
            if isinstance(panel, Chart | Controls | Intervals | Latest | Shares | Standing)
        }
        return [family for family in Family if family in named]

    def saved_objects(self, language: Language) -> list[SavedObject]:
        """Return all that the dashboard needs: what others refer to comes first."""
        patterns = [index_pattern(family) for family in self.families()]
        panels = [saved_panel(self, panel, language) for panel in self.panels()]
        return [*patterns, *panels, self._page(panels, language)]

    def _page(self, panels: Sequence[SavedObject], language: Language) -> SavedObject:
        attributes = {
            "description": self.description.told(language),
            "hits": 0,
            "kibanaSavedObjectMeta": {
                "searchSourceJSON": packed(
                    {"filter": [], "query": {"language": "kuery", "query": ""}}
                )
            },
            "optionsJSON": packed({"hidePanelTitles": False, "useMargins": True}),
            "panelsJSON": packed(list(self._places(language))),
            "timeFrom": _SPAN,
            "timeRestore": True,
            "timeTo": "now",
            "title": self.heading(language),
            "version": 1,
        }
        references = [
            Reference(f"panel_{at}", each.type, each.id) for at, each in enumerate(panels)
        ]
        return SavedObject("dashboard", self.identifier(language), attributes, references)

    def _places(self, language: Language) -> Iterator[dict[str, object]]:
        """Yield where each panel stands."""
        at = 0
        tops = accumulate((row.height for row in self.rows), initial=0)
        for row, top in zip(self.rows, tops, strict=False):
            lefts = accumulate((width for _, width in row.panels), initial=0)
            for (panel, width), left in zip(row.panels, lefts, strict=False):
                place = {"h": row.height, "i": str(at + 1), "w": width, "x": left, "y": top}
                yield {
                    "embeddableConfig": {"hidePanelTitles": True} if _speaks(panel) else {},
                    "gridData": place,
                    "panelIndex": str(at + 1),
                    "panelRefName": f"panel_{at}",
                    "title": panel.title.told(language),
                    "version": _WRITTEN_FOR,
                }
                at += 1


def saved_panel(dashboard: Dashboard, panel: Panel | Latest, language: Language) -> SavedObject:
    """Return the saved object of one panel; its title says which dashboard it belongs to."""
    title = f"{dashboard.heading(language)} - {panel.title.told(language)}"
    if isinstance(panel, Latest):
        kind, special = "search", panel.attributes(language)
    else:
        kind, special = "visualization", _drawn(panel, title, language)
    attributes = {
        "description": "",
        "kibanaSavedObjectMeta": {"searchSourceJSON": packed(_source(panel))},
        "title": title,
        "version": 1,
        **special,
    }
    identifier = f"{dashboard.identifier(language)}-{panel.name}"
    return SavedObject(kind, identifier, attributes, list(_references(panel)))


def _drawn(panel: Panel, title: str, language: Language) -> dict[str, object]:
    """Return what a visualization has beside title and query."""
    drawing = panel.drawing(language)
    colours = panel.colours(language) if isinstance(panel, Chart) else {}
    state = {"aggs": drawing.aggs, "params": drawing.params, "title": title, "type": drawing.type}
    return {
        "uiStateJSON": packed({"vis": {"colors": colours}} if colours else {}),
        "visState": packed(state),
    }


def _speaks(panel: Panel | Latest) -> bool:
    """Return whether the panel needs no title above it."""
    return isinstance(panel, Note | Controls)


def _source(panel: Panel | Latest) -> dict[str, object]:
    """Return which documents a classic panel is about; other panels say it in their state."""
    if not isinstance(panel, Chart | Latest):
        return {} if isinstance(panel, Shares | Standing | Intervals) else _anything()
    findings = panel.family is Family.FINDINGS
    return {
        "filter": [_not_withdrawn()] if findings else [],
        "indexRefName": f"{_SOURCE}.index",
        "query": {"language": "lucene", "query": panel.query},
    }


def _anything() -> dict[str, object]:
    return {"filter": [], "query": {"language": "kuery", "query": ""}}


def _not_withdrawn() -> dict[str, object]:
    """Return the filter that leaves out what a newer scoring no longer raises."""
    return {
        "$state": {"store": "appState"},
        "meta": {
            "alias": None,
            "disabled": False,
            "indexRefName": f"{_SOURCE}.filter[0].meta.index",
            "key": "withdrawn",
            "negate": True,
            "params": {"query": True},
            "type": "phrase",
        },
        "query": {"match_phrase": {"withdrawn": True}},
    }


def _references(panel: Panel | Latest) -> Iterator[Reference]:
    match panel:
        case Chart(family=family) | Latest(family=family):
            yield Reference(f"{_SOURCE}.index", "index-pattern", family.alias)
            if family is Family.FINDINGS:
                yield Reference(f"{_SOURCE}.filter[0].meta.index", "index-pattern", family.alias)
        case Controls(family=family, controls=controls):
            for at in range(len(controls)):
                yield Reference(f"control_{at}_index_pattern", "index-pattern", family.alias)
        case _:
            return
