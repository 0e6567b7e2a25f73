"""What a record tells of guardrails, in each place and shape."""

import pytest

from raimon.invocation import GuardrailAction, GuardrailHit
from tests.unit.bedrock.builders import converse, invocation

E_MAIL = {"type": "EMAIL", "match": "hanako@example.jp", "action": "ANONYMIZED"}
TOPIC = {"topicPolicy": {"topics": [{"name": "投資助言", "type": "DENY", "action": "BLOCKED"}]}}
PII = {"sensitiveInformationPolicy": {"piiEntities": [E_MAIL]}}
BLOCKED = {"type": "message", "content": [{"type": "text", "text": "お答えできません。"}]}
ACTION = "amazon-bedrock-guardrailAction"
TRACE = "amazon-bedrock-trace"
DELTA = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "否"}}
INTERVENED, NONE = GuardrailAction.INTERVENED, GuardrailAction.NONE


@pytest.mark.parametrize(
    ("body", "action", "hits"),
    [
        pytest.param(
            BLOCKED | {ACTION: "INTERVENED", TRACE: {"guardrail": {"input": {"g1": TOPIC}}}},
            INTERVENED,
            [("topic", "投資助言", "BLOCKED", "input")],
            id="InvokeModel",
        ),
        pytest.param(
            [DELTA | {ACTION: "INTERVENED"}, {"type": "message_stop"}],
            INTERVENED,
            [],
            id="on a delta chunk, without a trace",
        ),
        pytest.param(
            [
                DELTA,
                {
                    "type": "message_stop",
                    ACTION: "INTERVENED",
                    TRACE: {"guardrail": {"outputs": [{"g1": PII}]}},
                },
            ],
            INTERVENED,
            [("sensitive_information", "EMAIL", "ANONYMIZED", "output")],
            id="on the last chunk",
        ),
        pytest.param(
            converse(
                {"text": "否"},
                stop="guardrail_intervened",
                trace={"guardrail": {"inputAssessment": {"g1": TOPIC}}},
            ),
            INTERVENED,
            [("topic", "投資助言", "BLOCKED", "input")],
            id="Converse",
        ),
        pytest.param(
            [
                {"messageStop": {"stopReason": "guardrail_intervened"}},
                {"metadata": {"trace": {"guardrail": {"outputAssessments": {"g1": [PII]}}}}},
            ],
            INTERVENED,
            [("sensitive_information", "EMAIL", "ANONYMIZED", "output")],
            id="events of ConverseStream",
        ),
        pytest.param(
            converse({"text": "否"}, stop="guardrail_intervened"), INTERVENED, [], id="no trace"
        ),
        pytest.param(
            converse(
                {"text": "否"},
                stop="guardrail_intervened",
                trace={"guardrail": {"inputAssessment": {}, "outputAssessments": {}}},
            ),
            INTERVENED,
            [],
            id="empty trace",
        ),
        pytest.param(BLOCKED | {ACTION: "NONE"}, NONE, [], id="action none"),
        pytest.param(BLOCKED, None, [], id="no guardrail"),
        pytest.param(BLOCKED | {ACTION: None}, None, [], id="action of another type"),
        pytest.param(BLOCKED | {ACTION: ["INTERVENED"]}, None, [], id="action in a list"),
        pytest.param(
            converse({"text": "はい。"}, trace={"promptRouter": {"invokedModelId": "x"}}),
            None,
            [],
            id="another trace",
        ),
        pytest.param(
            converse({"toolUse": {"name": "t", "input": {ACTION: "INTERVENED"}}}),
            None,
            [],
            id="the model says so itself",
        ),
    ],
)
def test_places(
    body: object, action: GuardrailAction | None, hits: list[tuple[str, str, str, str]]
) -> None:
    """The action and the hits are found wherever they stand."""
    guardrail = invocation({}, body).guardrail
    assert guardrail.action == action
    assert [(hit.policy, hit.name, hit.action, hit.side) for hit in guardrail.hits] == hits


def traced(assessment: object) -> tuple[GuardrailHit, ...]:
    """Return the hits of one assessment of an input."""
    trace = {"guardrail": {"inputAssessment": {"g1": assessment}}}
    return invocation({}, converse({"text": "はい。"}, trace=trace)).guardrail.hits


def hit(policy: str, name: str, action: str = "BLOCKED", **more: object) -> GuardrailHit:
    """Return a hit on the input."""
    told = {"policy": policy, "name": name, "action": action, "side": "input"}
    return GuardrailHit.model_validate(told | more)


@pytest.mark.parametrize(
    ("assessment", "hits"),
    [
        pytest.param(
            {
                "contentPolicy": {
                    "filters": [
                        {"type": "HATE", "confidence": "HIGH", "action": "BLOCKED"},
                        {"type": "INSULTS", "confidence": "LOW", "action": "NONE"},
                        {"type": "SEXUAL", "confidence": "NONE", "action": "NONE"},
                        {
                            "type": "VIOLENCE",
                            "confidence": "LOW",
                            "action": "NONE",
                            "detected": False,
                        },
                    ]
                }
            },
            (
                hit("content", "HATE", confidence="HIGH"),
                hit("content", "INSULTS", "NONE", confidence="LOW"),
            ),
            id="content",
        ),
        pytest.param(
            {
                "wordPolicy": {
                    "customWords": [{"match": "競合社", "action": "BLOCKED"}],
                    "managedWordLists": [{"match": "xx", "type": "PROFANITY", "action": "BLOCKED"}],
                }
            },
            (hit("word", "CUSTOM_WORD", match="競合社"), hit("word", "PROFANITY", match="xx")),
            id="words",
        ),
        pytest.param(
            {
                "sensitiveInformationPolicy": {
                    "piiEntities": [E_MAIL, E_MAIL | {"action": "NONE"}],
                    "regexes": [
                        {"name": "社員番号", "match": "A-1", "action": "BLOCKED"},
                        {"match": "B-2", "action": "BLOCKED"},
                    ],
                }
            },
            (
                hit("sensitive_information", "EMAIL", "ANONYMIZED", match="hanako@example.jp"),
                hit("sensitive_information", "EMAIL", "NONE", match="hanako@example.jp"),
                hit("sensitive_information", "社員番号", match="A-1"),
                hit("sensitive_information", "REGEX", match="B-2"),
            ),
            id="personal information",
        ),
        pytest.param(
            {
                "contextualGroundingPolicy": {
                    "filters": [
                        {"type": "GROUNDING", "threshold": 0.7, "score": 0.4, "action": "NONE"},
                        {"type": "RELEVANCE", "threshold": 0.7, "score": 0.9, "action": "NONE"},
                    ]
                }
            },
            (hit("contextual_grounding", "GROUNDING", "NONE", score=0.4, threshold=0.7),),
            id="grounding",
        ),
        pytest.param(
            {"automatedReasoningPolicy": {"findings": [{"valid": {}}, {"invalid": {}}]}},
            (hit("automated_reasoning", "invalid", "NONE"),),
            id="automated reasoning",
        ),
        pytest.param({"topicPolicy": {"topics": "x"}, "wordPolicy": 3}, (), id="other types"),
        pytest.param([[[{"topicPolicy": None}]]], (), id="lists of lists"),
    ],
)
def test_policies(assessment: object, hits: tuple[GuardrailHit, ...]) -> None:
    """Each policy's detections are hits, what a full trace lists besides isn't."""
    assert traced(assessment) == hits


def test_detect_only() -> None:
    """A guardrail that only detects didn't intervene, and its detections are kept."""
    trace = {"guardrail": {"inputAssessment": {"g1": {"topicPolicy": {"topics": [
        {"name": "投資助言", "type": "DENY", "action": "NONE"}]}}}}}  # fmt: skip
    guardrail = invocation({}, converse({"text": "はい。"}, trace=trace)).guardrail
    assert guardrail.action is NONE
    assert [found.name for found in guardrail.hits] == ["投資助言"]
