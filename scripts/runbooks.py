"""Which runbook of docs/operations.md belongs to an alarm or a resource."""

from collections.abc import Mapping
from typing import Final

from scripts.stack import ALARM, Resource

BY_NAME: Final[Mapping[str, str]] = {
    "AuditSilent": "audit-silent",
    "CompareDeadLettersWaiting": "compare",
    "CompareErrors": "compare",
    "CompareLag": "compare",
    "CompareSilent": "compare",
    "CoverageLow": "coverage",
    "DocumentsRefused": "documents-refused",
    "DomainBlocked": "disk",
    "DomainFull": "disk",
    "DomainOutOfMemory": "memory",
    "DomainRed": "opensearch-lost",
    "ExpireDeadLettersWaiting": "expire",
    "ExpireErrors": "expire",
    "RecordsRefused": "records-refused",
    "SetupErrors": "setup",
    "StateLost": "state-lost",
}
BY_METRIC: Final[Mapping[str, str]] = {
    "ApproximateAgeOfOldestMessage": "late",
    "ApproximateNumberOfMessagesVisible": "dead-letters",
    "Errors": "errors",
    "Throttles": "throttles",
}
BY_KIND: Final[Mapping[str, str]] = {
    "AWS::DynamoDB::Table": "data-lost",
    "AWS::EC2::SecurityGroup": "changed-by-hand",
    "AWS::EC2::SecurityGroupIngress": "changed-by-hand",
    "AWS::Events::Archive": "changed-by-hand",
    "AWS::Events::EventBus": "changed-by-hand",
    "AWS::Events::Rule": "changed-by-hand",
    "AWS::IAM::ManagedPolicy": "changed-by-hand",
    "AWS::IAM::Role": "changed-by-hand",
    "AWS::IAM::RolePolicy": "changed-by-hand",
    "AWS::KMS::Key": "data-lost",
    "AWS::Lambda::Permission": "changed-by-hand",
    "AWS::Logs::LogGroup": "changed-by-hand",
    "AWS::Logs::ResourcePolicy": "changed-by-hand",
    "AWS::OpenSearchServerless::AccessPolicy": "changed-by-hand",
    "AWS::OpenSearchServerless::Collection": "opensearch-lost",
    "AWS::OpenSearchServerless::CollectionGroup": "changed-by-hand",
    "AWS::OpenSearchServerless::SecurityConfig": "sign-in",
    "AWS::OpenSearchServerless::SecurityPolicy": "changed-by-hand",
    "AWS::OpenSearchServerless::VpcEndpoint": "changed-by-hand",
    "AWS::OpenSearchService::Application": "sign-in",
    "AWS::OpenSearchService::Domain": "opensearch-lost",
    "AWS::S3::Bucket": "data-lost",
    "AWS::S3::BucketPolicy": "changed-by-hand",
    "AWS::SNS::Subscription": "mail",
    "AWS::SNS::Topic": "mail",
    "AWS::SQS::Queue": "changed-by-hand",
    "AWS::SQS::QueuePolicy": "changed-by-hand",
    "AWS::SecretsManager::Secret": "data-lost",
    "AWS::Serverless::Function": "errors",
    "AWS::Serverless::LayerVersion": "changed-by-hand",
    "Custom::BedrockLogging": "setup",
    "Custom::OpenSearchSetup": "setup",
}


class NoRunbookError(KeyError):
    """An alarm or a kind of resource is new, and nobody has said what to do."""


def runbook_of(resource: Resource) -> str:
    """Return the anchor of what to do: by name, by what an alarm measures, or by kind."""
    if resource.name in BY_NAME:
        return BY_NAME[resource.name]
    metric = resource.properties.get("MetricName") if resource.kind == ALARM else None
    found = BY_METRIC.get(metric or "") if resource.kind == ALARM else BY_KIND.get(resource.kind)
    if found is None:
        raise NoRunbookError(resource.name)
    return found
