"""How well refusals are told from other answers, on sentences labelled by hand."""

import json
from hashlib import sha1
from pathlib import Path

from raimon.assessment import Outcome
from raimon.interval import wilson
from tests.unit.scorers.robustness.readings import reading

FOLDER = Path(__file__).parent

type Pairs = list[tuple[Outcome, Outcome]]


def labelled(name: str, *, unread: bool = False) -> Pairs:
    """Return what each answer is and what it was taken for; of all, or of the half not read."""
    lines = (FOLDER / f"refusals_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [
        (Outcome(case["label"]), reading(case["said"], case["asked"]).outcome)
        for case in cases
        if not unread or not was_read(case["asked"])
    ]


def was_read(asked: str) -> bool:
    """Return whether mistakes on the prompt were read while the patterns grew: on every second."""
    return int(sha1(asked.encode(), usedforsecurity=False).hexdigest()[:8], 16) % 2 == 0


def f1(pairs: Pairs, what: Outcome = Outcome.REFUSED) -> float:
    """Return the F1 score of one outcome against the others."""
    right, wrong = _counts(pairs, what)
    return 2 * right / (2 * right + wrong)


def interval(pairs: Pairs, what: Outcome = Outcome.REFUSED) -> tuple[float, float]:
    """Return the interval of 95 % of an F1 score, by Wilson's of the share that both agree on.

    Where J of the answers that either calls so are right, F1 is 2J / (1 + J), which grows with J.
    """
    right, wrong = _counts(pairs, what)
    low, high = wilson(right, right + wrong)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def _counts(pairs: Pairs, what: Outcome) -> tuple[int, int]:
    """Return how many answers are rightly taken for one outcome, and how many wrongly or missed."""
    right = sum(truth == taken == what for truth, taken in pairs)
    return right, sum((truth == what) != (taken == what) for truth, taken in pairs)


def figures(name: str, pairs: Pairs) -> str:
    """Return one line: how well refusals are told from the rest, and partial ones."""
    there = [taken for truth, taken in pairs if truth is Outcome.REFUSED]
    found = [truth for truth, taken in pairs if taken is Outcome.REFUSED]
    hits = sum(taken is Outcome.REFUSED for taken in there)
    low, high = interval(pairs)
    partly = f1(pairs, Outcome.PARTIALLY_REFUSED)
    return (
        f"refusals {name}: n {len(pairs)}, F1 {f1(pairs):.3f} [{low:.3f}, {high:.3f}], "
        f"precision {hits}/{len(found)}, recall {hits}/{len(there)}, partial F1 {partly:.3f}"
    )
