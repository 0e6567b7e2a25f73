"""What Dashboards refuses at import, and what we refuse ourselves."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from scripts.dashboards.check.reading import File, Key, Object
from scripts.dashboards.saved_object import SHAPES

WIDTH: Final = 48
_PREFIX: Final = "raimon-"

# The index of saved objects is strict: an attribute that it doesn't know refuses the object.
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "dashboard": frozenset(
        {
            "description",
            "hits",
            "kibanaSavedObjectMeta",
            "optionsJSON",
            "panelsJSON",
            "refreshInterval",
            "timeFrom",
            "timeRestore",
            "timeTo",
            "title",
            "version",
        }
    ),
    "search": frozenset(
        {"columns", "description", "hits", "kibanaSavedObjectMeta", "sort", "title", "version"}
    ),
    "visualization": frozenset(
        {
            "description",
            "kibanaSavedObjectMeta",
            "savedSearchRefName",
            "title",
            "uiStateJSON",
            "version",
            "visState",
        }
    ),
}
# Of index patterns any attribute is taken; these are all that Dashboards reads of ours.
_PATTERN: Final = frozenset({"fieldFormatMap", "fields", "timeFieldName", "title"})
_REFERRING: Final = ("panelRefName", "indexRefName", "indexPatternRefName", "savedSearchRefName")


def shape_problems(file: File) -> Iterator[str]:
    """Yield what is wrong with the objects of a file, each by itself and together."""
    for number in file.unreadable:
        yield f"line {number}: no JSON object"
    keys = [each.key for each in file.objects]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{twice[0]} {twice[1]}: there twice"
    for each in file.objects:
        problems = (_form(each), _version(each), _references(each, set(keys)), _places(each))
        for found in problems:
            yield from (f"{each.place}: {problem}" for problem in found)


def _form(held: Object) -> Iterator[str]:
    kind, identifier = held.key
    if kind not in SHAPES:
        yield "a type that isn't ours to ship"
        return
    if not identifier.startswith(_PREFIX):
        yield f"the id doesn't begin with {_PREFIX}"
    if not held.attributes.get("title"):
        yield "no title"
    unknown = held.attributes.keys() - ATTRIBUTES.get(kind, _PATTERN)
    if unknown:
        yield f"attributes that are refused: {', '.join(sorted(unknown))}"
    for name in held.broken:
        yield f"{name} holds no JSON"


def _version(held: Object) -> Iterator[str]:
    """Yield a shape that is missing (all migrations would run) or newer than Dashboards knows."""
    kind = held.key[0]
    versions = held.told.get("migrationVersion", {})
    if kind not in SHAPES:
        return
    if kind not in versions:
        yield "no migrationVersion"
    elif _numbers(versions[kind]) > _numbers(SHAPES[kind]):
        yield f"migrationVersion {versions[kind]} is newer than {SHAPES[kind]}"


def _references(held: Object, there: set[Key]) -> Iterator[str]:
    used = set(_used((held.inner, held.attributes)))
    declared = held.references
    for name in sorted(used - declared.keys()):
        yield f"reference {name} is used and not declared"
    for name in sorted(declared.keys() - used):
        yield f"reference {name} is declared and not used"
    for name, key in sorted(declared.items()):
        if key not in there:
            yield f"reference {name} leads to {key[0]} {key[1]}, which isn't in the file"


def _used(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    match value:
        case Mapping():
            for name, inner in value.items():
                if name in _REFERRING:
                    yield inner
                else:
                    yield from _used(inner)
        case list() | tuple():
            for inner in value:
                yield from _used(inner)


def _places(held: Object) -> Iterator[str]:
    """Yield panels of a dashboard that leave the grid, cover each other or share a number."""
    panels = held.inner.get("panelsJSON") or []
    grids = [panel["gridData"] for panel in panels]
    for grid in grids:
        if grid["x"] < 0 or grid["x"] + grid["w"] > WIDTH:
            yield f"panel {grid['i']} leaves the grid"
    for one, other in combinations(grids, 2):
        if _overlap(one, other):
            yield f"panels {one['i']} and {other['i']} cover each other"
    if len({panel["panelIndex"] for panel in panels}) < len(panels):
        yield "two panels have the same number"


def _overlap(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return all(
        one[start] < other[start] + other[size] and other[start] < one[start] + one[size]
        for start, size in (("x", "w"), ("y", "h"))
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
