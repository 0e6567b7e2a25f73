"""A log object comes in, twice; results, documents and one notification come out."""

import json

from tests.e2e.deployed import Effect


def test_results(effect: Effect) -> None:
    """The object's results lie in the bucket once, with an assessment for each whole record."""
    (content,) = effect.results.values()
    assessments = [json.loads(line) for line in content.splitlines()]
    assert [told["application"] for told in assessments] == [effect.specimen.application] * 2
    leaked = [(told["entity"], told["kind"]) for told in assessments[0]["findings"]]
    assert ("EMAIL_ADDRESS", "LEAK.MODEL") in leaked
    assert assessments[1]["findings"] == []


def test_quarantine(effect: Effect) -> None:
    """The broken line is named in quarantine, with its place and without its text."""
    (content,) = effect.quarantine.values()
    (entry,) = [json.loads(line) for line in content.splitlines()]
    assert entry["source"]["key"] == effect.specimen.key
    assert entry["source"]["line"] == 3


def test_documents(effect: Effect) -> None:
    """Each invocation, each finding and the alarm is in OpenSearch once."""
    invocations = effect.documents["invocations"]
    assert len({told["invocation_id"] for told in invocations}) == len(invocations) == 2
    findings = effect.documents["findings"]
    assert len({told["finding_id"] for told in findings}) == len(findings) >= 1
    assert not any(told["withdrawn"] for told in findings)
    assert len({told["alarm_id"] for told in effect.documents["alarms"]}) >= 1


def test_one_notification(effect: Effect) -> None:
    """People are told once of each alarm, though the object came twice."""
    told = [each["MessageAttributes"]["alarm_id"]["Value"] for each in effect.notifications]
    assert len(told) == len(set(told)) == 1
    assert set(told) == {each["alarm_id"] for each in effect.documents["alarms"]}


def test_no_dead_letters(effect: Effect) -> None:
    """Nothing failed for good."""
    before, after = effect.dead_letters
    assert after == before
