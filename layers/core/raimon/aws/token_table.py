"""The memory of tokens in one DynamoDB table: sightings by token, and decisions by batch.

| pk | attributes |
|---|---|
| TOKEN#<token> | seen (JSON), revision, expires_at |
| BATCH#<name> | decision (JSON), expires_at |
"""

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from raimon.scorers.privacy.crossing import Crossings
from raimon.scorers.privacy.token_memory import (
    MemoryUnavailableError,
    Place,
    Recalled,
    Sighting,
    Sightings,
)
from raimon.scorers.scoring import Scoring
from raimon.settings import AssessSettings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# Scoring waits for a look-up no longer than this: what fails twice is left out.
BOUNDED: Final = Config(
    connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2, "mode": "standard"}
)
_READS: Final = 2
_DAY: Final = 86_400

type Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """One table, by name, and for how many days it remembers."""

    dynamodb: "DynamoDBClient"
    name: str
    days: int = 90
    now: Callable[[], float] = time.time

    def recall(self, batch: str, tokens: Collection[str]) -> Recalled:
        """Return what the table holds of the tokens, and the decision of the batch.

        Raises:
            MemoryUnavailableError: if it didn't answer in time, or not in full.

        """
        keys = [_batch_key(batch), *map(_token_key, sorted(tokens))]
        items = {item["pk"]["S"]: item for item in self._read(keys)}
        decided = items.pop(_batch_key(batch), None)
        known = {pk.removeprefix("TOKEN#"): item for pk, item in items.items()}
        return Recalled(
            sightings={token: tuple(_sightings(item)) for token, item in known.items()},
            decision=json.loads(decided["decision"]["S"]) if decided else None,
            revisions={token: int(item["revision"]["N"]) for token, item in known.items()},
        )

    def keep(
        self,
        batch: str,
        decision: Mapping[str, str] | None,
        sightings: Mapping[str, Sightings],
        recalled: Recalled,
    ) -> None:
        """Write decision and sightings, all of it or nothing.

        Raises:
            MemoryUnavailableError: if an entry has changed meanwhile, or the table didn't answer.

        """
        writes = [
            self._entry(token, seen, recalled.revisions.get(token, 0))
            for token, seen in sightings.items()
        ]
        if decision is not None:
            writes.append(self._decision(batch, decision))
        try:
            self.dynamodb.transact_write_items(TransactItems=writes)
        except (BotoCoreError, ClientError):
            raise MemoryUnavailableError from None

    def _read(self, keys: Iterable[str]) -> Iterator[Item]:
        asked = [{"pk": {"S": key}} for key in keys]
        waiting: Any = {self.name: {"Keys": asked, "ConsistentRead": True}}
        for _ in range(_READS):
            try:
                answer = self.dynamodb.batch_get_item(RequestItems=waiting)
            except (BotoCoreError, ClientError):
                raise MemoryUnavailableError from None
            yield from answer["Responses"].get(self.name, [])
            waiting = answer.get("UnprocessedKeys", {})
            if not waiting:
                return
        raise MemoryUnavailableError

    def _entry(self, token: str, seen: Sightings, revision: int) -> Any:  # noqa: ANN401 - boto3's union of writes
        told = [[one.at, one.invocation_id, one.by, one.place.value] for one in seen]
        item: Item = {
            "pk": {"S": _token_key(token)},
            "seen": {"S": json.dumps(told)},
            "revision": {"N": str(revision + 1)},
            "expires_at": {"N": self._expiry()},
        }
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if revision:
            condition = {
                "ConditionExpression": "revision = :revision",
                "ExpressionAttributeValues": {":revision": {"N": str(revision)}},
            }
        return {"Put": {"TableName": self.name, "Item": item, **condition}}

    def _decision(self, batch: str, decision: Mapping[str, str]) -> Any:  # noqa: ANN401 - likewise
        item: Item = {
            "pk": {"S": _batch_key(batch)},
            "decision": {"S": json.dumps(dict(decision), sort_keys=True)},
            "expires_at": {"N": self._expiry()},
        }
        once = "attribute_not_exists(pk)"
        return {"Put": {"TableName": self.name, "Item": item, "ConditionExpression": once}}

    def _expiry(self) -> str:
        return str(int(self.now()) + self.days * _DAY)


def crossings_of(settings: AssessSettings, scoring: Scoring) -> Crossings | None:
    """Return what follows values over the table of the settings, None where they name none."""
    if not settings.token_table:
        return None
    dynamodb = boto3.client("dynamodb", config=BOUNDED)
    table = TokenTable(dynamodb, settings.token_table, settings.token_days)
    return Crossings(table, scoring.policy, scoring.token_key)


def _token_key(token: str) -> str:
    return f"TOKEN#{token}"


def _batch_key(batch: str) -> str:
    return f"BATCH#{batch}"


def _sightings(item: Item) -> Iterator[Sighting]:
    for at, invocation_id, by, place in json.loads(item["seen"]["S"]):
        yield Sighting(at, invocation_id, by, Place(place))
