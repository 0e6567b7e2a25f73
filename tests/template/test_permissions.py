"""Least privilege, statement by statement, on what CloudFormation would get."""

from typing import Any

import pytest

from raimon.aws.statistics_store import STATE
from raimon.store.generation import PREFIX
from raimon.store.notices import WINDOWS
from raimon.windows.arrivals import ARRIVED
from tests.template.cloudformation import Template, as_list, references, resources, statements
from tests.template.test_functions import QUEUED, STAGES

# Who may write a wildcard, and why.
WILDCARDS = {
    ("DataKey", "TheAccountGovernsItsKey"): "in a key's policy the account must own its key",
    ("ResultsBucketPolicy", "EncryptedTransportOnly"): "denies, so that it must name everything",
    ("InvocationLogsPolicy", "EncryptedTransportOnly"): "likewise",
    ("Domain", "BrowsersAfterSaml"): "a browser signs nothing; the roles of the domain decide",
}
# Who may name every resource, and why.
EVERYWHERE = {
    ("IndexRole", "StandInTheVpc"): "Lambda makes the interfaces, whose ids nobody knows before",
    ("ExpireRole", "StandInTheVpc"): "likewise",
    ("SetupRole", "StandInTheVpc"): "likewise",
    ("AuditRole", "ReadBedrocksSettings"): "settings of the account, which have no ARN",
    ("SetupRole", "SwitchLoggingOn"): "likewise",
    ("SetupRole", "SwitchLoggingOff"): "likewise",
    ("ApplicationRole", "KnowWhoSignedIn"): "an identity store is of the organisation's account",
}
# Whose resource is no resource or parameter of the stack, but is bounded otherwise.
BOUNDED = {
    ("AuditRole", "ReadGuardrails"): "guardrails of this account and Region, to come ones too",
    ("CognitoRole", "PassTheRolesOfTheIdentityPool"): "only to Cognito's identity service",
    ("SetupRole", "LeaveDeliveryToCloudWatch"): "only to Bedrock",
    ("Domain", "BrowsersAfterSaml"): "a domain's policy reaches that domain alone",
}
KEY_POLICY = "DataKey"  # in a key's policy, the resource * is this key alone


def _named(owner: str, statement: dict[str, Any]) -> tuple[str, str]:
    return owner, statement.get("Sid", "")


def test_no_wildcard_action(translated: Template) -> None:
    """No statement allows everything of a service, but for those that are named with a reason."""
    wide = {
        _named(owner, statement)
        for owner, statement in statements(translated)
        for action in as_list(statement["Action"])
        if (action.endswith("*") and owner != KEY_POLICY) or action == "kms:*"
    }
    assert wide == set(WILDCARDS)


def test_no_wildcard_resource(translated: Template) -> None:
    """No statement reaches beyond this stack and what its parameters name."""
    wide = [
        _named(owner, statement)
        for owner, statement in statements(translated)
        if owner != KEY_POLICY and "*" in as_list(statement.get("Resource"))
    ]
    assert sorted(wide) == sorted(EVERYWHERE)


def test_resources_are_this_stacks_own(translated: Template) -> None:
    """Every allowed resource is a resource or a parameter of this template."""
    known = set(translated["Resources"]) | set(translated["Parameters"])
    loose = {
        _named(owner, statement)
        for owner, statement in statements(translated)
        for resource in as_list(statement.get("Resource", []))
        if owner != KEY_POLICY
        and resource != {"Ref": "AWS::NoValue"}
        and not set(references(resource)) & known
    }
    assert loose == set(EVERYWHERE) | set(BOUNDED)


def test_roles_are_written_out(translated: Template) -> None:
    """No managed policy is attached: those reach every log group and every queue."""
    roles = resources(translated, "AWS::IAM::Role")
    functions = {f"{stage}Role" for stage in STAGES}
    assert set(roles) == functions | {"ApplicationRole", "CognitoRole"}
    assert all("ManagedPolicyArns" not in role for role in roles.values())


def test_one_role_a_function(translated: Template) -> None:
    """No function has the rights of another."""
    functions = resources(translated, "AWS::Lambda::Function")
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
    assert len(set(roles)) == len(functions) == len(STAGES)


@pytest.mark.parametrize("stage", QUEUED)
def test_queue_policy(translated: Template, stage: str) -> None:
    """Only the rules that feed a queue may send to it, and to its dead letters."""
    policy = translated["Resources"][f"{stage}QueuePolicy"]["Properties"]
    assert policy["Queues"] == [{"Ref": f"{stage}Queue"}, {"Ref": f"{stage}DeadLetters"}]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    allowed = set(references(statement["Condition"]["ArnEquals"]["aws:SourceArn"]))
    feeding = {
        name
        for name, rule in resources(translated, "AWS::Events::Rule").items()
        for target in rule["Targets"]
        if target["Arn"] == {"Fn::GetAtt": [f"{stage}Queue", "Arn"]}
    }
    assert allowed == feeding != set()


def test_only_assess_reads_logs(translated: Template) -> None:
    """Texts are read in one place: no other role may read the log bucket or the token key."""
    for secret in ("LogBucket", "InvocationLogs", "BodyBucket", "LogKeyArn", "TokenKey"):
        readers = {
            owner
            for owner, statement in statements(translated)
            if statement["Effect"] == "Allow"
            and secret in references(statement.get("Resource"))
            and {"s3:GetObject", "kms:Decrypt", "secretsmanager:GetSecretValue"}
            & set(as_list(statement["Action"]))
        }
        assert readers == {"AssessRole"}, secret


def test_one_key_of_tokens(translated: Template) -> None:
    """Assess reads the stack's secret or asks the one key of KMS for its one thing, never both."""
    role = translated["Resources"]["AssessRole"]["Properties"]["Policies"][0]
    conditional = [
        statement["Fn::If"]
        for statement in role["PolicyDocument"]["Statement"]
        if statement.get("Fn::If", [""])[0] == "HasTokenKey"
    ]
    told = [[(one["Action"], one["Resource"]) for one in branches] for _, *branches in conditional]
    assert told == [
        [
            ("kms:GenerateMac", {"Ref": "TokenKeyArn"}),
            ("secretsmanager:GetSecretValue", {"Ref": "TokenKey"}),
        ]
    ]
    makers = {owner for owner, one in statements(translated) if "kms:GenerateMac" in str(one)}
    assert makers == {"AssessRole"}


def test_bedrock_may_only_write_logs(translated: Template) -> None:
    """Bedrock may put logs of this account under their prefix, encrypted, and read nothing."""
    allowed = [
        (owner, action, statement["Condition"])
        for owner, statement in statements(translated)
        if statement.get("Principal") == {"Service": "bedrock.amazonaws.com"}
        for action in as_list(statement["Action"])
    ]
    assert [(owner, action) for owner, action, _ in allowed] == [
        ("DataKey", "kms:GenerateDataKey"),
        ("InvocationLogsPolicy", "s3:PutObject"),
    ]
    for _, _, condition in allowed:
        assert condition["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
        assert "bedrock" in condition["ArnLike"]["aws:SourceArn"]["Fn::Sub"]


@pytest.mark.parametrize(
    ("role", "action", "prefix"),
    [
        ("AssessRole", "s3:PutObject", PREFIX),
        ("AssessRole", "s3:PutObject", ARRIVED),
        ("CompareRole", "s3:GetObject", ARRIVED),
        ("CompareRole", "s3:DeleteObject", ARRIVED),
        ("CompareRole", "s3:PutObject", STATE),
        ("CompareRole", "s3:PutObject", WINDOWS),
        ("IndexRole", "s3:GetObject", PREFIX),
        ("IndexRole", "s3:GetObject", WINDOWS),
    ],
)
def test_what_one_stage_leaves_the_next_may_read(
    translated: Template, role: str, action: str, prefix: str
) -> None:
    """The prefixes that the code writes and reads are those that the roles reach."""
    reached = [
        resource["Fn::Sub"].removeprefix("${ResultsBucket.Arn}/").removesuffix("*")
        for owner, statement in statements(translated)
        for resource in as_list(statement.get("Resource", []))
        if owner == role
        and action in as_list(statement["Action"])
        and str(resource.get("Fn::Sub", "")).startswith("${ResultsBucket.Arn}/")
    ]
    assert any(prefix.startswith(each) for each in reached)
