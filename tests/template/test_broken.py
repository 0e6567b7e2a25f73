"""The checks themselves: one thing of the template is broken at a time, and one of them sees it."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.template import (
    test_choices,
    test_functions,
    test_permissions,
    test_rules,
    test_source,
)
from tests.template.cloudformation import Template, read_template
from tests.template.conftest import ROOT
from tests.template.encryption import shut_out

type Break = Callable[[dict[str, Any]], object]
type Check = Callable[[Any], object]

FRAGMENT = """
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {KmsMasterKeyId: alias/aws/sns}
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties: {AlarmActions: [!Ref Topic], MetricName: Errors, Namespace: AWS/Lambda}
  Queue:
    Type: AWS::SQS::Queue
    Properties: {KmsMasterKeyId: alias/aws/sqs}
  Rule:
    Type: AWS::Events::Rule
    Properties: {EventPattern: {source: [aws.s3]}, Targets: [{Id: q, Arn: !GetAtt Queue.Arn}]}
"""


def _properties(resources: dict[str, Any], name: str) -> dict[str, Any]:
    properties: dict[str, Any] = resources[name]["Properties"]
    return properties


def _first_statement(resources: dict[str, Any], role: str) -> dict[str, Any]:
    statement: dict[str, Any] = _properties(resources, role)["Policies"][0]["PolicyDocument"][
        "Statement"
    ][0]
    return statement


def test_topics_and_queues_let_services_in(translated: Template) -> None:
    """Alarms reach their topic and rules their queues: no key of theirs shuts them out."""
    assert shut_out(translated) == []


def test_managed_keys_are_named() -> None:
    """A topic and a queue under AWS-managed keys are told by name."""
    assert shut_out(read_template(FRAGMENT)) == ["Topic", "Queue"]


# What is broken in the resources, and the check that must not hold any more.
BROKEN: dict[str, tuple[Break, Check]] = {
    "a message is handed out twice": (
        lambda r: _properties(r, "IndexQueue").update(VisibilityTimeout=60),
        lambda t: test_functions.test_visibility(t, "Index"),
    ),
    "one bad message brings its batch back": (
        lambda r: _properties(r, "AssessFunctionQueue").pop("FunctionResponseTypes"),
        lambda t: test_functions.test_partial_batches(t, "Assess"),
    ),
    "a log without an end": (
        lambda r: _properties(r, "NotifyLogs").update(RetentionInDays=3653),
        lambda t: test_functions.test_log_group(t, "Notify"),
    ),
    "a setting that nobody reads": (
        lambda r: _properties(r, "AuditFunction")["Environment"]["Variables"].update(LOG_BUKET=""),
        lambda t: test_functions.test_environment(t, "Audit"),
    ),
    "an alarm that tells nobody": (
        lambda r: _properties(r, "CoverageLow").update(AlarmActions=[]),
        test_functions.test_alarms_reach_the_platform_team,
    ),
    "an alarm on another stack's metrics": (
        lambda r: _properties(r, "CoverageLow").update(Namespace="Raimon"),
        test_functions.test_stacks_count_apart,
    ),
    "an alarm on another queue": (
        lambda r: _properties(r, "IndexLate")["Dimensions"][0].update(
            Value={"Fn::GetAtt": ["NotifyQueue", "QueueName"]}
        ),
        lambda t: test_functions.test_alarms(
            t,
            "Index",
            "Late",
            "ApproximateAgeOfOldestMessage",
            {"Fn::GetAtt": ["IndexQueue", "QueueName"]},
        ),
    ),
    "rights to everything of a service": (
        lambda r: _first_statement(r, "IndexRole").update(Action="s3:*"),
        test_permissions.test_no_wildcard_action,
    ),
    "rights everywhere": (
        lambda r: _first_statement(r, "NotifyRole").update(Resource="*"),
        test_permissions.test_no_wildcard_resource,
    ),
    "a role that reads logs": (
        lambda r: _first_statement(r, "AuditRole").update(
            Action="s3:GetObject", Resource={"Fn::Sub": "${InvocationLogs.Arn}/*"}
        ),
        test_permissions.test_only_assess_reads_logs,
    ),
    "a rule whose queue refuses it": (
        lambda r: _properties(r, "AuditQueuePolicy")["PolicyDocument"]["Statement"][0].update(
            Condition={"ArnEquals": {"aws:SourceArn": [{"Fn::GetAtt": ["ControlChanged", "Arn"]}]}}
        ),
        lambda t: test_permissions.test_queue_policy(t, "Audit"),
    ),
    "a rule that drops what it can't deliver": (
        lambda r: _properties(r, "FindingRaised")["Targets"][0].pop("DeadLetterConfig"),
        test_rules.test_undeliverable_events_are_kept,
    ),
    "a rule for every call of Bedrock": (
        lambda r: _properties(r, "ControlChanged")["EventPattern"]["detail"].update(eventName=[]),
        test_rules.test_audit_watches_what_it_understands,
    ),
    "a rule with another prefix": (
        lambda r: _properties(r, "ResultsCreated")["EventPattern"]["detail"]["object"].update(
            key=[{"prefix": "results/"}]
        ),
        test_rules.test_local_stack_has_the_same_rules,
    ),
    "a schedule that isn't one": (
        lambda r: _properties(r, "ExpireDue").update(ScheduleExpression="cron(30 3 * * *)"),
        lambda t: test_rules.test_schedules(t, "ExpireDue", 24),
    ),
    "a bucket that tells nobody": (
        lambda r: _properties(r, "ResultsBucket").pop("NotificationConfiguration"),
        test_rules.test_buckets_tell_eventbridge,
    ),
    "a topic under AWS's key": (
        lambda r: _properties(r, "OperationsTopic").update(KmsMasterKeyId="alias/aws/sns"),
        test_topics_and_queues_let_services_in,
    ),
    "a key that CloudWatch may not use": (
        lambda r: _properties(r, "DataKey")["KeyPolicy"]["Statement"].pop(1),
        test_topics_and_queues_let_services_in,
    ),
    "a bucket that goes with the stack": (
        lambda r: r["ResultsBucket"].pop("DeletionPolicy"),
        test_source.test_what_holds_data_is_kept_and_encrypted,
    ),
    "documents before their templates": (
        lambda r: r["IndexFunction"].pop("DependsOn"),
        lambda t: test_choices.test_one_address_for_everyone(t, test_choices.PLAIN),
    ),
    "a reference to what another choice makes": (
        lambda r: r["Domain"].update(Condition="MakesCollection"),
        lambda t: test_choices.test_choice_is_whole(t, test_choices.PLAIN),
    ),
}


@pytest.mark.parametrize(("breaks", "check"), BROKEN.values(), ids=BROKEN)
def test_breaking_it_is_seen(translated: Template, breaks: Break, check: Check) -> None:
    """The check holds, and doesn't any more once the one thing is broken."""
    template = copy.deepcopy(dict(translated))
    check(template)
    breaks(template["Resources"])
    with pytest.raises((AssertionError, KeyError)):
        check(template)


def test_a_fixed_name_is_seen(source: Template) -> None:
    """A name that only one stack in an account can have is refused where it is written."""
    template = copy.deepcopy(dict(source))
    _properties(template["Resources"], "AssessQueue")["QueueName"] = "raimon-assess"
    with pytest.raises(AssertionError):
        test_source.test_no_fixed_names(template)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        pytest.param("Runtime", "python3.99", "E3030", id="a Python that Lambda hasn't"),
        pytest.param("Timeout", 5000, "E3717", id="longer than a function may run"),
        pytest.param("Handlr", "handler.handler", "E3002", id="a misspelt property"),
    ],
)
def test_lint_sees_it(
    translated: Template, tmp_path: Path, name: str, value: object, told: str
) -> None:
    """What cfn-lint knows of is refused in the translated template."""
    template = copy.deepcopy(dict(translated))
    _properties(template["Resources"], "AssessFunction")[name] = value
    (tmp_path / "broken.json").write_text(json.dumps(template), encoding="utf-8")
    command = [str(ROOT / ".tools/bin/cfn-lint"), "--regions", "us-east-1", "--"]
    answer = subprocess.run(  # noqa: S603 - the locked tool on our own file
        [*command, str(tmp_path / "broken.json")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode != 0
    assert told in answer.stdout


@pytest.mark.parametrize(
    ("owner", "name", "told"),
    [
        pytest.param("ResultsBucket", "PublicAccessBlockConfiguration", "CKV_AWS_53", id="public"),
        pytest.param(
            "StateTable", "PointInTimeRecoverySpecification", "CKV_AWS_28", id="no backup"
        ),
        pytest.param("OperationsTopic", "KmsMasterKeyId", "CKV_AWS_26", id="plain topic"),
    ],
)
def test_the_scanner_sees_it(
    translated: Template, tmp_path: Path, owner: str, name: str, told: str
) -> None:
    """An insecure setting is refused by the scanner, with the skips of the repository in force."""
    scanner = ROOT / "build/checkov/bin/checkov"
    if not scanner.exists():
        pytest.skip("checkov is set up by make template")
    template = copy.deepcopy(dict(translated))
    del _properties(template["Resources"], owner)[name]
    (tmp_path / "broken.json").write_text(json.dumps(template, indent=1), encoding="utf-8")
    command = [scanner, "--config-file", ROOT / ".checkov.yaml", "--file", tmp_path / "broken.json"]
    answer = subprocess.run(  # noqa: S603 - the locked tool on our own file
        [str(part) for part in command], capture_output=True, text=True, check=False, timeout=120
    )
    assert answer.returncode == 1
    assert told in answer.stdout
