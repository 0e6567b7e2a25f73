"""Every body family with the operation and the models under which it is logged."""

from collections.abc import Callable
from dataclasses import dataclass

from raimon_local.sample_maker import families_of_chats as chats
from raimon_local.sample_maker import families_of_messages as messages
from raimon_local.sample_maker import families_of_prompts as prompts
from raimon_local.sample_maker.exchange import Exchange
from raimon_local.sample_maker.families_of_messages import Bodies

_UNARY = "InvokeModel"
_STREAM = "InvokeModelWithResponseStream"
_SONNET = "anthropic.claude-3-5-sonnet-20240620-v1:0"
_SONNET_4 = "anthropic.claude-sonnet-4-20250514-v1:0"
_HAIKU = "anthropic.claude-3-haiku-20240307-v1:0"


@dataclass(frozen=True, slots=True)
class Family:
    """How one kind of model is called and logged, and how often it is used here."""

    name: str
    operation: str
    model: str
    bodies: Callable[[Exchange], Bodies]
    weight: int = 2
    carries_metadata: bool = True  # OpenAI's interfaces have no request metadata


FAMILIES = (
    Family("converse", "Converse", _SONNET, messages.converse, weight=14),
    Family("converse-stream", "ConverseStream", _SONNET_4, messages.converse, weight=9),
    Family("anthropic", _UNARY, _SONNET_4, messages.anthropic, weight=7),
    Family("anthropic-stream", _STREAM, _HAIKU, messages.anthropic_stream, weight=7),
    Family("anthropic-text", _UNARY, "anthropic.claude-v2:1", messages.anthropic_text),
    Family("nova", _UNARY, "amazon.nova-pro-v1:0", messages.nova, weight=3),
    Family("nova-stream", _STREAM, "amazon.nova-lite-v1:0", messages.nova_stream, weight=3),
    Family("titan", _UNARY, "amazon.titan-text-express-v1", prompts.titan),
    Family("titan-stream", _STREAM, "amazon.titan-text-express-v1", prompts.titan_stream),
    Family("llama", _UNARY, "meta.llama3-3-70b-instruct-v1:0", prompts.llama, weight=3),
    Family("llama-stream", _STREAM, "meta.llama3-3-70b-instruct-v1:0", prompts.llama_stream),
    Family("mistral", _UNARY, "mistral.mixtral-8x7b-instruct-v0:1", prompts.mistral),
    Family("mistral-chat", _UNARY, "mistral.pixtral-large-2502-v1:0", chats.chat),
    Family("cohere", _UNARY, "cohere.command-text-v14", prompts.cohere),
    Family("command-r", _UNARY, "cohere.command-r-plus-v1:0", prompts.command_r),
    Family("jurassic", _UNARY, "ai21.j2-ultra-v1", prompts.jurassic, weight=1),
    Family("jamba", _UNARY, "ai21.jamba-1-5-large-v1:0", chats.jamba),
    Family("deepseek-text", _UNARY, "deepseek.r1-v1:0", prompts.deepseek_text, weight=1),
    Family("deepseek", _UNARY, "deepseek.r1-v1:0", chats.deepseek),
    Family("deepseek-stream", _STREAM, "deepseek.r1-v1:0", chats.deepseek_stream, weight=1),
    Family("qwen", _UNARY, "qwen.qwen3-32b-v1:0", chats.chat),
    Family("gpt-oss", _UNARY, "openai.gpt-oss-120b-1:0", chats.gpt_oss),
    Family(
        "chat-completions",
        "ChatCompletions",
        "openai.gpt-oss-120b-1:0",
        chats.gpt_oss_stream,
        carries_metadata=False,
    ),
    Family(
        "responses",
        "Responses",
        "openai.gpt-oss-120b-1:0",
        chats.responses,
        weight=1,
        carries_metadata=False,
    ),
    Family(
        "responses-stream",
        "Responses",
        "openai.gpt-oss-120b-1:0",
        chats.responses_stream,
        weight=1,
        carries_metadata=False,
    ),
)

BY_NAME = {family.name: family for family in FAMILIES}
WITH_DOCUMENTS = tuple(
    BY_NAME[name] for name in ("converse", "converse-stream", "anthropic", "anthropic-stream")
)
WITH_SYSTEM = (
    *WITH_DOCUMENTS,
    *(BY_NAME[name] for name in ("nova", "nova-stream", "llama", "command-r", "mistral-chat")),
)
