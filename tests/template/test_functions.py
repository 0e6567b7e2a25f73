"""What the template promises for every function."""

from collections.abc import Mapping
from typing import Any

import pytest

from raimon.settings import (
    AssessSettings,
    AuditSettings,
    CompareSettings,
    ExpireSettings,
    IndexSettings,
    NotifySettings,
    Settings,
    SetupSettings,
)
from tests.template.cloudformation import Template, mapped, resources
from tests.template.conftest import ROOT

STAGES: Mapping[str, type[Settings]] = {
    "Assess": AssessSettings,
    "Audit": AuditSettings,
    "Compare": CompareSettings,
    "Expire": ExpireSettings,
    "Index": IndexSettings,
    "Notify": NotifySettings,
    "Setup": SetupSettings,
}
QUEUED = ("Assess", "Audit", "Index", "Notify")  # fed by a queue; a failed message comes again
CALLED = (
    "Compare",
    "Expire",
    "Setup",
)  # by a schedule; by CloudFormation, which is told what failed
BY_LAMBDA = {"AWS_REGION"}  # every function has it without asking
every_stage = pytest.mark.parametrize("stage", STAGES)
every_queue = pytest.mark.parametrize("stage", QUEUED)
_TIMES_THE_TIMEOUT = 6


def _function(template: Template, stage: str) -> dict[str, Any]:
    properties: dict[str, Any] = template["Resources"][f"{stage}Function"]["Properties"]
    return properties


def test_every_function_has_a_stage(source: Template) -> None:
    """Each folder below functions/ is a function of the template and has tests here."""
    folders = {handler.parent.name for handler in ROOT.glob("functions/*/handler.py")}
    deployed = resources(source, "AWS::Serverless::Function")
    assert {properties["CodeUri"] for properties in deployed.values()} == {
        f"functions/{folder}/" for folder in folders
    }
    assert set(deployed) == {f"{stage}Function" for stage in STAGES}


@every_stage
def test_log_group(translated: Template, stage: str) -> None:
    """The function's log has an end, which a parameter sets."""
    group = _function(translated, stage)["LoggingConfig"]["LogGroup"]
    assert group == {"Ref": f"{stage}Logs"}
    retention = translated["Resources"][f"{stage}Logs"]["Properties"]["RetentionInDays"]
    assert retention == {"Ref": "LogRetentionDays"}


@every_queue
def test_dead_letters(translated: Template, stage: str) -> None:
    """What fails for good is kept as a dead letter for as long as SQS keeps anything."""
    queue = translated["Resources"][f"{stage}Queue"]["Properties"]
    dead = translated["Resources"][f"{stage}DeadLetters"]["Properties"]
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {
        "Fn::GetAtt": [f"{stage}DeadLetters", "Arn"]
    }
    assert dead["MessageRetentionPeriod"] == 14 * 24 * 3600


@every_queue
def test_visibility(translated: Template, stage: str) -> None:
    """SQS hides a message for at least six times as long as the function may run."""
    queue = translated["Resources"][f"{stage}Queue"]["Properties"]
    timeout = mapped(translated, _function(translated, stage)["Timeout"])
    assert mapped(translated, queue["VisibilityTimeout"]) >= _TIMES_THE_TIMEOUT * timeout


@every_queue
def test_partial_batches(translated: Template, stage: str) -> None:
    """One bad message doesn't bring the others of its batch back."""
    mapping = translated["Resources"][f"{stage}FunctionQueue"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": [f"{stage}Queue", "Arn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize(
    ("stage", "suffix", "metric", "watched"),
    [
        *((stage, "Errors", "Errors", {"Ref": f"{stage}Function"}) for stage in STAGES),
        *((stage, "Throttles", "Throttles", {"Ref": f"{stage}Function"}) for stage in STAGES),
        *(
            (
                stage,
                "Late",
                "ApproximateAgeOfOldestMessage",
                {"Fn::GetAtt": [f"{stage}Queue", "QueueName"]},
            )
            for stage in QUEUED
        ),
        *(
            (
                stage,
                "DeadLettersWaiting",
                "ApproximateNumberOfMessagesVisible",
                {"Fn::GetAtt": [f"{stage}DeadLetters", "QueueName"]},
            )
            for stage in (*QUEUED, "Compare", "Expire")
        ),
    ],
)
def test_alarms(
    translated: Template, stage: str, suffix: str, metric: str, watched: dict[str, Any]
) -> None:
    """Trouble of a stage is measured where it shows."""
    alarm = translated["Resources"][f"{stage}{suffix}"]["Properties"]
    assert alarm["MetricName"] == metric
    (dimension,) = alarm["Dimensions"]
    assert dimension["Value"] == watched
    assert alarm["TreatMissingData"] == "notBreaching"


def test_alarms_reach_the_platform_team(translated: Template) -> None:
    """Every alarm is told when it begins and when it ends, and says what to do."""
    alarms = resources(translated, "AWS::CloudWatch::Alarm")
    assert len(alarms) > 4 * len(QUEUED)
    for name, alarm in alarms.items():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "OperationsTopic"}], name
        assert alarm["AlarmDescription"].count(".") >= 2, name


@pytest.mark.parametrize("stage", ["Compare", "Expire"])
def test_schedules_leave_dead_letters(translated: Template, stage: str) -> None:
    """A run that fails after its tries is kept, whether the call or the function failed."""
    config = translated["Resources"][f"{stage}FunctionEventInvokeConfig"]["Properties"]
    letters = {"Fn::GetAtt": [f"{stage}DeadLetters", "Arn"]}
    assert config["DestinationConfig"]["OnFailure"]["Destination"] == letters
    (target,) = translated["Resources"][f"{stage}Due"]["Properties"]["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": [f"{stage}Function", "Arn"]}
    assert target["DeadLetterConfig"] == {"Arn": letters}


def test_cloudformation_outwaits_setup(source: Template) -> None:
    """CloudFormation waits longer for an answer than the function may run, so it is never early."""
    stage = source["Mappings"]["Stages"]["Setup"]
    assert stage["AnswerSeconds"] > stage["TimeoutSeconds"]
    custom = [told for told in source["Resources"].values() if told["Type"].startswith("Custom::")]
    assert len(custom) == 2
    for resource in custom:
        waits = resource["Properties"]["ServiceTimeout"]
        assert waits == {"Fn::FindInMap": ["Stages", "Setup", "AnswerSeconds"]}


def test_stacks_count_apart(translated: Template) -> None:
    """Functions publish, and alarms watch, metrics in a namespace that carries the stack's name."""
    namespace = {"Fn::Sub": "Raimon/${AWS::StackName}"}
    for stage in STAGES:
        variables = _function(translated, stage)["Environment"]["Variables"]
        assert variables["POWERTOOLS_METRICS_NAMESPACE"] == namespace
    watched = [
        told["Namespace"]
        for alarm in resources(translated, "AWS::CloudWatch::Alarm").values()
        for told in (
            alarm,
            *(m.get("MetricStat", {}).get("Metric", {}) for m in alarm.get("Metrics", [])),
        )
        if not str(told.get("Namespace", "AWS/")).startswith("AWS/")
    ]
    assert len(watched) == 10
    assert all(told == namespace for told in watched)


@every_stage
def test_environment(translated: Template, stage: str) -> None:
    """The environment is what the settings of the function read: no more and no less."""
    variables = _function(translated, stage)["Environment"]["Variables"]
    ours = {name for name in variables if not name.startswith("POWERTOOLS_")}
    read = {name.upper() for name in STAGES[stage].model_fields}
    assert ours == read - BY_LAMBDA


@every_stage
def test_layers(translated: Template, stage: str) -> None:
    """Two layers are attached, and setup's and assess's own, for the processor and Python."""
    function = _function(translated, stage)
    layers = [layer["Fn::If"][1] if "Fn::If" in layer else layer for layer in function["Layers"]]
    names = [layer["Ref"].rstrip("0123456789abcdef") for layer in layers]
    own = {"Assess": ["JapaneseNamesLayer"], "Setup": ["DashboardsLayer"]}
    assert names == ["DependenciesLayer", "CoreLayer", *own.get(stage, [])]
    for layer in layers:
        told = translated["Resources"][layer["Ref"]]["Properties"]
        assert told["CompatibleRuntimes"] == [function["Runtime"]] == ["python3.13"]
        assert told["CompatibleArchitectures"] == function["Architectures"]


def test_a_late_body_makes_no_dead_letter(source: Template) -> None:
    """A body that never comes is given up before its message would be a dead letter."""
    attempts = _function(source, "Assess")["Environment"]["Variables"]["BODY_ATTEMPTS"]
    assert int(attempts) < source["Mappings"]["Stages"]["Assess"]["MaxReceives"]


def test_index_outlasts_a_day_without_opensearch(source: Template) -> None:
    """Messages for OpenSearch are tried again for at least a day before they are dead letters."""
    stage = source["Mappings"]["Stages"]["Index"]
    assert stage["VisibilitySeconds"] * stage["MaxReceives"] >= 24 * 3600


def test_bulk_requests_end_in_time(source: Template) -> None:
    """One bulk request ends long before the function must."""
    timeout = _function(source, "Index")["Environment"]["Variables"]["BULK_TIMEOUT_SECONDS"]
    assert 2 * float(timeout) < source["Mappings"]["Stages"]["Index"]["TimeoutSeconds"]


def test_layers_are_built_by_makefile(source: Template) -> None:
    """A layer without a build method would ship caches; without an architecture, x86 wheels."""
    for name in resources(source, "AWS::Serverless::LayerVersion"):
        metadata = source["Resources"][name]["Metadata"]
        assert metadata == {"BuildMethod": "makefile", "BuildArchitecture": {"Ref": "Architecture"}}
        makefile = ROOT / source["Resources"][name]["Properties"]["ContentUri"] / "Makefile"
        assert f"build-{name}:" in makefile.read_text(encoding="utf-8")
