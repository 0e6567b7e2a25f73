"""The tagger's few lines of decoding say what the library that trained it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from raimon.scorers.privacy.name_path import LABELS, decoded
from raimon.scorers.privacy.name_words import NOTHING, tokens_of, uses_of, word_features
from raimon.scorers.privacy.person_tagger import (
    Tagger,
    features,
    gains_of,
    middle_by,
    tagger,
    weighed,
)

library = pytest.importorskip(
    "pycrfsuite", reason="needs the environment of requirements/train.txt"
)

TAUGHT: tuple[tuple[str, dict[str, str]], ...] = (
    ("My name is Margaret Holloway and I live in Leeds.", {"Margaret": "B", "Holloway": "I"}),
    ("Kind regards,\nChinedu Okafor", {"Chinedu": "B", "Okafor": "I"}),
    ("I spoke with Priya about the Board.", {"Priya": "B"}),
    ("The Ministry of Finance met on Monday in Paris.", {}),
)
READ = (
    *(text for text, _ in TAUGHT),
    "Attendees: Omar Haddad, Mei Zhang; absent: Priya",
    "The Board asked Bramwick Tolvane, a nurse from Leeds, to resign.",
    "Regards,\nPriya Okafor\nLeeds",
    "",
)


def _told(text: str) -> list[tuple[str, str, str]]:
    model = tagger()
    return [
        word_features(token.text, uses_of(token.text, model.lists), model.common)
        for token in tokens_of(text, 0, len(text))
    ]


def _features(text: str) -> list[list[str]]:
    told = _told(text)
    return [list(features(told, place)) for place in range(len(told))]


def _taught(path: Path) -> None:
    trainer = library.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": 50})
    for text, names in TAUGHT:
        labels = [names.get(token.text, "O") for token in tokens_of(text, 0, len(text))]
        trainer.append(_features(text), labels)
    trainer.train(str(path))


def _read_out(info: Any) -> Tagger:  # noqa: ANN401 - of a library that the product never imports
    """Return the library's model as our tagger holds it, without rounding."""
    states: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        states.setdefault(name, [0.0, 0.0, 0.0])[LABELS.index(label)] = weight
    moves = [tuple(info.transitions.get((a, b), 0.0) for b in LABELS) for a in LABELS]
    kept = {name: tuple(weights) for name, weights in states.items()}
    return Tagger(kept, moves, tagger().lists, tagger().common, {})  # type: ignore[arg-type]  # three labels, three weights


def _ours(model: Tagger, text: str) -> Sequence[str]:
    words = [weighed(model, told) for told in _told(text)]
    gains = gains_of(words, weighed(model, NOTHING), middle_by(model))
    return [LABELS[label] for label in decoded(model.steps, gains)]


def test_labels_are_the_librarys(tmp_path: Path) -> None:
    """Every label of every text is the one that the library gives."""
    _taught(tmp_path / "crf")
    theirs = library.Tagger()
    theirs.open(str(tmp_path / "crf"))
    model = _read_out(theirs.info())
    for text in READ:
        assert list(_ours(model, text)) == list(theirs.tag(_features(text))), text
