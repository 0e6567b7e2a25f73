"""Figures of how calls end, on written records of each family of models: cut off, empty, failed."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from raimon.assessment import Outcome
from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.interval import wilson
from raimon.invocation import Source
from raimon.scorers.robustness import error, truncation
from raimon.scorers.scoring import read
from tests.builders import record
from tests.readings import verdict

type Case = Mapping[str, Any]

WRITTEN: Final = Path(__file__).parent / "endings_written.jsonl"
SOURCE: Final = Source(bucket="logs", key="a.json.gz", line=1)
ENDINGS: Final = ("truncated", "empty", "blocked", "error", "answered")


def _converse(case: Case) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    if "reasoning" in case:
        content.append({"reasoningContent": {"reasoningText": {"text": case["reasoning"]}}})
    if case["text"]:
        content.append({"text": case["text"]})
    if "tool" in case:
        content.append({"toolUse": {"toolUseId": "t1", "name": case["tool"], "input": {}}})
    message = {"role": "assistant", "content": content}
    return {"output": {"message": message}, "stopReason": case["stop"]}


def _chat(case: Case) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": case["text"]}
    if "tool" in case:
        call = {"name": case["tool"], "arguments": "{}"}
        message["tool_calls"] = [{"id": "c1", "type": "function", "function": call}]
    choice = {"index": 0, "message": message, "finish_reason": case["stop"]}
    return {"object": "chat.completion", "choices": [choice]}


def _anthropic(case: Case) -> dict[str, Any]:
    content = [{"type": "text", "text": case["text"]}] if case["text"] else []
    return {
        "type": "message",
        "role": "assistant",
        "content": content,
        "stop_reason": case["stop"],
    }


BODIES: Final[Mapping[str, Callable[[Case], dict[str, Any]]]] = {
    "converse": _converse,
    "anthropic": _anthropic,
    "chat": _chat,
    "llama": lambda case: {"generation": case["text"], "stop_reason": case["stop"]},
    "titan": lambda case: {
        "results": [{"outputText": case["text"], "completionReason": case["stop"]}]
    },
    "cohere": lambda case: {"text": case["text"], "finish_reason": case["stop"]},
    "mistral": lambda case: {"outputs": [{"text": case["text"], "stop_reason": case["stop"]}]},
}


def ending_of(case: Case) -> str:
    """Return how the call ended, a failed one with the kind of its failure."""
    made = record(1, user={"en": "When?", "ja": "いつですか。"}[case["language"]], output="")
    if case["shape"] in BODIES:
        made["output"]["outputBodyJson"] = BODIES[case["shape"]](case)
        made["operation"] = "Converse" if case["shape"] == "converse" else "InvokeModel"
    else:
        del made["output"]
    if "error" in case:
        made["errorCode"] = case["error"]
    call = read(parse_record(made, SOURCE, NoBodies()))
    found = verdict(error.SCORER, call).observations
    cut = verdict(truncation.SCORER, call).observations
    assert bool(found) == (call.outcome is Outcome.ERROR)
    assert bool(cut) == (call.outcome is Outcome.TRUNCATED)
    return f"error {found[0].message}" if found else call.outcome.value


@pytest.mark.parametrize("language", ["en", "ja"])
def test_written_endings(language: str) -> None:
    """How a call ended is told of every one, with the kind of a failure."""
    cases = map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
    right: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        if case["language"] == language:
            right[case["ending"].partition(" ")[0], ending_of(case) == case["ending"]] += 1
    for ending in ENDINGS:
        hits, of = right[ending, True], right[ending, True] + right[ending, False]
        low, high = wilson(hits, of)
        print(f"written endings, {language}, {ending}: {hits}/{of} [{low:.3f}, {high:.3f}]")  # noqa: T201 - pytest -rP shows the figures
        assert hits >= 0.95 * of
