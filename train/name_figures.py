"""How many names are found, missed and made up, and how sure that is over templates."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from raimon.scorers.privacy.person_tagger import Name

DRAWS = 2000


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether half of what either covers is covered by both."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both * 2 >= max(one[1], other[1]) - min(one[0], other[0])


@dataclass
class Tally:
    """Counts of names found, missed and made up."""

    exact: int = 0
    near: int = 0
    said: int = 0
    true: int = 0

    def add(self, spans: Sequence[tuple[int, int]], found: Sequence[Name]) -> None:
        """Count one text."""
        said = {(name.start, name.end) for name in found}
        self.exact += len(said & set(spans))
        self.near += sum(any(overlaps(span, one) for one in said) for span in spans)
        self.said += len(said)
        self.true += len(spans)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1, exact and at half overlap."""
        both = max(1, self.said + self.true)
        return {
            "n": self.true,
            "said": self.said,
            "precision": round(self.exact / max(1, self.said), 3),
            "recall": round(self.exact / max(1, self.true), 3),
            "f1": round(2 * self.exact / both, 3),
            "f1_half": round(2 * self.near / both, 3),
        }

    def plus(self, other: "Tally") -> "Tally":
        """Return the counts of both."""
        return Tally(
            self.exact + other.exact,
            self.near + other.near,
            self.said + other.said,
            self.true + other.true,
        )


def interval(tallies: Iterable[Tally]) -> dict[str, list[float]]:
    """Return where 95 % of the F1 lie if other templates of the kind had been drawn."""
    drawn = list(tallies)
    dice = random.Random(1)  # noqa: S311 - no secret
    figures = []
    for _ in range(DRAWS):
        whole = Tally()
        for one in dice.choices(drawn, k=len(drawn)):
            whole = whole.plus(one)
        figures.append(whole.figures())
    return {
        f"{name}_95": _middle([figure[name] for figure in figures]) for name in ("f1", "f1_half")
    }


def _middle(values: list[float]) -> list[float]:
    ordered = sorted(values)
    cut = len(ordered) // 40
    return [ordered[cut], ordered[-1 - cut]]
