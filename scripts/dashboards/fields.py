"""The fields of each family as Dashboards knows them, generated from the mapping of the indices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from raimon.store.families import Family
from raimon.store.mapping import FIELDS, Properties

TIME: Final = "@timestamp"
_TYPES: Final[Mapping[str, str]] = {
    "boolean": "boolean",
    "byte": "number",
    "date": "date",
    "double": "number",
    "flat_object": "unknown",  # Dashboards has no word for it
    "half_float": "number",
    "integer": "number",
    "keyword": "string",
    "long": "number",
    "text": "string",
}
_NOT_AGGREGATABLE: Final = {"text", "flat_object"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an index pattern."""

    name: str
    type: str
    engine_type: str
    searchable: bool = True
    aggregatable: bool = True

    @property
    def spec(self) -> dict[str, object]:
        """Return the field as an index pattern lists it."""
        return {
            "count": 0,
            "name": self.name,
            "type": self.type,
            "esTypes": [self.engine_type],
            "scripted": False,
            "searchable": self.searchable,
            "aggregatable": self.aggregatable,
            "readFromDocValues": self.aggregatable and not self.name.startswith("_"),
        }


_META: Final = (
    Field("_id", "string", "_id"),
    Field("_index", "string", "_index"),
    Field("_score", "number", "_score", searchable=False, aggregatable=False),
    Field("_source", "_source", "_source", searchable=False, aggregatable=False),
    Field("_type", "string", "_type", searchable=False, aggregatable=False),
)


def fields(family: Family) -> dict[str, Field]:
    """Return the fields of a family's documents by name, in order of their names."""
    return {
        field.name: field for field in sorted(_flat(FIELDS[family]), key=lambda each: each.name)
    }


def listed(family: Family) -> list[dict[str, object]]:
    """Return all fields that an index pattern lists: the documents' and the engine's own."""
    return [field.spec for field in (*_META, *fields(family).values())]


def _flat(properties: Properties, prefix: str = "") -> Iterator[Field]:
    """Yield the leaves by the names that queries use; what is only stored has none."""
    for name, told in properties.items():
        path = f"{prefix}{name}"
        inner = cast("Properties", told.get("properties") or told.get("fields") or {})
        yield from _flat(inner, f"{path}.")
        if "properties" not in told and told.get("enabled", True):
            kind = str(told["type"])
            yield Field(path, _TYPES[kind], kind, aggregatable=kind not in _NOT_AGGREGATABLE)
