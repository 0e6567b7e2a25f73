"""Train the Japanese head of prompt attacks: `python -m train.prompt_attack_ja`."""

import json
import re
from collections import Counter
from math import sqrt

from raimon.scorers.privacy.attack_head import grams_of
from raimon.scorers.privacy.prompt_attack import as_read
from train.heads import cross_validated, rounded, write
from train.logistic import Example, Weights, example, trained
from train.request_templates import filled
from train.rows import Row, requests

SOURCES = ("own", "own_ja", "ja_answers")
TEMPLATES = "own_ja_templates"
FOLDS = 5
SENTENCES = 5  # of an answer
SEEN = 2  # a run of signs in fewer texts isn't learned
WEIGHTS = {
    "ja_answers": 0.3,  # answers, not requests: they show what is ordinary Japanese
    "ja_sentences": 0.3,
    TEMPLATES: 0.4,  # many rows of few forms
}
_SENTENCE = re.compile(r"[^。\n]{6,160}[。\n]")


def sentences(rows: list[Row]) -> list[Row]:
    """Return single sentences of the answers: ordinary Japanese as short as attacks are."""
    return [
        Row("ja_sentences", sentence, attack=False, told_fold=row.fold)
        for row in rows
        if row.set == "ja_answers"
        for sentence in _SENTENCE.findall(row.text)[:SENTENCES]
    ]


def main() -> None:
    """Cross-validate, train on everything, write the artefact."""
    rows = requests(*SOURCES, language="ja") + filled(TEMPLATES)
    rows += sentences(rows)
    found = [grams_of(as_read(row.text)) for row in rows]
    seen = Counter(gram for one in found for gram in one)
    places = {gram: place for place, gram in enumerate(sorted(g for g in seen if seen[g] >= SEEN))}

    def train(some: list[Example]) -> Weights:
        return trained(some, len(places), rate=0.2, epochs=20, decay=1e-4)

    examples = [
        example(
            {places[gram]: 1 / sqrt(len(one) or 1) for gram in one if gram in places},
            float(row.attack),
            WEIGHTS.get(row.set, 1.0),
        )
        for row, one in zip(rows, found, strict=True)
    ]
    judged = cross_validated(rows, examples, train, FOLDS)
    weights = train(examples)
    table, unit = rounded(weights.table)
    steps = {gram: int(table[place]) for gram, place in places.items() if table[place]}
    write(
        "prompt_attack_ja",
        json.dumps(steps, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(),
        judged,
        bias=weights.bias,
        unit=unit,
        deceptive=("own", "own_ja", TEMPLATES),
        ceiling=0.84,  # one author's sentences: never sure
        sources=(*SOURCES, TEMPLATES),
    )


if __name__ == "__main__":
    main()
