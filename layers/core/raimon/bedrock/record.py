"""From a log record to an invocation."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain

from raimon.bedrock.answer import Answer, joined
from raimon.bedrock.asked_data import read_asked_data
from raimon.bedrock.body import Body, read_body
from raimon.bedrock.body_store import BodyStore
from raimon.bedrock.configuration import read_configuration
from raimon.bedrock.conversation import read_request
from raimon.bedrock.guardrail_trace import read_guardrail
from raimon.bedrock.inline_reasoning import split_reasoning
from raimon.bedrock.json_text import is_deeper, without_surrogates
from raimon.bedrock.model_id import model_provider
from raimon.bedrock.moment import read_moment
from raimon.bedrock.reason import Reason
from raimon.bedrock.segments import SegmentTexts
from raimon.bedrock.shape import ABSENT, UNKNOWN_STREAM, read_response
from raimon.bedrock.token_counts import invocation_metrics, read_latency, read_usage
from raimon.bedrock.untrusted import Object, as_name, as_object, as_objects, as_text
from raimon.errors import UnreadableRecordError
from raimon.invocation import BodyState, Invocation, Segment, Source, invocation_id

_UNKNOWN = "unknown"  # stands where the envelope doesn't tell
_INCOMPLETE = "incomplete"  # the stop reason of a stream that ends without telling one
_MAX_DEPTH = 200
_KEYS_OF_A_RECORD = frozenset({"requestId", "operation", "modelId", "input", "output"})
_BROKEN = frozenset({None, "failed"})  # stop reasons of what ended with an exception


def parse_record(record: Mapping[str, object], source: Source, bodies: BodyStore) -> Invocation:
    """Return the invocation that a record tells of.

    Only what identifies it must be there: a request id and a time. Everything else may be missing,
    of another type or of a shape that nobody knows.

    Raises:
        UnreadableRecordError: when the record can't be one of an invocation.

    """
    found = _invocation(record, source, bodies)
    try:
        "".join(_texts_of(found)).encode()
    except UnicodeEncodeError:  # half a character, which no JSON can hold
        if is_deeper(record, _MAX_DEPTH):
            raise _refused(Reason.NESTED_TOO_DEEP, source) from None
        return _invocation(as_object(without_surrogates(record)), source, bodies)
    return found


def _texts_of(found: Invocation) -> Iterator[str]:
    """Yield every text of an invocation that somebody else wrote."""
    yield from (found.account_id, found.region, found.request_id, found.operation, found.model_id)
    yield from filter(None, (found.principal, found.inference_region))
    yield from filter(None, (found.stop_reason, found.error_code))
    yield from chain.from_iterable(found.request_metadata.items())
    yield from found.segments.values()
    yield from found.tools_called
    for hit in found.guardrail.hits:
        yield from filter(None, (hit.name, hit.action, hit.confidence, hit.match))


def _invocation(record: Object, source: Source, bodies: BodyStore) -> Invocation:
    request_id, timestamp = _identity(record, source)
    account_id, region = _account(record), as_name(record.get("region")) or _UNKNOWN
    model_id = as_name(record.get("modelId")) or _UNKNOWN
    given, returned = as_object(record.get("input")), as_object(record.get("output"))
    request = read_body(given, "inputBody", bodies)
    response = read_body(returned, "outputBody", bodies)
    shape, answer = _read_answer(response)
    metrics = invocation_metrics(response.content)
    return Invocation(
        invocation_id=invocation_id(account_id, region, request_id),
        timestamp=timestamp,
        account_id=account_id,
        region=region,
        request_id=request_id,
        operation=as_name(record.get("operation")) or _UNKNOWN,
        model_id=model_id,
        model_provider=model_provider(model_id),
        principal=as_name(as_object(record.get("identity")).get("arn")),
        request_metadata=_metadata(record),
        inference_region=as_name(record.get("inferenceRegion")),
        output_shape=shape,
        segments=_segments(request, answer),
        tools_called=tuple(tool.name for tool in answer.tools),
        usage=read_usage(given, returned, answer, metrics),
        latency_ms=read_latency(answer, metrics),
        stop_reason=_stop_reason(shape, answer),
        error_code=_error_code(record, response.content, answer),
        declared_refusal=answer.refused,
        guardrail=read_guardrail(response.content, answer.stop_reason),
        configuration=read_configuration(as_object(request.content), response.content),
        asked_data=read_asked_data(as_object(request.content), answer.tools),
        input_body=request.state,
        output_body=response.state,
        source=source,
    )


def _identity(record: Object, source: Source) -> tuple[str, datetime]:
    """Return the request id and the time, without which nothing can be said of an invocation."""
    if _KEYS_OF_A_RECORD.isdisjoint(record):
        raise _refused(Reason.NOT_AN_INVOCATION_RECORD, source)
    request_id = as_name(record.get("requestId"))
    if request_id is None:
        raise _refused(Reason.NO_REQUEST_ID, source)
    timestamp = read_moment(record.get("timestamp"))
    if timestamp is None:
        raise _refused(Reason.NO_TIMESTAMP, source)
    return request_id, timestamp


def _refused(reason: Reason, source: Source) -> UnreadableRecordError:
    return UnreadableRecordError(reason=reason, line=source.line)


def _account(record: Object) -> str:
    """Return the account; some tools make a number of it and lose its leading zeros."""
    account = record.get("accountId")
    if isinstance(account, int) and not isinstance(account, bool) and 0 <= account < 10**12:
        return f"{account:012d}"
    return as_name(account) or _UNKNOWN


def _metadata(record: Object) -> dict[str, str]:
    metadata = as_object(record.get("requestMetadata"))
    return {key: value for key, value in metadata.items() if isinstance(value, str)}


def _read_answer(response: Body) -> tuple[str, Answer]:
    if response.state is not BodyState.PRESENT:
        return ABSENT, Answer()
    return read_response(response.content)


def _segments(request: Body, answer: Answer) -> Mapping[Segment, str]:
    texts = SegmentTexts()
    read_request(as_object(request.content), texts)
    for tool in answer.tools:
        texts.add(Segment.TOOL, tool.arguments)
    output, thought = split_reasoning(answer.text)
    texts.add(Segment.REASONING, joined((answer.reasoning, thought)))
    texts.add(Segment.OUTPUT, output)
    return texts.joined()


def _stop_reason(shape: str, answer: Answer) -> str | None:
    """Return the stop reason as logged; a stream that tells none broke off."""
    if answer.stop_reason is None and shape.endswith("_stream") and shape != UNKNOWN_STREAM:
        return _INCOMPLETE
    return answer.stop_reason


def _error_code(record: Object, body: object, answer: Answer) -> str | None:
    """Return the error as logged, or the name of the exception that an answer ended with."""
    logged = as_name(record.get("errorCode"))
    if logged or answer.stop_reason not in _BROKEN:
        return logged
    chunks = as_objects(body) if isinstance(body, list) else [as_object(body)]
    return next((name for chunk in chunks for name in _exceptions(chunk)), None)


def _exceptions(chunk: Object) -> Iterator[str]:
    for key in chunk:
        if key.endswith("Exception"):
            yield key
    for held in (chunk, as_object(chunk.get("response"))):
        if error := as_object(held.get("error")):
            yield as_text(error.get("type")) or as_text(error.get("code")) or "error"
