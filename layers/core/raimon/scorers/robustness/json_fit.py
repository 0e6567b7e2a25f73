"""Whether a value fits a JSON schema: the part of the standard that requests to models use.

Keywords that aren't known here allow everything, so that a value is only ever refused for a reason.
"""

from collections.abc import Mapping, Sequence
from typing import Final

_DEEPEST: Final = 24
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def fits(value: object, schema: object, root: object = None, depth: int = 0) -> bool:
    """Return whether the value fits the schema; `root` is where references lead to."""
    root = schema if root is None else root
    if schema is False:
        return False
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return True
    if "$ref" in schema:
        return fits(value, _referred(schema["$ref"], root), root, depth + 1)
    return (
        _is_of_type(value, schema)
        and _is_listed(value, schema)
        and _is_in_range(value, schema)
        and _is_an_alternative(value, schema, root, depth)
        and _object_fits(value, schema, root, depth)
        and _array_fits(value, schema, root, depth)
    )


def _referred(reference: object, root: object) -> object:
    """Return what a reference within the schema leads to; any other leads to anything."""
    found = root
    for name in str(reference).removeprefix("#").strip("/").split("/"):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else True


def _is_of_type(value: object, schema: Mapping[str, object]) -> bool:
    wanted = schema.get("type")
    if value is None and schema.get("nullable") is True:
        return True
    names = [wanted] if isinstance(wanted, str) else wanted
    if not isinstance(names, list):
        return True
    return any(_is_a(value, str(name).lower()) for name in names)


def _is_a(value: object, name: str) -> bool:
    if name not in _TYPES:
        return True
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[name])


def _is_listed(value: object, schema: Mapping[str, object]) -> bool:
    listed = schema.get("enum")
    if isinstance(listed, list) and value not in listed:
        return False
    return "const" not in schema or value == schema["const"]


def _is_in_range(value: object, schema: Mapping[str, object]) -> bool:
    """Return whether a number is as large, and a text as long, as the schema allows."""
    if isinstance(value, str):
        return _is_between(len(value), schema.get("minLength"), schema.get("maxLength"))
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    above, below = _bound(schema.get("exclusiveMinimum")), _bound(schema.get("exclusiveMaximum"))
    inside = (above is None or value > above) and (below is None or value < below)
    return inside and _is_between(value, schema.get("minimum"), schema.get("maximum"))


def _is_between(size: float, least: object, most: object) -> bool:
    low, high = _bound(least), _bound(most)
    return (low is None or size >= low) and (high is None or size <= high)


def _bound(bound: object) -> float | None:
    """Return a bound that is a number; any other, such as a flag of old drafts, binds nothing."""
    if isinstance(bound, int | float) and not isinstance(bound, bool):
        return bound
    return None


def _is_an_alternative(
    value: object, schema: Mapping[str, object], root: object, depth: int
) -> bool:
    for name in ("anyOf", "oneOf"):
        several = schema.get(name)
        if isinstance(several, list) and several:
            return any(fits(value, one, root, depth + 1) for one in several)
    every = schema.get("allOf")
    return not isinstance(every, list) or all(fits(value, one, root, depth + 1) for one in every)


def _object_fits(value: object, schema: Mapping[str, object], root: object, depth: int) -> bool:
    if not isinstance(value, dict):
        return True
    required, known = schema.get("required"), schema.get("properties")
    if isinstance(required, list) and any(name not in value for name in required):
        return False
    properties = known if isinstance(known, dict) else {}
    further = True if "patternProperties" in schema else schema.get("additionalProperties", True)
    return all(
        fits(held, properties.get(name, further), root, depth + 1) for name, held in value.items()
    )


def _array_fits(value: object, schema: Mapping[str, object], root: object, depth: int) -> bool:
    if not isinstance(value, list):
        return True
    return _has_size(value, schema) and all(
        fits(held, schema.get("items", True), root, depth + 1) for held in value
    )


def _has_size(value: Sequence[object], schema: Mapping[str, object]) -> bool:
    return _is_between(len(value), schema.get("minItems"), schema.get("maxItems"))
