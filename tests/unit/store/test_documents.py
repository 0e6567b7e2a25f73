"""Documents of assessments: flat, complete for dashboards, and without a word of any prompt."""

import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest

from raimon.finding import Severity
from raimon.invocation import Source
from raimon.store.documents import AssessedRecord, Document
from raimon.store.families import Family
from raimon.store.generation import Generation
from raimon.store.mapping import FIELDS, Properties
from tests.unit.store.builders import make_assessment, make_finding

GENERATION = Generation(1_000_001, complete=True)


def content(document: Document) -> dict[str, Any]:
    """Return what a document says."""
    told: dict[str, Any] = json.loads(document.body)
    return told


def unmapped(told: dict[str, Any], fields: Properties, path: str = "") -> list[str]:
    """Return the names that a strict mapping would refuse."""
    strangers = [path + name for name in told if name not in fields]
    for name, value in told.items():
        inner = fields.get(name, {}).get("properties")
        if isinstance(value, dict) and isinstance(inner, dict):
            strangers += unmapped(value, inner, f"{path}{name}.")
    return strangers


def test_invocation() -> None:
    """The invocation's document sums its findings up in flat fields."""
    document = AssessedRecord(make_assessment(findings=["email", "phone"]), GENERATION).invocation()
    told = content(document)
    assert document.family is Family.INVOCATIONS
    assert document.index == "raimon-invocations-v1-2026.10"
    assert document.id == told["invocation_id"]
    assert told["@timestamp"] == "2026-10-13T01:42:00.000Z"
    assert told["finding_count"] == 2
    assert told["entities"] == ["EMAIL", "PHONE"]
    assert told["rule_ids"] == ["privacy.pii"]
    assert (told["max_severity"], told["max_severity_rank"]) == ("high", 3)
    assert told["application"] == "サポート窓口"


def test_nothing_found() -> None:
    """Without findings there is a count of 0, and no severity that nobody gave."""
    told = content(AssessedRecord(make_assessment(), GENERATION).invocation())
    assert told["finding_count"] == 0
    assert "max_severity" not in told


def test_worst_severity() -> None:
    """The worst severity is the gravest, not the last in the alphabet."""
    low = make_finding("i", "email").model_copy(update={"severity": Severity.LOW})
    critical = make_finding("i", "phone").model_copy(update={"severity": Severity.CRITICAL})
    told = make_assessment().model_copy(update={"findings": (critical, low)})
    assert content(AssessedRecord(told, GENERATION).invocation())["max_severity"] == "critical"


def test_finding() -> None:
    """A finding's document stands for itself: rule, place, both languages, whose call it was."""
    assessment = make_assessment(findings=["email"])
    (document,) = AssessedRecord(assessment, GENERATION).findings()
    told = content(document)
    assert document.id == assessment.findings[0].finding_id
    assert document.version == GENERATION.document_version(assessment.source)
    assert told["withdrawn"] is False
    assert told["explanation"]["ja"].startswith("質問にも")
    assert told["model_id"] == assessment.model_id
    assert told["source"] == {"bucket": "bedrock-logs", "key": "logs/a.json.gz", "line": 17}
    assert told["severity_rank"] == 3


def test_withdrawn() -> None:
    """What a newer scoring lacks is told in full, under the newer one's version and name."""
    newest = Generation(2_000_000, complete=False)
    assessment = make_assessment(findings=["email", "phone"])
    kept = {assessment.findings[0].finding_id}
    (document,) = AssessedRecord(assessment, GENERATION).withdrawn(kept, newest)
    told = content(document)
    assert document.id == assessment.findings[1].finding_id
    assert document.version == newest.document_version(assessment.source)
    assert (told["withdrawn"], told["withdrawn_by"]) == (True, "000002000000-0")
    assert told["entity"] == "PHONE"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="plain"),
        pytest.param({"latency_ms": math.nan}, id="NaN"),
        pytest.param({"latency_ms": math.inf, "principal": None, "application": None}, id="bare"),
        pytest.param({"signals": {"refusal": 0.1, "no_such_signal": 0.2}}, id="unknown signal"),
        pytest.param({"application": "雷" * 10_923}, id="32,769 bytes of Japanese"),
        pytest.param({"moment": datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)}, id="last second"),
    ],
)
def test_fits_the_mapping(changes: dict[str, Any]) -> None:
    """Every field of every document is one that the strict mapping names."""
    record = AssessedRecord(make_assessment(findings=["email"], **changes), GENERATION)
    (finding,) = record.findings()
    (withdrawn,) = record.withdrawn((), Generation(2_000_000, complete=True))
    assert unmapped(content(record.invocation()), FIELDS[Family.INVOCATIONS]) == []
    assert unmapped(content(finding), FIELDS[Family.FINDINGS]) == []
    assert unmapped(content(withdrawn), FIELDS[Family.FINDINGS]) == []


def test_bounded() -> None:
    """No term is longer than the mapping indexes."""
    told = content(
        AssessedRecord(make_assessment(application="雷" * 10_923), GENERATION).invocation()
    )
    assert told["application"] == "雷" * 341


def test_same_bytes() -> None:
    """The same assessment gives the same bytes."""
    twice = [
        AssessedRecord(make_assessment(findings=["email"]), GENERATION).findings() for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_half_a_character() -> None:
    """Half an emoji, which a cut answer may leave in a name, doesn't stop the document."""
    broken = make_assessment().model_copy(
        update={
            "application": "a\ud83d",
            "source": Source(bucket="b", key="k", line=0).model_copy(update={"key": "\ude00"}),
        }
    )
    told = content(AssessedRecord(broken, GENERATION).invocation())
    assert (told["application"], told["source"]["key"]) == ("a�", "�")
