"""Near-duplicates of real prompts: how many are recognised, and how many unlike pairs are taken.

With RAIMON_EVAL_DATA set; the figures are printed.
"""

import os
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from raimon.scorers.evidence import TokenKey
from raimon.windows.near import NEAR, signature, similarity
from tests.quality.switches import labelled
from tests.unit.windows.traffic import seeded

_DATA = os.environ.get("RAIMON_EVAL_DATA")
_KEY = TokenKey(b"a key for these tests only")
_TYPED = "abcdefghijklmnopqrstuvwxyz"

pytestmark = pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")


def _prompts() -> list[str]:
    answers = labelled(Path(_DATA or "") / "robustness" / "version_pairs.jsonl.gz")
    return sorted({one.prompt.casefold() for held in answers.values() for one in held})


def _near(one: str, other: str) -> bool:
    return similarity(*(int(signature(text, _KEY), 16) for text in (one, other))) >= NEAR


def _mistyped(text: str, rng: Random) -> str:
    return "".join(rng.choice(_TYPED) if rng.random() < 0.03 else letter for letter in text)


def _counted(text: str, rng: Random) -> str:
    return f"{text} attempt {rng.randrange(2, 99)}"


@pytest.mark.parametrize(
    ("change", "least"), [(_mistyped, 0.88), (_counted, 0.88)], ids=["mistyped", "counted"]
)
def test_near_duplicates_are_recognised(change: Callable[[str, Random], str], least: float) -> None:
    """A prompt with a few slips, and one with a counter, are near the one that they come from."""
    rng, prompts = seeded(1), _prompts()
    found = sum(_near(text, change(text, rng)) for text in prompts) / len(prompts)
    print(f"near-duplicates, {change.__name__} | n {len(prompts)} | recognised {found:.3f}")  # noqa: T201 - the figures are what it is for
    assert found >= least


def test_unlike_prompts_are_not_near() -> None:
    """Two prompts of the set are next to never taken for near-duplicates."""
    rng, prompts = seeded(2), _prompts()
    taken = pairs = 0
    for _ in range(20):
        rng.shuffle(prompts)
        taken += sum(_near(*pair) for pair in pairwise(prompts))
        pairs += len(prompts) - 1
    print(f"unlike prompts | pairs {pairs} | taken for near {taken / pairs:.5f}")  # noqa: T201 - likewise
    assert taken / pairs <= 0.002


def test_a_signature_is_cheap() -> None:
    """A signature takes a small part of what scoring takes."""
    prompts = _prompts()
    begin = time.process_time()
    for text in prompts:
        signature(text, _KEY)
    each = (time.process_time() - begin) / len(prompts)
    print(f"signatures | n {len(prompts)} | {each * 1e6:.0f} microseconds each")  # noqa: T201 - likewise
    assert each < 0.001
