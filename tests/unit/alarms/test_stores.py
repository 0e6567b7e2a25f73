"""What every store of alarms promises, in memory and in DynamoDB alike."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError
from moto import mock_aws

from raimon.alarms.in_memory import InMemoryAlarmStore
from raimon.alarms.lifecycle import Lifecycle
from raimon.alarms.ports import AlarmStore, ConflictError
from raimon.aws.alarm_table import MARKER_SECONDS, QUIET_INDEX, AlarmTable, AlarmTableError
from raimon.invocation import Source
from raimon.policy import Policy
from tests.unit.alarms.builders import hex_id, raised

if TYPE_CHECKING:
    from raimon.alarms.record import AlarmRecord

NOW = datetime(2026, 10, 13, 2, 0, tzinfo=UTC)
RECORD = Lifecycle(Policy()).advanced(None, [raised(1)], NOW)
KEY = RECORD.alarm.correlation_key
ONE, TWO, THREE = (hex_id("finding", number) for number in (1, 2, 3))


def make_table(dynamodb: Any) -> None:  # noqa: ANN401 - boto3's client
    """Create the table as the stack has it."""
    dynamodb.create_table(
        TableName="alarms",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": n, "AttributeType": "S"} for n in ("pk", "sk", "waits", "quiet_since")
        ],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": QUIET_INDEX,
                "KeySchema": [
                    {"AttributeName": "waits", "KeyType": "HASH"},
                    {"AttributeName": "quiet_since", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    """Give a DynamoDB with the table."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name="ap-northeast-1")
        make_table(client)
        yield client


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> AlarmStore:
    """Give each of the stores."""
    if request.param == "memory":
        return InMemoryAlarmStore()
    return AlarmTable(request.getfixturevalue("dynamodb"), "alarms")


def test_what_is_written_is_read(store: AlarmStore) -> None:
    """A record comes back as it was written, and nothing comes before it is."""
    assert store.load(KEY) is None
    store.write(RECORD.written(), counted=[ONE])
    assert store.load(KEY) == RECORD.written()
    assert store.load("another|-|-|-") is None


def test_versions_follow_each_other(store: AlarmStore) -> None:
    """A version is written over the one before it, and over no other."""
    first, second = RECORD.written(), RECORD.written().written()
    with pytest.raises(ConflictError):
        store.write(second)
    store.write(first)
    with pytest.raises(ConflictError):
        store.write(first)
    store.write(second)
    with pytest.raises(ConflictError):
        store.write(second)
    assert store.load(KEY) == second


def test_findings_are_counted_once(store: AlarmStore) -> None:
    """A finding that was counted can't be counted again, and its whole write is refused."""
    store.write(RECORD.written(), counted=[ONE, TWO])
    assert store.unseen(KEY, [ONE, TWO, THREE]) == {THREE}
    with pytest.raises(ConflictError):
        store.write(RECORD.written().written(), counted=[THREE, TWO])
    assert store.unseen(KEY, [THREE]) == {THREE}
    assert store.load(KEY) == RECORD.written()


def test_a_finding_counts_for_each_problem(store: AlarmStore) -> None:
    """A finding that is judged anew as another problem counts there too."""
    other = Lifecycle(Policy()).advanced(None, [raised(1, kind="ECHO")], NOW)
    store.write(RECORD.written(), counted=[ONE])
    assert store.unseen(other.alarm.correlation_key, [ONE]) == {ONE}
    store.write(other.written(), counted=[ONE])
    assert store.load(other.alarm.correlation_key) == other.written()


def test_as_many_as_come_at_once(store: AlarmStore) -> None:
    """A full portion is one write, and more findings than one read returns can be looked up."""
    ids = [hex_id("finding", number) for number in range(150)]
    store.write(RECORD.written(), counted=ids[:99])
    assert store.unseen(KEY, ids) == set(ids[99:])
    assert store.unseen(KEY, []) == set()


def test_markers_expire(dynamodb: Any) -> None:  # noqa: ANN401 - boto3's client
    """Markers have the time after which DynamoDB may delete them; records have none."""
    AlarmTable(dynamodb, "alarms", now=lambda: 1000.5).write(RECORD.written(), counted=[ONE])
    items = dynamodb.scan(TableName="alarms")["Items"]
    expiry = {item["pk"]["S"]: item.get("expires_at") for item in items}
    assert expiry == {
        f"ALARM#{KEY}": None,
        f"FINDING#{ONE}": {"N": str(1000 + MARKER_SECONDS)},
    }


def test_a_record_of_a_newer_version(dynamodb: Any) -> None:  # noqa: ANN401 - boto3's client
    """Fields that a newer Raimon wrote don't keep this one from reading the record."""
    table = AlarmTable(dynamodb, "alarms")
    table.write(RECORD.written())
    document = RECORD.written().model_dump_json(by_alias=True)
    dynamodb.update_item(
        TableName="alarms",
        Key={"pk": {"S": f"ALARM#{KEY}"}, "sk": {"S": "RECORD"}},
        UpdateExpression="SET document = :document",
        ExpressionAttributeValues={":document": {"S": document.replace("{", '{"new": 1, ', 1)}},
    )
    assert table.load(KEY) == RECORD.written()


class RefusingDynamoDB:
    """A DynamoDB that answers every call with the same error."""

    def __init__(self, error: Exception) -> None:
        """Remember the error."""
        self.error = error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any call
        """Return a call that fails."""

        def call(**request: Any) -> None:  # noqa: ANN401, ARG001 - as boto3 has it
            raise self.error

        return call


def cancelled(*codes: str) -> ClientError:
    """Return the error of a transaction that was cancelled for these reasons."""
    return ClientError(
        {
            "Error": {"Code": "TransactionCanceledException", "Message": "haruka.minase"},
            "CancellationReasons": [{"Code": code} for code in codes],
        },
        "TransactWriteItems",
    )


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        pytest.param(cancelled("None", "ConditionalCheckFailed"), ConflictError, id="condition"),
        pytest.param(cancelled("TransactionConflict"), ConflictError, id="at the same time"),
        pytest.param(
            cancelled("ConditionalCheckFailed", "ThrottlingError"), AlarmTableError, id="throttled"
        ),
        pytest.param(cancelled("ValidationError"), AlarmTableError, id="refused"),
        pytest.param(ConnectTimeoutError(endpoint_url="x"), AlarmTableError, id="no answer"),
    ],
)
def test_errors_are_told_by_code(error: Exception, expected: type[Exception]) -> None:
    """Only a lost race is a conflict; no error repeats what DynamoDB said."""
    table = AlarmTable(RefusingDynamoDB(error), "alarms")  # type: ignore[arg-type] # a fake client
    with pytest.raises(expected) as caught:
        table.write(RECORD.written())
    assert "haruka" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


class SlowDynamoDB:
    """A DynamoDB that reads one key a request and leaves the others for later."""

    def __init__(self, *, stuck: bool = False) -> None:
        """Say whether it ever gets on."""
        self.stuck = stuck
        self.requests = 0

    def batch_get_item(self, *, RequestItems: Any) -> Any:  # noqa: ANN401, N803 - as boto3 has it
        """Read the first key, which is there."""
        self.requests += 1
        keys = RequestItems["alarms"]["Keys"]
        read = 0 if self.stuck else 1
        rest = {"alarms": {"Keys": keys[read:]}} if keys[read:] else {}
        return {"Responses": {"alarms": keys[:read]}, "UnprocessedKeys": rest}


def test_unprocessed_keys_are_read_again() -> None:
    """What DynamoDB leaves unread is asked for again, with a pause between."""
    pauses: list[float] = []
    slow = SlowDynamoDB()
    table = AlarmTable(slow, "alarms", sleep=pauses.append)  # type: ignore[arg-type] # a fake client
    assert table.unseen(KEY, [ONE, TWO, THREE]) == set()
    assert (slow.requests, len(pauses)) == (3, 2)


def test_reading_gives_up_in_the_end() -> None:
    """A table that doesn't get on is an error, not an endless loop or a wrong answer."""
    slow = SlowDynamoDB(stuck=True)
    table = AlarmTable(slow, "alarms", sleep=lambda _: None)  # type: ignore[arg-type] # a fake client
    with pytest.raises(AlarmTableError):
        table.unseen(KEY, [ONE])
    assert slow.requests == 5


def test_records_are_small() -> None:
    """The largest record stays far below the 400 KB that an item may have."""
    record: AlarmRecord | None = None
    far = Source(bucket="b", key=f"{'ログ' * 150}/{'x' * 100}.json.gz", line=1)
    for begin in range(0, 300, 99):
        batch = [
            raised(number, minutes=0, model_id=f"arn:{number}:{'m' * 200}").model_copy()
            for number in range(begin, begin + 99)
        ]
        moved = [
            each.model_copy(update={"subject": each.subject.model_copy(update={"source": far})})
            for each in batch
        ]
        record = Lifecycle(Policy()).advanced(record, moved, NOW)
    assert record is not None
    doubled = record.model_copy(update={"ended": record.alarm})
    assert len(doubled.model_dump_json(by_alias=True).encode()) < 60_000


def test_quiet_alarms_are_found(store: AlarmStore) -> None:
    """An open alarm is found once it has been quiet before the moment, a resolved one never."""
    store.write(RECORD.written())
    assert list(store.quiet(NOW)) == []
    assert list(store.quiet(NOW + timedelta(seconds=1))) == [KEY]
    store.write(Lifecycle(Policy()).ended(RECORD.written(), NOW).written())
    assert list(store.quiet(NOW + timedelta(days=9))) == []
