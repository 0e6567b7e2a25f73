"""Lines that come back in the same order, whatever they are: code, rows of tables, whole pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import eq

_LONGEST_ROUND = 8  # lines
_ROUNDS = 2  # so often again, at least
_PROBED = (0.4, 0.6, 0.9)  # parts of a text at which a line is looked up first
_WIDTH_AGAIN = 600  # of the letters that came back, a Japanese one counting two
_PROBE = 10  # code points of a line that are looked up
_A_REPORT = 30  # lines: so many may differ in nothing but their number, as reports are written
_MARK = re.compile(r"\A[(（]?\d{1,4}[.)）．、:：]\s*")  # of an item of a list


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch of an answer that repeats itself; its width counts a Japanese character as two."""

    start: int
    end: int
    width: int


def rounds(text: str) -> Loop | None:
    """Return the stretch of lines that come back in the same order, if enough of them do."""
    lines = text.split("\n")
    if len(lines) <= _ROUNDS or not any(_comes_back(text, lines, part) for part in _PROBED):
        return None
    held = [bare for line in lines if (bare := line.strip())]
    if len(held) > _A_REPORT:
        held = [_MARK.sub("", line, count=1) for line in held]
    if 2 * (sum(map(len, held)) - sum(map(len, set(held)))) < _WIDTH_AGAIN:
        return None
    periods = (_again(held, period) for period in range(1, _LONGEST_ROUND + 1))
    first, last, width = max(periods, key=lambda found: found[2])
    if width < _WIDTH_AGAIN:
        return None
    start = text.find(held[first])
    return Loop(start, max(start, text.rfind(held[last])) + len(held[last]), width)


def _comes_back(text: str, lines: list[str], part: float) -> bool:
    """Return whether the line at a part of the text, or the one after it, stands there twice more.

    A few lines are looked up, at next to no cost: a loop that matters holds one of them.
    """
    place = int(part * (len(lines) - 1))
    line = lines[place].strip() or lines[place + 1].strip()
    marked = _MARK.match(line) if line[:1].isdigit() else None
    begin = marked.end() if marked else 0
    probe = line[begin : begin + _PROBE]
    return bool(probe) and text.count(probe) > _ROUNDS


def _again(lines: list[str], period: int) -> tuple[int, int, int]:
    """Return which lines equal those a period before, first and last, and their width."""
    best = (0, 0, 0)
    if sum(map(eq, lines[period:], lines)) < _ROUNDS * period:
        return best
    begin, width = period, 0
    for index in range(period, len(lines)):
        if lines[index] != lines[index - period]:
            begin, width = index + 1, 0
            continue
        width += width_of(filter(str.isalpha, lines[index]))
        if width > best[2] and index - begin + 1 >= _ROUNDS * period:
            best = (begin, index, width)
    return best


def width_of(text: Iterable[str]) -> int:
    """Return the width of a text: a Japanese character counts as two."""
    return sum(1 if sign.isascii() else 2 for sign in text)
