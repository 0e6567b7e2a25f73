"""Bodies of the families that complete a prompt, from Titan to DeepSeek."""

from raimon_local.sample_maker.exchange import Exchange, pieces
from raimon_local.sample_maker.families_of_messages import Bodies, Json, metrics

_STOPS = {"end": "stop", "length": "length"}


def titan(said: Exchange) -> Bodies:
    """Return bodies of Titan Text."""
    reason = {"end": "FINISH", "length": "LENGTH"}[said.stop]
    result = {
        "tokenCount": said.output_tokens,
        "outputText": f"\n{said.answer}",
        "completionReason": reason,
    }
    return _titan_request(said), {
        "inputTextTokenCount": said.input_tokens,
        "results": [result],
    }


def titan_stream(said: Exchange) -> Bodies:
    """Return Titan Text's stream of flat chunks."""
    chunks: list[Json] = [
        {
            "index": 0,
            "outputText": piece,
            "inputTextTokenCount": None,
            "totalOutputTextTokenCount": None,
            "completionReason": None,
        }
        for piece in pieces(said.answer, 40)
    ]
    chunks[0]["inputTextTokenCount"] = said.input_tokens
    chunks[-1] |= {
        "totalOutputTextTokenCount": said.output_tokens,
        "completionReason": {"end": "FINISH", "length": "LENGTH"}[said.stop],
        "amazon-bedrock-invocationMetrics": metrics(said),
    }
    return _titan_request(said), chunks


def _titan_request(said: Exchange) -> dict[str, object]:
    settings = {"maxTokenCount": 800, "temperature": 0, "topP": 0.9, "stopSequences": []}
    return {
        "inputText": f"{said.system}\n\nHuman: {said.asked}\n\nAssistant:",
        "textGenerationConfig": settings,
    }


def llama(said: Exchange) -> Bodies:
    """Return bodies of Llama, with its chat template in the prompt."""
    return _llama_request(said), {
        "generation": f"\n\n{said.answer}",
        "prompt_token_count": said.input_tokens,
        "generation_token_count": said.output_tokens,
        "stop_reason": _STOPS[said.stop],
    }


def llama_stream(said: Exchange) -> Bodies:
    """Return Llama's stream, whose counts add up from chunk to chunk."""
    parts = [*pieces(said.answer, 16), ""]
    chunks: list[dict[str, object]] = [
        {
            "generation": part,
            "prompt_token_count": None if place else said.input_tokens,
            "generation_token_count": min(4 * place + 1, said.output_tokens),
            "stop_reason": None,
        }
        for place, part in enumerate(parts)
    ]
    chunks[-1] |= {
        "generation_token_count": said.output_tokens,
        "stop_reason": _STOPS[said.stop],
        "amazon-bedrock-invocationMetrics": metrics(said),
    }
    return _llama_request(said), chunks


def _llama_request(said: Exchange) -> dict[str, object]:
    turns = (("system", said.system), ("user", said.asked))
    told = "".join(
        f"<|start_header_id|>{role}<|end_header_id|>\n\n{text}<|eot_id|>" for role, text in turns
    )
    prompt = f"<|begin_of_text|>{told}<|start_header_id|>assistant<|end_header_id|>\n\n"
    return {"prompt": prompt, "max_gen_len": 800, "temperature": 0.2}


def mistral(said: Exchange) -> Bodies:
    """Return bodies of Mistral's instruct models."""
    prompt = f"<s>[INST] {said.system}\n\n{said.asked} [/INST]"
    output = {"text": f" {said.answer}", "stop_reason": _STOPS[said.stop]}
    return {"prompt": prompt, "max_tokens": 800}, {"outputs": [output]}


def cohere(said: Exchange) -> Bodies:
    """Return bodies of Cohere Command."""
    prompt = f"{said.system}\n\n{said.asked}"
    generation = {
        "id": f"g-{said.number}",
        "text": f" {said.answer}",
        "finish_reason": {"end": "COMPLETE", "length": "MAX_TOKENS"}[said.stop],
    }
    response = {"id": f"c-{said.number}", "prompt": prompt, "generations": [generation]}
    return {"prompt": prompt, "max_tokens": 800}, response


def command_r(said: Exchange) -> Bodies:
    """Return bodies of Cohere Command R, with documents and an answer beside its history."""
    request: dict[str, object] = {
        "message": said.user,
        "preamble": said.system,
        "chat_history": [],
        "max_tokens": 800,
    }
    if said.context:
        request["documents"] = [{"title": "manual", "snippet": said.context}]
    return request, {
        "response_id": f"r-{said.number}",
        "generation_id": f"g-{said.number}",
        "text": said.answer,
        "chat_history": [
            {"role": "USER", "message": said.user},
            {"role": "CHATBOT", "message": said.answer},
        ],
        "finish_reason": {"end": "COMPLETE", "length": "MAX_TOKENS"}[said.stop],
    }


def jurassic(said: Exchange) -> Bodies:
    """Return bodies of AI21's Jurassic-2."""
    reason = {"end": "endoftext", "length": "length"}[said.stop]
    completion = {"data": {"text": f"\n{said.answer}"}, "finishReason": {"reason": reason}}
    request = {"prompt": f"{said.system}\n\n{said.asked}", "maxTokens": 800}
    return request, {
        "id": said.number,
        "prompt": {"text": request["prompt"]},
        "completions": [completion],
    }


def deepseek_text(said: Exchange) -> Bodies:
    """Return bodies of DeepSeek where it completes a prompt."""
    prompt = f"{said.system}\n\nHuman: {said.asked}\n\nAssistant:"
    choice = {"text": said.answer, "stop_reason": _STOPS[said.stop]}
    return {"prompt": prompt, "max_tokens": 800}, {"choices": [choice]}
