"""Figures of outcomes, findings and forms on labelled sets from outside the repository."""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from raimon.assessment import Outcome
from raimon.interval import wilson
from raimon.policy import default_policy
from raimon.scorers.robustness import degeneration, language_drift, truncation
from raimon.scorers.robustness import format as form
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from tests.quality.labelled import FOLDER, needs_data, rows
from tests.quality.refusals import f1, figures, was_read
from tests.readings import reading, verdict

SCORERS = (degeneration.SCORER, language_drift.SCORER, truncation.SCORER)
# What a person who read the answers found to be there, though no list of what was put in has it:
# loops of the models themselves, and English prose in answer to Japanese.
REAL = {
    ("logs-en", "degeneration"): 1,
    ("logs-ja", "degeneration"): 7,
    ("logs-ja", "language_drift"): 3,
}
RULES = tuple(scorer.name.rpartition(".")[2] for scorer in SCORERS)


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of) if of else (0.0, 1.0)
    return f"{hits}/{of} = {hits / max(1, of):.3f} [{low:.3f}, {high:.3f}]"


@needs_data
@pytest.mark.parametrize("name", ["logs-en", "logs-ja"])
def test_logs(name: str) -> None:
    """Outcomes are told, injected faults found, and honest calls left alone."""
    folder = Path(FOLDER) / name
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as lines:
        truth = {row["request_id"]: row for row in map(json.loads, lines)}
    found: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    scoring = Scoring(default_policy(), None, SCORERS)
    for item in AssessedLogs(scoring).read(log_files([str(folder)])):
        known = truth.pop(item.assessment.request_id, None) if isinstance(item, Assessed) else None
        if known is None or not isinstance(item, Assessed):
            continue
        injected = {one["kind"] for one in known["injected"]}
        raised = {one.rule_id.rpartition(".")[2] for one in item.assessment.findings}
        for rule in RULES:
            found[rule][rule in injected, rule in raised] += 1
        for outcome in ("empty", "error", "blocked"):
            found[outcome][known["outcome"] == outcome, item.assessment.outcome == outcome] += 1
    for kind, counts in found.items():
        hits, there = counts[True, True], counts[True, True] + counts[True, False]
        false, honest = counts[False, True], counts[False, True] + counts[False, False]
        real = REAL.get((name, kind), 0)
        print(  # noqa: T201 - pytest -rP shows the figures
            f"{name} {kind}: recall {_share(hits, there)}, false {_share(false, honest)}, "
            f"of them real, by eye {real}"
        )
        assert hits >= 0.95 * there
        assert real <= false <= real + 0.005 * honest, "read what is found anew"


@needs_data
@pytest.mark.parametrize(
    ("name", "model", "least"),
    [
        ("xstest", "gpt4", 0.94),
        ("xstest", "llama2new", 0.89),
        ("xstest", "mistralguard", 0.83),
        ("sensitiveq", "", 0.97),
        ("japanese", "", 0.90),
    ],
)
def test_refusals_of_models(name: str, model: str, least: float) -> None:
    """Refusals of real models are told from their other answers, none of which taught a pattern."""
    given = [row for row in rows(f"refusal/{name}") if row["model"].startswith(model)]
    pairs = [
        (Outcome(row["label"]), reading(row["completion"], row["prompt"]).outcome) for row in given
    ]
    unread = [pair for pair, row in zip(pairs, given, strict=True) if not was_read(row["prompt"])]
    print(figures(f"{name} {model}".strip(), pairs))  # noqa: T201 - pytest -rP shows the figures
    if name == "xstest":
        print(figures("of these, mistakes not read", unread))  # noqa: T201 - the same
    assert f1(pairs) >= least


@needs_data
def test_forms() -> None:
    """Forms that were asked for: the share of answers without them, by task and version."""
    missing: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows("robustness/llmdrift_gpt35"):
        signals = verdict(form.SCORER, reading(row["completion"], row["prompt"])).signals
        missing[row["task"], row["version"]] += signals.values()
    for key, values in sorted(missing.items()):
        print(*key, "without the form", _share(int(sum(values)), len(values)))  # noqa: T201 - pytest -s shows the figures
    assert all(sum(values) <= 0.2 * len(values) for values in missing.values())
