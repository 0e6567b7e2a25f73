"""Which scoring supersedes which, and the versions that say so to OpenSearch."""

from itertools import pairwise

import pytest

from raimon.invocation import Source
from raimon.store.generation import AssessmentObject, Generation
from tests.unit.store.builders import scoring

RECORD = Source(bucket="logs", key="a.json.gz", line=3)
BY_AGE = [
    Generation(0, complete=False),
    Generation(1_000_000, complete=False),
    Generation(1_000_000, complete=True),
    Generation(1_000_001, complete=False),
    Generation(1_000_001, complete=True),
    Generation(999_999_999_999, complete=True),
]


@pytest.mark.parametrize(("older", "newer"), list(pairwise(BY_AGE)))
def test_newer_supersedes(older: Generation, newer: Generation) -> None:
    """A newer version, and the complete reading of one version, win in names and in versions."""
    assert older < newer
    assert str(older) < str(newer)
    assert older.document_version(RECORD) < newer.document_version(RECORD)


def test_newest_of_any_record_wins() -> None:
    """No tie-break between records reaches into the next scoring."""
    records = [Source(bucket="logs", key=f"{at}.json.gz", line=at) for at in range(500)]
    older = max(BY_AGE[1].document_version(record) for record in records)
    newer = min(BY_AGE[2].document_version(record) for record in records)
    assert older < newer


def test_version_fits() -> None:
    """The largest version is one that OpenSearch takes: a positive signed 64-bit number."""
    assert 0 < BY_AGE[-1].document_version(RECORD) < 2**63


def test_two_places_of_one_record() -> None:
    """Two log objects that hold the same record give two versions, always the same two."""
    first = Generation(1, complete=True).document_version(RECORD)
    copied = RECORD.model_copy(update={"key": "copy.json.gz"})
    second = Generation(1, complete=True).document_version(copied)
    assert first != second
    assert first == Generation(1, complete=True).document_version(RECORD)


@pytest.mark.parametrize(
    "log",
    [
        "AWSLogs/1/BedrockModelInvocationLogs/ap-northeast-1/2026/10/13/01/x.json.gz",
        "with space+plus%25/日本語.json.gz",
        "assessments/nested/000000000001-1.ndjson.gz",
    ],
)
def test_key_round_trip(log: str) -> None:
    """The key of a scoring names its log object and its generation, whatever the log is called."""
    known = scoring(7, complete=False, log=log)
    assert AssessmentObject.from_key(known.key) == known


@pytest.mark.parametrize(
    "key",
    [
        "assessments/logs/a.json.gz/1-1.ndjson.gz",
        "assessments/logs/a.json.gz/000000000001-2.ndjson.gz",
        "assessments/000000000001-1.ndjson.gz",
        "quarantine/assess/logs/a.json.gz/000000000001-1.ndjson.gz",
        "assessments/logs/a.json.gz/000000000001-1.ndjson",
        "assessments/logs/a.json.gz/00000000000１-1.ndjson.gz",
        "",
    ],
)
def test_other_keys(key: str) -> None:
    """A key that names no scoring is told apart."""
    assert AssessmentObject.from_key(key) is None
