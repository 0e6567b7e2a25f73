"""How a model was set up for a call: inference settings, tools, and the guardrail if named."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

from raimon.bedrock.untrusted import Object, as_name, as_number, as_object, as_objects
from raimon.invocation import Configuration

# The same setting in each family's own words.
_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "temperature": ("temperature",),
    "top_p": ("topP", "top_p", "p"),
    "top_k": ("topK", "top_k", "k"),
    "max_tokens": (
        "maxTokens", "max_tokens", "max_completion_tokens", "max_output_tokens",
        "max_tokens_to_sample", "maxTokenCount", "max_gen_len", "max_new_tokens",
    ),
}  # fmt: skip
_SETTING_OF = {name: setting for setting, names in _SETTINGS.items() for name in names}
_CONTAINERS = ("inferenceConfig", "textGenerationConfig")
_TOOLS = ("toolConfig", "tools")
_TRACES = ("trace", "amazon-bedrock-trace")
_MARKS = frozenset({*_TRACES, "metadata"})
_ASSESSMENTS = ("inputAssessment", "input")
_KEPT = 64  # configurations: an application calls with the same one again and again


def read_configuration(request: Object, response: object) -> Configuration:
    """Return what the bodies tell of settings, tools and the guardrail."""
    return _shared(_inference(request), _tools(request), _guardrail(response))


@lru_cache(maxsize=_KEPT)
def _shared(
    inference: tuple[tuple[str, float], ...], tools: str | None, guardrail: str | None
) -> Configuration:
    return Configuration(inference=dict(inference), tools=tools, guardrail=guardrail)


def _inference(request: Object) -> tuple[tuple[str, float], ...]:
    places = (request, *(as_object(request.get(name)) for name in _CONTAINERS))
    told = {
        _SETTING_OF[name]: value
        for place in places
        for name in place
        if name in _SETTING_OF and (value := as_number(place[name])) is not None
    }
    return tuple(sorted(told.items()))


def _tools(request: Object) -> str | None:
    given = next((request[name] for name in _TOOLS if request.get(name)), None)
    if given is None:
        return None
    try:
        canonical = json.dumps(given, sort_keys=True, separators=(",", ":"), default=str)
    except RecursionError:  # nested deeper than any tool's description
        return None
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _guardrail(response: object) -> str | None:
    """Return identity and version of the first guardrail that a trace names."""
    for trace in _traces(response):
        for assessed in (as_object(trace.get(name)) for name in _ASSESSMENTS):
            for identity, assessment in assessed.items():
                details = as_object(as_object(assessment).get("appliedGuardrailDetails"))
                version = as_name(details.get("guardrailVersion"))
                return f"{identity}:{version}" if version else identity
    return None


def _traces(response: object) -> Iterator[Object]:
    chunks = as_objects(response) if isinstance(response, list) else [as_object(response)]
    for chunk in chunks:
        if _MARKS.isdisjoint(chunk):  # a stream has hundreds of chunks, and one tells
            continue
        for held in (chunk, as_object(chunk.get("metadata"))):
            for name in _TRACES:
                yield as_object(as_object(held.get(name)).get("guardrail"))
