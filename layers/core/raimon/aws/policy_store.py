"""Where a deployment's policy lies."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3

from raimon.errors import PolicyError
from raimon.policy import Policy, default_policy, parse_policy

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def load_policy(uri: str, s3: "S3Client | None" = None) -> Policy:
    """Return the policy at s3://bucket/key; without an address, the one that ships with Raimon.

    Raises:
        PolicyError: if the address is none, or the policy has mistakes.

    """
    if not uri:
        return default_policy()
    address = urlsplit(uri)
    bucket, key = address.netloc, address.path.removeprefix("/")
    if address.scheme != "s3" or not (bucket and key):
        raise PolicyError(("the policy's address has the form s3://bucket/key",))
    client = s3 or boto3.client("s3")
    return parse_policy(client.get_object(Bucket=bucket, Key=key)["Body"].read().decode())
