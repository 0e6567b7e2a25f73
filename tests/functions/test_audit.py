"""The function `audit`, fed with its own sample events over an AWS that lives in this process.

What moto doesn't know of Bedrock, the guardrails, answers here as its documentation says.
"""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from opensearchpy import OpenSearch

from raimon.alarms.alarm import Alarm
from raimon.alarms.text import render
from raimon.aws.clock import SystemClock
from raimon.policy import default_policy
from raimon_local.functions import Handler, context, load_handler
from raimon_local.node import Node
from raimon_local.pump import Pump, Stage
from raimon_local.stack import LOG_BUCKET, LocalStack, arn_of
from tests.builders import log_key, log_object, record
from tests.unit.audit.fakes import GUARDRAIL, NOW, guardrail

EVENTS = Path(__file__).resolve().parents[2] / "events" / "audit"
NOWHERE = "http://127.0.0.1:9"  # `index` isn't called here
CANARIES = ("kitanogumi", "hanako", "203.0.113.77", "notebook", "ASIAEXAMPLE", "AROAEXAMPLE")
OK = SimpleNamespace(status_code=200)
GONE = SimpleNamespace(status_code=404)


class Guardrails:
    """Bedrock's answers about guardrails, put where boto3 would go to the network."""

    def __init__(self) -> None:
        """Begin with one guardrail."""
        self.drafts: dict[str, dict[str, Any]] = {GUARDRAIL: guardrail()}
        self.changes = 0

    def change(self, **settings: object) -> None:
        """Change the guardrail; the time of its last change moves on."""
        self.drafts[GUARDRAIL] = guardrail(**settings)
        self.changes += 1

    def listed(self, **_: object) -> tuple[SimpleNamespace, dict[str, Any]]:
        """Answer ListGuardrails."""
        updated = NOW + timedelta(seconds=self.changes)
        return OK, {"guardrails": [{"id": name, "updatedAt": updated} for name in self.drafts]}

    def read(self, params: dict[str, Any], **_: object) -> tuple[SimpleNamespace, dict[str, Any]]:
        """Answer GetGuardrail."""
        draft = self.drafts.get(params["url_path"].rsplit("/", 1)[-1])
        if draft is not None:
            return OK, draft
        return GONE, {"Error": {"Code": "ResourceNotFoundException", "Message": "gone"}}


class Audit:
    """The function in its stack, with a clock that a test moves."""

    def __init__(self, stack: LocalStack, log: io.StringIO, guardrails: Guardrails) -> None:
        """Load the handler as Lambda does."""
        self.stack, self.log, self.guardrails = stack, log, guardrails
        with stack.printing():
            self.handler: Handler = load_handler("audit")

    def invoke(self, name: str) -> list[str]:
        """Feed a sample; return the ids of the messages to be delivered again."""
        event = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
        with self.stack.printing():
            answer = self.handler(event, context("audit"))
        assert answer is not None
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def notify(self) -> list[dict[str, Any]]:
        """Let `notify` take in what was raised; return the alarms that people were told of."""
        url = self.stack.queues["notify"]
        stage = Stage("notify", url, arn_of(url), self.stack.handlers["notify"])
        with self.stack.printing():
            Pump(boto3.client("sqs"), (stage,)).run()
        return [json.loads(str(each["Message"])) for each in self.stack.notifications()]

    def ledger(self) -> list[dict[str, Any]]:
        """Return all findings that were kept."""
        return [
            json.loads(body) for key, body in self.stack.results() if key.startswith("governance/")
        ]


type MakeAudit = Callable[[str], Audit]


@pytest.fixture
def make_audit(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeAudit]:
    """Give a function that builds the stack with an OpenSearch at the address."""
    stacks: list[LocalStack] = []

    def make(opensearch: str) -> Audit:
        log, guardrails = io.StringIO(), Guardrails()
        stack = LocalStack(opensearch, log).__enter__()
        stacks.append(stack)
        session = boto3.Session()
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", session)
        events: Any = session.events  # its stubs say that no handler answers
        events.register("before-call.bedrock.ListGuardrails", guardrails.listed)
        events.register("before-call.bedrock.GetGuardrail", guardrails.read)
        boto3.client("bedrock").put_model_invocation_logging_configuration(
            loggingConfig={"s3Config": {"bucketName": LOG_BUCKET, "keyPrefix": ""}}
        )
        for name, value in {
            "LOG_BUCKET": LOG_BUCKET,
            "ASSESS_QUEUE_URL": stack.queues["assess"],
            "DEAD_LETTER_QUEUES": f"{stack.queues['assess']}-dead-letters",
            "ACCOUNT_ID": "123456789012",
            "AWS_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        set_clock(monkeypatch, NOW)
        return Audit(stack, log, guardrails)

    yield make
    for stack in stacks:
        stack.__exit__(None, None, None)


@pytest.fixture
def audit(make_audit: MakeAudit) -> Audit:
    """Give the function after one look at a world where all is well."""
    audit = make_audit(NOWHERE)
    assert audit.invoke("schedule") == []
    assert audit.ledger() == []
    return audit


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the machine's clock stand at the moment."""
    monkeypatch.setattr(SystemClock, "now", lambda _: moment)


def switch_logging_off() -> None:
    """Do what the samples tell of."""
    boto3.client("bedrock").delete_model_invocation_logging_configuration()


def test_logging_switched_off(audit: Audit) -> None:
    """One event is one critical alarm that names the role and leads to the event."""
    switch_logging_off()
    assert audit.invoke("logging_deleted") == []
    (alarm,) = audit.notify()
    assert (alarm["rule_id"], alarm["severity"]) == ("governance.logging_off", "critical")
    assert alarm["subject"]["resources"] == ["invocation-logging"]
    assert alarm["subject"]["models"] == []
    (action,) = alarm["actions"]
    assert action["value"] == (
        "aws cloudtrail lookup-events --lookup-attributes "
        "AttributeKey=EventId,AttributeValue=00000000-0000-4000-8000-c00000000001 "
        "--region ap-northeast-1"
    )


def test_delivered_twice(audit: Audit) -> None:
    """The same event, twice in one batch and once more later, is one finding and one alarm."""
    switch_logging_off()
    assert audit.invoke("logging_deleted_twice") == []
    assert audit.invoke("logging_deleted") == []
    (alarm,) = audit.notify()
    assert alarm["count"] == 1
    assert len(audit.ledger()) == 1
    assert '"TrailEventsRepeated"' in audit.log.getvalue()


def test_read_aloud(audit: Audit) -> None:
    """The alarm reads as people would say it, in English and in Japanese."""
    switch_logging_off()
    audit.invoke("logging_deleted")
    (alarm,) = audit.notify()
    english, japanese = (
        render(Alarm.model_validate(alarm), default_policy(), language).splitlines()
        for language in ("en", "ja")
    )
    assert english[:5] == [
        "[Critical] Governance: Bedrock's invocation logging was switched off (1 finding)",
        "Where: AWS account 123456789012, invocation-logging, Tokyo.",
        "Found at 01:30 UTC on 24 Nov 2026.",
        (
            "What was found: Invocation logging was switched off by "
            "arn:aws:iam::123456789012:role/PlatformAdmin. Until it is on again, "
            "no call of a model is logged, scored or alarmed in this Region."
        ),
        (
            "How sure: confidence 1.00. A fixed rule raised this alarm, not a statistic, "
            "so there is no figure for how often it would come by mistake."
        ),
    ]
    assert japanese[:4] == [
        "【重大】ガバナンス:Bedrock のモデル呼び出しログが停止されました(1 件)",
        "対象:AWS アカウント 123456789012、invocation-logging、東京リージョン。",
        "2026年11月24日 01:30(協定世界時)に検出しました。",
        (
            "検出内容:モデル呼び出しログの記録が停止されました"
            "(操作:arn:aws:iam::123456789012:role/PlatformAdmin)。"
            "再開されるまで、このリージョンのモデル呼び出しは記録も評価もされず、アラームも出ません。"
        ),
    ]
    assert "  CloudTrail event 1: 00000000-0000-4000-8000-c00000000001" in english


def test_guardrail_changed(audit: Audit) -> None:
    """What the event hides is read back and told: which setting, from what to what."""
    audit.guardrails.change(topicPolicy={}, wordPolicy={})
    assert audit.invoke("guardrail_updated") == []
    (alarm,) = audit.notify()
    assert alarm["rule_id"] == "governance.guardrail_changed"
    assert alarm["severity"] == "high"
    assert "denied topics: 2 removed" in alarm["examples"][0]["explanation"]["en"]


def test_guardrail_deleted(audit: Audit) -> None:
    """A guardrail that isn't there any more is told; the next look tells nothing twice."""
    audit.guardrails.drafts = {}
    assert audit.invoke("guardrail_deleted") == []
    assert audit.invoke("schedule") == []
    assert [each["rule_id"] for each in audit.notify()] == ["governance.guardrail_deleted"]


def test_two_guardrails_are_two_problems(audit: Audit) -> None:
    """What happens to another resource is another alarm."""
    audit.guardrails.drafts = {"gr0kitano002": guardrail()}
    audit.invoke("schedule")
    audit.guardrails.drafts = {}
    audit.invoke("schedule")
    keys = {each["correlation_key"].rpartition("|")[2] for each in audit.notify()}
    assert keys == {"guardrail/gr0kitano001", "guardrail/gr0kitano002"}


@pytest.mark.parametrize(
    "name",
    [
        "enforced_guardrail_deleted",
        "guardrail_deletion_denied",
        "resource_policy_put",
        "logging_put",
        "provisioned_throughput_created",
        "model_import_started",
        "batch_inference_started",
        "guardrail_updated_sparse",
    ],
)
def test_every_sample_is_kept(audit: Audit, name: str) -> None:
    """Each change is kept with its texts, whether people are told of it or not."""
    assert audit.invoke(name) == []
    (kept,) = audit.ledger()
    assert kept["finding"]["aspect"] == "governance"
    assert len(audit.notify()) == (kept["finding"]["severity"] in {"high", "critical"})


def test_years_old(audit: Audit) -> None:
    """An event from years ago is counted and alarms nobody."""
    assert audit.invoke("years_old") == []
    assert audit.ledger() == []
    assert '"TrailEventsStale"' in audit.log.getvalue()


def test_poison(audit: Audit) -> None:
    """What is no event comes again by itself, without a word of it in the log."""
    switch_logging_off()
    again = audit.invoke("poison")
    assert len(again) == 4
    assert len(audit.notify()) == 1


def test_nobody_leaks(audit: Audit) -> None:
    """Addresses, clients, sessions and keys of the events stay in CloudTrail."""
    for file in sorted(EVENTS.glob("*.json")):
        audit.invoke(file.stem)
    alarms = json.dumps(audit.notify(), ensure_ascii=False)
    table = json.dumps(boto3.client("dynamodb").scan(TableName="raimon-local-state")["Items"])
    everything = (
        audit.log.getvalue() + alarms + table + json.dumps(audit.ledger(), ensure_ascii=False)
    )
    assert [canary for canary in CANARIES if canary in everything] == []
    assert "role/PlatformAdmin" in everything


def test_completeness(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost log object is queued again; `assess` takes it as if S3 had just announced it."""
    # Given: an object that no event announced
    now = datetime.now(UTC) + timedelta(hours=2)
    set_clock(monkeypatch, now)
    key = log_key("lost", hour=f"{now - timedelta(hours=2):%Y/%m/%d/%H}")
    boto3.client("s3").put_bucket_notification_configuration(
        Bucket=LOG_BUCKET, NotificationConfiguration={}
    )
    body = log_object([record(1, user="Hello", output="Hi")])
    audit.stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=body)

    # When
    assert audit.invoke("schedule") == []
    url = audit.stack.queues["assess"]
    stage = Stage("assess", url, arn_of(url), audit.stack.handlers["assess"])
    with audit.stack.printing():
        assert Pump(boto3.client("sqs"), (stage,)).run() == {"assess": 1}
    assert audit.invoke("schedule") == []

    # Then
    assert [name for name, _ in audit.stack.results() if f"assessments/{LOG_BUCKET}/{key}/" in name]
    log = audit.log.getvalue().replace(" ", "")
    assert '"LogObjectsRequeued":[1.0]' in log
    assert '"ScoringCoverage":[100.0]' in log
    assert audit.ledger() == []


def test_what_fails_twice(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object that gets no results even then is an alarm, once for all objects."""
    now = datetime.now(UTC) + timedelta(hours=2)
    for number in range(12):
        key = log_key(f"{number:02}", hour=f"{now - timedelta(hours=2):%Y/%m/%d/%H}")
        audit.stack.s3.put_object(Bucket=LOG_BUCKET, Key=key, Body=b"x")
    for hours in range(3):
        set_clock(monkeypatch, now + timedelta(hours=hours, minutes=hours))
        assert audit.invoke("schedule") == []
    (alarm,) = audit.notify()
    assert alarm["rule_id"] == "governance.scoring_coverage"
    assert alarm["count"] == 2
    assert "12 of 12 log objects" in alarm["examples"][0]["explanation"]["en"]


def test_dead_letters(audit: Audit) -> None:
    """A dead letter is an alarm that names the queue; the same one is told once."""
    sqs = boto3.client("sqs")
    sqs.send_message(QueueUrl=f"{audit.stack.queues['assess']}-dead-letters", MessageBody="{}")
    for _ in range(3):
        assert audit.invoke("schedule") == []
    (alarm,) = audit.notify()
    assert alarm["subject"]["resources"] == ["raimon-local-assess-dead-letters"]
    assert alarm["count"] == 1


def test_a_bucket_that_is_gone(audit: Audit) -> None:
    """A check that can't be made fails its message, with the code in the log, after the others."""
    audit.stack.s3.delete_bucket(Bucket=LOG_BUCKET)
    switch_logging_off()
    assert len(audit.invoke("schedule")) == 1
    assert "coverage: ReconciliationError NoSuchBucket" in audit.log.getvalue()
    assert [each["rule_id"] for each in audit.notify()] == ["governance.logging_off"]


@pytest.mark.opensearch
def test_end_to_end(
    make_audit: MakeAudit, opensearch_node: Node, opensearch_client: OpenSearch
) -> None:
    """From CloudTrail to a document: the alarm about a guardrail is found in OpenSearch."""
    audit = make_audit(opensearch_node.url)
    audit.invoke("schedule")
    audit.guardrails.change(topicPolicy={})
    audit.invoke("guardrail_updated")
    audit.stack.deliver()
    opensearch_client.indices.refresh(index="raimon-alarms")
    query = {"query": {"term": {"rule_id": "governance.guardrail_changed"}}}
    hits = opensearch_client.search(index="raimon-alarms", body=query)["hits"]["hits"]
    assert [hit["_source"]["subject"]["resources"] for hit in hits] == [[f"guardrail/{GUARDRAIL}"]]
    assert audit.stack.dead_letters() == []
