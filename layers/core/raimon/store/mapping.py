"""The fields of each family of documents: every object is strict, every field is named."""

from collections.abc import Mapping
from typing import Final

from raimon.store.encoding import KEYWORD_BYTES
from raimon.store.families import Family

type Properties = dict[str, dict[str, object]]

JAPANESE: Final = "raimon_japanese"  # the analyzer that templates define with or without plugins
SIGNALS: Final = (
    *("degeneration", "format_missing", "prompt_attack", "refusal", "schema_invalid"),
    *("stereotype", "toxicity", "ungrounded"),
)

_KEYWORD: Final[dict[str, object]] = {"type": "keyword", "ignore_above": KEYWORD_BYTES}
_STORED: Final[dict[str, object]] = {"type": "object", "enabled": False}  # kept, never searched
_DATE: Final[dict[str, object]] = {"type": "date"}
_BOOLEAN: Final[dict[str, object]] = {"type": "boolean"}
_BYTE: Final[dict[str, object]] = {"type": "byte"}
_INTEGER: Final[dict[str, object]] = {"type": "integer"}
_LONG: Final[dict[str, object]] = {"type": "long"}
_SHARE: Final[dict[str, object]] = {"type": "half_float"}  # a number in [0, 1]
_DOUBLE: Final[dict[str, object]] = {"type": "double"}


def _text(analyzer: str) -> dict[str, object]:
    return {"type": "text", "analyzer": analyzer, "norms": False}


def _strict(properties: Properties) -> dict[str, object]:
    return {"type": "object", "dynamic": "strict", "properties": properties}


def _keywords(*names: str) -> Properties:
    return dict.fromkeys(names, _KEYWORD)


_BILINGUAL: Final = _strict(
    {
        "en": _text("english"),
        # Bigrams find what the morphological analyzer cuts elsewhere.
        "ja": {**_text(JAPANESE), "fields": {"cjk": _text("cjk")}},
    }
)

_SOURCE: Final = _strict({**_keywords("bucket", "key"), "line": _INTEGER})

# What invocations and findings tell alike of the call of the model.
_CALL: Final[Properties] = {
    "@timestamp": _DATE,
    **_keywords("schema", "invocation_id", "account_id", "region", "request_id", "operation"),
    **_keywords("model_id", "model_provider", "principal", "application", "outcome"),
    "language": _strict(_keywords("input", "output")),
    "scoring_version": _LONG,
    "complete": _BOOLEAN,
    "source": _SOURCE,
}

_INVOCATION: Final[Properties] = {
    **_CALL,
    **_keywords("stop_reason", "error_code"),
    "usage": _strict(
        {
            "input_tokens": _LONG,
            "output_tokens": _LONG,
            "cache_read_input_tokens": _LONG,
            "cache_write_input_tokens": _LONG,
        }
    ),
    "latency_ms": _DOUBLE,
    "guardrail": _strict(_keywords("action", "policies")),
    "bodies": _strict(_keywords("input", "output")),
    "signals": _strict(dict.fromkeys(SIGNALS, _SHARE)),
    **_keywords("rule_ids", "aspects", "entities", "kinds", "max_severity"),
    "max_severity_rank": _BYTE,
    "finding_count": _INTEGER,
}

_FINDING: Final[Properties] = {
    **_CALL,
    **_keywords("finding_id", "rule_id", "rule_version", "aspect", "severity"),
    "severity_rank": _BYTE,
    "confidence": _SHARE,
    "location": _strict({**_keywords("segment"), "start": _INTEGER, "end": _INTEGER}),
    **_keywords("entity", "kind", "mask", "value_token"),
    "explanation": _BILINGUAL,
    "evidence": {"type": "flat_object"},  # each rule has facts of its own
    "synthetic": _BOOLEAN,
    "withdrawn": _BOOLEAN,
    "withdrawn_by": _KEYWORD,
}

_CORRECTED: Final = _strict({"rate": _DOUBLE, "interval": _DOUBLE, "reviewed": _INTEGER})

_STATISTIC: Final = _strict(
    {
        **_keywords("name"),
        "false_alarm_promise": _strict(
            {"alarms": _DOUBLE, "days": _INTEGER, "deployments": _INTEGER}
        ),
        **dict.fromkeys(("value", "threshold", "baseline", "observed", "interval"), _DOUBLE),
        **dict.fromkeys(("k", "baseline_k", "difference_interval"), _DOUBLE),
        **dict.fromkeys(("n", "baseline_n"), _LONG),
        **dict.fromkeys(("onset", "changed_at"), _DATE),
        "changed": _KEYWORD,
        "provisional": _BOOLEAN,
        "baseline_version": _INTEGER,
        "baseline_status": _KEYWORD,
        "kinds": _strict({**_keywords("example"), "n": _LONG, "k": _DOUBLE}),
        **_keywords("group", "rest"),
        **dict.fromkeys(("ratio", "ratio_interval", "ratio_within"), _DOUBLE),
        "ratio_within_interval": _DOUBLE,
        "strata": _INTEGER,
        **dict.fromkeys(("corrected", "baseline_corrected"), _CORRECTED),
        **dict.fromkeys(("ratio_corrected", "ratio_corrected_interval"), _DOUBLE),
    }
)

_ALARM: Final[Properties] = {
    "@timestamp": _DATE,
    **_keywords("schema", "alarm_id", "correlation_key", "state", "severity", "aspect", "rule_id"),
    "severity_rank": _BYTE,
    "title": _BILINGUAL,
    **dict.fromkeys(("opened_at", "updated_at", "resolved_at"), _DATE),
    **dict.fromkeys(("event_time", "last_event_time"), _DATE),
    **dict.fromkeys(("count", "revision", "episode"), _LONG),
    "muted": _BOOLEAN,
    "incident": _KEYWORD,
    "follows": _BOOLEAN,
    "confidence": _strict({"lowest": _SHARE, "highest": _SHARE}),
    "subject": {"type": "flat_object"},  # model, application, group, stream and what else there is
    "statistic": _STATISTIC,
    "findings": _KEYWORD,
    "runbook": _KEYWORD,
    **dict.fromkeys(("examples", "actions"), _STORED),
}

_WINDOW: Final[Properties] = {
    "@timestamp": _DATE,
    "end": _DATE,
    **_keywords("schema", "window_id", "window", "stream", "metric", "aspect"),
    **_keywords("account_id", "region", "model_id", "application", "group", "language", "status"),
    **dict.fromkeys(("n", "baseline_n"), _LONG),
    **dict.fromkeys(("sum", "sum_of_squares", "mean", "minimum", "maximum"), _DOUBLE),
    **dict.fromkeys(("baseline", "highest", "statistic", "stronger", "threshold"), _DOUBLE),
    "revision": _LONG,
    "closed": _BOOLEAN,
}

FIELDS: Final[Mapping[Family, Properties]] = {
    Family.INVOCATIONS: _INVOCATION,
    Family.FINDINGS: _FINDING,
    Family.ALARMS: _ALARM,
    Family.WINDOWS: _WINDOW,
}


def mapping(family: Family) -> dict[str, object]:
    """Return the mapping of a family's indices: a field it doesn't name refuses the document."""
    return {"dynamic": "strict", "date_detection": False, "properties": FIELDS[family]}
