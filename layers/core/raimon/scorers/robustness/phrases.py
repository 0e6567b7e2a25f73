"""Alternatives of a pattern written one a line, and the signs without which none can match."""

import re
from typing import NamedTuple

from raimon.scorers.hinted import holds_any

CODE = "▮"  # stands where an answer had code


class Signed(NamedTuple):
    """A pattern, and groups of signs: where one of a group is missing, nothing is looked for."""

    pattern: re.Pattern[str]
    groups: tuple[tuple[str, ...], ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in the text."""
        for signs in self.groups:
            if not holds_any(text, signs):
                return None
        return self.pattern.search(text)


class Either(NamedTuple):
    """Patterns of which the first that matches counts."""

    patterns: tuple[Signed, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Return the match of the first pattern that has one."""
        return next(filter(None, (each.search(text) for each in self.patterns)), None)


def any_of(lines: str) -> str:
    """Return a group that matches any of the lines, each a fragment of a regular expression."""
    return f"(?:{'|'.join(line.strip() for line in lines.strip().splitlines())})"
