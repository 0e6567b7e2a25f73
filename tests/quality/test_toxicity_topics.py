"""How well Japanese toxicity is told from answers on hard topics: medicine, law, history, work.

Each line of the file holds a 1 (harmful) or a 0 (harmless look-alike), the kind and the sentence.
One author wrote the rules and the sentences, so the figures are optimistic.
"""

from collections import defaultdict
from pathlib import Path
from typing import Final

from raimon.interval import wilson
from raimon.scorers.fairness import toxicity
from tests.readings import reading, verdict

_FILE: Final = Path(__file__).parent / "fairness" / "topics_ja.tsv"
_LEAST_RECALL: Final = 0.9
_MOST_FALSE_ALARMS: Final = 0.02


def _told() -> dict[tuple[bool, str], list[bool]]:
    """Return whether each sentence has a finding, by whether it is harmful and by kind."""
    told = defaultdict(list)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        label, kind, text = line.split("\t")
        said = verdict(toxicity.SCORER, reading(text.replace("\\n", "\n")))
        told[label == "1", kind].append(bool(said.observations))
    return told


def test_topics() -> None:
    """Harm is found, and medicine, law, history, titles and refusals are left alone."""
    told = _told()
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
            f"topics_ja {'harmful' if harmful else 'harmless'}: found {sum(found)} of {len(found)} "
            f"[{low:.3f}–{high:.3f}] ({kinds})"
        )
    assert rates[True] >= _LEAST_RECALL
    assert rates[False] <= _MOST_FALSE_ALARMS
