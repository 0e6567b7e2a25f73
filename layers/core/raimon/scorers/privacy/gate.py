"""One pass of RE2 over a text tells which of many patterns can match in it, so what is worth a try.

The gate holds a relaxed form of each recogniser's own pattern: it opens wherever the recogniser
could find something, and mostly nowhere else. Without RE2, or for a text that has no UTF-8, it
stands open: then recognisers try everything, and find the same.
"""

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final, cast

from raimon.scorers.privacy.relaxed import relaxed

type Opened = tuple[int, ...] | None  # numbers of the forms that may match; None: all of them
type _Matches = Callable[[str], list[int] | None]

SWITCH: Final = "RAIMON_RE2"  # an environment variable: `off` scans with the standard library alone
_MOST_MEMORY: Final = 8 << 20  # bytes of states that RE2 keeps; it begins anew when they are full
_END: Final = r"\z"  # matches every text once: an answer without it is no answer


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
        if self.match is None:
            return None
        try:
            matched = self.match(text)
        except UnicodeEncodeError:  # lone surrogates
            return None
        end = len(self._forms)
        if not matched or end not in matched:  # RE2 ran out of memory
            return None
        return tuple(sorted(number for number in matched if number != end))

    @cached_property
    def match(self) -> _Matches | None:
        """Compile the patterns when the first text comes; None where RE2 is missing or off."""
        if os.environ.get(SWITCH) == "off":
            return None
        try:
            import re2  # noqa: PLC0415 - what the switch or the machine leaves out isn't imported
        except ImportError:
            return None
        options = re2.Options()
        options.max_mem = _MOST_MEMORY
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for form in (*self._forms, _END):
            patterns.Add(form)
        patterns.Compile()
        return cast("_Matches", patterns.Match)
