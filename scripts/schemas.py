"""Write docs/schemas/: a JSON Schema for every document and event, generated from the models.

usage: schemas.py [--check]    --check writes nothing and fails when a schema isn't current
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from raimon import events
from raimon.alarms.alarm import Alarm
from raimon.assessment import Assessment
from raimon.events import DeploymentObserved, FindingRaised, StreamRecovered
from raimon.finding import Finding
from raimon.quarantine import QuarantineEntry
from raimon.store.refusal import Refusal

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "schemas"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

type Schema = dict[str, Any]


class AlwaysWritten(GenerateJsonSchema):
    """Our models write every field, those that have a default too."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        """Return that the field is there."""
        return True


DOCUMENTS: Final[Mapping[str, type[BaseModel]]] = {
    "assessment": Assessment,
    "finding": Finding,
    "alarm": Alarm,
    "quarantine": QuarantineEntry,
    "refusal": Refusal,
}
EVENTS: Final[Mapping[str, type[BaseModel]]] = {
    events.FINDING_RAISED: FindingRaised,
    events.ALARM_OPENED: Alarm,
    events.ALARM_UPDATED: Alarm,
    events.ALARM_RESOLVED: Alarm,
    events.DEPLOYMENT_OBSERVED: DeploymentObserved,
    events.STREAM_RECOVERED: StreamRecovered,
}

# What Raimon takes, it takes as Bedrock writes it, and nothing of it but this must be there.
LOG_RECORD: Final[Schema] = {
    "description": "One record of Amazon Bedrock's model invocation log, as Bedrock writes it.",
    "type": "object",
    "required": ["requestId", "timestamp"],
    "properties": {
        "requestId": {"type": "string", "minLength": 1},
        "timestamp": {"type": "string", "description": "ISO 8601; without a zone it is UTC."},
        "accountId": {"description": "Twelve digits."},
        "region": {"type": "string"},
        "operation": {"type": "string"},
        "modelId": {"type": "string"},
        "identity": {"type": "object"},
        "requestMetadata": {"type": "object"},
        "errorCode": {"type": "string"},
        "input": {"type": "object"},
        "output": {"type": "object"},
    },
}


def schemas() -> dict[str, Schema]:
    """Return every schema by its file below docs/schemas/."""
    documents = {f"{name}.json": _document(name, model) for name, model in DOCUMENTS.items()}
    details = {name: _schema_of(model) for name, model in EVENTS.items()}
    details[events.INVOCATION_LOGGED] = LOG_RECORD
    return documents | {f"events/{name}.json": _event(name, told) for name, told in details.items()}


def _document(name: str, model: type[BaseModel]) -> Schema:
    return {"$schema": DIALECT, "$id": f"raimon/{name}", **_schema_of(model)}


def _event(name: str, detail: Schema) -> Schema:
    """Return the schema of the whole event; definitions move up to where references look."""
    definitions = {"$defs": detail["$defs"]} if "$defs" in detail else {}
    return {
        "$schema": DIALECT,
        "$id": f"raimon/events/{name}",
        "title": name,
        "type": "object",
        "required": ["source", "detail-type", "detail"],
        "properties": {
            "source": {"const": events.SOURCE},
            "detail-type": {"const": name},
            "detail": {key: value for key, value in detail.items() if key != "$defs"},
        },
        **definitions,
    }


def _schema_of(model: type[BaseModel]) -> Schema:
    """Return the schema of what the model writes."""
    opened: Schema = _open(
        model.model_json_schema(by_alias=True, mode="serialization", schema_generator=AlwaysWritten)
    )
    return {"title": model.__name__, **opened}


def _open(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave room for fields to come, which a reader ignores; drop titles that only repeat names."""
    match node:
        case dict():
            return {
                key: _open(value)
                for key, value in node.items()
                if (key, value) != ("additionalProperties", False)
                and not (key == "title" and isinstance(value, str))
            }
        case list():
            return [_open(value) for value in node]
        case _:
            return node


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _stale() -> dict[Path, str | None]:
    """Return what must change: file and its new text, None for one that must go."""
    wanted = {FOLDER / name: _text(schema) for name, schema in schemas().items()}
    present = set(FOLDER.rglob("*.json"))
    changed = {
        file: text
        for file, text in wanted.items()
        if file not in present or file.read_text(encoding="utf-8") != text
    }
    return {**changed, **dict.fromkeys(present - set(wanted))}


def main() -> int:
    """Write the schemas, or say which aren't current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a schema isn't current")
    check = parser.parse_args().check
    stale = _stale()
    for file, text in stale.items():
        name = file.relative_to(FOLDER.parents[1])
        if check:
            print(f"{name} is not current: make schemas", file=sys.stderr)
        elif text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
