"""One pass over a text that tells which of many literals and forms may stand in it.

RE2 does it for all at once; without it every one may stand anywhere, and nothing is ruled out.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

type _Match = Callable[[str], list[int] | None]

SWITCH: Final = "RAIMON_RE2"  # an environment variable: `off` does without
_MOST_MEMORY: Final = 16 << 20  # bytes of states that RE2 keeps
_END: Final = r"\z"  # matches every text once: an answer without it is no answer


@dataclass(frozen=True)
class Sieve:
    """Patterns, told from now on by their place."""

    patterns: Sequence[str]

    def passed(self, text: str) -> Sequence[int] | None:
        """Return the places of the patterns that may match, None where nothing is known."""
        if self._match is None:
            return None
        try:
            places = self._match(text)
        except UnicodeEncodeError:  # lone surrogates
            return None
        end = len(self.patterns)
        if not places or end not in places:  # RE2 ran out of memory
            return None
        return sorted(place for place in places if place != end)

    @cached_property
    def _match(self) -> _Match | None:
        """Compile the patterns, when the first text comes."""
        if os.environ.get(SWITCH) == "off":
            return None
        try:
            import re2  # noqa: PLC0415 - what the switch or the machine leaves out isn't imported
        except ImportError:
            return None
        options = re2.Options()
        options.max_mem = _MOST_MEMORY
        options.log_errors = False
        sieve = re2.Set.SearchSet(options)
        for pattern in (*self.patterns, _END):
            sieve.Add(pattern)
        sieve.Compile()
        return cast("_Match", sieve.Match)
