"""Findings as they come over the bus, each detail with a plain default."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from raimon.assessment import Outcome
from raimon.events import FindingRaised, Subject
from raimon.finding import Aspect, Bilingual, Finding, Severity
from raimon.invocation import Source

ACCOUNT = "123456789012"
MODEL = "anthropic.claude-3-5-sonnet-20240620-v1:0"
START = datetime(2026, 10, 13, 1, 42, tzinfo=UTC)  # 10:42 in Tokyo
LOG_KEY = (
    f"AWSLogs/{ACCOUNT}/BedrockModelInvocationLogs/ap-northeast-1/2026/10/13/01/"
    "20261013T014200123Z_0a1b2c3d4e5f6071.json.gz"
)
EXPLANATION = Bilingual(
    en="An e-mail address stands in the answer and in no input.",
    ja="メールアドレスが回答に現れましたが、入力のどこにも含まれていません。",
)


def hex_id(*named: object) -> str:
    """Return 32 hex that are the same for the same names."""
    return hashlib.sha256(repr(named).encode()).hexdigest()[:32]


def raised(number: int = 1, *, minutes: float | None = None, **changes: Any) -> FindingRaised:  # noqa: ANN401 - any field of a finding or of its subject
    """Return the n-th finding, raised by a call so many minutes after the start."""
    moment = START + timedelta(minutes=number if minutes is None else minutes)
    finding = {
        "finding_id": hex_id("finding", number),
        "rule_id": "privacy.pii",
        "rule_version": "1",
        "aspect": Aspect.PRIVACY,
        "severity": Severity.HIGH,
        "confidence": 0.97,
        "entity": "EMAIL_ADDRESS",
        "kind": "LEAK.MODEL",
        "mask": "h***@k*********.jp",
        "explanation": EXPLANATION,
    }
    subject = {
        "invocation_id": hex_id("invocation", number),
        "timestamp": moment,
        "account_id": ACCOUNT,
        "region": "ap-northeast-1",
        "request_id": f"00000000-0000-4000-8000-{number:012}",
        "operation": "Converse",
        "model_id": MODEL,
        "application": "support-chat",
        "outcome": Outcome.ANSWERED,
        "source": Source(bucket="bedrock-logs", key=LOG_KEY, line=number),
    }
    finding |= {name: value for name, value in changes.items() if name in Finding.model_fields}
    subject |= {name: value for name, value in changes.items() if name in Subject.model_fields}
    assert changes.keys() <= finding.keys() | subject.keys() | {"evidence", "location"}
    return FindingRaised(
        finding=Finding.model_validate(finding), subject=Subject.model_validate(subject)
    )
