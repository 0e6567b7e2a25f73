"""Names of people in labelled Japanese prose: found to the character, or with half of it shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from raimon.scorers.privacy import pii
from raimon.scorers.privacy.japanese_tokens import Tokenise
from tests.quality.labelled import Row, Score

type _Place = tuple[int, int]


@dataclass(slots=True)
class Named:
    """Figures with exact spans, and with spans that share half of what either covers."""

    exact: Score = field(default_factory=Score)
    near: Score = field(default_factory=Score)

    def __str__(self) -> str:
        """Return both on one line."""
        return f"exact {self.exact}  |  half F1 {self.near.f(1):.3f}"


def halves(name: str, given: list[Row]) -> Mapping[str, list[Row]]:
    """Return the rows of a set, apart those that were looked at while the rules were written.

    Of the set from Wikipedia that is every other one; of the other set only false finds were.
    """
    if not name.endswith("stockmark_ner"):
        return {"all": given}
    seen = [row for row in given if int(row["id"].rsplit("-", 1)[1]) % 2 == 0]
    return {"seen": seen, "unseen": [row for row in given if row not in seen]}


def names_scored(given: Iterable[Row], words: Tokenise | None) -> Named:
    """Return how well names are found, with or without words."""
    named = Named()
    for row in given:
        found = pii.scan(row["text"], names=True, words=words)
        seen = {(one.start, one.end) for one in found if one.entity == "PERSON"}
        wanted = {(one["start"], one["end"]) for one in row["spans"] if one["type"] == "PERSON"}
        _count(named.exact, wanted, len(seen), len(wanted & seen))
        _count(named.near, wanted, len(seen), sum(any(_near(w, s) for s in seen) for w in wanted))
    return named


def _count(score: Score, wanted: set[_Place], seen: int, hits: int) -> None:
    score.found += hits
    score.missed += len(wanted) - hits
    score.false += max(0, seen - hits)


def _near(one: _Place, other: _Place) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 >= max(one[1], other[1]) - min(one[0], other[0])
