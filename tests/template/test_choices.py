"""Each choice of parameters gives a whole stack; an impossible one is refused in a sentence."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.template.choices import LOGS, Choice, deployments
from tests.template.cloudformation import Template, references, resources
from tests.template.conftest import ROOT
from tests.template.deployment import PSEUDO, Deployment

CHOICES = deployments()
PLAIN = CHOICES["domain"]
_JAPANESE = "JapaneseNamesLayer"
every_choice = pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
_REGIONS = ("us-east-1", "ap-northeast-1")
_MADE = {  # what only some choices make
    "Domain": "AWS::OpenSearchService::Domain",
    "Serverless": "AWS::OpenSearchServerless::Collection",
}

# What must be refused, and a word of the sentence that does it.
REFUSED: Mapping[str, tuple[Choice, str]] = {
    "no log bucket": ({"LogBucket": ""}, "needs LogBucket"),
    "replacing what exists": ({"ReplaceLogging": "true"}, "ReplaceLogging belongs"),
    "stopping what isn't ours": ({"StopLoggingOnDelete": "true"}, "StopLoggingOnDelete belongs"),
    "a bucket to make, and a name": ({"BedrockLogging": "Create"}, "leave LogBucket"),
    "a key that is made already": (
        {"BedrockLogging": "Create", "LogBucket": "", "LogKeyArn": "arn:aws:kms:a:1:key/b"},
        "leave LogBucket",
    ),
    "an endpoint without address": ({"OpenSearch": "Endpoint"}, "needs OpenSearchEndpoint"),
    "an address without endpoint": (
        {"OpenSearchEndpoint": "https://search.example.com"},
        "belong to OpenSearch=Endpoint; leave them empty",
    ),
    "a domain called a collection": ({"OpenSearchService": "aoss"}, "leave them as they are"),
    "a domain without roles": ({"ManageRoles": "false"}, "leave them as they are"),
    "a sign-in for somebody else's endpoint": (
        {**CHOICES["domain, Cognito"], **CHOICES["existing domain"]},
        "sign-in of its own",
    ),
    "one node in two zones": ({"DomainZones": "2"}, "even DomainInstanceCount"),
    "three nodes in two zones": (
        {"DomainZones": "2", "DomainInstanceCount": "3"},
        "even DomainInstanceCount",
    ),
    "a VPC without a subnet": ({"VpcId": "vpc-01234567"}, "needs FirstSubnet"),
    "a subnet without a VPC": ({"FirstSubnet": "subnet-01234567"}, "need VpcId"),
    "people in no VPC": ({"DashboardsCidr": "10.0.0.0/8"}, "need VpcId"),
    "two zones in one subnet": (
        {**CHOICES["domain, two zones in a VPC"], "SecondSubnet": ""},
        "need SecondSubnet",
    ),
    "SAML for a collection": (
        {
            "OpenSearch": "Serverless",
            "SignIn": "Saml",
            "SamlEntityId": "a",
            "SamlMetadataParameter": "b",
        },
        "Serverless collection takes",
    ),
    "Identity Center without an instance": ({"SignIn": "IdentityCenter"}, "IdentityCenterArn"),
    "SAML without metadata": ({"SignIn": "Saml", "SamlEntityId": "a"}, "SamlMetadataParameter"),
    "Cognito without a pool": ({"SignIn": "Cognito"}, "CognitoUserPool"),
}


@every_choice
def test_choice_is_allowed(source: Template, choice: Choice) -> None:
    """No rule refuses what can work, and each value fits its parameter."""
    assert Deployment(source, choice).refusals == []
    for name, value in choice.items():
        told = source["Parameters"][name]
        assert value in map(str, told.get("AllowedValues", [value])), name
        assert re.fullmatch(told.get("AllowedPattern", ".*"), value), name


@pytest.mark.parametrize(("told", "word"), REFUSED.values(), ids=REFUSED)
def test_impossible_choice_is_refused(source: Template, told: Choice, word: str) -> None:
    """What can't work is refused before anything is made, in one sentence."""
    (sentence,) = Deployment(source, {**PLAIN, **told}).refusals
    assert word in sentence
    assert sentence.endswith(".")


def test_every_assertion_refuses_something(source: Template) -> None:
    """Each sentence of the rules is seen at least once."""
    told = {
        assertion["AssertDescription"]
        for rule in source["Rules"].values()
        for assertion in rule["Assertions"]
    }
    seen = {
        sentence
        for choice, _ in REFUSED.values()
        for sentence in Deployment(source, {**PLAIN, **choice}).refusals
    }
    assert seen == told


@every_choice
def test_choice_is_whole(translated: Template, choice: Choice) -> None:
    """Nothing refers to a resource that the choice leaves out, and nothing is left undecided."""
    template = Deployment(translated, choice).resolved
    made = set(template["Resources"])
    for name, resource in template["Resources"].items():
        depends = resource.get("DependsOn", [])
        waits = {depends} if isinstance(depends, str) else set(depends)
        assert set(references(resource)) | waits <= made | set(PSEUDO) | {"Id", "From"}, name
    assert set(references(template["Outputs"])) <= made
    assert "Fn::If" not in json.dumps(template)


@every_choice
def test_choice_changes_wiring_only(translated: Template, choice: Choice) -> None:
    """The functions are the same in every choice: code, size, layers and names of settings.

    One layer more is a choice of its own: that of Japanese names.
    """

    def core(template: Template) -> Iterator[tuple[str, Any]]:
        for name, told in resources(template, "AWS::Lambda::Function").items():
            kept = {key: value for key, value in told.items() if key != "VpcConfig"}
            layers = [one for one in told["Layers"] if _JAPANESE not in one["Ref"]]
            variables = set(told["Environment"]["Variables"])
            yield name, {**kept, "Environment": variables, "Layers": layers}

    assert dict(core(Deployment(translated, choice).resolved)) == dict(
        core(Deployment(translated, PLAIN).resolved)
    )


@pytest.mark.parametrize(
    ("told", "attached"),
    [
        pytest.param({}, [], id="as shipped"),
        pytest.param({"JapaneseNames": "off"}, [], id="off"),
        pytest.param({"JapaneseNames": "on"}, ["AssessFunction"], id="on"),
    ],
)
def test_japanese_names(translated: Template, told: Choice, attached: list[str]) -> None:
    """The layer of Japanese names exists only where it is asked for, and only assess has it."""
    template = Deployment(translated, {**PLAIN, **told}).resolved
    functions = resources(template, "AWS::Lambda::Function")
    having = [
        name
        for name, function in functions.items()
        if any(_JAPANESE in layer["Ref"] for layer in function["Layers"])
    ]
    assert having == attached
    assert any(_JAPANESE in name for name in template["Resources"]) == bool(attached)
    variables = functions["AssessFunction"]["Environment"]["Variables"]
    assert variables["JAPANESE_NAMES"] == told.get("JapaneseNames", "off")


@every_choice
def test_one_address_for_everyone(translated: Template, choice: Choice) -> None:
    """All functions and the set-up go to the same OpenSearch, signed for the same service."""
    template = Deployment(translated, choice).resolved["Resources"]
    ready = template["OpenSearchReady"]["Properties"]
    assert template["OpenSearchReady"]["DependsOn"] == "SetupReachesOpenSearch"
    for function in ("IndexFunction", "ExpireFunction"):
        told = template[function]["Properties"]["Environment"]["Variables"]
        assert told["OPENSEARCH_ENDPOINT"] == ready["Endpoint"]
        assert told["OPENSEARCH_SERVICE"] == ready["Service"]
        assert template[function]["DependsOn"] == "OpenSearchReady"


@every_choice
def test_what_is_made(translated: Template, choice: Choice) -> None:
    """A domain, a collection or neither; a log bucket and its switch together, or neither."""
    template = Deployment(translated, choice).resolved
    made = {store for store, kind in _MADE.items() if resources(template, kind)}
    assert made == {choice.get("OpenSearch", "Domain")} - {"Endpoint"}
    is_new = choice["BedrockLogging"] == "Create"
    assert bool(resources(template, "Custom::BedrockLogging")) == is_new
    assert ("InvocationLogs" in template["Resources"]) == is_new
    in_vpc = [
        name
        for name, told in resources(template, "AWS::Lambda::Function").items()
        if "VpcConfig" in told
    ]
    wanted = ["IndexFunction", "ExpireFunction", "SetupFunction"] if choice.get("VpcId") else []
    assert sorted(in_vpc) == sorted(wanted)


@pytest.mark.parametrize("logs", LOGS.values(), ids=LOGS)
def test_one_log_bucket_for_everyone(translated: Template, logs: Choice) -> None:
    """The rule, the reader and the audit look at the same bucket."""
    template = Deployment(translated, {**PLAIN, "LogBucket": "", **logs}).resolved["Resources"]
    pattern = template["LogObjectCreated"]["Properties"]["EventPattern"]
    (bucket,) = pattern["detail"]["bucket"]["name"]
    audited = template["AuditFunction"]["Properties"]["Environment"]["Variables"]["LOG_BUCKET"]
    bodies = template["AssessFunction"]["Properties"]["Environment"]["Variables"]["BODY_BUCKETS"]
    assert bucket == audited
    assert json.dumps(bucket).strip('"') in json.dumps(bodies)


def test_serverless_policies_are_json(translated: Template) -> None:
    """The policies of a collection, which CloudFormation takes as text, are JSON and not empty."""
    choice = CHOICES["collection in a VPC, IAM Identity Center"]
    template = Deployment(translated, choice).resolved
    for kind in ("SecurityPolicy", "AccessPolicy"):
        found = resources(template, f"AWS::OpenSearchServerless::{kind}")
        assert len(found) == 2
        for name, policy in found.items():
            text, variables = policy["Policy"]["Fn::Sub"]
            assert set(variables) <= {"From", "Id"}, name
            text = text.replace("${From}", '"SourceVPCEs": ["vpce-1"]')
            assert json.loads(text), name


def test_every_choice_lints(translated: Template, tmp_path: Path) -> None:
    """What each choice would send to CloudFormation has no fault that cfn-lint knows."""
    files: list[Path] = []
    for number, choice in enumerate(CHOICES.values()):
        files.append(tmp_path / f"{number:02}.json")
        resolved = Deployment(translated, choice).resolved
        files[-1].write_text(json.dumps(resolved, indent=1), encoding="utf-8")
    command = [str(ROOT / ".tools/bin/cfn-lint"), "--regions", *_REGIONS, "--", *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - the locked tool on our own files
    assert told.returncode == 0, told.stdout + told.stderr
