"""Train the English head of toxic language: `python -m train.toxicity_en`.

Identity terms stand in harmful and harmless rows alike (madlibs, HateCheck), so that a group's name
tells nothing. The figures are cross-validated; HateCheck's are printed without its rows as well.
"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

import numpy as np

from raimon.models.artefact import packed
from raimon.scorers.fairness.folding import fold
from raimon.scorers.fairness.toxicity_head import (
    WORDS,
    pair_buckets,
    passages,
    sign_of,
    words_of,
)
from raimon.scorers.word_buckets import buckets_of
from train.heads import MODELS, cross_validated, rounded, upper, wilson
from train.logistic import Example, Floats, Weights, example, trained
from train.rows import Row, notices, records, requests, source

LABELLED = ("davidson", "surge", "madlibs", "toxic_spans", "hatecheck")
ANSWERS = ("llmdrift_answers",)
OWN = "own_identity_en"
# Terms that the templates are filled with; the tests use other sentences.
TERMS = (
    *("gay", "lesbian", "bisexual", "trans", "transgender", "queer", "straight", "nonbinary"),
    *("black", "white", "asian", "african", "arab", "latino", "latina", "hispanic", "indigenous"),
    *("mexican", "chinese", "indian", "pakistani", "japanese", "korean", "american", "british"),
    *("french", "german", "russian", "turkish", "polish", "nigerian", "somali", "vietnamese"),
    *("muslim", "jewish", "christian", "catholic", "hindu", "sikh", "buddhist", "atheist"),
    *("disabled", "blind", "deaf", "autistic", "paralysed", "bipolar", "old", "elderly", "young"),
    *(
        "male",
        "female",
        "poor",
        "homeless",
        "immigrant",
        "refugee",
        "foreign",
        "roma",
        "unemployed",
    ),
)
REQUESTS = ("gpteacher", "presidio", "self_instruct_seed", "self_instruct_user", "xstest")
FOLDS = 5
SEEN = 3  # a feature of fewer rows isn't learned
FALSE_ALARMS = 0.004  # allowed of each kind of honest text
WEIGHTS = {"davidson": 0.5, "surge": 2.0, "madlibs": 0.3, "hatecheck": 2.0, OWN: 2.0}


def labelled(name: str) -> list[Row]:
    """Return a labelled set; HateCheck's near copies (other identities) share their fold."""
    rows = []
    for record in records(name):
        text, told = str(record["text"]), None
        if name == "hatecheck":
            form = f"{record.get('functionality')}{text[:25]}"
            told = int(hashlib.sha256(form.encode()).hexdigest()[:8], 16) % 100
        rows.append(Row(name, text, attack=bool(record["toxic"]), told_fold=told))
    return rows


def answers(name: str) -> list[Row]:
    """Return honest answers, passage by passage, each once."""
    found: dict[str, Row] = {}
    for record in records(name):
        text = fold(str(record["text"]))
        for start, end in passages(text):
            found.setdefault(text[start:end], Row(name, text[start:end], attack=False))
    return list(found.values())


def neutral() -> list[Row]:
    """Return harmless sentences about each identity term; a template's rows share their fold."""
    forms = source(OWN).decode().splitlines()
    return [
        Row(OWN, form.format(term), attack=False, told_fold=number)
        for number, form in enumerate(forms)
        for term in TERMS
    ]


def features(text: str) -> dict[int, float]:
    """Return the features that the head's own sum implies."""
    words = [one.word for one in words_of(fold(text))]
    counts: Counter[int] = Counter()
    for word in sorted(set(words)):
        counts.update(buckets_of(word, WORDS))
    counts.update(sorted(set(pair_buckets([sign_of(word) for word in words]))))
    unit = 1 / sqrt(counts.total() or 1)
    return {bucket: count * unit for bucket, count in counts.items()}


def examples(rows: Sequence[Row]) -> list[Example]:
    """Return the rows as the trainer takes them, both labels weighing alike."""
    found = [features(row.text) for row in rows]
    seen = Counter(bucket for one in found for bucket in one)
    mass: defaultdict[bool, float] = defaultdict(float)
    for row in rows:
        mass[row.attack] += WEIGHTS.get(row.set, 1.0)
    half = sum(mass.values()) / 2
    return [
        example(
            {bucket: value for bucket, value in one.items() if seen[bucket] >= SEEN},
            float(row.attack),
            WEIGHTS.get(row.set, 1.0) * half / mass[row.attack],
        )
        for row, one in zip(rows, found, strict=True)
    ]


def train(rows: Sequence[Example]) -> Weights:
    """Return the weights, trained as the figures were measured."""
    return trained(rows, 2 * WORDS, epochs=8, rate=0.2)


def threshold(rows: Sequence[Row], scores: Floats) -> float:
    """Return the score that no more passages of any honest kind pass."""
    kinds: defaultdict[str, list[float]] = defaultdict(list)
    for row, score in zip(rows, scores.tolist(), strict=True):
        if not row.attack and row.set in {*ANSWERS, *REQUESTS}:
            kinds[row.set].append(score)
    quantiles = [upper(one, FALSE_ALARMS) for one in kinds.values()]
    return round(float(max(quantiles)) + 0.005, 2)


def figures(rows: Sequence[Row], scores: Floats, limit: float) -> dict[str, Mapping[str, object]]:
    """Return for each set and label its size and the share that passes."""
    told: dict[str, Mapping[str, object]] = {}
    for name in sorted({row.set for row in rows}):
        for toxic in (True, False):
            chosen = np.array([row.set == name and row.attack == toxic for row in rows])
            if chosen.any():
                hits = scores[chosen] >= limit
                kind = "toxic" if toxic else "harmless"
                told[f"{name} ({kind})"] = {
                    "n": int(chosen.sum()),
                    "head": round(float(hits.mean()), 3),
                    "interval": wilson(hits),
                }
    return told


def without_hatecheck(rows: Sequence[Row], limit: float) -> dict[str, Mapping[str, object]]:
    """Return HateCheck's figures of a head that never saw any of its templates."""
    others = [row for row in rows if row.set != "hatecheck"]
    weights = train(examples(others))
    held = [row for row in rows if row.set == "hatecheck"]
    scores = np.array([weights.score(example(features(row.text), 0.0)) for row in held])
    told = figures(held, scores, limit)
    return {f"{name}, none in training": figure for name, figure in told.items()}


def main() -> None:
    """Cross-validate, train on everything, write the artefact."""
    rows = [*_each(LABELLED), *(one for name in ANSWERS for one in answers(name))]
    rows += [*requests(*REQUESTS), *neutral()]
    random.Random(20261125).shuffle(rows)  # noqa: S311 - no secret
    found = examples(rows)
    judged = cross_validated(rows, found, train, FOLDS)
    limit = threshold(rows, judged.scores)
    told = figures(rows, judged.scores, limit) | without_hatecheck(rows, limit)
    weights = train(found)
    table, unit = rounded(weights.table)
    header = {
        "name": "toxicity_en",
        "version": 1,
        "parameters": {
            "bias": round(weights.bias, 4),
            "unit": float(f"{unit:.6g}"),
            "threshold": limit,
        },
        "figures": told,
        "notices": notices(*LABELLED, *ANSWERS, *REQUESTS, OWN),
    }
    (MODELS / "toxicity_en.model").write_bytes(packed(header, table.tobytes()))
    print("toxicity_en", header["parameters"])  # noqa: T201 - a command of the house speaks to its terminal
    for kind, figure in told.items():
        print(f"{kind:42}", figure)  # noqa: T201 - a command of the house speaks to its terminal


def _each(names: Iterable[str]) -> list[Row]:
    return [row for name in names for row in labelled(name)]


if __name__ == "__main__":
    main()
