"""The Japanese terms of harm in every form in which they are written, read once from their file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from raimon.scorers.fairness.hits import Harm
from raimon.scorers.fairness.lexicon import Table, Terms, table
from raimon.scorers.fairness.readings import compounds, sneers, threats, variants, wishes


class Use(StrEnum):
    """When an entry of the lexicon counts; the first that fits is taken."""

    PREDICATE = "predicate"
    CONTEMPT = "contempt"
    WISH = "wish"
    ALONE = "alone"
    SLANG = "slang"
    TARGETED = "targeted"
    RUDE = "rude"
    WHOLE = "whole"
    CASUAL = "casual"
    VULGAR = "vulgar"
    MILD = "mild"


OF_GROUPS: Final = frozenset({Use.PREDICATE, Use.CONTEMPT, Use.WISH})
DISGUISED: Final = frozenset({Use.ALONE, Use.SLANG})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of a term."""

    harm: Harm
    use: Use
    strength: float
    axis: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The terms, and for each the entries in the order in which they are tried."""

    terms: Terms
    entries: Mapping[str, tuple[Entry, ...]]
    made: Mapping[str, Entry]  # by the pattern of the terms that it makes

    def of(self, term: str) -> tuple[Entry, ...]:
        """Return the entries of a term that was found."""
        return self.entries.get(term) or tuple(
            entry for pattern, entry in self.made.items() if re.fullmatch(pattern, term)
        )


@cache
def lexicon() -> Lexicon:
    """Read the lexicon once, with every form in which its terms are written."""
    source = table("ja", "toxicity")
    known: dict[str, list[Entry]] = {}
    for group in source["terms"]:
        entry = _entry(group, Use(group["use"]))
        for word in group["words"]:
            for form in variants(word, disguised=entry.use in DISGUISED):
                known.setdefault(form.lower(), []).append(entry)
    made = _made(source)
    order = list(Use)
    return Lexicon(
        Terms.of({"": known}, source["guards"], made),
        {
            form: tuple(sorted(entries, key=lambda one: (order.index(one.use), -one.strength)))
            for form, entries in known.items()
        },
        made,
    )


def _made(source: Table) -> Mapping[str, Entry]:
    """Return the entries whose terms are too many to be written down, by their patterns."""
    verbs, stems, sneered, heads, tails = (
        source[key]
        for key in ("threat_verbs", "wish_stems", "sneered", "insult_heads", "insult_tails")
    )
    return {
        threats(verbs["words"]): _entry(verbs, Use.ALONE),
        wishes(stems["words"]): _entry(stems, Use.WISH),
        sneers(sneered["words"]): _entry(sneered, Use.SLANG),
        compounds(heads["words"], tails["words"]): _entry(heads, Use.SLANG),
    }


def _entry(group: Table, use: Use) -> Entry:
    return Entry(Harm(group["harm"]), use, group["strength"], group.get("axis", ""))
