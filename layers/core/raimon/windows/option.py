"""Whether an answer picks one of the options that were listed, where one was asked for."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_LISTED = re.compile(r"^[ \t]*\(?([a-jア-オ1-9])[).:、][. \t]*(\S.*)$", re.MULTILINE)
_ASKED = re.compile(
    r"\b(?:pick|choose|select|option|multiple[- ]choice)"
    r"|\b(?:answer|reply|respond)\b[^.\n]{0,30}\bletter\b"
    r"|選択|選んで|選び|どれ|記号で|番号で"
)
_MARKED: Final = r"(?<![a-z0-9ア-ン])(?:\(\s*({0})\s*\)|({0})(?=\s*(?:[).:、。]|です|$)))"
_FEW, _MANY = 2, 10
_READ: Final = 400  # who picks an option says so early


type Options = Mapping[str, str]  # texts by their marks


def options_of(asked: str) -> Options | None:
    """Return the options that were listed to pick from, None where nothing is to be picked."""
    asked = plain(asked)
    if not _ASKED.search(asked):
        return None
    options: dict[str, str] = dict(_LISTED.findall(asked))
    return options if _FEW <= len(options) <= _MANY else None


def picked(options: Options, answer: str) -> str | None:
    """Return the mark of the option that the answer picks, None where it shows none."""
    labels = "|".join(map(re.escape, sorted(options)))
    found = re.search(_MARKED.format(labels), plain(answer)[:_READ], re.MULTILINE)
    return (found[1] or found[2]) if found else None


def picks_none(options: Options, answer: str) -> bool:
    """Return whether the answer picks no option, by its mark or by its words."""
    said = plain(answer)[:_READ]
    worded = any(text.strip(" .。") in said for text in options.values())
    return not worded and picked(options, answer) is None


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Return the text without case and width; kept, as a call's texts are read several times."""
    return unicodedata.normalize("NFKC", text).casefold()
