"""One pass of RE2 over a text tells which of many patterns can match in it, so what is worth a try.

The gate holds a relaxed form of each recogniser's own pattern: it opens wherever the recogniser
could find something, and mostly nowhere else. Without RE2, or for a text that has no UTF-8, it
stands open: then recognisers try everything, and find the same.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from raimon.scorers.privacy.re2_pass import Match, compiled, matching
from raimon.scorers.privacy.relaxed import relaxed

type Opened = tuple[int, ...] | None  # numbers of the forms that may match; None: all of them

_MOST_MEMORY: Final = 8 << 20  # bytes of states that RE2 keeps; it begins anew when they are full


class Gate:
    """Patterns that are looked for in one pass; each is known by its number."""

    def __init__(self) -> None:
        """Begin without any pattern."""
        self._forms: dict[str, int] = {}

    def number(self, pattern: str, *, folds: bool) -> int:
        """Return the number of a pattern of `re`; the same one for the same pattern."""
        form = relaxed(pattern, folds=folds)
        return self._forms.setdefault(form, len(self._forms))

    @property
    def forms(self) -> Iterable[str]:
        """Return the patterns as RE2 gets them, in the order of their numbers."""
        return tuple(self._forms)

    def opened(self, text: str) -> Opened:
        """Return which patterns may match in the text, in any form that folds to one."""
        return matching(self.match, text, len(self._forms))

    @cached_property
    def match(self) -> Match | None:
        """Compile the patterns when the first text comes; None where RE2 is missing or off."""
        return compiled(self._forms, _MOST_MEMORY)
