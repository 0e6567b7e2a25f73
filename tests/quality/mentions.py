"""Sentences in which the mentions of groups are marked, and how well the lexicon finds them.

A mention is marked as `[women|women]`: the words of the text and the group that they name.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from raimon.scorers.fairness.folding import align, fold
from raimon.scorers.fairness.groups import mentions_in

FOLDER: Final = Path(__file__).parent / "fairness"
_MARKED: Final = re.compile(r"\[([^|\]]+)\|(\w+)\]")
_MOST_PLACES: Final = 20
_DRAWS: Final = 1000


class Place(NamedTuple):
    """Where a group is named."""

    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the functionality that it tests, and the mentions that stand in it."""

    kind: str
    text: str
    wanted: tuple[Place, ...]

    @staticmethod
    def of(kind: str, marked: str) -> "Case":
        """Return the case of a sentence with marks."""
        text, wanted, end = "", [], 0
        for mark in _MARKED.finditer(marked):
            text += marked[end : mark.start()]
            wanted.append(Place(mark[2], len(text), len(text) + len(mark[1])))
            text += mark[1]
            end = mark.end()
        return Case(kind, text + marked[end:], tuple(wanted))


class Counts(NamedTuple):
    """Mentions that were found, found where none is, and missed."""

    found: int
    false: int
    missed: int

    def __add__(self, other: object) -> "Counts":
        """Return the sum, count by count."""
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Return the share of finds that are right."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """Return the share of mentions that are found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.found / max(1, 2 * self.found + self.false + self.missed)


NOTHING: Final = Counts(0, 0, 0)


def cases(language: str) -> list[Case]:
    """Return the sentences of one language."""
    lines = (FOLDER / f"mentions_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Case.of(kind=row["kind"], marked=row["text"]) for row in map(json.loads, lines)]


def told(case: Case) -> Counts:
    """Return how the lexicon does on one sentence; a find counts that overlaps its mention."""
    seen = found_in(case.text)
    matched = [next((one for one in seen if _is_same(one, wanted)), None) for wanted in case.wanted]
    right = sum(one is not None for one in matched)
    false = sum(not any(_is_same(one, wanted) for wanted in case.wanted) for one in seen)
    return Counts(right, false, len(case.wanted) - right)


def found_in(text: str) -> list[Place]:
    """Return the groups that the lexicon finds, in places of the text as it stands."""
    folded = fold(text)
    back = align(text, folded)
    return [
        Place(one.group, *back.span(one.start, one.end))
        for one in mentions_in(folded, _MOST_PLACES)
    ]


def _is_same(one: Place, other: Place) -> bool:
    return one.group == other.group and one.start < other.end and other.start < one.end


def by_kind(found: Sequence[tuple[Case, Counts]]) -> Mapping[str, Counts]:
    """Return the counts of each functionality."""
    kinds: defaultdict[str, Counts] = defaultdict(lambda: NOTHING)
    for case, counts in found:
        kinds[case.kind] += counts
    return kinds


def failed(found: Sequence[tuple[Case, Counts]]) -> Counter[str]:
    """Return how many sentences of each functionality aren't wholly right."""
    return Counter(case.kind for case, counts in found if counts.false or counts.missed)


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    """Return the 95 % interval of F1, by drawing sentences anew with a fixed seed."""
    random = Random(7)  # noqa: S311 - statistics, no secret
    columns = list(zip(*counts, strict=True))
    drawn = []
    for _ in range(_DRAWS):
        picked = random.choices(range(len(counts)), k=len(counts))
        drawn.append(Counts(*(sum(map(column.__getitem__, picked)) for column in columns)).f1)
    drawn.sort()
    return drawn[int(0.025 * _DRAWS)], drawn[int(0.975 * _DRAWS)]
