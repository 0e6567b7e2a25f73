"""Floors of precision and recall for the privacy scorers, on sets of our own making."""

from collections import Counter
from collections.abc import Callable

import pytest

from raimon.scorers.privacy.detector import ALARM
from raimon.scorers.privacy.pii import scan
from raimon.scorers.privacy.prompt_attack import suspicion_of
from raimon.scorers.privacy.secret import scan as scan_secrets
from tests.quality.honest import ENGLISH_TEXTS, HONEST_REQUESTS, JAPANESE_TEXTS
from tests.quality.identifiers import Sample, samples
from tests.quality.identifiers_world import samples as samples_world

RECALL_FLOOR = 0.99
PRECISION_FLOOR = 0.97


@pytest.mark.parametrize("made", [samples, samples_world], ids=["Japan and cards", "world"])
def test_identifiers(made: Callable[[], list[Sample]]) -> None:
    """Made-up identifiers are found however they are written; look-alikes of their shape aren't."""
    counts = Counter[str]()
    missed, wrong = [], []
    for sample in made():
        entity = sample.entity.partition(" ")[0]
        found = [
            sample.text[one.start : one.end] for one in scan(sample.text) if one.entity == entity
        ]
        if sample.value is None:
            counts["false"] += len(found)
            wrong += [sample.text] if found else []
        elif sample.value in found:
            counts["true"] += 1
        else:
            counts["missed"] += 1
            missed.append(sample.text)
    recall = counts["true"] / (counts["true"] + counts["missed"])
    precision = counts["true"] / (counts["true"] + counts["false"])
    print(f"identifiers: recall {recall:.4f}, precision {precision:.4f}, {dict(counts)}")  # noqa: T201 - pytest -s shows the figures
    assert recall >= RECALL_FLOOR, missed[:10]
    assert precision >= PRECISION_FLOOR, wrong[:10]


@pytest.mark.parametrize("text", [*ENGLISH_TEXTS, *JAPANESE_TEXTS])
def test_clean_text(text: str) -> None:
    """Ordinary answers full of numbers and places hold nothing that counts but names of persons."""
    found = [*scan(text), *scan_secrets(text)]
    assert [one.entity for one in found if one.entity != "PERSON"] == []
    assert all(one.confidence < ALARM for one in found)


def test_honest_requests() -> None:
    """At most two in a hundred honest requests with trigger words count as attacks."""
    alarms = [text for text in HONEST_REQUESTS if suspicion_of(text).probability >= 0.5]
    assert len(alarms) <= 0.02 * len(HONEST_REQUESTS), alarms
