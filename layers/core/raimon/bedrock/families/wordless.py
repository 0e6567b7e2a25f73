"""Answers without words: images, embeddings and rankings, of which only the end is read."""

from raimon.bedrock.answer import Answer
from raimon.bedrock.untrusted import Object, as_count, as_list, as_name, as_objects
from raimon.invocation import Usage

FILTERED = "CONTENT_FILTERED"


def images(body: Object) -> Answer:
    """Read why images ended: Stability names a reason for each, Titan and Nova an error."""
    reasons = [artifact.get("finishReason") for artifact in as_objects(body.get("artifacts"))]
    reasons += as_list(body.get("finish_reasons"))
    told = [reason for reason in reasons if as_name(reason)]
    return Answer(stop_reason=_stop_reason([*told, body.get("error")]))


def embeddings(body: Object) -> Answer:
    """Read the count of tokens; the vectors are no text."""
    return Answer(usage=Usage(input_tokens=as_count(body.get("inputTextTokenCount"))))


def ranking(_: Object) -> Answer:
    """Read nothing: a ranking holds numbers only."""
    return Answer()


def _stop_reason(told: list[object]) -> str | None:
    """Return CONTENT_FILTERED where any filter acted, else the first reason."""
    reasons = [reason for reason in told if isinstance(reason, str) and reason]
    filtered = any(
        reason == FILTERED or "filter" in reason.lower() or "content" in reason.lower()
        for reason in reasons
    )
    return FILTERED if filtered else next(iter(reasons), None)
