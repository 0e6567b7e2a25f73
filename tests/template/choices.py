"""The choices that a deployment has: each must be whole, and lint, on its own."""

from collections.abc import Mapping

type Choice = Mapping[str, str]

_VPC = {"VpcId": "vpc-0123456789abcdef0", "FirstSubnet": "subnet-0123456789abcdef0"}
_SECOND = {"SecondSubnet": "subnet-0fedcba9876543210"}
_READERS = {"ReaderPrincipals": "arn:aws:iam::123456789012:role/readers,governance"}
_DOMAIN_ARN = "arn:aws:es:us-east-1:123456789012:domain/logs"
_COLLECTION_ARN = "arn:aws:aoss:us-east-1:123456789012:collection/0123456789abcdefghij"
_ADDRESS = {"OpenSearchEndpoint": "https://search.example.com"}
_CENTER = "arn:aws:sso:::instance/ssoins-0123456789abcdef"

LOGS: Mapping[str, Choice] = {
    "existing bucket": {"BedrockLogging": "Existing", "LogBucket": "bedrock-logs"},
    "existing bucket, all told": {
        "BedrockLogging": "Existing",
        "LogBucket": "bedrock-logs",
        "LogPrefix": "bedrock/",
        "LogKeyArn": "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d",
        "BodyBucket": "bedrock-bodies",
        "PolicyKey": "policy/policy.yaml",
        "JapaneseNames": "on",
        "TokenKeyArn": "arn:aws:kms:us-east-1:123456789012:key/4e5f6a7b",
        "TokenKeyEpoch": "2",
        "GovernanceEmail": "rai@example.co.jp",
        "OperationsEmail": "ops@example.co.jp",
        "DashboardsUrl": "https://dashboards.example.co.jp/_dashboards",
    },
    "new bucket": {"BedrockLogging": "Create"},
    "new bucket, over another's": {
        "BedrockLogging": "Create",
        "ReplaceLogging": "true",
        "StopLoggingOnDelete": "true",
    },
}

STORES: Mapping[str, Choice] = {
    "domain": {},
    "domain, two zones in a VPC": {
        "DomainZones": "2",
        "DomainInstanceCount": "2",
        "DomainInstanceType": "r7g.large.search",
        "DashboardsCidr": "10.0.0.0/8",
        **_VPC,
        **_SECOND,
    },
    "domain, one zone in a VPC": dict(_VPC),
    "domain, IAM Identity Center": {
        "SignIn": "IdentityCenter",
        "IdentityCenterArn": _CENTER,
        **_READERS,
    },
    "domain, SAML": {
        "SignIn": "Saml",
        "SamlEntityId": "https://idp.example.com/raimon",
        "SamlMetadataParameter": "/raimon/saml",
        **_READERS,
    },
    "domain, Cognito": {
        "SignIn": "Cognito",
        "CognitoUserPool": "us-east-1_AbCdEfGhI",
        "CognitoIdentityPool": "us-east-1:0a1b2c3d-1111-4222-8333-0123456789ab",
        **_READERS,
    },
    "existing domain": {"OpenSearch": "Endpoint", "OpenSearchArn": _DOMAIN_ARN, **_ADDRESS},
    "existing domain in a VPC, roles kept elsewhere": {
        "OpenSearch": "Endpoint",
        "OpenSearchArn": _DOMAIN_ARN,
        "ManageRoles": "false",
        **_ADDRESS,
        **_VPC,
        **_SECOND,
    },
    "existing collection": {
        "OpenSearch": "Endpoint",
        "OpenSearchArn": _COLLECTION_ARN,
        "OpenSearchService": "aoss",
        **_ADDRESS,
    },
    "collection": {"OpenSearch": "Serverless"},
    "collection in a VPC, IAM Identity Center": {
        "OpenSearch": "Serverless",
        "SignIn": "IdentityCenter",
        "IdentityCenterArn": _CENTER,
        "DashboardsCidr": "10.0.0.0/8",
        **_READERS,
        **_VPC,
        **_SECOND,
    },
}


def deployments() -> Mapping[str, Choice]:
    """Return each store with the plain logs, and each way of logging with the plain domain."""
    plain = LOGS["existing bucket"]
    stores = {store: {**plain, **told} for store, told in STORES.items()}
    return {**stores, **{f"domain, {logs}": told for logs, told in LOGS.items()}}
