"""The sample logs: reproducible, both languages alike, and what is planted in them is found."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from raimon.assessment import Assessment
from raimon.finding import Severity
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.refused import Refused
from raimon_local.sample_maker.families import FAMILIES
from raimon_local.sample_maker.make import make

type Truth = list[dict[str, Any]]


@pytest.fixture(scope="session")
def truth(samples: Path) -> Truth:
    """Return what is true about each sample."""
    lines = (samples / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def results(samples: Path) -> list[Assessed | Refused]:
    """Return what becomes of each sample record."""
    scoring = Scoring(default_policy(), TokenKey(b"a key for the tests of the samples"))
    return list(AssessedLogs(scoring).read(log_files([str(samples)])))


@pytest.fixture(scope="session")
def assessments(results: list[Assessed | Refused]) -> Mapping[str, Assessment]:
    """Return the assessments by request id."""
    return {
        each.assessment.request_id: each.assessment
        for each in results
        if isinstance(each, Assessed)
    }


def unpacked(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below the folder, gzip taken off where it can be."""
    contents = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            whole = content[:2] == b"\x1f\x8b" and "_cut" not in file.name
            contents[str(file.relative_to(folder))] = gzip.decompress(content) if whole else content
    return contents


def test_maker_makes_them(samples: Path, tmp_path: Path) -> None:
    """The maker gives exactly the samples that are carried, so nobody edits them by hand."""
    make(tmp_path)

    assert unpacked(tmp_path) == unpacked(samples)


def test_size(samples: Path, truth: Truth) -> None:
    """There are at least five hundred, half of them Japanese, in less than 1.5 MB."""
    languages = Counter(each["language"] for each in truth)
    size = sum(file.stat().st_size for file in samples.rglob("*") if file.is_file())

    assert languages.total() >= 500
    assert abs(languages["ja"] - languages["en"]) < 0.1 * languages.total()
    assert size < 1_500_000


def test_every_family(truth: Truth) -> None:
    """Every body family is there in both languages."""
    used = {(each["language"], each["operation"], each["model"]) for each in truth}

    assert used >= {
        (language, family.operation, family.model)
        for family in FAMILIES
        for language in ("en", "ja")
    }


def test_nothing_is_lost(truth: Truth, results: list[Assessed | Refused]) -> None:
    """Every record is assessed; only the cut lines and the cut object are refused."""
    assessed = Counter(each.assessment.request_id for each in results if isinstance(each, Assessed))
    refused = Counter(each.reason for each in results if isinstance(each, Refused))

    assert assessed.keys() == {each["request_id"] for each in truth}
    assert {request for request, number in assessed.items() if number > 1} == {
        each["request_id"] for each in truth if "also_delivered" in each
    }
    assert refused == {"not_json": 2, "truncated_gzip": 1}


def test_offloaded_bodies_are_read(truth: Truth, assessments: Mapping[str, Assessment]) -> None:
    """A body beside the log is read as if it stood in it."""
    offloaded = [each for each in truth if each.get("offloaded")]

    assert len(offloaded) >= 4
    assert all(
        assessments[each["request_id"]].bodies.output == "present"
        and assessments[each["request_id"]].outcome == each["outcome"]
        for each in offloaded
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_planted_is_found(
    language: str, truth: Truth, assessments: Mapping[str, Assessment]
) -> None:
    """What is planted is found under its rule, in nine of ten cases at least, in each language."""
    planted = [each for each in truth if each["language"] == language and "planted" in each]
    missed = Counter(
        each["case"]
        for each in planted
        if not any(
            found.rule_id == each["planted"]["rule"]
            and found.entity == each["planted"].get("entity", found.entity)
            for found in assessments[each["request_id"]].findings
        )
    )

    assert missed.total() <= 0.1 * len(planted), missed


@pytest.mark.parametrize("language", ["en", "ja"])
def test_honest_is_left_alone(
    language: str, truth: Truth, assessments: Mapping[str, Assessment]
) -> None:
    """In conversations in which nothing is wrong nothing is found but names, which only count."""
    found = Counter(
        finding.rule_id
        for each in truth
        if each["language"] == language and each["case"] is None
        for finding in assessments[each["request_id"]].findings
        if (finding.entity, finding.severity) != ("PERSON", Severity.INFORMATIONAL)
    )

    assert found == {}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_outcomes(language: str, truth: Truth, assessments: Mapping[str, Assessment]) -> None:
    """How an invocation ended is told as it was, in 99 of a hundred cases at least."""
    ours = [each for each in truth if each["language"] == language]
    wrong = [
        each["case"] for each in ours if assessments[each["request_id"]].outcome != each["outcome"]
    ]

    assert len(wrong) <= 0.01 * len(ours), wrong


def test_values_stay_inside(truth: Truth, results: list[Assessed | Refused]) -> None:
    """No planted value stands in anything that the scorer lets out."""
    told = "".join(each.to_json() for each in results)
    planted = [each["planted"] for each in truth if "value" in each.get("planted", {})]
    values = ["".join(each["value"]) for each in planted]

    assert len(values) >= 40
    assert [value for value in values if value in told] == []
