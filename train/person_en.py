"""Train the tagger of English person names: `python -m train.person_en`."""

import base64
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pycrfsuite

from raimon.models.artefact import packed
from raimon.scorers.privacy.name_path import LABELS
from raimon.scorers.privacy.name_windows import windows_of
from raimon.scorers.privacy.name_words import Token, tokens_of, uses_of
from raimon.scorers.privacy.person_tagger import (
    Name,
    Tagger,
    features,
    middle_by,
    names_of,
    weighed,
)
from train.heads import MODELS
from train.name_figures import Tally, interval
from train.name_lists import PROSE, Lists, known_words
from train.name_pools import ORIGINS, OTHER
from train.name_text import INVENTED, Marked, filled, published, renamed, templates, without_names
from train.rows import notices

SOURCES = {*PROSE, "name_templates", "name_templates_none", "own_name_templates", "presidio"}
FOLDS = 5
FILLED = 4  # times a template is filled
SMALL = 0.15  # of the texts stand in small letters a second time
LOUD = 0.05  # ... have their names in capital letters
# Of one word and of several: below what templates say, as prose has more that looks like a name.
# No more than a name that a label marks, so that the label is what is told where both find it.
SUREST = {"single": 0.55, "several": 0.60}
PUBLISHED, RENAMED = "published", "renamed"  # origins of rows that aren't filled by origin
FAKER = "Faker 40.63.0 (names by locale, kept as checksums), MIT"


def fold_of(template: str) -> int:
    """Return the fold of a template: texts of one template stay together."""
    return int(sha256(template.encode()).hexdigest()[:8], 16) % FOLDS


def texts() -> list[Marked]:
    """Return all texts for training: own templates by every origin, none, and published rows."""
    dice = random.Random(20261125)  # noqa: S311 - no secret
    origins = (*ORIGINS, OTHER, OTHER)
    made = [
        filled(template, origins[(place + number) % len(origins)], dice, INVENTED)
        for place, template in enumerate(templates())
        for number in range(FILLED)
    ]
    rows = list(published())
    again = [renamed(one, dice.choice(origins), dice) for one in rows if one.spans]
    plain = [*made, *without_names(dice, FILLED)]
    small = [one.in_small_letters for one in plain if dice.random() < SMALL]
    loud = [one.in_capitals for one in made if dice.random() < LOUD]
    return [*plain, *small, *loud, *rows, *(replace(one, origin=RENAMED) for one in again)]


def labels_of(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the label of each word."""
    labels, inside = [], None
    for token in tokens:
        span = next((s for s in spans if s[0] <= token.start < s[1]), None)
        labels.append("O" if span is None else "I" if span == inside else "B")
        inside = span
    return labels


def learned(some: Sequence[Marked], lists: Lists) -> Tagger:
    """Return the tagger that the texts teach."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.6, "c2": 0.3, "max_iterations": 100})
    for one in some:
        tokens = tokens_of(one.text, 0, len(one.text))
        told = lists.told(tokens, forget=True)
        hidden = [[f for f in features(told, place) if "=?" not in f] for place in range(len(told))]
        trainer.append(hidden, labels_of(tokens, one.spans))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "crf"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    states: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for (name, label), weight in info.state_features.items():
        states[name][LABELS.index(label)] = round(weight, 3)
    moves = [
        [
            round(info.transitions.get((a, b), -9.0 if (a, b) == ("O", "I") else 0.0), 3)
            for b in LABELS
        ]
        for a in LABELS
    ]
    kept = {name: tuple(weights) for name, weights in sorted(states.items()) if any(weights)}
    return Tagger(kept, moves, lists.words, lists.common, {})


def found_in(text: str, model: Tagger, lists: Lists) -> list[Name]:
    """Return the names that the tagger finds in the windows of the text, as the scorer does."""
    found = []
    for start, end in windows_of(text, lambda word: uses_of(word, lists.words)):
        tokens = tokens_of(text, start, end)
        words = [weighed(model, told) for told in lists.told(tokens, forget=False)]
        found += names_of(model, tokens, words, middle_by(model))
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """What the tagger finds in texts whose templates it never saw."""

    figures: dict[str, dict[str, object]]
    confidence: dict[str, float]  # precision of one word and of several, at most SUREST


def measured(all_texts: Sequence[Marked], lists: Lists) -> Measured:
    """Return what taggers find that never saw the texts' templates, and by origin of the names."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_template: dict[str, Tally] = defaultdict(Tally)
    by_size: dict[str, list[bool]] = defaultdict(list)
    dice = random.Random(1)  # noqa: S311 - no secret
    for fold in range(FOLDS):
        model = learned([t for t in all_texts if fold_of(t.template) != fold], lists)
        for one in (t for t in all_texts if fold_of(t.template) == fold):
            if one.origin == RENAMED:
                continue
            found = found_in(one.text, model, lists)
            tallies[kind_of(one)].add(one.spans, found)
            if kind_of(one) == PUBLISHED:
                by_template[one.template].add(one.spans, found)
            for name in found:
                size = "several" if name.words > 1 else "single"
                by_size[size].append((name.start, name.end) in one.spans)
        for template in (t for t in templates() if fold_of(t) == fold):
            for origin in ORIGINS:
                told = filled(template, origin, dice)
                tallies[origin].add(told.spans, found_in(told.text, model, lists))
    figures: dict[str, dict[str, object]] = {
        kind: dict(tally.figures()) for kind, tally in sorted(tallies.items())
    }
    figures[PUBLISHED] |= interval(by_template.values())
    return Measured(
        figures,
        {
            size: round(min(SUREST[size], sum(hits) / len(hits)), 2)
            for size, hits in sorted(by_size.items())
        },
    )


def kind_of(one: Marked) -> str:
    """Return what kind of text it is: published, of our own with names, or without."""
    return PUBLISHED if one.origin == PUBLISHED else "own" if one.spans else "none"


def main() -> None:
    """Cross-validate by template, train on everything, write the artefact."""
    all_texts = texts()
    lists = known_words(all_texts)
    told = measured(all_texts, lists)
    model = learned(all_texts, lists)
    content = {
        "states": model.states,
        "moves": model.moves,
        "common": sorted(model.common),
        "lists": {
            use: base64.b64encode(words.tobytes()).decode() for use, words in lists.words.items()
        },
    }
    header = {
        "name": "person_en",
        "version": 2,
        "parameters": told.confidence,
        "figures": told.figures,
        "notices": [*notices(*SOURCES), FAKER],
    }
    payload = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    (MODELS / "person_en.model").write_bytes(packed(header, payload))
    print("person_en", told.confidence)  # noqa: T201 - a command of the house speaks to its terminal
    for kind, figure in told.figures.items():
        print(f"{kind:12}", figure)  # noqa: T201 - likewise


if __name__ == "__main__":
    main()
