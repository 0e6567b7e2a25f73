"""Whether an answer is laid out as was asked: in lines that begin with given labels.

Agents are told to write "Thought:", "Action:", "Action Input:" and a program reads these; reports
are told to come as "Summary:", "Risk:". An answer that has none of the labels can't be read.
"""

import re
from collections.abc import Iterator
from typing import Final

_ASKED: Final = re.compile(
    r"\b(?:format|layout|form|structure|template)\b[^\n]{0,80}[:：][ \t]*\n"
    r"|(?:形式|書式|フォーマット|様式|テンプレート|構成)[^\n]{0,40}\n",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    r"[ \t]*(?:[-*#>•・]+[ \t]*)?[*_【]{0,2}"
    r"([A-Za-z][\w'-]*(?: [\w'-]+){0,3}|[\u3040-\u30ff\u4e00-\u9fffー]{1,12})"
    r"[*_】]{0,2}[ \t]*[:：]"
)
_PASSED: Final = re.compile(r"[ \t]*(?:\.\.\.|…|[(（]|$)")  # what stands between such lines
_READ: Final = 8000  # code points of what was asked
_LINES: Final = 24
_FEW: Final = 2


def labels_of(*asked: str) -> frozenset[str]:
    """Return the labels of the lines that an answer was asked to come in; none if it wasn't.

    At least two lines with labels must follow the words that ask for a form, at once.
    """
    for text in asked:
        for found in _ASKED.finditer(text[:_READ]):
            labels = frozenset(_following(text[found.end() : _READ]))
            if len(labels) >= _FEW:
                return labels
    return frozenset()


def _following(text: str) -> Iterator[str]:
    for line in text.splitlines()[:_LINES]:
        labelled = _LABELLED.match(line)
        if labelled:
            yield labelled[1].casefold()
        elif not _PASSED.match(line):
            return


def lacks(labels: frozenset[str], answer: str) -> bool:
    """Return whether no line of the answer begins with one of the labels."""
    lines = map(_LABELLED.match, answer.splitlines())
    return not any(line and line[1].casefold() in labels for line in lines)
