"""Figures of the groundedness check: written answers to written texts, and honest calls of logs.

The texts and answers of `development` were looked at while the rules were made. `held out` was
written at the same time and first run when they stood, `written afterwards` later. `in today's
style` holds longer answers, of which many work something out; it was looked at again. `everyday
records` are policies, orders, leaflets, minutes, tables and the like, written before a rule saw
them; of the `unread` half nobody looked at which answers fail. `later records` were written
when the first ones had shown what to mend, and looked at after their first run.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from raimon.interval import wilson
from raimon.policy import default_policy
from raimon.scorers.robustness.groundedness import SCORER
from raimon.scorers.scorer import Reading
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from tests.quality.labelled import FOLDER, needs_data, rows
from tests.quality.switches import Answered, Answers, Traffic, alarms, scoring, switched
from tests.readings import reading, verdict

PARTS = (
    *("development", "held out", "written afterwards", "in today's style"),
    *("everyday records", "everyday records, unread", "later records"),
)
_LEAST = {"in today's style": 0.6}  # longer answers, more of them worked out
LABELLED = Path(__file__).parent
_PUT_IN = frozenset({"pii", "secret", "lookalike"})  # values that no text of the request holds


@dataclass(frozen=True, slots=True)
class Case:
    """An answer to a question about a text, and whether it says what the text doesn't."""

    name: str
    ungrounded: bool
    read: Reading


def _asked(number: int, document: str, asked: str, said: str, language: str) -> Reading:
    """Return the reading of a request that carries the text in one of the usual ways."""
    ways = {
        "en": f"Answer from the following document.\n\n{document}\n\nQuestion: {asked}",
        "ja": f"以下の文書をもとに答えてください。\n\n{document}\n\n質問:{asked}",
    }
    match number % 4:
        case 0:
            return reading(said, asked, context=document)
        case 1:
            return reading(said, ways[language])
        case 2:
            return reading(said, asked, tool=document)
        case _:
            return reading(said, asked, system=f"<documents>\n{document}\n</documents>")


def cases(language: str, part: str) -> Iterator[Case]:
    """Yield the written cases of one part."""
    lines = (LABELLED / f"grounded_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    number = 0
    for given in map(json.loads, lines):
        for case in given["cases"]:
            number += 1
            if given["part"] == part:
                read = _asked(number, given["document"], case["asked"], case["said"], language)
                yield Case(f"{given['name']}: {case['kind']}", case["ungrounded"], read)


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of) if of else (0.0, 1.0)
    return f"{hits}/{of} = {hits / max(1, of):.3f} [{low:.3f}, {high:.3f}]"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("part", PARTS)
def test_written_answers(language: str, part: str) -> None:
    """Of answers with what the text doesn't say, four in five are told; honest ones seldom."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for case in cases(language, part):
        found = verdict(SCORER, case.read).signals.get("ungrounded") == 1.0
        counts[case.ungrounded, found] += 1
    hits, false = counts[True, True], counts[False, True]
    there, honest = hits + counts[True, False], false + counts[False, False]
    print(  # noqa: T201 - pytest -rP shows the figures
        f"groundedness, {language}, {part}: precision {_share(hits, hits + false)}, "
        f"recall {_share(hits, there)}, false {_share(false, honest)}"
    )
    assert there + honest >= 20
    assert hits >= _LEAST.get(part, 0.8) * there
    assert hits >= 0.75 * (hits + false)


@needs_data
@pytest.mark.parametrize("name", ["logs-en", "logs-ja"])
def test_logs(name: str) -> None:
    """Answers in logs are told if something was put into them; of the others next to none are."""
    folder = Path(FOLDER) / name
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as lines:
        truth = {row["request_id"]: row for row in map(json.loads, lines)}
    counts: Counter[tuple[bool, float]] = Counter()
    calls = 0
    for item in AssessedLogs(Scoring(default_policy(), None)).read(log_files([str(folder)])):
        if isinstance(item, Assessed):
            calls += 1
            known = truth.get(item.assessment.request_id, {"injected": []})
            put_in = any(
                one["kind"] in _PUT_IN and one.get("segment") == "output"
                for one in known["injected"]
            )
            if "ungrounded" in item.assessment.signals:
                counts[put_in, item.assessment.signals["ungrounded"]] += 1
    hits, false = counts[True, 1.0], counts[False, 1.0]
    print(  # noqa: T201 - pytest -rP shows the figures
        f"groundedness, {name}: judged {_share(counts.total(), calls)}, with something put in "
        f"{_share(hits, hits + counts[True, 0.0])}, told of others {_share(false, calls)}"
    )
    assert false <= 0.01 * calls


@needs_data
@pytest.mark.parametrize("language", ["ja", "en"])
def test_answers_of_many_models(language: str) -> None:
    """Answers of many models to questions about Japanese texts: how many are told."""
    told: Counter[bool] = Counter()
    for row in rows("pii-ja/ja_outputs"):
        read = reading(row["text"], row["prompt"][-1]["content"])
        signal = verdict(SCORER, read).signals.get("ungrounded")
        if signal is not None and read.language.output == language:
            told[signal == 1.0] += 1
    print(f"groundedness, ja_outputs answered in {language}: {_share(told[True], told.total())}")  # noqa: T201 - pytest -rP shows the figures
    assert told[True] <= 0.5 * told.total()


def _about(number: int, said: int, language: str) -> Answered:
    """Return an answer about the length of a bridge, from a text that gives it."""
    length = 1013 + 17 * number
    if language == "ja":
        prompt = (
            f"以下の文書をもとに答えてください。\n\n第{number}号橋の全長は{length}メートルである。"
            "片側一車線で歩道があり、春と秋に点検のため通行止めとなる。渡るときに料金はかからない。"
            "\n\n橋の長さを教えてください。"
        )
        return Answered(prompt, f"全長は{said}メートルです。")
    prompt = (
        f"Answer from the following document.\n\nBridge no. {number} is {length} m long. It has "
        "one lane each way and a footpath, and is closed for inspection in spring and autumn. "
        "Crossing it is free.\n\nHow long is the bridge?"
    )
    return Answered(prompt, f"The bridge is {said} m long.")


@needs_data  # for its time: it needs no data
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_version_that_invents(language: str) -> None:
    """A version that makes up every other figure is told within a hundred calls, never before."""
    judge = scoring()
    old = [_about(n, 1013 + 17 * n, language) for n in range(120)]
    new = [_about(n, 1013 + 17 * n + 1200 * (n % 2), language) for n in range(120)]
    told = alarms(
        *switched(Answers.of(old, "old", judge), Answers.of(new, "new", judge), 1, Traffic(15, 1))
    )
    print(f"a version that invents, {language}:", [(one.name, one.after) for one in told])  # noqa: T201 - pytest -rP shows the figures
    assert all(one.after > 0 for one in told)
    assert any(one.name.startswith("ungrounded_rate") and one.after <= 100 for one in told)
