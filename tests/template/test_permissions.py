"""Least privilege, statement by statement, on what CloudFormation would get."""

from typing import Any

import pytest

from tests.template.cloudformation import Template, as_list, references, resources, statements

# Who may write a wildcard, and why.
WILDCARDS = {
    ("DataKey", "TheAccountGovernsItsKey"): "in a key's policy the account must own its key",
    ("ResultsBucketPolicy", "EncryptedTransportOnly"): "denies, so that it must name everything",
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
        if action == "*" or action.endswith(":*")
    }
    assert wide == set(WILDCARDS)


def test_no_wildcard_resource(translated: Template) -> None:
    """No statement reaches beyond this stack and what its parameters name."""
    wide = [
        _named(owner, statement)
        for owner, statement in statements(translated)
        if owner != KEY_POLICY and "*" in as_list(statement.get("Resource"))
    ]
    assert wide == []


def test_resources_are_this_stacks_own(translated: Template) -> None:
    """Every allowed resource is a resource or a parameter of this template."""
    known = set(translated["Resources"]) | set(translated["Parameters"])
    for owner, statement in statements(translated):
        if owner != KEY_POLICY and "Resource" in statement:
            for resource in as_list(statement["Resource"]):
                named = set(references(resource)) - {"AWS::Partition", "AWS::NoValue"}
                assert named <= known, (owner, statement)
                assert named or resource == {"Ref": "AWS::NoValue"}, (owner, statement)


def test_roles_are_written_out(translated: Template) -> None:
    """No managed policy is attached: those reach every log group and every queue."""
    roles = resources(translated, "AWS::IAM::Role")
    assert set(roles) == {"AssessRole", "IndexRole", "NotifyRole"}
    assert all("ManagedPolicyArns" not in role for role in roles.values())


def test_one_role_a_function(translated: Template) -> None:
    """No function has the rights of another."""
    functions = resources(translated, "AWS::Lambda::Function")
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions.values()]
    assert len(set(roles)) == len(functions) == 3


@pytest.mark.parametrize("stage", ["Assess", "Index", "Notify"])
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
    """Texts are read in one place: no other role reaches the log bucket or the token key."""
    for secret in ("LogBucket", "BodyBucket", "LogKeyArn", "TokenKey"):
        readers = {
            owner
            for owner, statement in statements(translated)
            if secret in references(statement.get("Resource"))
        }
        assert readers == {"AssessRole"}, secret
