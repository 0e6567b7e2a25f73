"""A log object through `assess`, `compare`, `notify` and `index`: a bad deployment is told.

The store of documents is the demo's own in memory, so that no node is needed; all else is as in the
other tests of the chain. Time is that of the logs.
"""

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from raimon.aws.opensearch import make_client
from raimon.events import DEPLOYMENT_OBSERVED, SOURCE, FindingRaised
from raimon.windows.arrivals import ARRIVED
from raimon_local.demo_clock import DemoClock, event_time
from raimon_local.embedded_store import embedded_store
from raimon_local.stack import BUS, LOG_BUCKET, LocalStack, arn_of
from tests.builders import log_key, log_object, record

START = datetime(2026, 10, 5, tzinfo=UTC)
BAD_FROM = START + timedelta(days=3, hours=9)
POLICY = """\
statistics: {learning_days: 3, minimum_units: 100, provisional_days: 30}
"""
OLD, NEW = "vendor.answers-v1:0", "vendor.answers-v2:0"
TALKS = (
    (
        "Where is my parcel number {}?",
        "It left our warehouse this morning and arrives on Friday at the latest.",
        "I'm sorry, but I can't help with that request.",
    ),
    (
        "荷物番号 {} はいまどこにありますか。",
        "今朝、倉庫から発送しました。金曜日までにお届けする予定です。",
        "申し訳ありませんが、そのご質問にはお答えできません。",
    ),
)
WORDS = ("parcel", "warehouse", "can't help with that", "荷物", "倉庫", "申し訳")


def calls(begin: datetime, count: int, *, model: str, refused: int) -> list[dict[str, Any]]:
    """Return so many records in both languages, half a minute apart, one in so many refused."""
    made = []
    for place in range(count):
        number = int((begin - START).total_seconds()) + place
        user, answer, refusal = TALKS[place % 2]
        made.append(
            record(
                number,
                user=user.format(number),
                output=refusal if place // 2 % refused == refused - 1 else answer,
                model=model,
                timestamp=f"{begin + place * timedelta(seconds=30):%Y-%m-%dT%H:%M:%SZ}",
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class World:
    """The stack, its clock, and a listener for deployments."""

    stack: LocalStack
    log: io.StringIO
    clock: DemoClock
    endpoint: str
    heard: str

    def arrive(self, begin: datetime, count: int, *, model: str = OLD, refused: int = 30) -> str:
        """Let one log object arrive and be assessed soon after its last call; return its key."""
        hour = f"{begin:%Y/%m/%d/%H}"
        key = log_key(f"{count:016x}", hour=hour)
        body = log_object(calls(begin, count, model=model, refused=refused))
        self.stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=body)
        self.clock.set(begin + timedelta(hours=2))
        self.stack.deliver()
        return key

    def compare(self) -> Mapping[str, Any]:
        """Let the schedule call `compare`, and the others do what follows from it."""
        report = self.stack.compare()
        self.stack.deliver()
        return report

    def kept(self, prefix: str) -> dict[str, list[Any]]:
        """Return what lies below the prefix, unpacked, line by line."""
        return {
            key: [json.loads(line) for line in gzip.decompress(content).splitlines()]
            for key, content in self.stack.results()
            if key.startswith(prefix)
        }

    def deployments(self) -> list[dict[str, Any]]:
        """Take the deployments that were observed since the last look."""
        answer = boto3.client("sqs").receive_message(QueueUrl=self.heard, MaxNumberOfMessages=10)
        return [json.loads(each["Body"])["detail"] for each in answer.get("Messages", [])]

    def documents(self, family: str) -> list[dict[str, Any]]:
        """Return the documents of a family."""
        with make_client(self.endpoint, "none", timeout=30) as client:
            found = client.search(index=f"raimon-{family}", body={"size": 10_000})
        return [hit["_source"] for hit in found["hits"]["hits"]]


@contextmanager
def watched() -> Iterator[World]:
    """Give a stack whose application has been watched until its baseline is complete."""
    with (
        embedded_store() as endpoint,
        event_time(START) as clock,
        LocalStack(endpoint, log := io.StringIO(), policy_text=POLICY) as stack,
    ):
        events, sqs = boto3.client("events"), boto3.client("sqs")
        heard = sqs.create_queue(QueueName="deployments")["QueueUrl"]
        pattern = {"source": [SOURCE], "detail-type": [DEPLOYMENT_OBSERVED]}
        events.put_rule(Name="deployments", EventBusName=BUS, EventPattern=json.dumps(pattern))
        events.put_targets(
            Rule="deployments",
            EventBusName=BUS,
            Targets=[{"Id": "deployments", "Arn": arn_of(heard)}],
        )
        usual = World(stack, log, clock, endpoint, heard)
        for day in range(4):
            usual.arrive(START + timedelta(days=day, hours=7), 80)
        yield usual


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one run of `compare` and all that follows from it told, and what is there then."""

    arrived: Mapping[str, list[Any]]  # before the run
    report: Mapping[str, Any]
    now: datetime
    left: Mapping[str, list[Any]]  # of what had arrived
    deployments: list[dict[str, Any]]
    findings: list[FindingRaised]
    alarms: list[dict[str, Any]]
    notifications: list[dict[str, object]]
    dead_letters: list[str]
    windows: list[dict[str, Any]]
    documents: list[dict[str, Any]]  # about alarms


def chapter(world: World) -> Chapter:
    """Let `compare` run, and the others do what follows from it; take down what came of it."""
    arrived, report = world.kept(ARRIVED), world.compare()
    return Chapter(
        arrived=arrived,
        report=report,
        now=world.clock.moment,
        left=world.kept(ARRIVED),
        deployments=world.deployments(),
        findings=world.stack.statistical_findings(),
        alarms=world.stack.alarm_events(),
        notifications=world.stack.notifications(),
        dead_letters=world.stack.dead_letters(),
        windows=world.documents("windows"),
        documents=world.documents("alarms"),
    )


@dataclass(frozen=True, slots=True)
class Story:
    """Usual days, a bad deployment, the same again, and days as usual; and all that was written."""

    usual: Chapter
    bad: Chapter
    again: Chapter
    over: Chapter
    key: str  # of the log object that went bad
    written: str


@pytest.fixture(scope="module")
def story() -> Story:
    """Play the story once; each test looks at one side of it."""
    with watched() as world:
        usual = chapter(world)
        key = world.arrive(BAD_FROM, 80, model=NEW, refused=1)
        bad = chapter(world)
        world.arrive(BAD_FROM, 80, model=NEW, refused=1)
        again = chapter(world)
        for day in range(4, 8):
            world.arrive(START + timedelta(days=day, hours=9), 60)
        over = chapter(world)
        kept = [world.kept(prefix) for prefix in ("windows/", "statistics/", "assessments/")]
        return Story(usual, bad, again, over, key, f"{_json(kept)}{world.log.getvalue()}")


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, default=str)


def test_assess_leaves_calls(story: Story) -> None:
    """For each log object there is one object of calls, which holds none of their words."""
    assert [len(lines) for lines in story.usual.arrived.values()] == [80] * 4
    assert not [word for word in WORDS if word in _json(story.usual.arrived)]


def test_usual_days_raise_nothing(story: Story) -> None:
    """What arrived is taken in once and removed; usual days tell of nothing."""
    usual = story.usual
    assert (usual.report["objects"], usual.report["calls"], usual.report["findings"]) == (4, 320, 0)
    assert usual.left == {}
    assert [usual.deployments, usual.findings, usual.alarms, usual.notifications] == [[]] * 4


def test_a_bad_deployment_is_told_once(story: Story) -> None:
    """A new model that refuses is a deployment, a finding, one alarm and one notification."""
    bad = story.bad
    (deployed,) = bad.deployments
    assert (deployed["model_id"], deployed["changed"]) == (NEW, ["model"])
    assert {each.finding.rule_id for each in bad.findings} == {"robustness.refusal_rate"}
    assert {each.incident for each in bad.findings} == {deployed["deployment_id"]}
    assert all(BAD_FROM < each.subject.timestamp < bad.now for each in bad.findings)
    pointers = [pointer for each in bad.findings for pointer in each.pointers]
    assert {pointer.source.key for pointer in pointers if pointer.source} == {story.key}
    (alarm,) = {each["alarm_id"]: each for each in bad.alarms}.values()
    assert (alarm["state"], alarm["count"]) == ("open", len(bad.findings))
    assert alarm["opened_at"] == f"{bad.now:%Y-%m-%dT%H:%M:%SZ}"
    assert alarm["incident"] == deployed["deployment_id"]
    assert len(bad.notifications) == 1


def test_windows_and_alarm_are_documents(story: Story) -> None:
    """The windows are indexed with what is usual and with their evidence; so is the alarm."""
    windows = [
        each
        for each in story.bad.windows
        if each["stream"].startswith("refusal_rate.rise/")
        and each["@timestamp"] >= f"{BAD_FROM:%Y-%m-%dT%H}"
    ]
    assert {each["language"] for each in windows} == {"en", "ja"}
    assert all(0 < each["baseline"] < each["highest"] < 0.2 for each in windows)
    assert max(each["mean"] for each in windows) > 0.9
    assert [each["rule_id"] for each in story.bad.documents] == ["robustness.refusal_rate"]


def test_again_changes_nothing(story: Story) -> None:
    """The same object delivered again tells of nothing."""
    again = story.again
    assert again.report["findings"] == 0
    assert [again.deployments, again.findings, again.alarms, again.notifications] == [[]] * 4
    assert again.documents == story.bad.documents


def test_the_end_is_told(story: Story) -> None:
    """After days as usual the stream tells that it is over, and the alarm is resolved."""
    assert story.over.report["recoveries"] >= 1
    assert story.over.findings == []
    assert [each["state"] for each in story.over.alarms][-1:] == ["resolved"]
    assert [each["state"] for each in story.over.documents] == ["resolved"]


def test_nothing_failed(story: Story) -> None:
    """No message was given up, and what arrived is all taken in."""
    every = (story.usual, story.bad, story.again, story.over)
    assert [each.dead_letters for each in every] == [[]] * 4
    assert [each.left for each in every] == [{}] * 4


def test_no_word_leaves(story: Story) -> None:
    """No word of a prompt or an answer is in what was told, indexed, kept or printed."""
    told = story.written + _json([story.bad.windows, story.over.documents, story.over.alarms])
    assert not [word for word in WORDS if word in told]
