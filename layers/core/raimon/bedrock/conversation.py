"""Requests: from the shape of what was asked to who said what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from raimon.bedrock.blocks import blocks_in, read_request_block, read_tool_result
from raimon.bedrock.prompt_template import read_prompt
from raimon.bedrock.segments import SegmentTexts
from raimon.bedrock.untrusted import (
    Object,
    as_arguments,
    as_list,
    as_object,
    as_objects,
    as_text,
    texts_in,
)
from raimon.invocation import Segment

_SYSTEM_ROLES = frozenset({"system", "developer"})
_TOOL_ROLES = frozenset({"tool", "function"})
_NOT_SPOKEN = frozenset({"toolResult", "toolUse", "cachePoint"})
_NOT_SPOKEN_TYPES = frozenset({"tool_result", "tool_use"})


def read_request(body: Object, texts: SegmentTexts) -> None:
    """Add everything that a request says, whatever family it was written for."""
    for form in _FORMS:
        if form.key in body:
            form.read(body, texts)


def read_messages(messages: Sequence[Object], texts: SegmentTexts) -> None:
    """Add the turns of a conversation: the last one that the user spoke is `user`."""
    asked = max((at for at, turn in enumerate(messages) if _user_speaks(turn)), default=-1)
    for at, turn in enumerate(messages):
        read_turn(turn, texts, is_question=at == asked)


def read_turn(turn: Object, texts: SegmentTexts, *, is_question: bool) -> None:
    """Add what one turn says, with the tools that were called in it."""
    role = as_text(turn.get("role")).lower()
    if role in _TOOL_ROLES:
        read_tool_result(turn.get("content"), texts)
        return
    speaker = Segment.USER if is_question else Segment.HISTORY
    if role in _SYSTEM_ROLES:
        speaker = Segment.SYSTEM
    for block in blocks_in(turn.get("content")):
        read_request_block(block, speaker, texts)
    texts.add(speaker, as_text(turn.get("reasoning_content")))
    for call in as_objects(turn.get("tool_calls")):
        texts.add(Segment.TOOL, as_arguments(as_object(call.get("function")).get("arguments")))


def _user_speaks(turn: Object) -> bool:
    """Whether a turn holds words of the user, and not only what tools returned."""
    if as_text(turn.get("role")).lower() != "user":
        return False
    return any(
        _NOT_SPOKEN.isdisjoint(block) and block.get("type") not in _NOT_SPOKEN_TYPES
        for block in blocks_in(turn.get("content"))
    )


def _messages(body: Object, texts: SegmentTexts) -> None:
    read_messages(as_objects(body["messages"]), texts)


def _system(body: Object, texts: SegmentTexts) -> None:
    for block in blocks_in(body["system"]):
        read_request_block(block, Segment.SYSTEM, texts)


def _prompt_variables(body: Object, texts: SegmentTexts) -> None:
    for variable in as_object(body["promptVariables"]).values():
        texts.add(Segment.USER, as_text(as_object(variable).get("text")))


def _responses_input(body: Object, texts: SegmentTexts) -> None:
    asked = body["input"]
    if isinstance(asked, str):
        texts.add(Segment.USER, asked)
        return
    items = as_objects(asked)
    read_messages([item for item in items if "role" in item], texts)
    for item in items:
        texts.add(Segment.TOOL, as_arguments(item.get("arguments")))
        if item.get("type") == "function_call_output":
            read_tool_result(item.get("output"), texts)


def _instructions(body: Object, texts: SegmentTexts) -> None:
    texts.add(Segment.SYSTEM, as_text(body["instructions"]))


def _preamble(body: Object, texts: SegmentTexts) -> None:
    texts.add(Segment.SYSTEM, as_text(body["preamble"]))


def _chat_history(body: Object, texts: SegmentTexts) -> None:
    for turn in as_objects(body["chat_history"]):
        is_system = as_text(turn.get("role")).upper() == "SYSTEM"
        texts.add(Segment.SYSTEM if is_system else Segment.HISTORY, as_text(turn.get("message")))
        _read_tool_results(turn.get("tool_results"), texts)


def _message(body: Object, texts: SegmentTexts) -> None:
    texts.add(Segment.USER, as_text(body["message"]))


def _tool_results(body: Object, texts: SegmentTexts) -> None:
    _read_tool_results(body["tool_results"], texts)


def _read_tool_results(results: object, texts: SegmentTexts) -> None:
    for result in as_objects(results):
        texts.add(Segment.TOOL, as_arguments(as_object(result.get("call")).get("parameters")))
        for output in as_list(result.get("outputs")):
            texts.add(Segment.TOOL, as_arguments(output))


def _documents(body: Object, texts: SegmentTexts) -> None:
    """Read documents of Cohere: texts, objects of texts, or texts below `data`."""
    for document in as_list(body["documents"]):
        held = as_object(document).get("data", document)
        for text in [held] if isinstance(held, str) else texts_in(held):
            texts.add(Segment.CONTEXT, text)


def _prompt(body: Object, texts: SegmentTexts) -> None:
    read_prompt(as_text(body["prompt"]), texts)


def _input_text(body: Object, texts: SegmentTexts) -> None:
    read_prompt(as_text(body["inputText"]), texts)


def _texts(body: Object, texts: SegmentTexts) -> None:
    for text in texts_in(body["texts"]):
        texts.add(Segment.USER, text)


def _text_prompts(body: Object, texts: SegmentTexts) -> None:
    for prompt in as_objects(body["text_prompts"]):
        texts.add(Segment.USER, as_text(prompt.get("text")))


def _image_task(body: Object, texts: SegmentTexts) -> None:
    for key, parameters in body.items():
        if key.endswith("Params"):
            texts.add(Segment.USER, as_text(as_object(parameters).get("text")))
            texts.add(Segment.USER, as_text(as_object(parameters).get("negativeText")))


def _negative_prompt(body: Object, texts: SegmentTexts) -> None:
    texts.add(Segment.USER, as_text(body["negative_prompt"]))


def _query(body: Object, texts: SegmentTexts) -> None:
    texts.add(Segment.USER, as_text(body["query"]))


@dataclass(frozen=True, slots=True)
class _Form:
    """A part of a request: the key that shows it, and how it is read."""

    key: str
    read: Callable[[Object, SegmentTexts], None]


_FORMS = (
    _Form("system", _system),  # Converse, Anthropic, Nova
    _Form("messages", _messages),  # these, OpenAI, Mistral, Jamba, DeepSeek, Qwen, Writer
    _Form("promptVariables", _prompt_variables),  # Converse with a prompt of Prompt Management
    _Form("instructions", _instructions),  # Responses
    _Form("input", _responses_input),
    _Form("preamble", _preamble),  # Command R
    _Form("chat_history", _chat_history),
    _Form("message", _message),
    _Form("tool_results", _tool_results),
    _Form("documents", _documents),  # Command R, rerank
    _Form("query", _query),  # rerank
    _Form("prompt", _prompt),  # Llama, Mistral, Claude 2, Command, DeepSeek, J2, Stability
    _Form("negative_prompt", _negative_prompt),
    _Form("inputText", _input_text),  # Titan
    _Form("texts", _texts),  # Cohere embed
    _Form("text_prompts", _text_prompts),  # Stability
    _Form("taskType", _image_task),  # Titan Image, Nova Canvas
)
