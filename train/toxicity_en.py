"""Train the English head of toxic language: `python -m train.toxicity_en`.

Identity terms stand in harmful and harmless rows alike (madlibs, own sentences), so that a group's
name tells nothing. The figures are cross-validated. HateCheck's rows teach the head nothing; how
it reads them is printed, and how it would if four fifths of their templates had been taught.
"""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
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

LABELLED = ("davidson", "surge", "madlibs")
MEASURED = "hatecheck"
ANSWERS = ("llmdrift_answers",)
OWN = "own_identity_en"  # harmless sentences with an identity term
CONTRASTS = "own_contrasts_en"  # harmful and harmless ones about groups that resemble each other
GROUPS = "own_groups_en"
HARMLESS = "own_harmless_en"  # harmless ones with words that often harm
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
EVERY = 3  # of the groups one in so many stands in a sentence
MARGIN = 0.8  # log-odds above the roughest honest passage: others read rougher still
FALSE_ALARMS = 0.01  # allowed of harmless sentences that name a group
ROUGH = 0.05  # share of the passages of honest answers that read rough
WEIGHTS = {"davidson": 0.2, "surge": 2.0, "madlibs": 0.2, HARMLESS: 6.0}


@dataclass(frozen=True, slots=True)
class Limits:
    """Scores from which a passage is toxic, is if it names a group, and reads rough."""

    speaks: float
    of_groups: float
    rough: float


def labelled(name: str) -> list[Row]:
    """Return a labelled set; HateCheck's near copies (other identities) share their fold."""
    rows = []
    for record in records(name):
        text, told = str(record["text"]), None
        if name == MEASURED:
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


def contrasts() -> list[Row]:
    """Return own sentences, each about every third group; a template's rows share their fold."""
    groups = [line.split("\t") for line in source(GROUPS).decode().splitlines()]
    rows = []
    for number, line in enumerate(source(CONTRASTS).decode().splitlines()):
        label, form = line.split("\t")
        for many, one in groups[number % EVERY :: EVERY]:
            text = form.format(p=many, P=many[0].upper() + many[1:], s=one)
            rows.append(Row(CONTRASTS, text, attack=label == "1", told_fold=number))
    return rows


def harmless() -> list[Row]:
    """Return own harmless sentences with words that often harm."""
    return [Row(HARMLESS, line, attack=False) for line in source(HARMLESS).decode().splitlines()]


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
    return trained(rows, 2 * WORDS, epochs=6, rate=0.2)


def limits(rows: Sequence[Row], scores: Floats) -> Limits:
    """Return the limits that honest and harmless texts set, from folds that never saw them."""
    told: defaultdict[str, list[float]] = defaultdict(list)
    for row, score in zip(rows, scores.tolist(), strict=True):
        if not row.attack:
            told[row.set].append(score)
    speaks = max(max(told[name]) for name in (*ANSWERS, *REQUESTS)) + MARGIN
    rough = max(upper(told[name], ROUGH) for name in ANSWERS)
    return Limits(round(speaks, 2), round(upper(told[OWN], FALSE_ALARMS), 2), round(rough, 2))


def figures(
    rows: Sequence[Row], scores: Floats, known: Limits, note: str = ""
) -> dict[str, Mapping[str, object]]:
    """Return for each set and label its size and the shares that pass the limits."""
    told: dict[str, Mapping[str, object]] = {}
    for name in sorted({row.set for row in rows}):
        for toxic in (True, False):
            chosen = np.array([row.set == name and row.attack == toxic for row in rows])
            if chosen.any():
                kind = "toxic" if toxic else "harmless"
                passed = scores[chosen] >= known.of_groups
                told[f"{name} ({kind}){note}"] = {
                    "n": int(chosen.sum()),
                    "speaks": round(float((scores[chosen] >= known.speaks).mean()), 3),
                    "of_groups": round(float(passed.mean()), 3),
                    "interval": wilson(passed),
                    "rough": round(float((scores[chosen] >= known.rough).mean()), 3),
                }
    return told


def of_hatecheck(
    rows: Sequence[Row], weights: Weights, known: Limits
) -> dict[str, Mapping[str, object]]:
    """Return HateCheck's figures of the head, and of one that was taught most of its templates."""
    held = labelled(MEASURED)
    scores = np.array([weights.score(example(features(row.text), 0.0)) for row in held])
    told = figures(held, scores, known, ", none in training")
    both = [*rows, *held]
    taught = cross_validated(both, examples(both), train, FOLDS).scores[len(rows) :]
    return told | figures(held, taught, known, ", templates held out")


def main() -> None:
    """Cross-validate, train on everything, write the artefact."""
    rows = [*_each(LABELLED), *(one for name in ANSWERS for one in answers(name))]
    rows += [*requests(*REQUESTS), *neutral(), *contrasts(), *harmless()]
    random.Random(20261125).shuffle(rows)  # noqa: S311 - no secret
    found = examples(rows)
    judged = cross_validated(rows, found, train, FOLDS)
    known, weights = limits(rows, judged.scores), train(found)
    told = figures(rows, judged.scores, known) | of_hatecheck(rows, weights, known)
    table, unit = rounded(weights.table)
    header = {
        "name": "toxicity_en",
        "version": 2,
        "parameters": {
            "bias": round(weights.bias, 4),
            "unit": float(f"{unit:.6g}"),
            **asdict(known),
        },
        "figures": told,
        "notices": notices(*LABELLED, *ANSWERS, *REQUESTS, OWN, CONTRASTS, GROUPS, HARMLESS),
    }
    (MODELS / "toxicity_en.model").write_bytes(packed(header, table.tobytes()))
    print("toxicity_en", header["parameters"])  # noqa: T201 - a command of the house speaks to its terminal
    for kind, figure in told.items():
        print(f"{kind:42}", figure)  # noqa: T201 - a command of the house speaks to its terminal


def _each(names: Iterable[str]) -> list[Row]:
    return [row for name in names for row in labelled(name)]


if __name__ == "__main__":
    main()
