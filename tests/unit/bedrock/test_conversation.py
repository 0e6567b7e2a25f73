# ruff: noqa: E501 - bodies are read more easily a line each
"""Requests: each text goes to the segment of who said it."""

import pytest

from raimon.invocation import BodyState
from tests.unit.bedrock.builders import invocation, said_by_user, texts

EARLIER = [
    {"role": "user", "content": [{"text": "こんにちは"}]},
    {"role": "assistant", "content": [{"text": "Hello."}]},
]
NOISE = {"image": {"format": "png", "source": {"bytes": "aGVsbG8="}}}
LLAMA = "<|start_header_id|>{}<|end_header_id|>\n\n{}<|eot_id|>"


def llama(*turns: tuple[str, str]) -> str:
    """Return a prompt in Llama's template that leaves the turn to the model."""
    head = "<|start_header_id|>assistant<|end_header_id|>\n\n"
    return "<|begin_of_text|>" + "".join(LLAMA.format(*turn) for turn in turns) + head


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        pytest.param(
            {
                "system": [{"text": "Be kind."}, {"cachePoint": {"type": "default"}}],
                "messages": [*EARLIER, {"role": "user", "content": [{"text": "東京？"}, NOISE]}],
            },
            {"system": "Be kind.", "history": "こんにちは\nHello.", "user": "東京？"},
            id="converse",
        ),
        pytest.param(
            said_by_user(
                [
                    {"guardContent": {"text": {"text": "月は岩。", "qualifiers": ["grounding_source"]}}},
                    {"guardContent": {"text": {"text": "Of cheese?", "qualifiers": ["query"]}}},
                    {"guardContent": {"text": {"text": "Really?"}}},
                    {"document": {"name": "a", "source": {"text": "A document."}}},
                    {"document": {"name": "b", "source": {"s3Uri": "s3://b/data/x_input_media_00.pdf"}}},
                    {"document": {"name": "c", "source": {"content": [{"text": "Parts."}]}}},
                    {"searchResult": {"source": "u", "content": [{"text": "Found."}]}},
                ]
            ),
            {"context": "月は岩。\nA document.\nParts.\nFound.", "user": "Of cheese?\nReally?"},
            id="converse with documents",
        ),
        pytest.param(
            {
                "messages": [
                    {"role": "user", "content": [{"text": "Weather?"}]},
                    {"role": "assistant", "content": [{"toolUse": {"name": "w", "input": {"c": "大阪"}}}]},
                    {
                        "role": "user",
                        "content": [
                            {"toolResult": {"content": [{"json": {"t": 20}}, {"text": "晴れ"}, NOISE]}}
                        ],
                    },
                ]
            },
            {"user": "Weather?", "tool": '{"c": "大阪"}\n{"t": 20}\n晴れ'},
            id="converse with a tool's result",
        ),
        pytest.param(
            {
                "system": "Be kind.",
                "messages": [
                    {"role": "user", "content": "こんにちは"},
                    {
                        "role": "assistant",
                        "content": [
                            {"type": "thinking", "thinking": "Hm.", "signature": "c2ln"},
                            {"type": "tool_use", "name": "w", "input": {"c": 1}},
                        ],
                    },
                    {
                        "role": "user",
                        "content": [
                            {"type": "tool_result", "content": "晴れ"},
                            {"type": "tool_result", "content": [{"type": "text", "text": "20"}]},
                            {"type": "document", "source": {"type": "text", "data": "A paper."}},
                            {"type": "document", "source": {"type": "base64", "data": "aGVsbG8="}},
                            {"type": "text", "text": "And then?"},
                        ],
                    },
                ],
            },
            {
                "system": "Be kind.",
                "history": "こんにちは\nHm.",
                "tool": '{"c": 1}\n晴れ\n20',
                "context": "A paper.",
                "user": "And then?",
            },
            id="claude",
        ),
        pytest.param(
            {
                "messages": [
                    {"role": "developer", "content": "Be kind."},
                    {"role": "user", "content": "Weather?"},
                    {
                        "role": "assistant",
                        "content": None,
                        "tool_calls": [{"function": {"name": "w", "arguments": '{"c": 1}'}}],
                    },
                    {"role": "tool", "content": "20"},
                    {
                        "role": "user",
                        "content": [
                            {"type": "text", "text": "画像は？"},
                            {"type": "image_url", "image_url": {"url": "data:image/png;base64,aGVsbG8="}},
                        ],
                    },
                ]
            },
            {"system": "Be kind.", "history": "Weather?", "tool": '{"c": 1}\n20', "user": "画像は？"},
            id="openai",
        ),
        pytest.param(
            {
                "instructions": "Be kind.",
                "input": [
                    {"role": "user", "content": [{"type": "input_text", "text": "Weather?"}]},
                    {"type": "function_call", "name": "w", "arguments": '{"c": 1}'},
                    {"type": "function_call_output", "output": "20"},
                    {"role": "user", "content": "続きは？"},
                ],
            },
            {"system": "Be kind.", "history": "Weather?", "tool": '{"c": 1}\n20', "user": "続きは？"},
            id="responses",
        ),
        pytest.param({"input": "続きは？"}, {"user": "続きは？"}, id="responses, plain"),
        pytest.param(
            {
                "preamble": "Be kind.",
                "chat_history": [
                    {"role": "USER", "message": "Hi"},
                    {"role": "CHATBOT", "message": "Hello."},
                    {"role": "SYSTEM", "message": "Be brief."},
                ],
                "documents": [{"title": "表題", "snippet": "本文"}, "plain", {"data": {"t": "deep"}}],
                "tool_results": [{"call": {"parameters": {"c": 1}}, "outputs": [{"t": 20}]}],
                "message": "続きは？",
            },
            {
                "system": "Be kind.\nBe brief.",
                "history": "Hi\nHello.",
                "context": "表題\n本文\nplain\ndeep",
                "tool": '{"c": 1}\n{"t": 20}',
                "user": "続きは？",
            },
            id="command r",
        ),
        pytest.param(
            {"prompt": llama(("system", "Be kind."), ("user", "Hi"), ("assistant", "Hello."), ("user", " 東京？"))},
            {"system": "Be kind.", "history": "Hi\nHello.", "user": " 東京？"},
            id="llama 3",
        ),
        pytest.param(
            {"prompt": "<|begin_of_text|><|header_start|>user<|header_end|>\n\n東京？<|eot|><|header_start|>assistant<|header_end|>"},
            {"user": "東京？"},
            id="llama 4",
        ),
        pytest.param(
            {"prompt": "<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nHi [/INST] Hello. </s><s>[INST] 東京？ [/INST]"},
            {"system": "Be kind.", "history": "Hi\nHello.", "user": "東京？"},
            id="llama 2",
        ),
        pytest.param(
            {"prompt": "<s>[INST] Hi[/INST] Hello.</s>[INST] 東京？\n\nおおきに [/INST]"},
            {"history": "Hi\nHello.", "user": "東京？\n\nおおきに"},
            id="mistral",
        ),
        pytest.param(
            {"prompt": "<s>[INST] You are a librarian.\n\nWhich book? [/INST]"},
            {"system": "You are a librarian.", "user": "Which book?"},
            id="mistral with the model's role",
        ),
        pytest.param(
            {"prompt": "<s>[INST] あなたは司書です。\n\nどの本ですか。 [/INST]"},
            {"system": "あなたは司書です。", "user": "どの本ですか。"},
            id="mistral with the model's role in Japanese",
        ),
        pytest.param(
            {"prompt": "<s>[INST] あなたは本が好きですか。\n\n理由も教えて。 [/INST]"},
            {"user": "あなたは本が好きですか。\n\n理由も教えて。"},
            id="mistral with a question first",
        ),
        pytest.param(
            {"prompt": "Be kind.\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: 東京？\n\nAssistant:"},
            {"system": "Be kind.", "history": "Hi\nHello.", "user": "東京？"},
            id="claude 2",
        ),
        pytest.param(
            {"inputText": "User: 東京？\n\nBot:"}, {"user": "東京？"}, id="titan with turns"
        ),
        pytest.param(
            {"inputText": "Write a play.\nUser: hi\nmore"},
            {"user": "Write a play.\nUser: hi\nmore"},
            id="titan with the user's own words",
        ),
        pytest.param(
            {"prompt": "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\n東京？<|im_end|>\n<|im_start|>assistant\n"},
            {"system": "Be kind.", "user": "東京？"},
            id="chatml",
        ),
        pytest.param(
            {"prompt": "<｜begin▁of▁sentence｜>Be kind.<｜User｜>東京？<｜Assistant｜><think>\n"},
            {"system": "Be kind.", "user": "東京？", "history": "<think>\n"},
            id="deepseek",
        ),
        pytest.param(
            {"prompt": "<bos><start_of_turn>user\n東京？<end_of_turn>\n<start_of_turn>model\n"},
            {"user": "東京？"},
            id="gemma",
        ),
        pytest.param({"prompt": "  Say hi.\n"}, {"user": "  Say hi.\n"}, id="no template"),
        pytest.param({"texts": ["a", "b", 3]}, {"user": "a\nb"}, id="cohere embed"),
        pytest.param(
            {"query": "q", "documents": ["a", {"text": "b"}]},
            {"user": "q", "context": "a\nb"},
            id="rerank",
        ),
        pytest.param(
            {"text_prompts": [{"text": "猫"}, {"text": "dog", "weight": -1}]},
            {"user": "猫\ndog"},
            id="stability",
        ),
        pytest.param(
            {"prompt": "猫", "negative_prompt": "dog", "image": "aGVsbG8="},
            {"user": "猫\ndog"},
            id="stable image",
        ),
        pytest.param(
            {
                "taskType": "TEXT_IMAGE",
                "textToImageParams": {"text": "猫", "negativeText": "dog"},
                "imageGenerationConfig": {"seed": 1},
            },
            {"user": "猫\ndog"},
            id="nova canvas",
        ),
        pytest.param(
            {"promptVariables": {"topic": {"text": "猫"}}}, {"user": "猫"}, id="prompt variables"
        ),
        pytest.param(
            said_by_user("<amazon-bedrock-guardrails-guardContent_x1>東京？</amazon-bedrock-guardrails-guardContent_x1>"),
            {"user": "東京？"},
            id="tags for a guardrail",
        ),
        pytest.param({"messages": "x", "system": 3, "input": None}, {}, id="other types"),
        pytest.param(["x"], {}, id="no object"),
        pytest.param({}, {}, id="nothing"),
    ],
)  # fmt: skip
def test_request(request_: object, found: dict[str, str]) -> None:
    """Each text is where it belongs, and what isn't text is nowhere."""
    read = invocation(request_)
    assert texts(read) == found
    assert read.input_body is BodyState.PRESENT
