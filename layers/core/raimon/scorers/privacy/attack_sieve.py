"""One pass over a text that tells which of many literals and forms may stand in it.

RE2 does it for all at once; without it every one may stand anywhere, and nothing is ruled out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from raimon.scorers.privacy.re2_pass import Match, compiled, matching

_MOST_MEMORY: Final = 16 << 20  # bytes of states that RE2 keeps


@dataclass(frozen=True)
class Sieve:
    """Patterns, told from now on by their place."""

    patterns: Sequence[str]

    def passed(self, text: str) -> Sequence[int] | None:
        """Return the places of the patterns that may match, None where nothing is known."""
        return matching(self._match, text, len(self.patterns))

    @cached_property
    def _match(self) -> Match | None:
        """Compile the patterns, when the first text comes."""
        return compiled(self.patterns, _MOST_MEMORY)
