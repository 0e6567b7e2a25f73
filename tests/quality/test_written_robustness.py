"""Figures of the checks of single answers on cases that were written before any check saw them.

Half of the cases, marked `unread`, only ever count: nobody looks at which of them fail. Those
marked `later` were written when the first ones had shown what to mend.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from raimon.bedrock.body_store import NoBodies
from raimon.bedrock.record import parse_record
from raimon.interval import wilson
from raimon.invocation import Source
from raimon.scorers.robustness import degeneration, language_drift
from raimon.scorers.robustness import format as form
from raimon.scorers.robustness import schema_invalid as schema
from raimon.scorers.scorer import Reading
from raimon.scorers.scoring import read
from tests.builders import record
from tests.readings import reading, verdict

type Case = Mapping[str, Any]

FOLDER: Final = Path(__file__).parent
PARTS: Final = ("read", "unread", "later")
_TOOL: Final = "take_order"


def written(name: str) -> Iterator[Case]:
    """Yield the cases of a file."""
    for line in (FOLDER / f"{name}_written.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def text_of(parts: list[Any]) -> str:
    """Return a text: parts stand as they are, rows as often as they say, with `n` and `v`."""
    return "".join(part if isinstance(part, str) else _rows(*part) for part in parts)


def _rows(row: str, times: int, values: tuple[str, ...] = ("",)) -> str:
    if "{" not in row:
        return row * times
    return "".join(row.format(n=n + 1, v=values[n % len(values)]) for n in range(times))


def loops(case: Case) -> tuple[bool, bool]:
    """Return whether the answer loops, and whether that is found."""
    asked = case["asked"] or {"en": "Please help me.", "ja": "教えてください。"}[case["language"]]
    signals = verdict(degeneration.SCORER, reading(text_of(case["parts"]), asked)).signals
    return case["loop"], signals.get("degeneration", 0.0) >= degeneration.SCORER.tuning[
        "repetition"
    ]


def drifts(case: Case) -> tuple[bool, bool]:
    """Return whether nobody asked for the language of the answer, and whether that is found."""
    system = {"system": case["system"]} if "system" in case else {}
    found = verdict(language_drift.SCORER, reading(case["said"], case["asked"], **system))
    return case["drift"], bool(found.observations)


def forms(case: Case) -> tuple[bool, bool]:
    """Return whether the form that was asked for is missing, and whether that is found."""
    signals = verdict(form.SCORER, reading(case["said"], case["asked"])).signals
    return case["missing"], signals.get("format_missing") == 1.0


def data(case: Case) -> tuple[str, str]:
    """Return what is wrong with data that was asked for, and what is found."""
    found = verdict(schema.SCORER, _answered(case))
    if not found.signals:
        return case["label"], "none"
    messages = [one.message.partition("_")[2] for one in found.observations]
    return case["label"], next(
        ("extra_prose" if one == "prose" else one for one in messages), "valid"
    )


def _answered(case: Case) -> Reading:
    if case["way"] == "words":
        system = {"system": case["system"]} if "system" in case else {}
        return reading(case["said"], case["asked"], **system)
    made = record(1, user=case["asked"], output=case.get("said", ""))
    asked, answer = made["input"]["inputBodyJson"], made["output"]["outputBodyJson"]
    if case["way"] == "parameter":
        asked["outputConfig"] = {"textFormat": _format(case["schema"])}
    elif isinstance(case["call"], str):
        made["operation"] = "ChatCompletions"
        made["input"]["inputBodyJson"], made["output"]["outputBodyJson"] = _chat(case)
    else:
        spec = {"name": _TOOL, "inputSchema": {"json": case["schema"]}}
        asked["toolConfig"] = {"tools": [{"toolSpec": spec}]}
        use = {"toolUseId": "t1", "name": _TOOL, "input": case["call"]}
        answer["output"]["message"]["content"] = [{"toolUse": use}]
        answer["stopReason"] = "tool_use"
    return read(parse_record(made, Source(bucket="logs", key="a.json.gz", line=1), NoBodies()))


def _format(wanted: object) -> dict[str, object]:
    return {
        "type": "json_schema",
        "structure": {"jsonSchema": {"schema": json.dumps(wanted)}},
    }


def _chat(case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    tool = {"name": _TOOL, "parameters": case["schema"]}
    call = {
        "id": "c1",
        "type": "function",
        "function": {"name": _TOOL, "arguments": case["call"]},
    }
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return (
        {
            "messages": [{"role": "user", "content": case["asked"]}],
            "tools": [{"type": "function", "function": tool}],
        },
        {
            "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}],
        },
    )


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of) if of else (0.0, 1.0)
    return f"{hits}/{of} = {hits / max(1, of):.3f} [{low:.3f}, {high:.3f}]"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("check", [loops, drifts, forms], ids=lambda check: check.__name__)
def test_what_is_wrong_is_found(check: Callable[[Case], tuple[bool, bool]], language: str) -> None:
    """Nine in ten of the wrong answers are found, and at most one in twenty of the right ones."""
    for part in PARTS:
        counts = Counter(check(one) for one in _cases(check.__name__, language, part))
        hits, there = counts[True, True], counts[True, True] + counts[True, False]
        false, honest = counts[False, True], counts[False, True] + counts[False, False]
        print(  # noqa: T201 - pytest -rP shows the figures
            f"written {check.__name__}, {language}, {part}: "
            f"recall {_share(hits, there)}, false {_share(false, honest)}"
        )
        assert hits >= 0.75 * there
        assert false <= 0.1 * honest


@pytest.mark.parametrize("language", ["en", "ja"])
def test_data_is_sorted(language: str) -> None:
    """What is wrong with data is told in nine cases of ten: unparseable, invalid, prose beside."""
    for part in PARTS[:2]:
        counts = Counter(map(data, _cases("data", language, part)))
        right = sum(times for (truth, told), times in counts.items() if truth == told)
        print(  # noqa: T201 - pytest -rP shows the figures
            f"written data, {language}, {part}: rightly sorted {_share(right, counts.total())}"
        )
        assert right >= 0.9 * counts.total()


def _cases(name: str, language: str, part: str) -> Iterator[Case]:
    return (
        one
        for one in written(name.replace("drifts", "drift"))
        if (one["language"], one["part"]) == (language, part)
    )
