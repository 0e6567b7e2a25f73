"""What the template promises for every function."""

from collections.abc import Mapping
from typing import Any

import pytest

from raimon.settings import AssessSettings, IndexSettings, NotifySettings, Settings
from tests.template.cloudformation import Template, mapped, resources
from tests.template.conftest import ROOT

STAGES: Mapping[str, type[Settings]] = {
    "Assess": AssessSettings,
    "Index": IndexSettings,
    "Notify": NotifySettings,
}
every_stage = pytest.mark.parametrize("stage", STAGES)
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


@every_stage
def test_dead_letters(translated: Template, stage: str) -> None:
    """What fails for good is kept as a dead letter for as long as SQS keeps anything."""
    queue = translated["Resources"][f"{stage}Queue"]["Properties"]
    dead = translated["Resources"][f"{stage}DeadLetters"]["Properties"]
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {
        "Fn::GetAtt": [f"{stage}DeadLetters", "Arn"]
    }
    assert dead["MessageRetentionPeriod"] == 14 * 24 * 3600


@every_stage
def test_visibility(translated: Template, stage: str) -> None:
    """SQS hides a message for at least six times as long as the function may run."""
    queue = translated["Resources"][f"{stage}Queue"]["Properties"]
    timeout = mapped(translated, _function(translated, stage)["Timeout"])
    assert mapped(translated, queue["VisibilityTimeout"]) >= _TIMES_THE_TIMEOUT * timeout


@every_stage
def test_partial_batches(translated: Template, stage: str) -> None:
    """One bad message doesn't bring the others of its batch back."""
    mapping = translated["Resources"][f"{stage}FunctionQueue"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": [f"{stage}Queue", "Arn"]}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@every_stage
@pytest.mark.parametrize(
    ("suffix", "metric", "watched"),
    [
        pytest.param("Errors", "Errors", {"Ref": "{}Function"}, id="errors"),
        pytest.param("Throttles", "Throttles", {"Ref": "{}Function"}, id="throttles"),
        pytest.param(
            "Late",
            "ApproximateAgeOfOldestMessage",
            {"Fn::GetAtt": ["{}Queue", "QueueName"]},
            id="waiting messages",
        ),
        pytest.param(
            "DeadLettersWaiting",
            "ApproximateNumberOfMessagesVisible",
            {"Fn::GetAtt": ["{}DeadLetters", "QueueName"]},
            id="dead letters",
        ),
    ],
)
def test_alarms(
    translated: Template, stage: str, suffix: str, metric: str, watched: dict[str, Any]
) -> None:
    """Trouble of a stage reaches the platform team, and its end does too."""
    alarm = translated["Resources"][f"{stage}{suffix}"]["Properties"]
    assert alarm["MetricName"] == metric
    (dimension,) = alarm["Dimensions"]
    assert str(dimension["Value"]) == str(watched).replace("{}", stage)
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "OperationsTopic"}]
    assert alarm["TreatMissingData"] == "notBreaching"


@every_stage
def test_environment(translated: Template, stage: str) -> None:
    """The environment is what the settings of the function read: no more and no less."""
    variables = _function(translated, stage)["Environment"]["Variables"]
    ours = {name for name in variables if not name.startswith("POWERTOOLS_")}
    assert ours == {name.upper() for name in STAGES[stage].model_fields}


@every_stage
def test_layers(translated: Template, stage: str) -> None:
    """Both layers are attached, for the function's own processor and Python."""
    function = _function(translated, stage)
    layers = [translated["Resources"][layer["Ref"]]["Properties"] for layer in function["Layers"]]
    assert len(layers) == len(resources(translated, "AWS::Lambda::LayerVersion"))
    for layer in layers:
        assert layer["CompatibleRuntimes"] == [function["Runtime"]] == ["python3.13"]
        assert layer["CompatibleArchitectures"] == function["Architectures"]


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
    for name in ("DependenciesLayer", "CoreLayer"):
        metadata = source["Resources"][name]["Metadata"]
        assert metadata == {"BuildMethod": "makefile", "BuildArchitecture": {"Ref": "Architecture"}}
        makefile = ROOT / source["Resources"][name]["Properties"]["ContentUri"] / "Makefile"
        assert f"build-{name}:" in makefile.read_text(encoding="utf-8")
