"""Saved objects as a file has them, with the JSON inside their attributes unpacked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PACKED: Final = ("fieldFormatMap", "fields", "optionsJSON", "panelsJSON", "uiStateJSON", "visState")
SOURCE: Final = "searchSourceJSON"

type Json = Any
type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Object:
    """One saved object; what was packed in a string is in `inner`."""

    line: int
    told: Mapping[str, Json]
    inner: Mapping[str, Json]
    broken: tuple[str, ...] = ()  # attributes that hold no JSON

    @property
    def key(self) -> Key:
        """Return type and id, which name the object."""
        return str(self.told.get("type", "")), str(self.told.get("id", ""))

    @property
    def place(self) -> str:
        """Return how a reader finds the object."""
        return f"line {self.line}, {self.key[0]} {self.key[1]}"

    @property
    def attributes(self) -> Mapping[str, Json]:
        """Return the attributes as they stand in the file."""
        told: Mapping[str, Json] = self.told.get("attributes", {})
        return told

    @property
    def references(self) -> dict[str, Key]:
        """Return what the object refers to, by the names that it uses."""
        return {
            each["name"]: (each["type"], each["id"]) for each in self.told.get("references", [])
        }


@dataclass(frozen=True, slots=True)
class File:
    """The objects of one file, and the lines that are none."""

    objects: tuple[Object, ...]
    unreadable: tuple[int, ...] = field(default=())

    def of(self, kind: str) -> list[Object]:
        """Return the objects of a type."""
        return [each for each in self.objects if each.key[0] == kind]

    def panels(self) -> list[Object]:
        """Return what can stand on a dashboard."""
        return [*self.of("visualization"), *self.of("search")]


def read(text: str) -> File:
    """Read a file; the last line of an export is no object."""
    objects, unreadable = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        told = _parsed(line)
        if not isinstance(told, dict):
            unreadable.append(number)
        elif "exportedCount" not in told:
            objects.append(_unpacked(number, told))
    return File(tuple(objects), tuple(unreadable))


def _unpacked(number: int, told: Mapping[str, Json]) -> Object:
    strings = dict(_strings(told.get("attributes", {})))
    inner = {name: _parsed(text) for name, text in strings.items()}
    broken = tuple(name for name, value in inner.items() if value is None)
    return Object(number, told, inner, broken)


def _strings(attributes: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    for name in PACKED:
        if name in attributes:
            yield name, attributes[name]
    meta = attributes.get("kibanaSavedObjectMeta", {})
    if SOURCE in meta:
        yield SOURCE, meta[SOURCE]


def _parsed(text: object) -> Json:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
