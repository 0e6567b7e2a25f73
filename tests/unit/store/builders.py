"""Assessments, alarms and messages as the store's tests need them; all names are invented."""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from raimon.alarms.alarm import Action, Alarm, AlarmSubject, Confidence
from raimon.assessment import (
    Assessment,
    Bodies,
    GuardrailSummary,
    Languages,
    Outcome,
)
from raimon.finding import Aspect, Bilingual, Finding, Location, Severity, finding_id
from raimon.invocation import BodyState, Segment, Source, Usage, invocation_id
from raimon.store.generation import AssessmentObject, Generation

RESULTS = "raimon-results"
LOGS = "bedrock-logs"
OCTOBER = datetime(2026, 10, 13, 1, 42, tzinfo=UTC)


def make_finding(invocation: str, name: str, *, confidence: float = 0.9) -> Finding:
    """Return a finding that is told apart by its name, a word such as `email`."""
    place = Location(segment=Segment.OUTPUT, start=len(name), end=len(name) + 9)
    return Finding(
        finding_id=finding_id(invocation, "privacy.pii", place, name.upper()),
        rule_id="privacy.pii",
        rule_version="1",
        aspect=Aspect.PRIVACY,
        severity=Severity.HIGH,
        confidence=confidence,
        location=place,
        entity=name.upper(),
        kind="LEAK.MODEL",
        mask="t***",
        explanation=Bilingual(
            en="The answer holds an address that stands neither in the question nor in documents.",
            ja="質問にも参照文書にも含まれないメールアドレスが回答に現れました。",
        ),
        evidence={"length": 9, "checked": True},
    )


def make_assessment(
    request: str = "r-1",
    findings: Sequence[str] = (),
    *,
    moment: datetime = OCTOBER,
    version: int = 1_000_001,
    source: Source | None = None,
    **changes: object,
) -> Assessment:
    """Return an assessment of one request, with a finding for each name."""
    invocation = invocation_id("123456789012", "ap-northeast-1", request)
    whole: dict[str, Any] = {
        "invocation_id": invocation,
        "timestamp": moment,
        "account_id": "123456789012",
        "region": "ap-northeast-1",
        "request_id": request,
        "operation": "Converse",
        "model_id": "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "model_provider": "anthropic",
        "principal": "arn:aws:iam::123456789012:role/support",
        "application": "サポート窓口",
        "language": Languages(input="ja", output="ja"),
        "usage": Usage(input_tokens=12, output_tokens=80),
        "latency_ms": 812.0,
        "stop_reason": "end_turn",
        "error_code": None,
        "guardrail": GuardrailSummary(),
        "outcome": Outcome.ANSWERED,
        "bodies": Bodies(input=BodyState.PRESENT, output=BodyState.PRESENT),
        "signals": {"refusal": 0.02, "toxicity": 0.0},
        "findings": tuple(make_finding(invocation, name) for name in findings),
        "scoring_version": version,
        "source": source or Source(bucket=LOGS, key="logs/a.json.gz", line=17),
    }
    return Assessment.model_validate({**whole, **changes}, by_name=True)


def scoring(
    version: int = 1_000_001, *, complete: bool = True, log: str = "logs/a.json.gz"
) -> AssessmentObject:
    """Return the object that holds one scoring of a log object."""
    return AssessmentObject(f"assessments/{LOGS}/{log}/", Generation(version, complete))


def packed(assessments: Sequence[Assessment]) -> bytes:
    """Return the bytes of an assessment object."""
    lines = "".join(assessment.to_json() + "\n" for assessment in assessments)
    return gzip.compress(lines.encode(), mtime=0)


def stored_event(key: str, bucket: str = RESULTS) -> str:
    """Return the message that announces an object of the results bucket."""
    detail = {"version": "0", "bucket": {"name": bucket}, "object": {"key": key, "size": 1}}
    return event("aws.s3", "Object Created", detail)


def make_alarm(revision: int = 1, **changes: object) -> dict[str, Any]:
    """Return the detail of an alarm's event."""
    alarm = Alarm(
        alarm_id="a" * 32,
        revision=revision,
        correlation_key="privacy.pii|support|EMAIL",
        episode=1,
        severity=Severity.HIGH,
        aspect=Aspect.PRIVACY,
        rule_id="privacy.pii",
        title=Bilingual(
            en="The model gave out e-mail addresses", ja="メールアドレスを回答しました"
        ),
        opened_at=OCTOBER,
        updated_at=OCTOBER + timedelta(minutes=16),
        event_time=OCTOBER,
        last_event_time=OCTOBER + timedelta(minutes=15),
        count=revision,
        confidence=Confidence(lowest=0.9, highest=0.97),
        subject=AlarmSubject(
            application="サポート窓口",
            model="anthropic.claude-3-5-sonnet-20240620-v1:0",
            regions=("ap-northeast-1",),
        ),
        findings=("f" * 32,),
        runbook="docs/runbooks/privacy.pii.md",
        actions=(Action(kind="command", label=Bilingual(en="Open", ja="開く"), value="aws s3 ls"),),
    )
    told: dict[str, Any] = json.loads(alarm.to_json())
    return {**told, **changes}


def alarm_event(detail: dict[str, Any], detail_type: str = "AlarmOpened") -> str:
    """Return the message that announces an alarm's change."""
    return event("raimon", detail_type, detail)


def event(source: str, detail_type: str, detail: dict[str, Any]) -> str:
    """Return an EventBridge event as it lies in a message's body."""
    return json.dumps(
        {
            "version": "0",
            "id": "7bf73129-1428-4cd3-a780-95db273d1602",
            "detail-type": detail_type,
            "source": source,
            "account": "123456789012",
            "time": "2026-10-13T01:43:00Z",
            "region": "ap-northeast-1",
            "resources": [],
            "detail": detail,
        },
        ensure_ascii=False,
    )
