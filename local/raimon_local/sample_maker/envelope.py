"""The log record around the bodies, as Bedrock writes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from raimon_local.sample_maker.exchange import Exchange
from raimon_local.sample_maker.families_of_messages import Bodies

ACCOUNT = "123456789012"
type Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called which model, when and from where."""

    application: str
    role: str
    region: str
    operation: str
    model: str
    moment: datetime
    request_id: str
    carries_metadata: bool = True


def answered(caller: Caller, said: Exchange, bodies: Bodies) -> Record:
    """Return the record of a call that Bedrock answered."""
    request, response = bodies
    blocked = "guardrail_intervened" in str(response) or "INTERVENED" in str(response)
    return _envelope(caller) | {
        "input": {
            "inputContentType": "application/json",
            "inputBodyJson": request,
            "inputTokenCount": 0 if blocked else said.input_tokens,
        },
        "output": {
            "outputContentType": "application/json",
            "outputBodyJson": response,
            "outputTokenCount": 0 if blocked else said.output_tokens,
        },
    }


def rejected(caller: Caller, code: str) -> Record:
    """Return the record of a call that Bedrock turned down: it has no bodies."""
    return _envelope(caller) | {"errorCode": code}


def _envelope(caller: Caller) -> Record:
    session = f"{caller.role}-{caller.request_id[-2:]}"
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{caller.role}/{session}"
    record: Record = {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": caller.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "accountId": ACCOUNT,
        "region": caller.region,
        "requestId": caller.request_id,
        "operation": caller.operation,
        "modelId": caller.model,
        "identity": {"arn": arn},
    }
    if caller.carries_metadata:
        record["requestMetadata"] = {
            "application": caller.application,
            "environment": "production",
        }
    return record
