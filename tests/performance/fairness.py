"""Measure the fairness scorers alone, on texts of 1,000 characters, with a warm cache of words.

usage: PYTHONPATH=. .venv/bin/python -m tests.performance.fairness [--repeats N]

Texts come from the sample logs, or from the folder that RAIMON_EVAL_DATA names. Each text is read
afresh by each repeat; the caches of words are warm, as they are in a function that has run before.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Final

from raimon.scorers.registry import SCORERS
from raimon.scorers.scorer import Reading, Scorer
from tests.performance import scanner
from tests.readings import reading

CHARACTERS: Final = 1000
_MOST: Final = 75  # records of a set
_HEAD: Final = """\
## The fairness scorers

Texts of 1,000 characters as answers, warm caches; the goal is 400 µs for all of them together.

| texts | scorer | µs a text, median | µs, 95th percentile |
|---|---|--:|--:|
"""


def texts() -> Mapping[str, Sequence[str]]:
    """Return texts of one length by the set that they come from."""
    return {
        name: [
            part
            for record in records[:_MOST]
            for part in (record[:CHARACTERS], record[CHARACTERS:])
            if len(part) == CHARACTERS
        ]
        for name, records in scanner.text_sets().items()
    }


def microseconds(
    scorers: Sequence[Scorer], readings: Sequence[Reading], repeats: int
) -> list[float]:
    """Return the µs that each reading takes by all scorers: the median of its repeats."""
    told: list[list[float]] = [[] for _ in readings]
    for _ in range(repeats):
        for place, one in enumerate(readings):
            start = time.process_time()
            for scorer in scorers:
                scorer.judge(one, scorer.tuning)
            told[place].append(1e6 * (time.process_time() - start))
    return [statistics.median(each) for each in told]


def told(repeats: int) -> str:
    """Return the section of the page."""
    fairness = [scorer for scorer in SCORERS if scorer.name.startswith("fairness.")]
    page = _HEAD
    for language, answers in texts().items():
        readings = [reading(answer) for answer in answers]
        for name, scorers in (
            ("all together", fairness),
            *((f"`{one.name}`", [one]) for one in fairness),
        ):
            taken = sorted(microseconds(scorers, readings, repeats + 1))
            high = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
            page += (
                f"| {language}, n {len(taken)} | {name} | {statistics.median(taken):,.0f} "
                f"| {high:,.0f} |\n"
            )
    return page


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    gc.freeze()
    sys.stdout.write(told(parser.parse_args().repeats))


if __name__ == "__main__":
    main()
