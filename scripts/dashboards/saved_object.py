"""A saved object as Dashboards imports it: attributes, references, and the version of its shape."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from raimon.store.families import Family
from scripts.dashboards.fields import TIME, listed

# The shape of each type since OpenSearch Dashboards began; a later one is refused at import.
SHAPES: Final[Mapping[str, str]] = {
    "dashboard": "7.9.3",
    "index-pattern": "7.6.0",
    "search": "7.9.3",
    "visualization": "7.10.0",
}

# How numbers are written; the words of a language have no place here, since both sets share these.
_FORMATS: Final[Mapping[Family, Mapping[str, str]]] = {
    Family.INVOCATIONS: {"latency_ms": "0,0", "signals.*": "0.000"},
    Family.FINDINGS: {"confidence": "0.00"},
    Family.ALARMS: {"confidence.lowest": "0.00", "confidence.highest": "0.00"},
    Family.WINDOWS: {"mean": "0.000", "baseline": "0.000", "statistic": "0.00"},
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What an object calls another one by."""

    name: str
    type: str
    id: str


@dataclass(frozen=True, slots=True)
class SavedObject:
    """One object of the file to import."""

    type: str
    id: str
    attributes: Mapping[str, object]
    references: Sequence[Reference] = ()

    def line(self) -> str:
        """Return the object as one line of the file, the same bytes for the same object."""
        told = {
            "attributes": self.attributes,
            "id": self.id,
            "migrationVersion": {self.type: SHAPES[self.type]},
            "references": [
                {"id": each.id, "name": each.name, "type": each.type} for each in self.references
            ],
            "type": self.type,
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"


def packed(value: object) -> str:
    """Return the JSON that attributes hold as a string."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def index_pattern(family: Family) -> SavedObject:
    """Return the index pattern of a family, whose id and title are the alias that is read."""
    fields = listed(family)
    formats = {
        str(field["name"]): {"id": "number", "params": {"pattern": pattern}}
        for field in fields
        if (pattern := _pattern(_FORMATS[family], str(field["name"])))
    }
    attributes = {
        "fieldFormatMap": packed(formats),
        "fields": packed(fields),
        "timeFieldName": TIME,
        "title": family.alias,
    }
    return SavedObject("index-pattern", family.alias, attributes)


def _pattern(patterns: Mapping[str, str], name: str) -> str | None:
    return patterns.get(name) or patterns.get(f"{name.partition('.')[0]}.*")
