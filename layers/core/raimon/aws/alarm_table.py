"""The records of alarms in one DynamoDB table, and a marker for each finding that was counted.

| pk | sk | attributes |
|---|---|---|
| ALARM#<correlation key> | RECORD | version, document, alarm_id, state, waits, quiet_since |
| FINDING#<finding id> | <correlation key> | expires_at |
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from raimon.alarms.ports import ConflictError
from raimon.alarms.record import AlarmRecord
from raimon.errors import RaimonError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MARKER_SECONDS = 400 * 24 * 3600  # a finding that is raised again within that time doesn't count
QUIET_INDEX = "quiet"  # the open alarms that end when nothing is found any more, by that moment
_WAITS = "quiet"
_MOST_READ = 100
_READ_PAUSES = (0.05, 0.2, 0.8, 3.2)
_CONFLICTS = {"ConditionalCheckFailed", "TransactionConflict"}

type Item = dict[str, Any]


class AlarmTableError(RaimonError):
    """The table couldn't be read or written: the messages come again."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class AlarmTable:
    """One table, by name."""

    dynamodb: "DynamoDBClient"
    name: str
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def load(self, key: str) -> AlarmRecord | None:
        """Return the record of the problem as last written, None where there is none."""
        answer = self._call(
            "get_item", TableName=self.name, Key=_record_key(key), ConsistentRead=True
        )
        item = answer.get("Item")
        if item is None:
            return None
        return AlarmRecord.model_validate_json(item["document"]["S"], extra="ignore")

    def unseen(self, key: str, finding_ids: Collection[str]) -> set[str]:
        """Return those of the findings that the problem hasn't counted."""
        unseen = set(finding_ids)
        for some in batched(sorted(unseen), _MOST_READ):
            unseen -= self._counted([_marker_key(key, finding_id) for finding_id in some])
        return unseen

    def quiet(self, before: datetime) -> Collection[str]:
        """Return the keys of open alarms that nothing was found for since before the moment."""
        request: Item = {
            "TableName": self.name,
            "IndexName": QUIET_INDEX,
            "KeyConditionExpression": "waits = :waits AND quiet_since < :before",
            "ExpressionAttributeValues": {":waits": {"S": _WAITS}, ":before": _moment(before)},
        }
        found: list[str] = []
        while True:
            answer = self._call("query", **request)
            found += [item["pk"]["S"].removeprefix("ALARM#") for item in answer["Items"]]
            if "LastEvaluatedKey" not in answer:
                return found
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def write(self, record: AlarmRecord, *, counted: Collection[str] = ()) -> None:
        """Write the record and remember the findings as counted, all of it or nothing."""
        key = record.alarm.correlation_key
        items = [self._record(record), *(self._marker(key, finding_id) for finding_id in counted)]
        self._call("transact_write_items", TransactItems=items)

    def _counted(self, keys: list[Item]) -> set[str]:
        found: set[str] = set()
        for pause in (*_READ_PAUSES, None):
            request = {self.name: {"Keys": keys, "ConsistentRead": True}}
            answer = self._call("batch_get_item", RequestItems=request)
            found |= {
                item["pk"]["S"].removeprefix("FINDING#") for item in answer["Responses"][self.name]
            }
            keys = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
            if not keys:
                break
            if pause is None:
                raise AlarmTableError(code="UnprocessedKeys")
            self.sleep(pause)
        return found

    def _record(self, record: AlarmRecord) -> Item:
        """Return the put that replaces the version before, or that is the first."""
        condition = "version = :before" if record.version > 1 else "attribute_not_exists(pk)"
        waiting = _waiting(record)
        put: Item = {
            "TableName": self.name,
            "Item": {
                **_record_key(record.alarm.correlation_key),
                "version": {"N": str(record.version)},
                "alarm_id": {"S": record.alarm.alarm_id},
                "state": {"S": record.alarm.state},
                "document": {"S": record.model_dump_json(by_alias=True)},
                **waiting,
            },
            "ConditionExpression": condition,
        }
        if record.version > 1:
            put["ExpressionAttributeValues"] = {":before": {"N": str(record.version - 1)}}
        return {"Put": put}

    def _marker(self, key: str, finding_id: str) -> Item:
        expiry = {"N": str(int(self.now()) + MARKER_SECONDS)}
        return {
            "Put": {
                "TableName": self.name,
                "Item": {**_marker_key(key, finding_id), "expires_at": expiry},
                "ConditionExpression": "attribute_not_exists(pk)",
            }
        }

    def _call(self, operation: str, **request: Any) -> Item:  # noqa: ANN401 - boto3's own shapes
        """Call DynamoDB; what goes wrong is told by its code, without the request."""
        try:
            answer: Item = getattr(self.dynamodb, operation)(**request)
        except ClientError as error:
            if _is_conflict(error):
                raise ConflictError from None
            raise AlarmTableError(error.response.get("Error", {}).get("Code", "unknown")) from None
        except BotoCoreError as error:
            raise AlarmTableError(type(error).__name__) from None
        return answer


def _waiting(record: AlarmRecord) -> Item:
    """Return what puts an alarm that quiet can end into the index, and any other out of it."""
    since = record.quiet_since
    return {} if since is None else {"waits": {"S": _WAITS}, "quiet_since": _moment(since)}


def _moment(moment: datetime) -> Item:
    """Return the moment so that text sorts as time does."""
    return {"S": moment.astimezone(UTC).isoformat(timespec="microseconds")}


def _record_key(key: str) -> Item:
    return {"pk": {"S": f"ALARM#{key}"}, "sk": {"S": "RECORD"}}


def _marker_key(key: str, finding_id: str) -> Item:
    return {"pk": {"S": f"FINDING#{finding_id}"}, "sk": {"S": key}}


def _is_conflict(error: ClientError) -> bool:
    """Return whether the transaction was cancelled only because somebody else wrote."""
    reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
    return bool(reasons & _CONFLICTS) and reasons <= _CONFLICTS | {"None"}
