"""What both heads of prompt attacks have in common: folds, thresholds, figures."""

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from raimon.models.artefact import packed
from raimon.scorers.privacy.prompt_attack import suspicion_of
from train.logistic import Example, Floats, Weights
from train.rows import Row, notices

SHIPPED = Path(__file__).parents[1] / "layers" / "core" / "raimon" / "models"
MODELS = Path(os.environ.get("RAIMON_MODELS", SHIPPED))
FALSE_ALARMS = 0.01  # allowed of each kind
DECEIVED = 0.02  # allowed of honest requests made to look like attacks
ENOUGH = 100  # rows of a kind, for a threshold of its own
MARGIN = 1.0  # log-odds between the strangest honest request and what is sure
_LARGEST = 127
_CLIPPED = 0.9995

type Train = Callable[[Sequence[Example]], Weights]


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows with the score that a model gave which never saw them, nor their near copies."""

    rows: Sequence[Row]
    scores: Floats

    def threshold(self, allowed: float, deceptive: Sequence[str]) -> float:
        """Return the score that no more honest rows of any kind pass.

        Of those that were made to look like attacks, a share of DECEIVED may: who asks only such?
        """
        honest = self._by_set(attack=False)
        made = [score for name in deceptive for score in honest.get(name, [])]
        kinds = [scores for name, scores in honest.items() if name not in deceptive]
        quantiles = [upper(scores, allowed) for scores in kinds if len(scores) >= ENOUGH]
        return round(float(max(*quantiles, upper(made, DECEIVED))) + 0.005, 2)

    def sure(self) -> float:
        """Return a score that no honest row comes near."""
        return round(float(max(map(max, self._by_set(attack=False).values()))) + MARGIN, 2)

    def figures(self, threshold: float) -> dict[str, dict[str, float | list[float]]]:
        """Return for each set its size and the share that passes, by cues, head and either."""
        figures = {}
        cued = np.array([suspicion_of(row.text).cued for row in self.rows]) >= 0.5  # noqa: PLR2004 - the count band
        passed = self.scores >= threshold
        for attack in (True, False):
            for name in self._by_set(attack=attack):
                chosen = np.array([r.set == name and r.attack == attack for r in self.rows])
                kind = "attacks" if attack else "honest"
                figures[f"{name} ({kind})"] = {
                    "n": int(chosen.sum()),
                    "cues": _share(cued[chosen]),
                    "head": _share(passed[chosen]),
                    "either": _share((cued | passed)[chosen]),
                    "interval": wilson((cued | passed)[chosen]),
                }
        return figures

    def _by_set(self, *, attack: bool) -> Mapping[str, list[float]]:
        scores = defaultdict(list)
        for row, score in zip(self.rows, self.scores.tolist(), strict=True):
            if row.attack == attack:
                scores[row.set].append(score)
        return scores


def upper(scores: Sequence[float], allowed: float) -> float:
    """Return the score that no larger share than allowed lies above."""
    return sorted(scores)[-1 - int(allowed * len(scores))]


def _share(hits: Floats) -> float:
    return round(float(hits.mean()), 3)


def wilson(hits: Floats) -> list[float]:
    """Return the 95 % interval of a share."""
    n, share, z = len(hits), float(hits.mean()), 1.96
    middle, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return [abs(round((middle + sign * half) / (1 + z * z / n), 3)) for sign in (-1, 1)]


def cross_validated(
    rows: Sequence[Row], examples: Sequence[Example], train: Train, folds: int
) -> Judged:
    """Return every row's score by a model trained on the other folds."""
    scores = np.zeros(len(rows))
    for fold in range(folds):
        pairs = list(zip(rows, examples, strict=True))
        weights = train([one for row, one in pairs if row.fold % folds != fold])
        for place, (row, one) in enumerate(pairs):
            if row.fold % folds == fold:
                scores[place] = weights.score(one)
    return Judged(rows, scores)


def rounded(table: Floats) -> tuple[NDArray[np.int8], float]:
    """Return the weights in steps of a 127th of the largest but few, and what a step counts."""
    largest = float(np.quantile(np.abs(table[table != 0]), _CLIPPED))
    steps = np.clip(np.round(table * _LARGEST / largest), -_LARGEST, _LARGEST)
    return steps.astype(np.int8), largest / _LARGEST


def write(  # noqa: PLR0913 - an artefact is said in so many words
    name: str,
    payload: bytes,
    judged: Judged,
    *,
    bias: float,
    unit: float,
    ceiling: float,
    allowed: float = FALSE_ALARMS,
    deceptive: Sequence[str],
    sources: Sequence[str],
) -> None:
    """Write the artefact with its thresholds, figures and notices, and print the figures."""
    threshold = judged.threshold(allowed, deceptive)
    figures = judged.figures(threshold)
    header = {
        "name": name,
        "version": 1,
        "parameters": {
            "bias": round(bias, 4),
            "unit": float(f"{unit:.6g}"),
            "threshold": threshold,
            "sure": judged.sure(),
            "ceiling": ceiling,
        },
        "figures": figures,
        "notices": notices(*sources),
    }
    (MODELS / f"{name}.model").write_bytes(packed(header, payload))
    print(name, header["parameters"])  # noqa: T201 - a command of the house speaks to its terminal
    for kind, figure in figures.items():
        print(f"{kind:32}", figure)  # noqa: T201 - a command of the house speaks to its terminal
