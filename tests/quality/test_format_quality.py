"""Figures of forms and data that were asked for: written answers, and real ones that were read."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from raimon.interval import wilson
from raimon.policy import default_policy
from raimon.scorers.robustness import format as form
from raimon.scorers.robustness import schema_invalid as schema
from raimon.scorers.scorer import Reading
from raimon.scorers.scoring import Scoring, read
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from tests.quality.labelled import FOLDER, needs_data, rows
from tests.readings import reading, verdict

LABELLED = Path(__file__).parent
SIGNALS: Final = {"format_missing": form.SCORER, "schema_invalid": schema.SCORER}
# What was found in each set and how many were right: a person read them all, but for those that
# lack the box that was asked for, which their letters tell.
READ: Final = {
    ("logs-en", "format_missing"): (52, 52),
    ("logs-ja", "format_missing"): (0, 0),
    ("robustness/llmdrift_gpt35", "format_missing"): (144, 144),
    ("robustness/version_pairs", "format_missing"): (0, 0),
    ("pii-ja/ja_outputs", "format_missing"): (0, 0),
    ("logs-en", "schema_invalid"): (0, 0),
    ("logs-ja", "schema_invalid"): (3, 3),
    ("robustness/version_pairs", "schema_invalid"): (0, 0),
    ("pii-ja/ja_outputs", "schema_invalid"): (3, 3),
}


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of) if of else (0.0, 1.0)
    return f"{hits}/{of} = {hits / max(1, of):.3f} [{low:.3f}, {high:.3f}]"


def _missing(read_: Reading) -> dict[str, float]:
    """Return the signals of both checks."""
    told = (verdict(scorer, read_).signals for scorer in SIGNALS.values())
    return {name: value for signals in told for name, value in signals.items()}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_written_answers(language: str) -> None:
    """A form is known to be asked for in nine of ten requests, and its absence is told rightly."""
    lines = (LABELLED / f"forms_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    counts: Counter[tuple[bool, bool]] = Counter()
    asked: Counter[tuple[bool, bool]] = Counter()
    for case in map(json.loads, lines):
        signals = _missing(reading(case["said"], case["asked"]))
        name = "schema_invalid" if case["form"] == "json" else "format_missing"
        asked[case["form"] != "none", name in signals] += 1
        counts[case["missing"], signals.get(name) == 1.0] += 1
    hits, false = counts[True, True], counts[False, True]
    wanted = asked[True, True] + asked[True, False]
    print(  # noqa: T201 - pytest -rP shows the figures
        f"forms, {language}: asked for and known {_share(asked[True, True], wanted)}, "
        f"precision {_share(hits, hits + false)}, recall {_share(hits, hits + counts[True, False])}"
    )
    assert asked[True, True] >= 0.9 * wanted
    assert hits >= 0.9 * (hits + counts[True, False])
    assert hits >= 0.9 * (hits + false)


@needs_data
@pytest.mark.parametrize(
    ("name", "signal"), READ, ids=[f"{name}-{signal}" for name, signal in READ]
)
def test_real_answers(name: str, signal: str) -> None:
    """Of the answers that were found to miss what was asked for, those that a person read do."""
    signals = (_missing(one).get(signal) for one in _readings(name))
    values = [value for value in signals if value is not None]
    found, (read_by, right) = round(sum(values)), READ[name, signal]
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{signal}, {name}: asked {len(values)}, missing {_share(found, len(values))}, "
        f"of them rightly {_share(right, read_by)}"
    )
    assert found == read_by, "read what is found anew"
    assert right >= 0.9 * read_by


def _readings(name: str) -> Iterator[Reading]:
    if name.startswith("logs"):
        logs = AssessedLogs(Scoring(default_policy(), None))
        for item in logs.read(log_files([str(Path(FOLDER) / name)])):
            if isinstance(item, Assessed):
                yield read(item.invocation)
        return
    for row in rows(name):
        asked = row["prompt"] if isinstance(row["prompt"], str) else row["prompt"][-1]["content"]
        yield reading(row.get("completion") or row.get("text") or "", asked)
