"""Tokens and time of a call, from the three places that tell of them."""

from collections.abc import Iterator

from raimon.bedrock.answer import Answer
from raimon.bedrock.untrusted import Object, as_count, as_number, as_object
from raimon.invocation import Usage

_METRICS_KEY = "amazon-bedrock-invocationMetrics"


def read_usage(given: Object, returned: Object, answer: Answer, metrics: Object) -> Usage:
    """Return the counts: of the envelope, else of the body, else of the metrics if not zero."""
    told = answer.usage
    return Usage(
        input_tokens=_first(given, "inputTokenCount", told.input_tokens, metrics),
        output_tokens=_first(returned, "outputTokenCount", told.output_tokens, metrics),
        cache_read_input_tokens=_first(
            given, "cacheReadInputTokenCount", told.cache_read_input_tokens, metrics
        ),
        cache_write_input_tokens=_first(
            given, "cacheWriteInputTokenCount", told.cache_write_input_tokens, metrics
        ),
    )


def read_latency(answer: Answer, metrics: Object) -> float | None:
    """Return the milliseconds that the call took, None where nothing tells."""
    told = answer.latency_ms
    latency = told if told is not None else as_number(metrics.get("invocationLatency"))
    return latency if latency is not None and latency >= 0 else None


def invocation_metrics(body: object) -> Object:
    """Return the metrics that Bedrock puts into one of the last chunks of a stream."""
    for chunk in _from_the_end(body):
        if _METRICS_KEY in chunk:
            return as_object(chunk[_METRICS_KEY])
    return {}


def _from_the_end(body: object) -> Iterator[Object]:
    for chunk in reversed(body) if isinstance(body, list) else (body,):
        if isinstance(chunk, dict):
            yield chunk


def _first(side: Object, key: str, told: int | None, metrics: Object) -> int | None:
    logged = as_count(side.get(key))
    if logged is not None:
        return logged
    return told if told is not None else (as_count(metrics.get(key)) or None)
