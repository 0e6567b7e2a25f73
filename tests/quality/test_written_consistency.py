"""Figures of consistency on written pairs: prompts that are nearly one, answers that contradict."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from raimon.assessment import Outcome
from raimon.interval import wilson
from raimon.policy import default_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon.windows.call import Call
from raimon.windows.from_assessment import call_of
from raimon.windows.near import NEAR, similarity
from tests.readings import reading

WRITTEN: Final = Path(__file__).parent / "consistency_written.jsonl"
KEY: Final = TokenKey(b"a key for these tests only")
SCORING: Final = Scoring(default_policy(), KEY)


def _answered(asked: str, said: str) -> tuple[Call, bool]:
    """Return the call of a question and its answer, and whether it was refused."""
    invocation = reading(said, asked).invocation
    assessment = SCORING.assess(invocation)
    return call_of(invocation, assessment, KEY), assessment.outcome is Outcome.REFUSED


def _is_near(one: Call, other: Call) -> bool:
    same = one.asked == other.asked
    return same or similarity(int(one.near, 16), int(other.near, 16)) >= NEAR


def _is_contrary(one: tuple[Call, bool], other: tuple[Call, bool]) -> bool:
    if one[1] or other[1]:
        return one[1] is not other[1]
    decided = one[0].decision, other[0].decision
    return all(decided) and decided[0] != decided[1]


def _share(counts: Mapping[tuple[bool, bool], int]) -> str:
    hits, there = counts[True, True], counts[True, True] + counts[True, False]
    false, honest = counts[False, True], counts[False, True] + counts[False, False]
    low, high = wilson(hits, there)
    return f"{hits}/{there} [{low:.3f}, {high:.3f}], false {false}/{honest}"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_written_pairs(language: str) -> None:
    """Nine in ten near prompts and contradictions are seen, and next to nothing else is."""
    counts: dict[str, Counter[tuple[bool, bool]]] = {"near": Counter(), "contrary": Counter()}
    cases: list[Mapping[str, Any]] = list(
        map(json.loads, WRITTEN.read_text(encoding="utf-8").splitlines())
    )
    for case in (one for one in cases if one["language"] == language):
        one, other = map(_answered, case["asked"], case["said"])
        counts["near"][case["near"], _is_near(one[0], other[0])] += 1
        counts["contrary"][case["contrary"], _is_contrary(one, other)] += 1
    for kind, found in counts.items():
        print(f"written pairs, {language}, {kind}: {_share(found)}")  # noqa: T201 - pytest -rP shows the figures
        assert found[True, True] >= 0.9 * (found[True, True] + found[True, False])
        assert not found[False, True]
