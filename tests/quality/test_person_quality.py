"""What the tagger of English names reaches on templates it never saw, and says of honest texts."""

from collections import Counter

import pytest

from raimon.invocation import Segment
from raimon.models.artefact import load
from raimon.scorers.privacy import pii
from raimon.scorers.privacy.detector import ALARM
from tests.quality.labelled import needs_data, rows
from tests.readings import reading, verdict

ORIGINS = ("African", "Anglo", "Arabic", "East Asian", "Hispanic", "South Asian")
FIGURES = load("person_en").header["figures"]
MOST = 800  # texts of a set


def test_templates_never_seen() -> None:
    """Names in published texts are found, five folds by template: `python -m train.person_en`."""
    figures = FIGURES["published"]
    print(f"names, published templates unseen: {figures}")  # noqa: T201 - pytest -rP shows the figures
    print(f"names, own templates unseen: {FIGURES['own']}")  # noqa: T201 - likewise
    assert figures["n"] > 1000
    assert figures["f1"] >= 0.75
    assert figures["f1_half"] >= 0.78


def test_origins() -> None:
    """Wherever a name comes from, it is found as well as others: a tenth lies between at most."""
    recalls = {origin: FIGURES[origin]["recall"] for origin in ORIGINS}
    spread = max(recalls.values()) - min(recalls.values())
    print(f"names: recall by origin {recalls}, spread {spread:.3f}")  # noqa: T201 - likewise
    assert spread <= 0.10


@needs_data
@pytest.mark.parametrize(
    ("name", "most"),
    [
        pytest.param("pii-en/noren", 0.05, id="numbers and look-alikes"),
        pytest.param("robustness/llmdrift_gpt35", 0.02, id="answers to tasks"),
        pytest.param("robustness/version_pairs", 0.40, id="answers to open questions"),
        pytest.param("pii-ja/ja_outputs", 0.10, id="Japanese and English answers"),
        pytest.param("benign-prompts/self_instruct_user", 0.15, id="requests"),
        pytest.param("benign-prompts/gpteacher_roleplay", 0.35, id="role-play with the famous"),
    ],
)
def test_honest_texts(name: str, most: float) -> None:
    """In honest texts names are the famous and the invented: they count, and hardly one alarms.

    Those that do stand beside a phone number, an address or the like.
    """
    given = rows(name)[:MOST]
    counts = Counter[str]()
    for row in given:
        text = row.get("completion") or row["text"]
        seen = verdict(pii.SCORER, reading(text)).observations
        names = [
            one
            for one in seen
            if one.entity == "PERSON" and one.location and one.location.segment is Segment.OUTPUT
        ]
        counts["texts"] += bool(names)
        counts["names"] += len(names)
        counts["alarms"] += sum(one.confidence >= ALARM for one in names)
    share = counts["texts"] / len(given)
    print(f"{name}: texts with a name {share:.3f} of {len(given)}, {dict(counts)}")  # noqa: T201 - likewise
    assert share <= most
    assert counts["alarms"] <= 0.02 * len(given)
