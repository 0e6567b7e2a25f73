"""What is commonly ascribed to whom, read once from the tables of one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from raimon.scorers.fairness.inflection import forms
from raimon.scorers.fairness.lexicon import Table, table

OCCUPATION: Final = "occupation"
GENDER: Final = "gender"
_SIGNS: Final = (("harmful", "disagreeable"), ("admirable", "agreeable"))
SURE: Final = 2  # what a table says of this very group outweighs what follows from its standing


class Side(StrEnum):
    """How a trait stands to what is commonly said of a group."""

    TYPICAL = "typical"
    UNTYPICAL = "untypical"


@dataclass(frozen=True, slots=True)
class Group:
    """A group, and the classes of traits that are said of it, or are unlike what is said."""

    name: str
    axis: str
    low: bool  # whether it is looked down upon
    typical: frozenset[str]
    untypical: frozenset[str]
    sure: frozenset[str]  # of these classes, the ones that the table names for this group

    def side(self, classes: frozenset[str]) -> int:
        """Return more than 0 of what is said of the group, less than 0 of what is unlike it."""
        told = classes & self.sure
        side = bool(told & self.typical) - bool(told & self.untypical)
        if side:
            return side * SURE
        return bool(classes & self.typical) - bool(classes & self.untypical)


@dataclass(frozen=True, slots=True)
class Found:
    """A word or phrase of the lexicon in a text."""

    term: str
    start: int
    end: int
    negated: bool = False


def is_a_name(trait: Found, groups: Sequence[Found]) -> bool:
    """Return whether a trait is part of the name of a group: a name describes nobody."""
    return any(trait.start < group.end and group.start < trait.end for group in groups)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language: groups and classes of traits by the words that name them."""

    groups: Mapping[str, Group]
    traits: Mapping[str, frozenset[str]]
    harmful: frozenset[str]
    of_nations: Mapping[str, frozenset[str]]
    openers: frozenset[str]  # first words of names and traits that have several
    pronouns: frozenset[str]  # they name a group only where nothing else in the text does
    predicates: frozenset[str]  # they name one only after "is": "because he is black"


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, read once."""
    told = table(language, "ascribed")
    entries = told["groups"]
    groups = {
        word.lower(): _group(name, entry, told)
        for name, entry in entries.items()
        for part in ("words", "pronouns", "predicates")
        for word in entry.get(part, ())
    }
    traits = _traits(language, told)
    return Lexicon(
        groups=groups,
        traits=traits,
        harmful=frozenset(told["harmful"]),
        of_nations=_of_nations(language),
        openers=frozenset(word.split()[0] for word in (*groups, *traits) if " " in word),
        pronouns=_every(entries, "pronouns"),
        predicates=_every(entries, "predicates"),
    )


def _traits(language: str, told: Table) -> Mapping[str, frozenset[str]]:
    """Return the classes of each trait; an aside has none, and hides the traits that it holds."""
    traits: dict[str, set[str]] = {}
    for name, words in told["classes"].items():
        for word in words:
            traits.setdefault(word.lower(), set()).add(name)
    for name, words in (table("en", "polarity") if language == "en" else {}).items():
        for word in words:
            traits.setdefault(word, {name})
    if language == "en":
        traits = {
            word: set().union(*(traits.get(one, ()) for one in forms(word))) for word in traits
        }
    traits |= {word: set() for word in told["asides"]}
    return {word: frozenset(names) for word, names in traits.items()}


def _of_nations(language: str) -> Mapping[str, frozenset[str]]:
    told = table("en", "seegull")["traits"] if language == "en" else {}
    return {nation: frozenset(words) for nation, words in told.items()}


def _every(entries: Mapping[str, Table], part: str) -> frozenset[str]:
    return frozenset(word for entry in entries.values() for word in entry.get(part, ()))


def _group(name: str, entry: Table, told: Table) -> Group:
    """Return the group; what it doesn't say of a class follows from how it is looked upon."""
    typical, untypical = (_words(entry[side]) for side in Side)
    below, above = (frozenset(told[part]) | {sign} for part, sign in _SIGNS)
    if not entry["low"]:
        below, above = above, below
    sure = typical | untypical
    return Group(
        name,
        str(entry["axis"]),
        bool(entry["low"]),
        typical | (below - sure),
        untypical | (above - sure),
        sure,
    )


def _words(told: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, told))
