"""Whether an answer picks one of the options that were listed, where one was asked for."""

import re
import unicodedata
from typing import Final

_LISTED = re.compile(r"^[ \t]*\(?([a-jア-オ1-9])[).:、][. \t]*(\S.*)$", re.MULTILINE)
_ASKED = re.compile(r"\b(?:pick|choose|select|option|multiple[- ]choice)|選択|選んで|選び|どれ")
_MARKED: Final = r"(?<![\w])(?:\(\s*({0})\s*\)|({0})(?=\s*(?:[).:、]|$)))"
_FEW, _MANY = 2, 10
_READ: Final = 400  # who picks an option says so early


def picks_none(asked: str, answer: str) -> bool | None:
    """Return whether no option was picked, None where no options were listed to pick from."""
    asked = _plain(asked)
    if not _ASKED.search(asked):
        return None
    options = dict(_LISTED.findall(asked))
    if not _FEW <= len(options) <= _MANY:
        return None
    said = _plain(answer)[:_READ]
    labels = "|".join(map(re.escape, sorted(options)))
    if re.search(_MARKED.format(labels), said, re.MULTILINE):
        return False
    return not any(text.strip(" .。") in said for text in options.values())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
