"""How an invocation ended: by what the record declares, then by what the answer says."""

from raimon.assessment import Outcome
from raimon.invocation import BodyState, GuardrailAction, Invocation, Segment

REFUSED = 0.5  # a refusal score from here on is a refusal
PARTLY = 0.3  # and from here on a partial one

_BLOCKED = frozenset({"guardrail_intervened", "content_filtered", "content_filter", "error_toxic"})
_DECLARED = frozenset({"refusal", "refused"})
_TRUNCATED = frozenset(
    {"max_tokens", "length", "model_context_window_exceeded", "max_output_tokens", "incomplete"}
)
_BROKEN = frozenset(
    {
        "error",
        "error_limit",
        "failed",
        "user_cancel",
        "malformed_model_output",
        "malformed_tool_use",
    }
)
# Answers that are no text: their shapes say so, and nobody can call them empty.
_WORDLESS = ("embedding", "image", "rerank", "video", "audio")


def outcome_of(invocation: Invocation, refusal: float) -> Outcome:
    """Return how the invocation ended.

    What the record declares goes before what the text seems to say, a guardrail's message is no
    refusal of the model, and a refusal stays one where it was cut off.
    """
    stop = stop_of(invocation)
    if _failed(invocation, stop):
        return Outcome.ERROR
    if invocation.guardrail.action is GuardrailAction.INTERVENED or stop in _BLOCKED:
        return Outcome.BLOCKED
    if declares_refusal(invocation) or refusal >= REFUSED:
        return Outcome.REFUSED
    if is_truncated(invocation):
        return Outcome.TRUNCATED
    if not _answers(invocation):
        return Outcome.EMPTY
    return Outcome.PARTIALLY_REFUSED if refusal >= PARTLY else Outcome.ANSWERED


def declares_refusal(invocation: Invocation) -> bool:
    """Return whether the record itself says that the request was refused, in whatever shape."""
    return invocation.declared_refusal or stop_of(invocation) in _DECLARED


def is_truncated(invocation: Invocation) -> bool:
    """Return whether the answer broke off: at a limit of tokens, or by an error on the way."""
    stop = stop_of(invocation)
    broken = stop in _BROKEN or invocation.error_code is not None
    return stop in _TRUNCATED or (broken and bool(_said(invocation)))


def stop_of(invocation: Invocation) -> str:
    """Return the stop reason in lower case, empty where there is none."""
    return (invocation.stop_reason or "").lower()


def _failed(invocation: Invocation, stop: str) -> bool:
    """Return whether the call failed before anything was said."""
    failed = invocation.error_code is not None or stop in _BROKEN
    return failed and not _said(invocation) and not invocation.tools_called


def _said(invocation: Invocation) -> str:
    return invocation.text(Segment.OUTPUT).strip()


def _answers(invocation: Invocation) -> bool:
    """Return whether there is an answer: text, a call of a tool, a thing that is no text.

    Of a body that can't be read or understood, the tokens that were billed are the evidence.
    """
    if _said(invocation) or invocation.tools_called:
        return True
    if invocation.output_shape.startswith(_WORDLESS):
        return True
    unknown = invocation.output_shape.startswith("unknown")
    unread = unknown or invocation.output_body is not BodyState.PRESENT
    return unread and bool(invocation.usage.output_tokens)
