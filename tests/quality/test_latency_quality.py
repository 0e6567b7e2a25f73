"""Slow answers: how often ordinary traffic meets the limits, and that what stalls is found.

Made traffic: a wait for the first token and a pace, both log-normal, as fast and as slow models
have them. With RAIMON_EVAL_DATA set, also the logs there; the figures are printed.
"""

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from raimon.interval import wilson
from raimon.invocation import Usage
from raimon.policy import default_policy
from raimon.scorers.robustness.latency import RULE, SCORER
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.refused import Refused
from tests.unit.scorers.robustness.readings import reading
from tests.unit.windows.traffic import seeded

COUNT = 2000
_DATA = os.environ.get("RAIMON_EVAL_DATA")


def _found(rng: Random, wait: float, pace: float, times: float) -> int:
    """Return how many answers are found; wait in milliseconds, pace in those of a token."""
    found = 0
    for _ in range(COUNT):
        tokens = max(round(rng.lognormvariate(5.0, 1.0)), 1)
        latency = rng.lognormvariate(0, 0.5) * wait + rng.lognormvariate(0, 0.3) * pace * tokens
        watched = reading("Done.", latency_ms=times * latency, usage=Usage(output_tokens=tokens))
        found += bool(SCORER.judge(watched, SCORER.tuning).observations)
    return found


@pytest.mark.parametrize(
    ("name", "wait", "pace", "most"),
    [
        ("a quick model", 400.0, 8.0, 0.001),
        ("a large model", 1500.0, 30.0, 0.015),
        ("a slow one, whose long answers are timeouts", 3000.0, 60.0, 0.05),
    ],
)
def test_ordinary_traffic(name: str, wait: float, pace: float, most: float) -> None:
    """Of answers at a model's usual pace few are found, of those thirty times as slow most.

    What is found of a slow model is true: a thousand tokens at its pace take a minute.
    """
    usual, stalled = (_found(seeded(1), wait, pace, times) for times in (1.0, 30.0))
    print(f"{name}: usual {_share(usual)}, stalled {_share(stalled)}")  # noqa: T201 - the figures are what it is for
    assert usual <= most * COUNT
    assert stalled >= 0.5 * COUNT


def _share(found: int, of: int = COUNT) -> str:
    low, high = wilson(found, of)
    return f"{found} of {of} = {found / max(of, 1):.4f} [{low:.4f}, {high:.4f}]"


@pytest.mark.skipif(not _DATA, reason="RAIMON_EVAL_DATA names no folder")
@pytest.mark.parametrize("name", ["logs-en", "logs-ja"])
def test_logs(name: str) -> None:
    """In logs whose times are ordinary nothing is found, and what has no time isn't judged."""
    scoring = Scoring(default_policy(), None, (SCORER,))
    counted: Counter[str] = Counter()
    for item in AssessedLogs(scoring).read(log_files([str(Path(_DATA or "") / name)])):
        if isinstance(item, Refused):
            continue
        told = item.assessment
        found = any(one.rule_id == RULE.rule_id for one in told.findings)
        counted["timed"] += told.latency_ms is not None
        counted["untimed"] += told.latency_ms is None
        counted["found"] += found
        assert not (found and told.latency_ms is None)
    print(f"{name}: {_share(counted['found'], counted['timed'])}, untimed {counted['untimed']}")  # noqa: T201 - the same
    assert counted["timed"] > 0
