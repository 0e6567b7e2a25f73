"""Log records as Bedrock writes them, for tests that need a whole one."""

import gzip
import json
from collections.abc import Iterable, Mapping
from typing import Any

ACCOUNT = "123456789012"
REGION = "ap-northeast-1"


type Line = Mapping[str, Any] | str | bytes


def record(number: int, *, user: str, output: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a Converse record; `more` may hold system, history, context, tool, reasoning, trace.

    Also application, model, stop, timestamp and principal, each with a plain default.
    """
    content: list[dict[str, Any]] = [{"text": output}]
    if "reasoning" in more:
        content.insert(0, {"reasoningContent": {"reasoningText": {"text": more["reasoning"]}}})
    return {
        "schemaType": "ModelInvocationLog",
        "schemaVersion": "1.0",
        "timestamp": more.get(
            "timestamp", f"2026-11-20T01:{number // 60 % 60:02}:{number % 60:02}Z"
        ),
        "accountId": ACCOUNT,
        "region": REGION,
        "requestId": f"00000000-0000-4000-8000-{number:012}",
        "operation": "Converse",
        "modelId": more.get("model", "anthropic.claude-3-5-sonnet-20240620-v1:0"),
        "identity": {
            "arn": more.get(
                "principal", f"arn:aws:sts::{ACCOUNT}:assumed-role/support-chat/session"
            )
        },
        "requestMetadata": {"application": more.get("application", "support-chat")},
        "input": {
            "inputContentType": "application/json",
            "inputBodyJson": _request(user, more),
            "inputTokenCount": 20,
        },
        "output": {
            "outputContentType": "application/json",
            "outputBodyJson": {
                "output": {"message": {"role": "assistant", "content": content}},
                "stopReason": more.get("stop", "end_turn"),
                "metrics": {"latencyMs": 640},
                "usage": {"inputTokens": 20, "outputTokens": 30, "totalTokens": 50},
                **({"trace": more["trace"]} if "trace" in more else {}),
            },
            "outputTokenCount": 30,
        },
    }


def _request(user: str, more: Mapping[str, Any]) -> dict[str, Any]:
    turn: list[dict[str, Any]] = [{"text": user}]
    if "context" in more:
        turn.append(
            {
                "guardContent": {
                    "text": {"text": more["context"], "qualifiers": ["grounding_source"]}
                }
            }
        )
    messages: list[dict[str, Any]] = []
    if "history" in more:
        messages += [
            {"role": "user", "content": [{"text": more["history"]}]},
            {"role": "assistant", "content": [{"text": "Thank you."}]},
        ]
    if "tool" in more:
        use = {"toolUseId": "t1", "name": "look_up", "input": {}}
        result = {"toolUseId": "t1", "content": [{"text": more["tool"]}], "status": "success"}
        messages += [
            {"role": "user", "content": [{"text": "Look it up."}]},
            {"role": "assistant", "content": [{"toolUse": use}]},
            {"role": "user", "content": [{"toolResult": result}, *turn]},
        ]
    else:
        messages.append({"role": "user", "content": turn})
    request: dict[str, Any] = {"messages": messages, "inferenceConfig": {"maxTokens": 800}}
    if "system" in more:
        request["system"] = [{"text": more["system"]}]
    return request


def log_key(name: str, *, hour: str = "2026/11/20/01", prefix: str = "") -> str:
    """Return the key of a log object."""
    stem = f"{hour.replace('/', '')[:8]}T{hour[-2:]}0000000Z_{name}"
    return f"{prefix}AWSLogs/{ACCOUNT}/BedrockModelInvocationLogs/{REGION}/{hour}/{stem}.json.gz"


def log_object(records: Iterable[Line]) -> bytes:
    """Return a log object: gzip, one record a line; a string or bytes stand as they are."""
    lines = [
        line if isinstance(line, bytes) else line.encode("utf-8", "surrogatepass")
        for line in (
            item if isinstance(item, str | bytes) else json.dumps(item, ensure_ascii=False)
            for item in records
        )
    ]
    return gzip.compress(b"\n".join(lines) + b"\n", mtime=0)
