"""How much of a system prompt an answer retells: sentences whose words mostly come again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

_READ: Final = 8_000  # characters of either text that are compared
_SHARE: Final = 0.6  # of a sentence's units that have to come again close together
_FEWEST_UNITS: Final = 3  # of a sentence that says something of its own
_ANY: Final = 0.4  # of all units; below that nothing is retold
_STEM: Final = 5  # letters of a word that count, so that endings don't
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|[。!?\n]+")
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9'’-]{2,30}")
_KANJI_OR_KATAKANA: Final = re.compile(r"[一-鿿ァ-ヶー0-9a-z]{2,20}")
_COMMON_WORDS: Final = """
the and you your are for with not that this from have has can will any all must should never
always only when what which who they their them about into than then but our its was were
may does don't isn't use give help answer answers user users question questions customer
customers please may also more most been being other such each every before after
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Retelling:
    """How many sentences of the system prompt the answer retells."""

    retold: int
    sentences: int

    @property
    def share(self) -> float:
        """Return the share of the sentences that are retold."""
        return self.retold / self.sentences if self.sentences else 0.0


NOTHING_RETOLD: Final = Retelling(0, 0)


def retelling(system: str, answer: str, others: Iterable[str]) -> Retelling:
    """Return what the answer retells that no other text of the conversation says."""
    wanted = _sentences(system[:_READ])
    everything = frozenset().union(*wanted) if wanted else frozenset()
    if not everything:
        return NOTHING_RETOLD
    lower, fewest = answer[:_READ].lower(), _ANY * len(everything)
    # Whatever is a unit of the answer stands in it, so that most are told without taking it apart.
    if (
        sum(map(lower.__contains__, everything)) < fewest
        or len(_units(lower) & everything) < fewest
    ):
        return NOTHING_RETOLD
    known = [_units(text[:_READ].lower()) for text in others if text]
    passages = _passages(answer[:_READ])
    retold = sum(_is_in(one, passages) and not _is_in(one, known) for one in wanted)
    return Retelling(retold, len(wanted))


@lru_cache(maxsize=8)
def _sentences(system: str) -> tuple[frozenset[str], ...]:
    """Return the units of each sentence that has enough; kept, as one prompt serves many calls."""
    units = map(_units, _SENTENCE.split(system.lower()))
    return tuple(one for one in units if len(one) >= _FEWEST_UNITS)


def _passages(answer: str) -> list[frozenset[str]]:
    """Return the units of each two sentences in a row."""
    units = [_units(one) for one in _SENTENCE.split(answer.lower())]
    return [first | second for first, second in pairwise((*units, frozenset[str]()))]


def _is_in(sentence: frozenset[str], passages: Sequence[frozenset[str]]) -> bool:
    return any(len(sentence & one) >= _SHARE * len(sentence) for one in passages)


def _units(lower: str) -> frozenset[str]:
    """Return stems of words that aren't common, and pairs of kanji or katakana."""
    if lower.isascii():
        return frozenset(word[:_STEM] for word in _WORD.findall(lower) if word not in _COMMON)
    runs = _KANJI_OR_KATAKANA.findall(lower)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))
