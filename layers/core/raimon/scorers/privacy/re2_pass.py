"""One pass of RE2 over a text that tells which of many patterns match; without RE2, nothing."""

import os
from collections.abc import Callable, Iterable
from typing import Final, cast

type Match = Callable[[str], list[int] | None]

SWITCH: Final = "RAIMON_RE2"  # an environment variable: `off` scans with the standard library alone
_END: Final = r"\z"  # matches every text once: an answer without it is no answer


def compiled(patterns: Iterable[str], most_memory: int) -> Match | None:
    """Return the patterns as one set, told by their place; None where RE2 is missing or off.

    `most_memory` is how many bytes of states RE2 keeps; it begins anew when they are full.
    """
    if os.environ.get(SWITCH) == "off":
        return None
    try:
        import re2  # noqa: PLC0415 - what the switch or the machine leaves out isn't imported
    except ImportError:
        return None
    options = re2.Options()
    options.max_mem = most_memory
    options.log_errors = False
    held = re2.Set.SearchSet(options)
    for pattern in (*patterns, _END):
        held.Add(pattern)
    held.Compile()
    return cast("Match", held.Match)


def matching(match: Match | None, text: str, patterns: int) -> tuple[int, ...] | None:
    """Return the places of the patterns that match, of so many; None where nothing is known."""
    if match is None:
        return None
    try:
        places = match(text)
    except UnicodeEncodeError:  # lone surrogates
        return None
    if not places or patterns not in places:  # RE2 ran out of memory
        return None
    return tuple(sorted(place for place in places if place != patterns))
