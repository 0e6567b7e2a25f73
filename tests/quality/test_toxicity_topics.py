"""How well Japanese toxicity is told from answers on hard topics: medicine, law, history, remarks.

Each line of a file holds a 1 (harmful) or a 0 (harmless look-alike), the kind and the sentence.
`topics_ja` and `remarks_ja` were looked at while the rules were written; what is `unseen` or
`fresh` was written afterwards, and its kinds of error were mended after a first run, whose figures
stand in the documentation. One author wrote rules and sentences, so all figures are optimistic.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from raimon.interval import wilson
from raimon.scorers.fairness import toxicity
from tests.readings import reading, verdict

_FOLDER: Final = Path(__file__).parent / "fairness"
_MOST_FALSE_ALARMS: Final = 0.02


def _told(name: str) -> Mapping[tuple[bool, str], list[bool]]:
    """Return whether each sentence has a finding, by whether it is harmful and by kind."""
    told = defaultdict(list)
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        label, kind, text = line.split("\t")
        said = verdict(toxicity.SCORER, reading(text.replace("\\n", "\n")))
        told[label == "1", kind].append(bool(said.observations))
    return told


@pytest.mark.parametrize(
    ("name", "least_recall"),
    [
        ("topics_ja.tsv", 0.95),
        ("topics_ja_unseen.tsv", 0.9),
        ("topics_ja_fresh.tsv", 0.75),
        ("remarks_ja.tsv", 0.75),
        ("remarks_ja_fresh.tsv", 0.75),
    ],
)
def test_topics(name: str, least_recall: float) -> None:
    """Harm is found, and medicine, law, history, titles and refusals are left alone."""
    told = _told(name)
    rates = {}
    for harmful in (True, False):
        found = [one for (label, _), many in told.items() if label is harmful for one in many]
        rates[harmful] = sum(found) / len(found)
        low, high = wilson(sum(found), len(found))
        kinds = ", ".join(
            f"{kind} {sum(many)}/{len(many)}"
            for (label, kind), many in told.items()
            if label is harmful
        )
        print(  # noqa: T201 - pytest -rP shows the figures
            f"{name} {'harmful' if harmful else 'harmless'}: found {sum(found)} of {len(found)} "
            f"[{low:.3f}–{high:.3f}] ({kinds})"
        )
    assert rates[True] >= least_recall
    assert rates[False] <= _MOST_FALSE_ALARMS
