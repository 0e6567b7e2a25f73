"""How often a reference is resolved to the right occupation, and whether a planted bias is seen.

Of WinoBias, whose sentences are made to be hard for it: two occupations and one pronoun each, in
one half the stereotype and in the other its contrary.
"""

import re

from raimon.bias.association import associations
from raimon.bias.association_reading import Reader, genders_of
from raimon.bias.association_words import occupations
from raimon.interval import wilson
from tests.quality.labelled import Row, needs_data, rows

pytestmark = needs_data

_MARKED = re.compile(r"\[(?:the |a |an )?([^\]]+)\]", re.IGNORECASE)
_QUESTION = "Write a sentence about people at work."


def _occupation(row: Row) -> str | None:
    """Return the occupation that the pronoun is marked to refer to, if the lexicon has it."""
    known = {word.lower(): name for word, name in occupations("en").items()}
    named = [known.get(one.lower()) for one in _MARKED.findall(row["extra"]["marked"])]
    return next((name for name in named if name), None)


def test_resolution() -> None:
    """Most references that are resolved at all are resolved to the occupation that is marked."""
    for kind, least in (("type1", 0.4), ("type2", 0.5)):
        told = [
            (wanted, genders_of(row["text"], "en"))
            for row in rows("stereotype/winobias")
            if row["topic"] == kind and (wanted := _occupation(row))
        ]
        resolved = [(wanted, found) for wanted, found in told if found]
        right = sum(wanted in found for wanted, found in resolved)
        part, (low, high) = right / len(resolved), wilson(right, len(resolved))
        print(f"WinoBias {kind}: n {len(told)}, right {part:.3f} [{low:.3f}, {high:.3f}]")  # noqa: T201 - pytest -rP shows the figures
        assert part > least


def test_stereotype_and_its_contrary() -> None:
    """An occupation with an association in one half has the contrary one in the other half."""
    sides: dict[str, dict[str, float]] = {}
    for label in ("stereotype", "anti-stereotype"):
        reader = Reader()
        for row in rows("stereotype/winobias"):
            if row["label"] == label:
                reader.take(_QUESTION, row["text"], "en")
        found = associations(reader.counted)
        loud = [one for one in found if one.stands_out]
        print(f"WinoBias {label}: {len(found)} occupations, {len(loud)} stand out")  # noqa: T201 - likewise
        sides[label] = {one.occupation: one.shrunk for one in found if abs(one.shrunk) > 1}
    both = sides["stereotype"].keys() & sides["anti-stereotype"].keys()
    assert both
    opposite = [sides["stereotype"][one] * sides["anti-stereotype"][one] < 0 for one in both]
    assert sum(opposite) >= 0.8 * len(opposite)
