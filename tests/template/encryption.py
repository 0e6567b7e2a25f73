"""Keys that shut services out: an alarm or a rule that may not use a key fails without a word."""

from collections.abc import Iterator
from typing import Any

from tests.template.cloudformation import Template, as_list, references, resources

_AWS_MANAGED = "alias/aws/"


def shut_out(template: Template) -> list[str]:
    """Return each topic and queue that CloudWatch or EventBridge sends to and may not encrypt for.

    An AWS-managed key lets neither in. A customer's key does if its policy names the service.
    """
    topics = {
        name
        for alarm in resources(template, "AWS::CloudWatch::Alarm").values()
        for name in references([alarm.get("AlarmActions"), alarm.get("OKActions")])
    }
    targets = {
        name
        for rule in resources(template, "AWS::Events::Rule").values()
        for target in rule.get("Targets", [])
        for name in references([target["Arn"], target.get("DeadLetterConfig")])
    }
    sends = [
        *((name, "cloudwatch.amazonaws.com") for name in sorted(topics)),
        *((name, "events.amazonaws.com") for name in sorted(targets)),
    ]
    return [name for name, service in sends if not _lets_in(template, name, service)]


def _lets_in(template: Template, name: str, service: str) -> bool:
    """Return whether the service may use the key of the topic or queue, if it has one."""
    properties = template["Resources"].get(name, {}).get("Properties", {})
    key = properties.get("KmsMasterKeyId")
    if key is None:
        return True
    if str(key).startswith(_AWS_MANAGED):
        return False
    policies = [
        template["Resources"][found]["Properties"]["KeyPolicy"]
        for found in references(key)
        if found in template["Resources"]
    ]
    return any(service in _services(policy) for policy in policies)


def _services(policy: dict[str, Any]) -> Iterator[str]:
    """Yield the services that may make data keys by a key's policy."""
    for statement in policy["Statement"]:
        principal = statement.get("Principal", {})
        may = {"kms:GenerateDataKey", "kms:GenerateDataKey*"} & set(
            as_list(statement.get("Action", []))
        )
        if may and isinstance(principal, dict):
            yield from as_list(principal.get("Service", []))
