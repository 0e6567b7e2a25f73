"""Baselines for people to see and decide on, in the same DynamoDB table as the alarms.

| pk | sk | attributes |
|---|---|---|
| BASELINES | <baseline id> | version, status, document |
| BASELINE-DECISIONS | <baseline id>#<version> | ruling, by, at |
| LABELS | <hash of what was judged> | document |
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from raimon.errors import RaimonError
from raimon.windows.governed import Decision, Entry, Ruling
from raimon.windows.reviewed import Label, document, read_document

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ENTRIES: Final = "BASELINES"
_DECISIONS: Final = "BASELINE-DECISIONS"
_LABELS: Final = "LABELS"
_TAKEN = "ConditionalCheckFailedException"


class BaselineTableError(RaimonError):
    """The table couldn't be read or written."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


class AlreadyDecidedError(RaimonError):
    """Somebody has decided of that version already."""


@dataclass(frozen=True, slots=True)
class BaselineTable:
    """One table, by name."""

    dynamodb: "DynamoDBClient"
    name: str

    def entries(self) -> Iterator[Entry]:
        """Yield all entries."""
        for item in self._query(_ENTRIES):
            yield json.loads(item["document"]["S"])

    def publish(self, told: Entry) -> None:
        """Write an entry over the one before."""
        item = {
            **_key(_ENTRIES, told["baseline_id"]),
            "version": {"N": str(told["version"])},
            "status": {"S": told["status"]},
            "document": {"S": json.dumps(told, separators=(",", ":"))},
        }
        self._call("put_item", TableName=self.name, Item=item)

    def decide(self, decision: Decision) -> None:
        """Leave a decision for the next run of `compare`.

        Raises:
            AlreadyDecidedError: if one waits there.

        """
        item = {
            **_key(_DECISIONS, f"{decision.baseline_id}#{decision.version}"),
            "ruling": {"S": decision.ruling.value},
            "by": {"S": decision.by},
            "at": {"S": decision.at},
        }
        condition = "attribute_not_exists(pk)"
        self._call("put_item", TableName=self.name, Item=item, ConditionExpression=condition)

    def decisions(self) -> Sequence[Decision]:
        """Return what was decided and isn't done yet."""
        return [_decision(item) for item in self._query(_DECISIONS)]

    def settle(self, decisions: Iterable[Decision]) -> None:
        """Remove decisions that were dealt with."""
        for each in decisions:
            key = _key(_DECISIONS, f"{each.baseline_id}#{each.version}")
            self._call("delete_item", TableName=self.name, Key=key)

    def labels(self) -> Iterator[Label]:
        """Yield what people judged of calls."""
        for item in self._query(_LABELS):
            yield from read_document(json.loads(item["document"]["S"]))

    def leave_labels(self, labels: Sequence[Label]) -> None:
        """Leave what was judged, over what was left of the same streams and groups before."""
        for judged in sorted({each.judged for each in labels}):
            named = f"{judged.stream}\x1f{judged.entity}".encode("utf-8", "surrogatepass")
            content = json.dumps(document(judged, labels), separators=(",", ":"))
            key = _key(_LABELS, hashlib.sha256(named).hexdigest()[:12])
            self._call("put_item", TableName=self.name, Item={**key, "document": {"S": content}})

    def _query(self, partition: str) -> Iterator[dict[str, Any]]:
        request: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": partition}},
            "ConsistentRead": True,
        }
        while True:
            answer = self._call("query", **request)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _call(self, operation: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401 - boto3's own shapes
        """Call DynamoDB; what goes wrong is told by its code, without the request."""
        try:
            answer: dict[str, Any] = getattr(self.dynamodb, operation)(**request)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "unknown")
            if code == _TAKEN:
                raise AlreadyDecidedError from None
            raise BaselineTableError(code) from None
        except BotoCoreError as error:
            raise BaselineTableError(type(error).__name__) from None
        return answer


def _key(partition: str, name: str) -> dict[str, Any]:
    return {"pk": {"S": partition}, "sk": {"S": name}}


def _decision(item: dict[str, Any]) -> Decision:
    name, _, version = item["sk"]["S"].rpartition("#")
    return Decision(
        baseline_id=name,
        version=int(version),
        ruling=Ruling(item["ruling"]["S"]),
        by=item["by"]["S"],
        at=item["at"]["S"],
    )
