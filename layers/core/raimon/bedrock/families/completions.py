"""Models that complete a prompt: Titan Text, Llama, Mistral Instruct and Jurassic."""

from collections.abc import Sequence

from raimon.bedrock.answer import Answer, joined, last_name, values_of
from raimon.bedrock.untrusted import Object, as_count, as_name, as_object, as_objects, as_text
from raimon.invocation import Usage


def titan(body: Object) -> Answer:
    """Read Titan's results."""
    results = as_objects(body.get("results"))
    return Answer(
        text=joined(as_text(result.get("outputText")) for result in results),
        stop_reason=last_name(results, "completionReason"),
        usage=Usage(
            input_tokens=as_count(body.get("inputTextTokenCount")),
            output_tokens=as_count(results[0].get("tokenCount")) if results else None,
        ),
    )


def titan_stream(chunks: Sequence[Object]) -> Answer:
    """Read Titan's pieces, which are flat."""
    return Answer(
        text="".join(map(as_text, values_of(chunks, "outputText"))),
        stop_reason=last_name(chunks, "completionReason"),
        usage=Usage(
            input_tokens=_last_count(chunks, "inputTextTokenCount"),
            output_tokens=_last_count(chunks, "totalOutputTextTokenCount"),
        ),
    )


def llama(body: Object) -> Answer:
    """Read Llama's generation."""
    return llama_stream((body,))


def llama_stream(chunks: Sequence[Object]) -> Answer:
    """Read Llama's pieces: the count of the output grows from one to the next."""
    return Answer(
        text="".join(map(as_text, values_of(chunks, "generation"))),
        stop_reason=last_name(chunks, "stop_reason"),
        usage=Usage(
            input_tokens=_last_count(chunks, "prompt_token_count"),
            output_tokens=_last_count(chunks, "generation_token_count"),
        ),
    )


def mistral(body: Object) -> Answer:
    """Read Mistral's outputs."""
    outputs = as_objects(body.get("outputs"))
    return Answer(
        text=joined(as_text(output.get("text")) for output in outputs),
        stop_reason=last_name(outputs, "stop_reason"),
    )


def mistral_stream(chunks: Sequence[Object]) -> Answer:
    """Read Mistral's pieces."""
    outputs = [output for value in values_of(chunks, "outputs") for output in as_objects(value)]
    return Answer(
        text="".join(as_text(output.get("text")) for output in outputs),
        stop_reason=last_name(outputs, "stop_reason"),
    )


def jurassic(body: Object) -> Answer:
    """Read the completions of AI21's Jurassic-2."""
    completions = as_objects(body.get("completions"))
    reasons = [as_object(completion.get("finishReason")) for completion in completions]
    return Answer(
        text=joined(as_text(as_object(item.get("data")).get("text")) for item in completions),
        stop_reason=as_name(reasons[0].get("reason")) if reasons else None,
    )


def _last_count(chunks: Sequence[Object], key: str) -> int | None:
    counts = [count for value in values_of(chunks, key) if (count := as_count(value)) is not None]
    return counts[-1] if counts else None
