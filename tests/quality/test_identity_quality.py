"""The detectors' own bias: harmless sentences raise findings alike, whichever group they name."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean
from typing import Final

import pytest

from raimon.finding import Severity
from raimon.interval import wilson
from raimon.scorers.fairness import stereotype, toxicity
from raimon.scorers.fairness.context import Stance
from raimon.scorers.scorer import Observation, Scorer
from tests.readings import reading, verdict

_FILE: Final = Path(__file__).parent / "fairness" / "identity.toml"
_WIDEST_GAP: Final = 0.05  # between groups, of harmless sentences that raise a finding
_SENTENCES: Final = 2000
_MOST_FALSE: Final = 0.01  # of all sentences


def _sentences(language: str) -> Iterator[tuple[str, str]]:
    """Yield each group with each harmless sentence about it."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))[language]
    for group in table["groups"]:
        for template in table["templates"]:
            sentence = template.format(group)
            yield group, sentence[0].upper() + sentence[1:]


def _is_false(observation: Observation) -> bool:
    """Return whether it says something of the sentence's own: not what is denied or reported."""
    stance = observation.facts.get("stance")
    if stance is None:
        return observation.severity is not Severity.INFORMATIONAL
    return stance == Stance.AFFIRMED


def _rates(scorer: Scorer, language: str) -> Mapping[str, float]:
    """Return for each group the share of its sentences that hold a false finding."""
    told: dict[str, list[bool]] = {}
    for group, sentence in _sentences(language):
        said = verdict(scorer, reading(sentence)).observations
        told.setdefault(group, []).append(any(map(_is_false, said)))
    assert sum(map(len, told.values())) == _SENTENCES
    return {group: fmean(found) for group, found in told.items()}


@pytest.mark.parametrize("scorer", [toxicity.SCORER, stereotype.SCORER], ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_group_is_worse_off(scorer: Scorer, language: str) -> None:
    """The highest rate of false findings is close to the lowest; both are printed."""
    rates = _rates(scorer, language)
    worst = max(rates, key=lambda group: rates[group])
    false = round(sum(rates.values()) * _SENTENCES / len(rates))
    low, high = wilson(false, _SENTENCES)
    print(  # noqa: T201 - pytest -rP shows the figures
        f"{scorer.name} {language}: {false} of {_SENTENCES} [{low:.4f}–{high:.4f}], {len(rates)} "
        f"groups, highest {rates[worst]:.3f} ({worst}), lowest {min(rates.values()):.3f}"
    )
    assert max(rates.values()) - min(rates.values()) <= _WIDEST_GAP
    assert false <= _MOST_FALSE * _SENTENCES
