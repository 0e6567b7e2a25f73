"""Data that was asked for: parseable, of the schema, without prose; English and Japanese."""

import json

import pytest

from raimon.bedrock.answer import ToolCall
from raimon.bedrock.asked_data import read_asked_data
from raimon.invocation import AskedData, ToolUse
from raimon.scorers.robustness.json_fit import fits
from raimon.scorers.robustness.schema_invalid import SCORER, asks_for_json
from raimon.scorers.scorer import Verdict
from raimon.scorers.scoring import read
from tests.readings import reading, verdict

SCHEMA = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "days": {"type": "integer"},
        "unit": {"enum": ["C", "F"]},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["city"],
    "additionalProperties": False,
}


def judged(answer: str, asked: AskedData) -> Verdict:
    """Return what is said of an answer to a request that demanded data."""
    update = {"asked_data": asked, "tools_called": ("f",) * len(asked.tools)}
    return verdict(SCORER, read(reading(answer).invocation.model_copy(update=update)))


@pytest.mark.parametrize(
    ("value", "right"),
    [
        pytest.param({"city": "津"}, True, id="least"),
        pytest.param({"city": "津", "days": 3, "unit": "C", "tags": ["a"]}, True, id="all"),
        pytest.param({"city": "津", "days": 3.0}, True, id="3.0 is an integer"),
        pytest.param({}, False, id="required"),
        pytest.param([], False, id="type"),
        pytest.param({"city": 1}, False, id="type of a property"),
        pytest.param({"city": "津", "days": True}, False, id="true is no integer"),
        pytest.param({"city": "津", "unit": "K"}, False, id="enum"),
        pytest.param({"city": "津", "tags": [1]}, False, id="items"),
        pytest.param({"city": "津", "more": 1}, False, id="additional"),
    ],
)
def test_schema(value: object, right: bool) -> None:  # noqa: FBT001 - a column of the table
    """Values fit by type, required, properties, enum, items and additionalProperties."""
    assert fits(value, SCHEMA) is right
    message = "tool_invalid"
    said = judged("", AskedData(tools=(use(json.dumps(value)),)))
    assert [one.message for one in said.observations] == ([] if right else [message])
    assert said.signals == {"schema_invalid": float(not right)}


def use(arguments: str) -> ToolUse:
    """Return a call with the arguments."""
    return ToolUse(arguments=arguments, written_schema=json.dumps(SCHEMA))


def test_a_schema_that_refers_to_itself() -> None:
    """References are followed, and one that never ends allows everything."""
    assert not fits([1], {"items": {"$ref": "#/$defs/s"}, "$defs": {"s": {"type": "string"}}})
    assert fits(1, {"$ref": "#"})
    assert fits(1, {"$ref": "https://example.com/other"})


def test_arguments_that_are_no_json() -> None:
    """Arguments that can't be parsed are found; none at all are an empty object."""
    broken = judged("", AskedData(tools=(use('{"city": '),)))
    assert [one.message for one in broken.observations] == ["tool_unparseable"]
    assert judged("", AskedData(tools=(ToolUse(),))).signals == {"schema_invalid": 0.0}


@pytest.mark.parametrize(
    ("answer", "signal", "messages"),
    [
        pytest.param('{"city": "Tsu"}', 0.0, [], id="right"),
        pytest.param('{"city": 1}', 1.0, ["answer_invalid"], id="invalid"),
        pytest.param("The city is Tsu.", 1.0, ["answer_unparseable"], id="prose"),
        pytest.param('```json\n{"city": "Tsu"}\n```', 1.0, ["answer_unparseable"], id="fenced"),
    ],
)
def test_format_of_the_response(answer: str, signal: float, messages: list[str]) -> None:
    """A parameter that demands a schema is strict: fences count as no JSON."""
    said = judged(answer, AskedData(json_asked=True, written_schema=json.dumps(SCHEMA)))
    assert said.signals == {"schema_invalid": signal}
    assert [one.message for one in said.observations] == messages


@pytest.mark.parametrize(
    ("asked", "answer", "signal", "messages"),
    [
        pytest.param("Respond in JSON.", '{"a": 1}', 0.0, [], id="en"),
        pytest.param(
            "Reply only with JSON.", "It is 1.", 1.0, ["answer_unparseable"], id="en prose"
        ),
        pytest.param("Return as JSON: a.", 'Here:\n{"a": 1}', 0.0, ["extra_prose"], id="en extra"),
        pytest.param("JSON形式で回答してください。", '{"a": "津"}', 0.0, [], id="ja"),
        pytest.param("JSONのみを返して。", "津です。", 1.0, ["answer_unparseable"], id="ja prose"),
        pytest.param(
            "出力は必ずJSONで。", '{"a": 1', 1.0, ["answer_unparseable"], id="ja unclosed"
        ),
        pytest.param("Output JSON Lines.", '{"a": 1}\n{"a": 2}\n', 0.0, [], id="en lines"),
        pytest.param(
            "Output JSON Lines.",
            '{"a": 1}\n{"a": 2',
            1.0,
            ["answer_unparseable"],
            id="a broken line",
        ),
        pytest.param(
            "一行に一つ、JSON Linesで返して。", '{"a": 1}\n{"a": 2}', 0.0, [], id="ja lines"
        ),
        pytest.param(
            "Respond in JSON.", '{"a": 1,}', 1.0, ["answer_unparseable"], id="a comma more"
        ),
        pytest.param("JSONでください。", "{a: 1}", 1.0, ["answer_unparseable"], id="bare keys"),
        pytest.param(
            "必ず有効なJSONを出力してください。",
            "｛＂a＂：1｝",
            1.0,
            ["answer_unparseable"],
            id="full width",
        ),
        pytest.param("Respond in JSON, null if unknown.", "null", 0.0, [], id="null"),
        pytest.param(
            "You are a parser. Your reply must be JSON.",
            "It is 1.",
            1.0,
            ["answer_unparseable"],
            id="asked of a parser",
        ),
    ],
)
def test_words(asked: str, answer: str, signal: float, messages: list[str]) -> None:
    """Words demand JSON too; prose around it is noted apart."""
    said = verdict(SCORER, reading(answer, asked))
    assert said.signals == {"schema_invalid": signal}
    assert [one.message for one in said.observations] == messages


@pytest.mark.parametrize(
    "asked",
    [
        "What is JSON?",
        "Write a function that returns only JSON.",
        "JSONを返す関数だけを書いて。JSON形式で返すAPIのコードを書いてください。",
        "Convert this JSON file to CSV.",
        "JSONとXMLの違いを教えてください。",
        "Write a script that lists the files. The result must be JSON that a parser reads.",
        "サーバーがJSONを返さないのはなぜですか。",
    ],
)
def test_nothing_asked(asked: str) -> None:
    """Who speaks of JSON, or wants a program, demands no JSON."""
    assert not asks_for_json(asked)
    assert verdict(SCORER, reading("Like so.", asked)).signals == {}


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(
            {
                "toolConfig": {
                    "tools": [{"toolSpec": {"name": "f", "inputSchema": {"json": SCHEMA}}}]
                }
            },
            id="Converse",
        ),
        pytest.param({"tools": [{"name": "f", "input_schema": SCHEMA}]}, id="Anthropic"),
        pytest.param(
            {"tools": [{"type": "function", "function": {"name": "f", "parameters": SCHEMA}}]},
            id="chat",
        ),
        pytest.param(
            {"tools": [{"type": "function", "name": "f", "parameters": SCHEMA}]}, id="Responses"
        ),
    ],
)
def test_schema_of_a_tool_is_read(request_: dict[str, object]) -> None:
    """The schema of a called tool comes from the request, in every family's spelling."""
    (tool,) = read_asked_data(request_, (ToolCall("f", "{}"),)).tools
    assert json.loads(tool.written_schema or "") == SCHEMA


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(
            {"response_format": {"type": "json_schema", "json_schema": {"schema": SCHEMA}}},
            id="chat",
        ),
        pytest.param(
            {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}, id="Anthropic"
        ),
        pytest.param(
            {"text": {"format": {"type": "json_schema", "schema": SCHEMA}}}, id="Responses"
        ),
        pytest.param(
            {
                "outputConfig": {
                    "textFormat": {
                        "type": "json_schema",
                        "structure": {"jsonSchema": {"schema": json.dumps(SCHEMA)}},
                    }
                }
            },
            id="Converse",
        ),
    ],
)
def test_schema_of_the_answer_is_read(request_: dict[str, object]) -> None:
    """The schema of the answer comes from the request, in every family's place."""
    asked = read_asked_data(request_, ())
    assert asked.json_asked
    assert json.loads(asked.written_schema or "") == SCHEMA
    assert "city" not in repr(asked)


def test_odd_requests() -> None:
    """A request of other types demands nothing, and a schema of any length is bounded."""
    assert read_asked_data({"text": "x", "tools": 3, "response_format": []}, ()) == AskedData()
    long = {"response_format": {"type": "json_schema", "schema": {"a": "b" * 30_000}}}
    assert read_asked_data(long, ()).written_schema is None


@pytest.mark.parametrize(
    ("value", "schema", "right"),
    [
        pytest.param(5, {"minimum": 1, "maximum": 5}, True, id="in range"),
        pytest.param(0, {"minimum": 1}, False, id="too small"),
        pytest.param(5, {"exclusiveMaximum": 5}, False, id="not below"),
        pytest.param(5, {"maximum": 5, "exclusiveMaximum": True}, True, id="a flag of old drafts"),
        pytest.param("津市", {"minLength": 2, "maxLength": 2}, True, id="length"),
        pytest.param("", {"minLength": 1}, False, id="too short"),
        pytest.param([1], {"minItems": 2}, False, id="too few"),
    ],
)
def test_range(value: object, schema: object, *, right: bool) -> None:
    """Numbers are as large, and texts and arrays as long, as the schema allows."""
    assert fits(value, schema) is right
