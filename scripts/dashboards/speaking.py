"""Panels that count nothing: words to read, and values to choose from."""

from dataclasses import dataclass
from typing import ClassVar, Final

from raimon.store.families import Family
from scripts.dashboards.panels import Drawing, Panel, Params
from scripts.dashboards.words import Language, Words

CHOOSE: Final = Words("Choose", "絞り込み")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Panel):
    """Words in Markdown: what the dashboard answers and how to read it."""

    type: ClassVar[str] = "markdown"
    text: Words

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        params: Params = {
            "fontSize": 12,
            "markdown": self.text.told(language),
            "openLinksInNewTab": False,
            "type": self.type,
        }
        return Drawing(self.type, params)


@dataclass(frozen=True, slots=True)
class Control:
    """A list of values to choose from; the choice filters the whole dashboard."""

    field: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls(Panel):
    """Lists of values side by side, from the documents of one family."""

    type: ClassVar[str] = "input_control_vis"
    family: Family
    controls: tuple[Control, ...]

    def drawing(self, language: Language) -> Drawing:
        """Return the panel's state."""
        controls = [
            {
                "fieldName": each.field,
                "id": f"control-{at}",
                "indexPatternRefName": f"control_{at}_index_pattern",
                "label": each.label.told(language),
                "options": {
                    "dynamicOptions": True,
                    "multiselect": True,
                    "order": "desc",
                    "size": 5,
                    "type": "terms",
                },
                "parent": "",
                "type": "list",
            }
            for at, each in enumerate(self.controls)
        ]
        params: Params = {
            "controls": controls,
            "pinFilters": False,
            "updateFiltersOnChange": True,
            "useTimeFilter": True,
        }
        return Drawing(self.type, params)
