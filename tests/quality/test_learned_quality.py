"""Floors for the learned parts, on texts of our own that none of them was trained on."""

import pytest

from raimon.scorers.privacy.person_tagger import names_in
from raimon.scorers.privacy.prompt_attack import TUNING, suspicion_of
from tests.quality.honest import ENGLISH_TEXTS, HONEST_REQUESTS, JAPANESE_TEXTS
from tests.quality.learned import ATTACKS_EN, ATTACKS_JA, NAMES_EN, PEOPLE

CUES_ALONE = {**TUNING, "head": 0.0}


def _recall(attacks: tuple[str, ...], *, cues_alone: bool = False) -> float:
    tuning = CUES_ALONE if cues_alone else TUNING
    hits = [suspicion_of(text, tuning).probability >= 0.5 for text in attacks]
    return sum(hits) / len(hits)


@pytest.mark.parametrize(
    ("attacks", "floor"),
    [
        pytest.param(ATTACKS_EN, 0.75, id="English"),
        pytest.param(ATTACKS_JA, 0.60, id="Japanese"),
    ],
)
def test_attacks(attacks: tuple[str, ...], floor: float) -> None:
    """Attacks that nobody trained on are found, and no fewer than by cues alone."""
    found, by_cues = _recall(attacks), _recall(attacks, cues_alone=True)
    print(f"attacks: recall {found:.3f}, by cues alone {by_cues:.3f}, n {len(attacks)}")  # noqa: T201 - pytest -s shows the figures
    assert found >= floor
    assert found >= by_cues


def test_head_raises_no_alarm_on_honest_requests() -> None:
    """The head counts at most one of fifty honest look-alikes, and would notify of none."""
    heads = [suspicion_of(text).head for text in HONEST_REQUESTS]
    assert sum(head >= 0.5 for head in heads) <= 0.02 * len(heads)
    assert max(heads) < 0.85


@pytest.mark.parametrize("text", [*ENGLISH_TEXTS, *JAPANESE_TEXTS])
def test_head_on_clean_text(text: str) -> None:
    """A text full of numbers that somebody pastes isn't an attack."""
    assert suspicion_of(text).head == 0.0


def test_names() -> None:
    """Names of six origins are found in sentences that nobody trained on, two persons an origin."""
    recalls = {}
    for origin, people in PEOPLE.items():
        hits = []
        for template, slots in NAMES_EN:
            text = template.format(*people[:slots])
            found = {text[name.start : name.end] for name in names_in(text)}
            hits += [name in found for name in people[:slots]]
        recalls[origin] = sum(hits) / len(hits)
    print("names: recall", {origin: round(share, 3) for origin, share in recalls.items()})  # noqa: T201 - pytest -s shows the figures
    assert min(recalls.values()) >= 0.6
