"""The schemas are current, are schemas, and lose no field that other tools read."""

import subprocess
import sys
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.contracts.schemas import ROOT, SCHEMAS, resolved, schema

NAMES = sorted(
    file.relative_to(SCHEMAS).with_suffix("").as_posix() for file in SCHEMAS.rglob("*.json")
)

# What other tools read. A field may be added here, none may be taken away or renamed.
ASSESSMENT = {
    "schema",
    "invocation_id",
    "timestamp",
    "account_id",
    "region",
    "request_id",
    "operation",
    "model_id",
    "model_provider",
    "principal",
    "application",
    "language",
    "usage",
    "latency_ms",
    "stop_reason",
    "error_code",
    "guardrail",
    "outcome",
    "signals",
    "findings",
    "source",
}
FINDING = {
    "finding_id",
    "rule_id",
    "rule_version",
    "aspect",
    "severity",
    "confidence",
    "location",
    "entity",
    "kind",
    "mask",
    "value_token",
    "explanation",
    "evidence",
}
ALARM = {
    "schema",
    "alarm_id",
    "correlation_key",
    "state",
    "severity",
    "aspect",
    "rule_id",
    "title",
    "opened_at",
    "updated_at",
    "event_time",
    "count",
    "subject",
    "statistic",
    "findings",
    "runbook",
    "actions",
}
PARTS: Mapping[tuple[str, str], AbstractSet[str]] = {
    ("assessment", ""): ASSESSMENT,
    ("assessment", "Languages"): {"input", "output"},
    ("assessment", "Usage"): {
        "input_tokens",
        "output_tokens",
        "cache_read_input_tokens",
        "cache_write_input_tokens",
    },
    ("assessment", "GuardrailSummary"): {"action", "policies"},
    ("assessment", "Source"): {"bucket", "key", "line"},
    ("assessment", "Finding"): FINDING,
    ("finding", ""): FINDING,
    ("finding", "Location"): {"segment", "start", "end"},
    ("finding", "Bilingual"): {"en", "ja"},
    ("alarm", ""): ALARM,
    ("alarm", "Bilingual"): {"en", "ja"},
    ("alarm", "Statistic"): {
        "name",
        "value",
        "threshold",
        "baseline",
        "observed",
        "interval",
        "n",
        "false_alarm_promise",
    },
    ("alarm", "AlarmSubject"): {"model", "application", "group", "stream"},
    ("quarantine", ""): {"schema", "reason", "source"},
    ("events/FindingRaised", ""): {"source", "detail-type", "detail"},
    ("events/AlarmOpened", "Bilingual"): {"en", "ja"},
}
WORDS: Mapping[tuple[str, str], AbstractSet[str]] = {
    ("finding", "Aspect"): {
        "fairness",
        "explainability",
        "robustness",
        "privacy",
        "governance",
        "transparency",
    },
    ("finding", "Severity"): {"informational", "low", "medium", "high", "critical"},
    ("finding", "Segment"): {
        "system",
        "history",
        "user",
        "context",
        "tool",
        "reasoning",
        "output",
    },
    ("assessment", "Outcome"): {
        "answered",
        "partially_refused",
        "refused",
        "blocked",
        "truncated",
        "empty",
        "error",
    },
    ("assessment", "GuardrailAction"): {"NONE", "INTERVENED"},
    ("alarm", "AlarmState"): {"open", "acknowledged", "resolved"},
}


def lost_fields(told: Mapping[str, Any], part: str, fields: AbstractSet[str]) -> AbstractSet[str]:
    """Return the fields that a part of the schema no longer promises."""
    node = told["$defs"][part] if part else told
    return fields - (set(node["properties"]) & set(node["required"]))


def test_schemas_are_current() -> None:
    """What the models write is what the schemas say: whoever changes one changes both."""
    command = [sys.executable, "scripts/schemas.py", "--check"]
    ended = subprocess.run(  # noqa: S603 - our own script
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.stderr == ""
    assert ended.returncode == 0


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema(name: str) -> None:
    """Each file is a schema of the dialect that it names, under a name of its own."""
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"raimon/{name}"


def test_every_event_has_a_schema() -> None:
    """All events of the bus are described, coming in and going out."""
    described = {name.removeprefix("events/") for name in NAMES if name.startswith("events/")}
    assert described == {
        "AlarmOpened",
        "AlarmResolved",
        "AlarmUpdated",
        "DeploymentObserved",
        "FindingRaised",
        "InvocationLogged",
        "StreamRecovered",
    }


@pytest.mark.parametrize(("name", "part"), PARTS, ids=lambda value: value or "itself")
def test_no_field_is_lost(name: str, part: str) -> None:
    """A contract changes only by adding: every promised field is there and always written."""
    assert lost_fields(schema(name), part, PARTS[name, part]) == set()


@pytest.mark.parametrize(("name", "part"), WORDS)
def test_no_word_is_lost(name: str, part: str) -> None:
    """A word that other tools compare with keeps its spelling."""
    assert set(schema(name)["$defs"][part]["enum"]) >= WORDS[name, part]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda node: node["properties"].pop("mask"), id="removed"),
        pytest.param(lambda node: node["required"].remove("mask"), id="no longer always written"),
        pytest.param(
            lambda node: node["properties"].update(masked=node["properties"].pop("mask")),
            id="renamed",
        ),
    ],
)
def test_a_lost_field_is_noticed(change: Any) -> None:  # noqa: ANN401 - a lambda of the table
    """Removing, renaming or no longer writing a field is caught."""
    node = {
        "properties": {name: {} for name in FINDING},
        "required": sorted(FINDING),
    }
    assert lost_fields(node, "", FINDING) == set()
    change(node)
    assert lost_fields(node, "", FINDING) == {"mask"}


@pytest.mark.parametrize("name", ["assessment", "finding", "alarm", "quarantine"])
def test_additions_are_welcome(name: str) -> None:
    """A reader with this schema goes on reading when a later version adds a field."""
    assert "additionalProperties" not in schema(name)


@pytest.mark.parametrize(
    ("name", "field", "part"),
    [
        pytest.param("assessment", "findings", "Finding", id="findings of an assessment"),
        pytest.param("alarm", "statistic", "Statistic", id="statistic of an alarm"),
        pytest.param("finding", "location", "Location", id="location of a finding"),
    ],
)
def test_parts_stand_where_they_are_read(name: str, field: str, part: str) -> None:
    """A part is described under the field that holds it."""
    told = schema(name)
    node = told["properties"][field]
    assert resolved(told, node.get("items", node)) == told["$defs"][part]
