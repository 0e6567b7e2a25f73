"""Make the lists of Japanese names from a dictionary: what is a name, and what only looks like one.

Nothing is learned: the words are sorted, and those that the rules would take for names are kept.
"""

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from raimon.models.artefact import packed
from raimon.scorers.privacy.people_ja_names import Names, joined
from train.rows import notices, source

MODELS: Final = Path(os.environ.get("RAIMON_MODELS", "layers/core/raimon/models"))
SOURCE: Final = "ipadic"
_ENDINGS: Final = frozenset("達等共方様氏殿君間内外上下前後")  # given names that mostly are none
_OFTEN: Final = 6  # given names of two signs that begin, or end, with a sign


def classes() -> dict[str, set[str]]:
    """Return the dictionary's words by their class."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in source(SOURCE).decode().splitlines():
        kind, word = line.split("\t")
        found[kind].add(word)
    return found


def often(given: set[str], place: int) -> set[str]:
    """Return the signs that often stand at that place of a given name of two."""
    signs = Counter(name[place] for name in given if len(name) == 2)  # noqa: PLR2004 - two signs
    return {sign for sign, count in signs.items() if count >= _OFTEN}


def lists_of(words: dict[str, set[str]]) -> dict[str, str]:
    """Return the lists as the artefact holds them."""
    family, given = words["family"], words["given"] - _ENDINGS
    held = family | given | words["katakana_name"]
    plain = {
        "family": family,
        "given": given,
        "katakana": words["katakana_name"],
        "words": held & (words["word"] | words["katakana_word"]),
        "places": held & words["place"],
        "katakana_words": words["katakana_word"] - words["katakana_name"],
        "no_names": set[str](),
        "first_signs": often(given, 0),
        "last_signs": often(given, 1),
    }
    plain["no_names"] = taken_for_names(Names.of({k: joined(v) for k, v in plain.items()}), words)
    return {name: joined(held) for name, held in plain.items()}


def taken_for_names(names: Names, words: dict[str, set[str]]) -> set[str]:
    """Return the words that the rules would take for a whole name or for a given one."""
    return {
        word
        for word in words["word"] | words["place"]
        if names.full_length(word)
        or names.may_be_full(word)
        or names.is_continental(word)
        or looks_given(names, word, words)
    }


def looks_given(names: Names, word: str, words: dict[str, set[str]]) -> bool:
    """Return whether a common word of two signs has the look of a given name."""
    return (
        len(word) == 2  # noqa: PLR2004 - two signs
        and word in words["word"]
        and word[0] in names.first_signs
        and word[1] in names.last_signs
    )


def main() -> None:
    """Sort the words, write the artefact."""
    lists = lists_of(classes())
    sizes = {name: len(held.split(" ")) for name, held in lists.items()}
    header = {
        "name": "person_ja",
        "version": 1,
        "parameters": {},
        "figures": sizes,
        "notices": notices(SOURCE),
    }
    payload = json.dumps(lists, ensure_ascii=False, sort_keys=True).encode()
    (MODELS / "person_ja.model").write_bytes(packed(header, payload))
    print("person_ja", sizes)  # noqa: T201 - a command of the house speaks to its terminal


if __name__ == "__main__":
    main()
