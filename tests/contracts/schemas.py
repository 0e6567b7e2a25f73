"""The published schemas, as a reader outside this repository would use them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
EVENTS = ROOT / "events"


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the schema of a document (`assessment`) or an event (`events/FindingRaised`)."""
    told: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return told


def problems(name: str, document: object) -> list[str]:
    """Return where and how the document misses its schema, empty where it fits."""
    validator = Draft202012Validator(schema(name))
    return [f"{error.json_path}: {error.validator}" for error in validator.iter_errors(document)]


def resolved(told: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a node of a schema says, its reference followed."""
    reference = node.get("$ref") or next(
        (branch["$ref"] for branch in node.get("anyOf", ()) if "$ref" in branch), None
    )
    if reference is None:
        return node
    found: dict[str, Any] = told["$defs"][reference.rpartition("/")[2]]
    return found
