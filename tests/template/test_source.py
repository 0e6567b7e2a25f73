"""What the template promises to whoever reads or deploys it."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.template.cloudformation import Template, resources

_ENTRY = re.compile(r"^  ([A-Za-z0-9]+):$", re.MULTILINE)
_VALIDATION = {"AllowedPattern", "AllowedValues", "MinValue", "MinLength"}
_NAMES = {
    "AlarmName",
    "ArchiveName",
    "BucketName",
    "FunctionName",
    "LayerName",
    "LogGroupName",
    "Name",
    "QueueName",
    "RoleName",
    "TableName",
    "TopicName",
}


def _impacts(text: str) -> Mapping[str, str]:
    """Return what stands above each resource as its failure impact."""
    section = text.split("\nResources:\n")[1].split("\nOutputs:\n", maxsplit=1)[0]
    found, above = {}, ""
    for line in section.splitlines():
        if match := _ENTRY.match(line):
            found[match[1]] = above
        if not line.startswith("  # "):
            above = ""
        elif "# Failure impact:" in line:  # further lines of the comment may follow
            above = line.partition("# Failure impact:")[2].strip()
    return found


def test_failure_impact(source_text: str, source: Template) -> None:
    """Each resource says, right above it, what its failure means."""
    impacts = _impacts(source_text)
    assert set(impacts) == set(source["Resources"])
    assert [name for name, impact in impacts.items() if len(impact) < 20] == []


def test_parameters(source: Template) -> None:
    """Each parameter is described, and refuses what can't be right."""
    for name, parameter in source["Parameters"].items():
        assert parameter.get("Description", "").endswith("."), name
        assert _VALIDATION & set(parameter), name


@pytest.mark.parametrize(
    ("parameter", "value", "fits"),
    [
        pytest.param("LogBucket", "my-bedrock-logs", True, id="a bucket"),
        pytest.param("LogBucket", "s3://my-bedrock-logs", False, id="no address of a bucket"),
        pytest.param("LogKeyArn", "", True, id="no key"),
        pytest.param("LogKeyArn", "alias/logs", False, id="no alias, which IAM can't grant"),
        pytest.param(
            "OpenSearchEndpoint", "https://search-a.eu-west-1.es.amazonaws.com", True, id="endpoint"
        ),
        pytest.param("OpenSearchEndpoint", "http://search.example", False, id="no plain HTTP"),
        pytest.param("OpenSearchEndpoint", "https://a.example/x", False, id="no path"),
        pytest.param(
            "OpenSearchArn", "arn:aws:es:ap-northeast-1:123456789012:domain/logs", True, id="domain"
        ),
        pytest.param("OpenSearchArn", "*", False, id="no wildcard in place of an ARN"),
        pytest.param("LogPrefix", "bedrock/", True, id="prefix"),
        pytest.param("LogPrefix", "bedrock", False, id="no prefix without its slash"),
        pytest.param("DomainInstanceType", "r7g.large.search", True, id="instance"),
        pytest.param("DomainInstanceType", "r7g.large", False, id="no instance of EC2"),
        pytest.param("DashboardsCidr", "10.0.0.0/8", True, id="network"),
        pytest.param("DashboardsCidr", "10.0.0.1", False, id="no single address"),
        pytest.param("ReaderPrincipals", "readers,ガバナンス部", True, id="groups, Japanese too"),
        pytest.param("ReaderPrincipals", "readers,", False, id="no empty group"),
        pytest.param("ReaderPrincipals", 'a","b', False, id="no quotes that end the policy's text"),
        pytest.param("PolicyKey", "policy/policy.yaml", True, id="policy"),
        pytest.param("PolicyKey", "elsewhere.yaml", False, id="no policy where it can't be read"),
        pytest.param("GovernanceEmail", "rai@example.co.jp", True, id="address"),
        pytest.param("GovernanceEmail", "rai at example", False, id="no address"),
    ],
)
def test_parameter_patterns(
    source: Template,
    parameter: str,
    value: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A parameter takes what it means and refuses what would fail hours later."""
    pattern = source["Parameters"][parameter]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, value)) == fits


def test_parameters_are_grouped(source: Template) -> None:
    """Whoever deploys by hand sees every parameter under a heading."""
    groups = source["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    shown = [name for group in groups for name in group["Parameters"]]
    assert sorted(shown) == sorted(source["Parameters"])


def test_no_fixed_names(source: Template) -> None:
    """Two stacks fit into one account: no resource has a name of its own."""
    fixed = [
        (name, key)
        for name, resource in source["Resources"].items()
        for key, value in resource.get("Properties", {}).items()
        if key in _NAMES and isinstance(value, str)
    ]
    assert fixed == []


def test_tags(source: Template) -> None:
    """Functions are tagged by Globals, and whatever else costs money or holds data by itself."""
    assert source["Globals"]["Function"]["Tags"] == {"Application": "raimon"}
    tagged = (
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
        "AWS::SecretsManager::Secret",
    )
    for kind in tagged:
        found = resources(source, kind)
        assert found, kind
        for name, properties in found.items():
            assert {"Key": "Application", "Value": "raimon"} in properties.get("Tags", []), name


def test_what_holds_data_is_kept_and_encrypted(source: Template) -> None:
    """What can't be made again outlives the stack, and nothing is stored in the clear."""
    kept = {
        name
        for name, resource in source["Resources"].items()
        if resource.get("DeletionPolicy") in {"Retain", "RetainExceptOnCreate"}
        and resource.get("UpdateReplacePolicy") == "Retain"
    }
    stores = {
        name
        for name, resource in source["Resources"].items()
        if resource.get("DeletionPolicy") == "RetainExceptOnCreate"
    }
    assert stores == {"Domain", "Collection"}  # a failed first deployment costs nothing for long
    buckets = resources(source, "AWS::S3::Bucket")
    assert kept == {"DataKey", "TokenKey", "TokenTable", "StateTable", *buckets, *stores}
    for bucket in buckets.values():
        assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
        assert all(bucket["PublicAccessBlockConfiguration"].values())
        assert _uses_data_key(bucket["BucketEncryption"])
        assert bucket["LifecycleConfiguration"]["Rules"]
    (domain,) = resources(source, "AWS::OpenSearchService::Domain").values()
    assert _uses_data_key(domain["EncryptionAtRestOptions"])
    assert domain["NodeToNodeEncryptionOptions"] == {"Enabled": True}
    assert domain["DomainEndpointOptions"]["EnforceHTTPS"] is True
    tables = resources(source, "AWS::DynamoDB::Table").values()
    assert all(_uses_data_key(table["SSESpecification"]) for table in tables)
    assert all(
        queue["SqsManagedSseEnabled"] for queue in resources(source, "AWS::SQS::Queue").values()
    )
    for kind in ("AWS::SNS::Topic", "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret"):
        assert all(_uses_data_key(told) for told in resources(source, kind).values()), kind


def _uses_data_key(node: Any) -> bool:  # noqa: ANN401 - any part of a template
    return "DataKey" in str(node)


def test_archive_holds_no_texts(source: Template) -> None:
    """Direct records carry prompts and answers, so the archive of events leaves them out."""
    (archive,) = resources(source, "AWS::Events::Archive").values()
    assert archive["EventPattern"]["source"] == ["raimon"]
    assert "InvocationLogged" not in archive["EventPattern"]["detail-type"]
    assert archive["EventPattern"]["detail-type"]
