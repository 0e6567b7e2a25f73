"""The Japanese terms of harm in every form in which they are written, read once from their file."""

from collections.abc import Iterator, Mapping
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


@cache
def lexicon() -> Lexicon:
    """Read the lexicon once, with every form in which its terms are written."""
    source = table("ja", "toxicity")
    known: dict[str, set[Entry]] = {}
    for entry, forms in _entries(source):
        for form in forms:
            known.setdefault(form.lower(), set()).add(entry)
    order = list(Use)
    return Lexicon(
        Terms.of({"": known}, source["guards"]),
        {
            form: tuple(sorted(entries, key=lambda one: (order.index(one.use), -one.strength)))
            for form, entries in known.items()
        },
    )


def _entries(source: Table) -> Iterator[tuple[Entry, set[str]]]:
    for group in source["terms"]:
        entry = _entry(group, Use(group["use"]))
        disguised = entry.use in DISGUISED
        for word in group["words"]:
            yield entry, variants(word, disguised=disguised)
    verbs, stems, heads = (source[key] for key in ("threat_verbs", "wish_stems", "insult_heads"))
    yield _entry(verbs, Use.ALONE), {form for verb in verbs["words"] for form in threats(verb)}
    yield _entry(stems, Use.WISH), {form for stem in stems["words"] for form in wishes(stem)}
    sneered = source["sneered"]
    yield _entry(sneered, Use.SLANG), {form for one in sneered["words"] for form in sneers(one)}
    tails = source["insult_tails"]["words"]
    yield _entry(heads, Use.SLANG), set(compounds(heads["words"], tails))


def _entry(group: Table, use: Use) -> Entry:
    return Entry(Harm(group["harm"]), use, group["strength"], group.get("axis", ""))
