"""Train the English head of prompt attacks: `python -m train.prompt_attack_en`."""

import random
from collections import Counter
from itertools import pairwise
from math import sqrt

from raimon.scorers.privacy.attack_head import WORDS, pair_bucket, words_of
from raimon.scorers.privacy.prompt_attack import as_read
from raimon.scorers.word_buckets import buckets_of
from train.heads import FALSE_ALARMS, cross_validated, rounded, write
from train.logistic import Example, Weights, example, trained
from train.rows import Row, requests

ATTACKS = ("garak", "trustllm", "cyberseceval")
HONEST = (
    *("adv_instruction", "frr", "gpteacher", "llmdrift", "presidio"),
    *("self_instruct_seed", "self_instruct_user", "xstest"),
)
SOURCES = (*ATTACKS, "own", "own_en", *HONEST)
FOLDS = 5
SEEN = 3  # a feature of fewer requests isn't learned
WEIGHTS = {"trustllm": 0.3, "presidio": 0.3}  # many rows of few forms
DECEPTIVE = ("own", "own_en")  # honest requests that were made to look like attacks
DECEPTIVE_WEIGHT = 4.0  # few, and where the border runs
JOINED = 300


def features(text: str) -> dict[int, float]:
    """Return the features that the head's own sum implies."""
    words = words_of(text)
    counts: Counter[int] = Counter()
    for word in sorted(set(words)):
        counts.update(buckets_of(word, WORDS))
    for first, second in sorted(set(pairwise(words))):
        counts[pair_bucket(first, second)] += 1
    unit = 1 / sqrt(counts.total() or 1)
    return {bucket: count * unit for bucket, count in counts.items()}


def joined(rows: list[Row]) -> list[Row]:
    """Return honest requests as long as attacks are, so that length tells nothing.

    Each is made of rows of one fold, so that folds stay strangers.
    """
    dice = random.Random(20261125)  # noqa: S311 - no secret
    made = []
    for number in range(JOINED):
        fold = [row for row in rows if not row.attack and row.fold % FOLDS == number % FOLDS]
        text = "\n\n".join(row.text for row in dice.sample(fold, dice.randint(3, 10)))
        made.append(Row("joined", text, attack=False, told_fold=number % FOLDS))
    return made


def weight_of(row: Row) -> float:
    """Return how much a row counts."""
    if row.set in DECEPTIVE and not row.attack:
        return DECEPTIVE_WEIGHT
    return WEIGHTS.get(row.set, 1.0)


def train(rows: list[Example]) -> Weights:
    """Return the weights, trained as the figures were measured."""
    return trained(rows, 2 * WORDS, rate=0.2)


def prepared() -> tuple[list[Row], list[Example]]:
    """Return the rows, and what is learned of each."""
    rows = requests(*SOURCES)
    rows += joined(rows)
    found = [features(as_read(row.text)) for row in rows]
    seen = Counter(bucket for one in found for bucket in one)
    return rows, [
        example(
            {bucket: value for bucket, value in one.items() if seen[bucket] >= SEEN},
            float(row.attack),
            weight_of(row),
        )
        for row, one in zip(rows, found, strict=True)
    ]


def main() -> None:
    """Cross-validate, train on everything, write the artefact."""
    rows, examples = prepared()
    judged = cross_validated(rows, examples, train, FOLDS)
    weights = train(examples)
    table, unit = rounded(weights.table)
    write(
        "prompt_attack_en",
        table.tobytes(),
        judged,
        bias=weights.bias,
        unit=unit,
        ceiling=0.95,
        allowed=FALSE_ALARMS / 2,  # half, for the kinds of requests that aren't here
        deceptive=DECEPTIVE,
        sources=SOURCES,
    )


if __name__ == "__main__":
    main()
