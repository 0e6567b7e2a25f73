"""The states of audits, in the same DynamoDB table as the records of alarms.

| pk | sk | attributes |
|---|---|---|
| AUDIT#<name> | STATE | version, content, expires_at |
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from raimon.audit.ports import Kept, StateConflictError
from raimon.errors import RaimonError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DAY_SECONDS = 24 * 3600


class AuditTableError(RaimonError):
    """The table couldn't be read or written: the work is done again."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class AuditTable:
    """One table, by name."""

    dynamodb: "DynamoDBClient"
    name: str
    now: Callable[[], float] = time.time

    def load(self, name: str) -> Kept | None:
        """Return the state, None where there is none."""
        answer = self._call("get_item", TableName=self.name, Key=_key(name), ConsistentRead=True)
        item = answer.get("Item")
        return Kept(int(item["version"]["N"]), item["content"]["S"]) if item else None

    def save(self, name: str, content: str, *, replaces: int, days: int | None = None) -> None:
        """Write the state over the version that was read."""
        item = {
            **_key(name),
            "version": {"N": str(replaces + 1)},
            "content": {"S": content},
        }
        if days is not None:
            item["expires_at"] = {"N": str(int(self.now()) + days * _DAY_SECONDS)}
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if replaces:
            condition = {
                "ConditionExpression": "version = :before",
                "ExpressionAttributeValues": {":before": {"N": str(replaces)}},
            }
        self._call("put_item", TableName=self.name, Item=item, **condition)

    def _call(self, operation: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401 - boto3's own shapes
        """Call DynamoDB; what goes wrong is told by its code, without the request."""
        try:
            answer: dict[str, Any] = getattr(self.dynamodb, operation)(**request)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "unknown")
            if code == "ConditionalCheckFailedException":
                raise StateConflictError from None
            raise AuditTableError(code) from None
        except BotoCoreError as error:
            raise AuditTableError(type(error).__name__) from None
        return answer


def _key(name: str) -> dict[str, dict[str, str]]:
    return {"pk": {"S": f"AUDIT#{name}"}, "sk": {"S": "STATE"}}
