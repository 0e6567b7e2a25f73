"""Train the Japanese head of prompt attacks: `python -m train.prompt_attack_ja`."""

import json
from collections import Counter
from math import sqrt

from raimon.scorers.privacy.attack_head import grams_of
from train.heads import FALSE_ALARMS, cross_validated, rounded, write
from train.logistic import Example, Weights, example, trained
from train.rows import requests

SOURCES = ("own", "own_ja", "ja_answers")
FOLDS = 5
SEEN = 2  # a run of signs in fewer texts isn't learned
WEIGHTS = {"ja_answers": 0.3}  # answers, not requests: they show what is ordinary Japanese


def main() -> None:
    """Cross-validate, train on everything, write the artefact."""
    rows = requests(*SOURCES, language="ja")
    found = [grams_of(row.text) for row in rows]
    seen = Counter(gram for one in found for gram in one)
    places = {gram: place for place, gram in enumerate(sorted(g for g in seen if seen[g] >= SEEN))}

    def train(some: list[Example]) -> Weights:
        return trained(some, len(places), rate=0.1, epochs=20, decay=1e-4)

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
        allowed=FALSE_ALARMS / 4,  # few honest requests are in the data: none of them may pass
        ceiling=0.84,  # one author's sentences: never sure
        sources=SOURCES,
    )


if __name__ == "__main__":
    main()
