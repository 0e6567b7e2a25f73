"""The function `compare`, over what `assess` left."""

import gzip
import io
import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import boto3
import pytest

from raimon.aws.baseline_table import AlreadyDecidedError, BaselineTable
from raimon.aws.clock import SystemClock
from raimon.windows.arrivals import ARRIVED, arrival_key
from raimon.windows.call import Call
from raimon.windows.governed import Decision, Ruling
from raimon.windows.state import call_line
from raimon_local.embedded_store import embedded_store
from raimon_local.stack import BUS, LOG_BUCKET, RESULTS_BUCKET, TABLE, LocalStack, arn_of
from tests.builders import log_key, log_object, record
from tests.contracts.schemas import problems
from tests.unit.windows.calls import START, call, traffic
from tests.unit.windows.unequal import WORSE, calls

DAY = timedelta(days=1)
POLICY = (
    "statistics: {learning_days: 3, minimum_units: 200, provisional_days: 30}\n"
    "notification: {resolved: true}\n"
)


@pytest.fixture
def log() -> io.StringIO:
    """Take what the function prints."""
    return io.StringIO()


@pytest.fixture
def stack(log: io.StringIO) -> Iterator[LocalStack]:
    """Give a stack that learns in three days."""
    with embedded_store() as store, LocalStack(store, log, policy_text=POLICY) as stack:
        yield stack


@pytest.fixture
def bus(stack: LocalStack) -> str:
    """Give the queue of somebody who listens to all that compare tells."""
    assert stack
    sqs, events = boto3.client("sqs"), boto3.client("events")
    url = sqs.create_queue(QueueName="listener")["QueueUrl"]
    pattern = json.dumps({"source": ["raimon"]})
    events.put_rule(Name="listener", EventBusName=BUS, EventPattern=pattern)
    events.put_targets(
        Rule="listener", EventBusName=BUS, Targets=[{"Id": "listener", "Arn": arn_of(url)}]
    )
    return url


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the machine's clock stand at the moment."""
    monkeypatch.setattr(SystemClock, "now", lambda _: moment)


def leave(stack: LocalStack, name: str, calls: list[Call]) -> None:
    """Leave calls as `assess` leaves those of a log object."""
    content = gzip.compress("\n".join(map(call_line, calls)).encode(), mtime=0)
    key = arrival_key("logs", name, content)
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=key, Body=content)


def deployment() -> list[Call]:
    """Return four days as usual and one on which a new model refuses."""
    dice = random.Random(3)  # noqa: S311 - a test's dice
    return list(traffic(dice, {"refusal_rate": (0.05, 0.7)}, days=5, switch=4, an_hour=6))


def told(bus: str) -> list[dict[str, Any]]:
    """Take the events that were told."""
    sqs, found = boto3.client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=bus, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=bus, ReceiptHandle=message["ReceiptHandle"])
    return found


def keys(stack: LocalStack, prefix: str) -> list[str]:
    """Return the keys below a prefix of the results bucket."""
    return [key for key, _ in stack.results() if key.startswith(prefix)]


def test_assess_leaves_numbers_only(stack: LocalStack) -> None:
    """Each log object leaves one object of calls, a repeated one the same, without any word."""
    lines = [record(1, user="Who is Haruka Minase?", output="Write to haruka.minase@kitanogumi.jp")]
    for _ in range(2):
        stack.s3.put_object(Bucket=LOG_BUCKET, Key=log_key("a"), Body=log_object(lines))
        stack.deliver()
    (key,) = keys(stack, ARRIVED)
    content = gzip.decompress(dict(stack.results())[key]).decode()
    assert content.count("\n") == 1
    assert [word for word in ("Haruka", "haruka", "kitanogumi", "Write") if word in content] == []


def test_a_bad_deployment(stack: LocalStack, bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What arrived becomes events that fit their schemas, windows, and one alarm of a stream."""
    set_clock(monkeypatch, START + 6 * DAY)
    leave(stack, "a", deployment())
    report = stack.compare()
    events = told(bus)
    kinds = {event["detail-type"] for event in events}
    assert kinds >= {"DeploymentObserved", "FindingRaised"}
    for event in events:
        assert problems(f"events/{event['detail-type']}", event) == []
    assert keys(stack, ARRIVED) == []
    assert len(keys(stack, "windows/")) == 1
    assert report["calls"] == 720
    stack.deliver()
    alarms = [each for each in stack.alarm_events() if each["rule_id"] == "robustness.refusal_rate"]
    assert alarms
    statistic: Any = alarms[-1]["statistic"]
    assert (statistic["baseline_version"], statistic["baseline_status"]) == (1, "proposed")


def test_a_group_that_is_refused(
    stack: LocalStack, bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gap between groups becomes an event that fits its schema, windows, and one alarm."""
    set_clock(monkeypatch, START + 2 * DAY)
    leave(stack, "a", list(calls(random.Random(1), WORSE)))  # noqa: S311 - a test's dice
    stack.compare()
    events = [each for each in told(bus) if each["detail-type"] == "FindingRaised"]
    (event,) = [each for each in events if each["detail"]["statistic"]["name"] == "refusal_gap"]
    assert problems("events/FindingRaised", event) == []
    stack.deliver()
    alarms: list[Any] = [
        each for each in stack.alarm_events() if each["rule_id"] == "fairness.disparity"
    ]
    assert {(each["subject"]["group"], each["statistic"]["group"]) for each in alarms} == {
        ("women", "women")
    }
    assert keys(stack, "quarantine/") == []


def test_a_second_run_tells_nothing(
    stack: LocalStack, bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told isn't told again, and of the states two are kept."""
    set_clock(monkeypatch, START + 6 * DAY)
    leave(stack, "a", deployment())
    stack.compare()
    assert told(bus)
    leave(stack, "a", deployment())  # the same object once more
    reports = [stack.compare() for _ in range(3)]
    assert [report["calls_late"] for report in reports] == [0, 0, 0]
    assert told(bus) == []
    assert len(keys(stack, "statistics/state/")) == 2


def test_the_end_resolves_the_alarm(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once nothing points to the problem any more its alarm is resolved, and people hear of it."""
    set_clock(monkeypatch, START + 6 * DAY)
    leave(stack, "a", deployment())
    stack.compare()
    stack.deliver()
    opened = len(stack.notifications())
    assert opened
    set_clock(monkeypatch, START + 15 * DAY)
    assert stack.compare()["recoveries"] >= 1
    stack.deliver()
    states = {each["alarm_id"]: each["state"] for each in stack.alarm_events()}
    assert "resolved" in states.values()
    (*_, last) = stack.notifications()
    attributes: Any = last["MessageAttributes"]
    assert attributes["occasion"]["Value"] == "resolved"


def test_two_runs_at_once(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that another one has overtaken saves nothing and fails nobody."""
    set_clock(monkeypatch, START + DAY)
    stack.compare()
    table = boto3.client("dynamodb")
    key = {"pk": {"S": "AUDIT#statistics"}, "sk": {"S": "STATE"}}
    item = table.get_item(TableName=TABLE, Key=key)["Item"]
    original = BaselineTable.decisions

    def overtaken(self: BaselineTable) -> Any:  # noqa: ANN401 - as the original has it
        ahead = {**item, "version": {"N": str(int(item["version"]["N"]) + 1)}}
        table.put_item(TableName=TABLE, Item=ahead)
        return original(self)

    monkeypatch.setattr(BaselineTable, "decisions", overtaken)
    leave(stack, "a", [call(1, START + DAY, {"error_rate": 0.0})])
    assert stack.compare() == {"conflict": True}
    assert len(keys(stack, ARRIVED)) == 1


def test_decisions(stack: LocalStack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who approves leaves a decision once; the next run freezes the baseline and settles it."""
    set_clock(monkeypatch, START + 6 * DAY)
    leave(stack, "a", deployment())
    stack.compare()
    table = BaselineTable(boto3.client("dynamodb"), TABLE)
    (entry,) = (each for each in table.entries() if each["metric"] == "refusal_rate")
    assert entry["status"] == "proposed"
    decision = Decision(entry["baseline_id"], 1, Ruling.APPROVED, "somebody", "2026-10-12")
    table.decide(decision)
    with pytest.raises(AlreadyDecidedError):
        table.decide(decision)
    assert stack.compare()["decisions"] == 1
    (entry,) = (each for each in table.entries() if each["metric"] == "refusal_rate")
    assert (entry["status"], entry["decision"]["by"]) == ("frozen", "somebody")
    assert table.decisions() == []


def test_a_lost_state(stack: LocalStack, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that can't be read is said in the log and measured, and baselines are taken up."""
    set_clock(monkeypatch, START + 6 * DAY)
    leave(stack, "a", deployment())
    stack.compare()
    (key,) = keys(stack, "statistics/state/")
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=key, Body=b"broken")
    report = stack.compare()
    assert (report["relearned"], report["restored"] > 0) == ("not_a_state", True)
    assert '"StateRelearned":[1.0]' in log.getvalue().replace(" ", "")


def test_broken_arrivals_are_counted(
    stack: LocalStack, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no object of calls is measured, left out and removed; the rest is taken in."""
    set_clock(monkeypatch, START + DAY)
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=f"{ARRIVED}x.ndjson.gz", Body=b"broken")
    content = gzip.compress(b"{}\n" + call_line(call(1, START, {"error_rate": 0.0})).encode())
    stack.s3.put_object(Bucket=RESULTS_BUCKET, Key=f"{ARRIVED}y.ndjson.gz", Body=content)
    assert stack.compare()["calls"] == 1
    assert keys(stack, ARRIVED) == []
    assert "CallsUnreadable" in log.getvalue()
