"""The rules are those of the local stack, and none loses an event that it can't deliver."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from raimon.audit.watched import WATCHED
from raimon_local import stack
from raimon_local.functions import NAMES
from tests.template.cloudformation import Template, resources

# Where the local stack has names, the template has references.
LOCAL_NAMES = {
    json.dumps(
        {"Fn::If": ["MakesLogs", {"Ref": "InvocationLogs"}, {"Ref": "LogBucket"}]}
    ): json.dumps(stack.LOG_BUCKET),
    json.dumps({"Ref": "ResultsBucket"}): json.dumps(stack.RESULTS_BUCKET),
}


def _deployed(template: Template) -> set[tuple[str, str, str]]:
    """Return bus, stage and pattern of every rule."""
    return {
        (
            "own" if "EventBusName" in rule else "default",
            target["Id"],
            as_local(rule["EventPattern"]),
        )
        for rule in resources(template, "AWS::Events::Rule").values()
        for target in rule["Targets"]
        if "EventPattern" in rule and target["Id"] in NAMES
    }


def _local(rules: Iterable[tuple[str, str, Mapping[str, Any]]]) -> set[tuple[str, str, str]]:
    return {
        ("own" if bus == stack.BUS else bus, stage, json.dumps(pattern, sort_keys=True))
        for bus, stage, pattern in rules
        if stage in NAMES
    }


def as_local(pattern: Mapping[str, Any]) -> str:
    """Return the pattern with the local stack's names in place of references."""
    text = json.dumps(pattern, sort_keys=True)
    for reference, name in LOCAL_NAMES.items():
        text = text.replace(reference, name)
    return text


def test_local_stack_has_the_same_rules(translated: Template) -> None:
    """What the demo and the chain tests route is what a deployment routes."""
    assert _deployed(translated) == _local(stack.RULES)


def test_undeliverable_events_are_kept(translated: Template) -> None:
    """An event that its queue won't take goes to that stage's dead letters."""
    rules = resources(translated, "AWS::Events::Rule")
    assert rules
    for name, rule in rules.items():
        for target in rule["Targets"]:
            receiver = target["Arn"]["Fn::GetAtt"][0]
            dead = receiver.removesuffix("Queue").removesuffix("Function") + "DeadLetters"
            assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": [dead, "Arn"]}}, name


def test_buckets_tell_eventbridge(translated: Template) -> None:
    """The buckets of the stack send their events where the rules listen."""
    buckets = resources(translated, "AWS::S3::Bucket")
    assert set(buckets) == {"InvocationLogs", "ResultsBucket"}
    for bucket in buckets.values():
        told = bucket["NotificationConfiguration"]["EventBridgeConfiguration"]
        assert told == {"EventBridgeEnabled": True}


def test_audit_watches_what_it_understands(translated: Template) -> None:
    """The rule pins exactly the calls that `audit` knows: no more and no less."""
    detail = translated["Resources"]["ControlChanged"]["Properties"]["EventPattern"]["detail"]
    assert sorted(detail["eventName"]) == sorted(WATCHED)


@pytest.mark.parametrize(
    ("rule", "most"), [("AuditDue", 1), ("CompareDue", 1), ("NotifyDue", 1), ("ExpireDue", 24)]
)
def test_schedules(translated: Template, rule: str, most: int) -> None:
    """What is due within the hour has a rate, retention is daily, as EventBridge knows them."""
    told = translated["Resources"][rule]["Properties"]["ScheduleExpression"]
    if most == 1:
        assert re.fullmatch(r"rate\((1 hour|5 minutes|15 minutes)\)", told)
    else:
        assert re.fullmatch(r"cron\([0-5]?\d ([01]?\d|2[0-3]) \* \* \? \*\)", told)


@pytest.mark.parametrize("attribute", ["pk", "sk"])
def test_state_table_has_the_local_keys(translated: Template, attribute: str) -> None:
    """The table's keys are those that the functions write."""
    table = resources(translated, "AWS::DynamoDB::Table")["StateTable"]
    assert {"AttributeName": attribute, "AttributeType": "S"} in table["AttributeDefinitions"]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
