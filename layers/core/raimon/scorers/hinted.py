"""A long pattern that is tried only where one of its words stands: most texts hold none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hinted:
    """A pattern in any case, and hints in small letters: one of them stands wherever it matches."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        return self.pattern.search(text) if holds_any(text.lower(), self.hints) else None


def hinted(hints: str, *forms: str) -> Hinted:
    """Return the pattern of several forms; blanks stand between its hints."""
    return Hinted(tuple(hints.split()), re.compile("|".join(forms), re.IGNORECASE))


def holds_any(text: str, hints: Iterable[str]) -> bool:
    """Return whether one of the hints stands in the text: far cheaper than a pattern."""
    for hint in hints:  # noqa: SIM110 - a loop costs less, and this runs all the time
        if hint in text:
            return True
    return False
