"""The rules' patterns, on the engine of EventBridge itself and on real-shaped events.

Moto takes an operator that it doesn't know for a match; this engine refuses it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from raimon.audit.watched import WATCHED
from raimon_local import stack
from tests.template.cloudformation import Template, resources
from tests.template.conftest import ROOT
from tests.template.test_rules import as_local

PROGRAM = ROOT / "tests/template/MatchEvents.java"

type Event = Mapping[str, Any]
type Matcher = Callable[[Iterable[tuple[Event, Event]]], list[str]]


@pytest.fixture(scope="session")
def match() -> Matcher:
    """Return a function that answers pairs of pattern and event; it needs Java and Maven."""
    java = shutil.which("java")
    if java is None or shutil.which("mvn") is None:
        pytest.skip("the engine of EventBridge needs java and mvn on PATH")
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    fetch = ["make", "--silent", "build/event-ruler/ready"]
    subprocess.run(fetch, cwd=ROOT, env=environment, check=True, timeout=300)  # noqa: S603 - our own target

    def ask(pairs: Iterable[tuple[Event, Event]]) -> list[str]:
        lines = [json.dumps({"pattern": pattern, "event": event}) for pattern, event in pairs]
        return subprocess.run(  # noqa: S603 - our own program
            [java, "-cp", str(ROOT / "build/event-ruler/*"), str(PROGRAM)],
            input="\n".join(lines),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout.split()

    return ask


def _rules(template: Template) -> dict[str, Event]:
    """Return the pattern of every rule by its logical id, with the local stack's names."""
    return {
        name: json.loads(as_local(rule["EventPattern"]))
        for name, rule in resources(template, "AWS::Events::Rule").items()
        if "EventPattern" in rule
    }


def _samples() -> dict[str, list[Event]]:
    """Return the events of all samples by function; what is no event isn't sent."""
    found: dict[str, list[Event]] = {}
    for file in sorted((ROOT / "events").rglob("*.json")):
        if file.stem != "poison":
            records = json.loads(file.read_text(encoding="utf-8")).get("Records", [])
            events = [json.loads(record["body"]) for record in records]
            events = [event for event in events if event.get("source") != "aws.events"]  # schedules
            found.setdefault(Path(file).parent.name, []).extend(events)
    return found


def test_every_sample_reaches_its_function_alone(translated: Template, match: Matcher) -> None:
    """Each sample event matches the rule that leads to its function, and no other."""
    rules = resources(translated, "AWS::Events::Rule")
    leads_to = {name: rule["Targets"][0]["Id"] for name, rule in rules.items()}
    cases = [
        (function, name, pattern, event)
        for function, events in _samples().items()
        for event in events
        for name, pattern in _rules(translated).items()
        if ("EventBusName" in rules[name]) == (event["source"] == "raimon")
    ]
    answers = match((pattern, event) for _, _, pattern, event in cases)
    reached = [
        (function, leads_to[name])
        for (function, name, _, _), answer in zip(cases, answers, strict=True)
        if answer == "true"
    ]
    assert set(answers) == {"true", "false"}
    assert all(function == target for function, target in reached)
    assert len(reached) == sum(map(len, _samples().values()))


def _bedrock(name: str, *, source: str = "aws.bedrock") -> Event:
    """Return CloudTrail's event of a call of Bedrock."""
    detail = {"eventSource": "bedrock.amazonaws.com", "eventName": name}
    return {"source": source, "detail-type": "AWS API Call via CloudTrail", "detail": detail}


def test_every_watched_call_matches(translated: Template, match: Matcher) -> None:
    """Each call that `audit` knows wakes it, failed attempts among them, and it alone."""
    pairs = []
    for name in WATCHED:
        event = _bedrock(name)
        denied = {**event, "detail": {**event["detail"], "errorCode": "AccessDenied"}}
        for rule, pattern in _rules(translated).items():
            pairs += [(rule, pattern, told) for told in (event, denied)]
    answers = match((pattern, event) for _, pattern, event in pairs)
    woken = {rule for (rule, _, _), answer in zip(pairs, answers, strict=True) if answer == "true"}
    assert woken == {"ControlChanged"}
    assert answers.count("true") == 2 * len(WATCHED)


def test_what_must_not_match(translated: Template, match: Matcher) -> None:
    """Another bucket, another prefix and somebody else's events wake nobody."""
    created = {"source": "aws.s3", "detail-type": "Object Created"}
    strangers: list[Event] = [
        {**created, "detail": {"bucket": {"name": "elsewhere"}, "object": {"key": "a"}}},
        {
            **created,
            "detail": {
                "bucket": {"name": stack.RESULTS_BUCKET},
                "object": {"key": "quarantine/assess/logs/a.ndjson.gz"},
            },
        },
        {
            **created,
            "detail-type": "Object Deleted",
            "detail": {"bucket": {"name": stack.LOG_BUCKET}, "object": {"key": "a"}},
        },
        _bedrock("InvokeModel"),  # each call of a model is such an event: thousands an hour
        _bedrock("Converse"),
        _bedrock("GetGuardrail"),
        _bedrock("DeleteGuardrail", source="aws.sagemaker"),
        {**_bedrock("DeleteGuardrail"), "detail-type": "Batch Inference Job State Change"},
        {"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}},
        {"source": "somebody", "detail-type": "FindingRaised", "detail": {}},
        {"source": "raimon", "detail-type": "DeploymentObserved", "detail": {}},
    ]
    pairs = [(pattern, event) for pattern in _rules(translated).values() for event in strangers]
    assert set(match(pairs)) == {"false"}


def test_the_engine_refuses_what_it_does_not_know(match: Matcher) -> None:
    """A misspelt operator is refused, so that the tests above can't pass by accident."""
    pattern = {"detail": {"key": [{"prefx": "assessments/"}]}}
    assert match([(pattern, {"detail": {"key": "assessments/a"}})]) == ["refused"]
