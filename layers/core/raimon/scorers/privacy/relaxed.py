"""From a pattern of `re` to a short one of RE2 that matches in every text where the first does.

RE2 knows no assertions and no references, the gate reads a text before it is folded, and a pass
over many patterns is quick only as long as none of them goes on for long. So what stands around a
match is left out, a reference becomes the group that it names, each sign may be any of those that
fold to it, an optional beginning is dropped, and the pattern ends where its first long repetition
has begun. Every step only adds matches: nothing that the pattern finds is missed, whatever is
written in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from raimon.scorers.privacy.fold import SAME_LENGTH

_TOKEN: Final = re.compile(
    r"(?P<assertion>\(\?<?[=!])"
    r"|(?P<reference>\(\?P=[a-z0-9]+\)|\\[1-9])"
    r"|(?P<open>\((?:\?(?:P<[a-z0-9]+>|[a-z]*:))?)"
    r"|(?P<close>\))"
    r"|(?P<set>\[\^?(?:\\.|[^\]\\])+\])"
    r"|(?P<repeat>[*+?]|\{[0-9]+(?:,[0-9]*)?\})[?+]?"
    r"|(?P<place>\\[bBAZ]|[\^$])"
    r"|(?P<bar>\|)"
    r"|(?P<sign>\\.|[^\\])",
    re.DOTALL,
)
_MEMBER: Final = re.compile(r"(\\.|[^\\])(?:-(\\.|[^\\]))?", re.DOTALL)
_BOUNDARY: Final = re.compile(r"\(\?<!\[(?P<signs>[^\]^]+\])\)")
_LONG: Final = 16  # repetitions; a longer one ends the pattern
_COUNTED: Final = 8  # repetitions of it that are asked for
_ONE_SIGN: Final = "(?s:.)"
_SPACE: Final = "\\s\\x0b\\x1c-\\x1f\\x{85}\\pZ"  # RE2 takes fewer signs for space than `re`
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_LAST_FOLDED: Final = 0x7F  # signs fold to ASCII
_LETTERS_OF_I: Final = "İı"  # `re` takes them for an i where the case doesn't matter


def _by_folded() -> dict[int, list[int]]:
    """Return for each sign those that fold to it."""
    kin: dict[int, list[int]] = {}
    for code, sign in SAME_LENGTH.items():
        kin.setdefault(sign if isinstance(sign, int) else ord(sign), []).append(code)
    return kin


_KIN: Final = _by_folded()


def relaxed(pattern: str, *, folds: bool = True) -> str:
    r"""Return the pattern for RE2; where it `folds`, for a text that isn't folded yet.

    Kept are a `\Z` and, where it folds, what must not stand before where the pattern begins with
    it, such as `(?<![0-9])`: another sign is then a part of the match. So a pattern that is looked
    for in pieces cut out of a text must have neither, as what stood around a piece isn't seen
    there. What doesn't fold are keys: their first letters are rare without it.

    Raises:
        ValueError: if the pattern holds what this translation doesn't know.

    """
    first = _BOUNDARY.match(pattern) if folds else None
    boundary = f"(?:^|{_set('[^' + first['signs'], folds=folds)})" if first else ""
    written, _ = _written(_Reader(pattern, folds=folds).read(), is_first=not first)
    return f"{boundary}(?:{written})" if first else written


@dataclass(slots=True)
class _Item:
    """One sign, one set or a group of branches, and how often it stands there."""

    sign: str = ""
    branches: list[list["_Item"]] = field(default_factory=list)
    flags: str = ""  # such as `i`: the group has them
    least: int = 1
    most: int = 1


class _Reader:
    """One pass over a pattern, which remembers its groups for later references."""

    def __init__(self, pattern: str, *, folds: bool) -> None:
        self._folds = folds
        self._tokens = _TOKEN.finditer(pattern)
        self._groups: dict[str, _Item] = {}
        self._numbered = 0

    def read(self) -> list[list[_Item]]:
        """Return the branches up to the end of the group that was opened."""
        branches: list[list[_Item]] = [[]]
        for token in self._tokens:
            kind, text = token.lastgroup, token.group()
            if kind == "close":
                break
            if kind == "bar":
                branches.append([])
            elif kind == "assertion":
                self.read()
            elif kind == "repeat":
                last = branches[-1][-1]
                last.least, last.most = _bounds(token["repeat"])
            elif kind != "place" or text == r"\Z":
                branches[-1].append(self._item(str(kind), text))
        return branches

    def _item(self, kind: str, text: str) -> _Item:
        if kind == "reference":
            named = self._groups[text.strip("(?P=\\)")]
            return _Item(branches=named.branches)
        if kind == "open":
            return self._group(text)
        written = _set if kind == "set" else _sign
        return _Item(written(text, folds=self._folds))

    def _group(self, opening: str) -> _Item:
        if opening != "(" and "P<" not in opening:
            return _Item(flags=opening[2:-1], branches=self.read())
        self._numbered += 1
        number, name = str(self._numbered), opening.strip("(?P<>")
        group = _Item(branches=self.read())
        self._groups |= {number: group, name: group}
        return group


def _bounds(written: str) -> tuple[int, int]:
    """Return how often at least and at most; more than long where there is no limit."""
    if not written.startswith("{"):
        return (1 if written == "+" else 0), (1 if written == "?" else _LONG + 1)
    least, comma, most = written.strip("{}").partition(",")
    return int(least), int(most or (_LONG + 1 if comma else least))


def _written(branches: list[list[_Item]], *, is_first: bool) -> tuple[str, bool]:
    """Return the branches for RE2, and whether one of them is cut: then nothing may follow."""
    done = [_branch(items, is_first=is_first) for items in branches]
    return "|".join(written for written, _ in done), any(is_cut for _, is_cut in done)


def _branch(items: list[_Item], *, is_first: bool) -> tuple[str, bool]:
    pieces: list[str] = []
    for item in items:
        at_start = is_first and not pieces
        if at_start and not item.least:
            continue
        piece, is_cut = _piece(item, is_first=at_start)
        if is_cut and not item.least:
            return "".join(pieces), True
        pieces.append(piece)
        if is_cut:
            return "".join(pieces), True
    return "".join(pieces), False


def _piece(item: _Item, *, is_first: bool) -> tuple[str, bool]:
    """Return what is written of the item, and whether that is only its beginning."""
    inner = item.sign
    if item.branches:
        inner, is_cut = _written(item.branches, is_first=is_first)
        inner = f"(?{item.flags}:{inner})"
        if is_cut:
            return inner, True
    if item.most > _LONG or item.least > _COUNTED:
        least = min(item.least, _COUNTED)
        return f"{inner}{{{least}}}" if least else "", True
    return inner if item.least == item.most == 1 else f"{inner}{{{item.least},{item.most}}}", False


@cache
def _sign(text: str, *, folds: bool) -> str:
    if text == ".":
        return _ONE_SIGN
    if text == r"\s":
        return f"[{_SPACE}]"
    if text == r"\Z":
        return r"\z"
    code = _code(text)
    kin = _kin(code, code, folds=folds)
    return f"[{_range(code, code)}{kin}]" if kin else re.escape(chr(code))


@cache
def _set(text: str, *, folds: bool) -> str:
    """Return the set with all signs that fold to one of its own; a negated one takes out fewer.

    Where the case doesn't matter RE2 would take more out of a negated set than `re` does.
    """
    negated = text.startswith("[^")
    members = _MEMBER.findall(text[2:-1] if negated else text[1:-1])
    if negated:
        kept = "".join(_taken_out(first, last) for first, last in members)
        return f"(?-i:[^{kept}])" if kept else _ONE_SIGN
    return f"[{''.join(_member(first, last, folds=folds) for first, last in members)}]"


def _member(first: str, last: str, *, folds: bool) -> str:
    if first == r"\s":
        return _SPACE
    start, end = _code(first), _code(last or first)
    return _range(start, end) + _kin(start, end, folds=folds)


def _taken_out(first: str, last: str) -> str:
    """Return what a negated set leaves out, unless a sign of it may fold to another."""
    if first == r"\s":
        return first  # RE2 takes fewer signs out than `re`
    start, end = _code(first), _code(last or first)
    return "" if any(start <= code <= end for code in SAME_LENGTH) else _range(start, end)


def _kin(start: int, end: int, *, folds: bool) -> str:
    """Return the signs that fold to one of these, and those that `re` takes for an i."""
    letters = _LETTERS_OF_I if start <= ord("i") <= end or start <= ord("I") <= end else ""
    if not folds or start > _LAST_FOLDED:
        return letters
    wanted = sorted(
        code for sign in range(start, min(end, _LAST_FOLDED) + 1) for code in _KIN.get(sign, ())
    )
    return "".join(_range(first, last) for first, last in _runs(wanted)) + letters


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of neighbours."""
    first = last = -1
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _code(text: str) -> int:
    """Return the code point of a sign as written in a pattern."""
    if not text.startswith("\\"):
        return ord(text)
    if text[1].isalnum() and text[1] not in _ESCAPED:
        message = f"a pattern of the gate holds {text}, which has no translation"
        raise ValueError(message)
    return ord(_ESCAPED.get(text[1], text[1]))


def _range(start: int, end: int) -> str:
    return f"\\x{{{start:x}}}" if start == end else f"\\x{{{start:x}}}-\\x{{{end:x}}}"
