"""What the English head finds of a source it never saw: `python -m train.attack_by_source`.

It writes nothing. The threshold is set as for the artefact, on honest rows by folds.
"""

import numpy as np

from raimon.scorers.privacy.prompt_attack import suspicion_of
from train.heads import FALSE_ALARMS, cross_validated, wilson
from train.prompt_attack_en import ATTACKS, DECEPTIVE, FOLDS, prepared, train


def main() -> None:
    """Leave one source of attacks out after the other, and print what is found of it."""
    rows, examples = prepared()
    pairs = list(zip(rows, examples, strict=True))
    for source in ATTACKS:
        kept = [(row, one) for row, one in pairs if row.set != source]
        judged = cross_validated([r for r, _ in kept], [e for _, e in kept], train, FOLDS)
        threshold = judged.threshold(FALSE_ALARMS / 2, DECEPTIVE)
        weights = train([one for _, one in kept])
        left = [(row, one) for row, one in pairs if row.set == source]
        head = np.array([weights.score(one) >= threshold for _, one in left])
        cued = np.array([suspicion_of(row.text).cued >= 0.5 for row, _ in left])  # noqa: PLR2004 - the count band
        for name, hits in (("head", head), ("cues", cued), ("either", head | cued)):
            print(f"{source:14} {name:7} n {len(left):5} {hits.mean():.3f} {wilson(hits)}")  # noqa: T201 - a command of the house speaks to its terminal


if __name__ == "__main__":
    main()
