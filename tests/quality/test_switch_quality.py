"""A new version of a model, replayed: which alarms come, after how many calls, and when none may.

With RAIMON_EVAL_DATA set, also on answers of real versions; the figures are printed.
"""

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quality.made_versions import Switch, switches
from tests.quality.switches import (
    Alarmed,
    Answered,
    Answers,
    Traffic,
    alarms,
    labelled,
    scoring,
    switched,
)
from tests.unit.windows.traffic import seeded

WITHIN = 100  # calls after the switch
_WINDOW = 1  # hour, in which a change that nothing announces is dated
SEEDS = int(os.environ.get("RAIMON_SEEDS", "1"))
_DATA = os.environ.get("RAIMON_EVAL_DATA")
_MUCH = Traffic() if _DATA else Traffic(15, 1, an_hour=30)  # a clone has little time
_VERSIONS = ("gpt-3.5-turbo-0301", "gpt-3.5-turbo-0613")
_HARMLESS = (
    ("mistral-7b-instruct-v0.2", "mistral-7b-instruct-v0.3"),
    ("llama-3-8b-instruct", "llama-3.1-8b-instruct"),
    ("llama-3-70b-instruct", "llama-3.1-70b-instruct"),
)
_TASKS = ("prime", "sensitiveq", "leetcode", "opinionqa", "happy-number")

MADE = dict(switches(seeded(1)))


def replayed(name: str, switch: Switch) -> Iterator[list[Alarmed]]:
    """Replay the switch with each seed; print what is told, and check what always holds."""
    judge = scoring()
    model = "new" if switch.announced else "old"
    old = Answers.of(switch.old, "old", judge, told=switch.referenced)
    new = Answers.of(switch.new, model, judge, told=switch.referenced)
    for seed in range(SEEDS):
        found = alarms(*switched(old, new, seed, _MUCH))
        said = "; ".join(map(_line, found)) or "no alarm"
        print(f"{name} | seed {seed} | {said}")  # noqa: T201 - the figures are what it is for
        assert all(each.after > 0 for each in found), "none before the switch"
        first = 0 if switch.announced else -_WINDOW
        assert all(each.onset_after >= first for each in found), "none dated before the change"
        yield found


def _line(told: Alarmed) -> str:
    usual = "?" if told.baseline is None else f"{told.baseline:.3f}"
    return f"{told.name} {usual} -> {told.observed or 0:.3f} after {told.after} calls"


def check(name: str, switch: Switch) -> None:
    """Check that what must be found is found in time, and else that nothing is said.

    A first look finds what is barely large enough in nine of ten cases, so of several seeds a
    third may be late.
    """
    late = 0
    for told in replayed(name, switch):
        in_time = {each.name for each in told if each.after <= WITHIN}
        assert switch.expected or told == []
        late += bool(switch.expected) and not in_time & switch.expected
    assert late <= SEEDS // 3


@pytest.mark.parametrize("name", sorted(MADE))
def test_made_versions(name: str) -> None:
    """Each gross change is found within a hundred calls, and other words alone are none."""
    check(name, MADE[name])


@pytest.mark.parametrize("name", ["an agent's lines are gone", "refuses in Japanese"])
def test_order_and_repetition(name: str) -> None:
    """Shuffled, and with a third of the calls told twice, the same alarms come at the same time."""
    judge, switch, rng = scoring(), MADE[name], seeded(5)
    sides = Answers.of(switch.old, "old", judge), Answers.of(switch.new, "new", judge)
    calls, before = switched(*sides, 1, _MUCH)
    mixed = calls + rng.sample(calls, len(calls) // 3)
    rng.shuffle(mixed)
    assert alarms(mixed, before, calls) == alarms(calls, before) != []


def _real(file: str, task: str, old: str, new: str) -> tuple[list[Answered], list[Answered]]:
    answers = labelled(Path(_DATA or "") / "robustness" / file)
    return answers[task, old], answers[task, new]


@pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")
@pytest.mark.parametrize("back", [False, True], ids=["on", "back"])
@pytest.mark.parametrize("pair", _HARMLESS, ids=lambda pair: pair[0])
def test_harmless_versions(pair: tuple[str, str], *, back: bool) -> None:
    """Between good versions of one family no alarm comes, in either direction."""
    sides = _real("version_pairs.jsonl.gz", "alpaca", *pair)
    old, new = sides[::-1] if back else sides
    check(f"{pair[0]} {'back' if back else 'on'}", Switch(old, new))


@pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")
@pytest.mark.parametrize("back", [False, True], ids=["on", "back"])
@pytest.mark.parametrize("task", _TASKS)
def test_real_versions(task: str, *, back: bool) -> None:
    """What is told of two real versions: fences and refusals are found, the rest is printed."""
    sides = _real("llmdrift_gpt35.jsonl.gz", task, *_VERSIONS)
    old, new = sides[::-1] if back else sides
    expected = {
        "leetcode": "code_fence_rate.fall" if back else "code_fence_rate.rise",
        "sensitiveq": "long_answer_rate.rise" if back else "short_answer_rate.rise",
    }
    for told in replayed(f"{task} {'back' if back else 'on'}", Switch(old, new)):
        in_time = {each.name for each in told if each.after <= WITHIN}
        assert task not in expected or expected[task] in in_time


@pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")
@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("a quarter", "short_answer_rate.rise"),
        ("one word", "short_answer_rate.rise"),
        ("one answer", "constant_answer_rate.rise"),
        ("four times as slow", "slow_answer_rate.rise"),
    ],
)
def test_broken_versions(kind: str, expected: str) -> None:
    """A terse model, a constant answer and a slow model are found."""
    old, _ = _real("version_pairs.jsonl.gz", "alpaca", *_HARMLESS[2])
    rng = seeded(3)
    timed = [replace(one, latency_ms=rng.lognormvariate(6.5, 0.4)) for one in old]
    spoilt = {
        "a quarter": [replace(one, answer=one.answer[: len(one.answer) // 4]) for one in timed],
        "one word": [replace(one, answer=one.answer.split()[0]) for one in timed],
        "one answer": [replace(one, answer=timed[5].answer) for one in timed],
        "four times as slow": [replace(one, latency_ms=4 * one.latency_ms) for one in timed],
    }
    check(kind, Switch(timed, spoilt[kind], frozenset({expected})))


@pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")
@pytest.mark.parametrize("back", [False, True], ids=["on", "back"])
def test_refusal_suite(*, back: bool) -> None:
    """On a suite of safe and unsafe prompts, more refusals in the model's own words are found."""
    path = Path(_DATA or "") / "refusal" / "xstest.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["model"] == "gpt4"]
    refusals = [row["completion"] for row in rows if row["label"] == "refused"]
    rng = seeded(4)
    usual = [Answered(row["prompt"], row["completion"]) for row in rows]
    strict = [one if rng.random() < 0.4 else replace(one, answer=rng.choice(refusals))
              for one in usual]  # fmt: skip
    sides = (usual, strict)
    old, new = sides[::-1] if back else sides
    way = "fall" if back else "rise"
    check(f"refusal suite {way}", Switch(old, new, frozenset({f"refusal_rate.{way}"})))
