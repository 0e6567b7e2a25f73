"""How well the fairness scorers tell harmful sentences from harmless ones, with floors that hold.

The sentences are our own, written to be different from the lexicon's examples; each file holds
one a line, after a 1 (harmful) or a 0 (harmless look-alike). One author wrote both the rules and
the sentences, so the figures are optimistic; the intervals say how much chance is in them.
"""

from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import pytest

from raimon.scorers.fairness import toxicity
from raimon.scorers.scorer import Scorer
from tests.readings import reading, verdict

FOLDER = Path(__file__).parent / "fairness"
Z = 1.96  # 95 %


@dataclass(frozen=True)
class Figures:
    """Counts of one file."""

    found: int
    harmful: int
    alarmed: int
    harmless: int

    @property
    def recall(self) -> float:
        """Return the share of harmful sentences that are found."""
        return self.found / self.harmful

    @property
    def false_alarms(self) -> float:
        """Return the share of harmless sentences that are found."""
        return self.alarmed / self.harmless

    def __str__(self) -> str:
        """Return both rates with their counts and Wilson intervals."""
        return (
            f"recall {self.found}/{self.harmful} {_wilson(self.found, self.harmful)}, "
            f"false alarms {self.alarmed}/{self.harmless} {_wilson(self.alarmed, self.harmless)}"
        )


def _wilson(k: int, n: int) -> str:
    """Return the 95 % interval of k of n after Wilson."""
    middle = (k + Z * Z / 2) / (n + Z * Z)
    half = Z / (n + Z * Z) * sqrt(k * (n - k) / n + Z * Z / 4)
    return f"[{middle - half:.2f}–{middle + half:.2f}]"


def _measure(scorer: Scorer, name: str) -> Figures:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t", 1) for line in lines]
    judged = [
        (label == "1", bool(verdict(scorer, reading(text)).observations)) for label, text in rows
    ]
    return Figures(
        found=sum(harmful and found for harmful, found in judged),
        harmful=sum(harmful for harmful, _ in judged),
        alarmed=sum(found and not harmful for harmful, found in judged),
        harmless=sum(not harmful for harmful, _ in judged),
    )


@pytest.mark.parametrize(
    ("scorer", "name", "recall_floor", "false_alarm_ceiling"),
    [
        pytest.param(toxicity.SCORER, "toxicity_en.tsv", 0.85, 0.05, id="toxicity en"),
        pytest.param(toxicity.SCORER, "toxicity_ja.tsv", 0.85, 0.03, id="toxicity ja"),
    ],
)
def test_floor(
    scorer: Scorer,
    name: str,
    recall_floor: float,
    false_alarm_ceiling: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Recall stays above its floor, and harmless look-alikes stay without a finding."""
    figures = _measure(scorer, name)
    with capsys.disabled():
        print(f"\n{name}: {figures}")  # noqa: T201 - the figure is what one runs the test to see
    assert figures.harmful + figures.harmless >= 80
    assert figures.recall >= recall_floor
    assert figures.false_alarms <= false_alarm_ceiling
