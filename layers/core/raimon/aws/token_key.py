"""The key of value tokens: a secret of Secrets Manager, or made by an HMAC key of KMS.

The HMAC key never leaves KMS: what it makes of a fixed label and the epoch is the key of the epoch,
asked for once at a cold start. Another epoch gives another key, and so other tokens.
"""

import json
from typing import TYPE_CHECKING, Any, Final

import boto3

from raimon.scorers.evidence import TokenKey

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

LABEL: Final = "raimon/token-key/{epoch}"
_ALGORITHM: Final = "HMAC_SHA_256"


def load_token_key(name: str, epoch: int = 1) -> TokenKey:
    """Return the key that the ARN or name stands for; the epoch is that of a KMS key."""
    if ":kms:" in name:
        return key_of_kms(boto3.client("kms"), name, epoch)
    return key_of_secret(boto3.client("secretsmanager"), name)


def key_of_secret(secrets: "SecretsManagerClient", secret_id: str) -> TokenKey:
    """Return the key in a secret of the form {"key": "...", "epoch": 1}."""
    secret = json.loads(secrets.get_secret_value(SecretId=secret_id)["SecretString"])
    return TokenKey(key=secret["key"].encode(), epoch=int(secret.get("epoch", 1)))


def key_of_kms(kms: Any, key_id: str, epoch: int) -> TokenKey:  # noqa: ANN401 - a client without stubs
    """Return the epoch's key: the HMAC-SHA256 that KMS makes of the label of the epoch."""
    label = LABEL.format(epoch=epoch).encode()
    made = kms.generate_mac(KeyId=key_id, Message=label, MacAlgorithm=_ALGORITHM)
    return TokenKey(key=made["Mac"], epoch=epoch)
