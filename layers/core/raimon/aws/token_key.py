"""The key of value tokens, from Secrets Manager."""

import json
from typing import TYPE_CHECKING

from raimon.scorers.evidence import TokenKey

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


def load_token_key(secrets: "SecretsManagerClient", secret_id: str) -> TokenKey:
    """Return the key in a secret of the form {"key": "...", "epoch": 1}."""
    secret = json.loads(secrets.get_secret_value(SecretId=secret_id)["SecretString"])
    return TokenKey(key=secret["key"].encode(), epoch=int(secret.get("epoch", 1)))
