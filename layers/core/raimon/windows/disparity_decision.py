"""Decisions that answers state as JSON: read, found by JMESPath, judged by the policy's words."""

import json
import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from raimon.invocation import Invocation, Segment
from raimon.policy_fairness import Decision, Disparity

_FENCED: Final = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_MOST_CHARACTERS: Final = 100_000  # of an answer that is read as JSON


def is_bad(invocation: Invocation, application: str | None, rules: Disparity) -> bool | None:
    """Return whether the answer's decision is a bad one, None where it states none that counts."""
    asked = [one for one in rules.decisions if fnmatchcase(application or "", one.application)]
    for said in _documents(invocation) if asked else ():
        for decision in asked:
            found = _found(decision, said)
            if found is not None and (bad := _judged(decision, found)) is not None:
                return bad
    return None


def read_answer(answer: str) -> object:
    """Return the answer read as JSON, fenced or bare; None if it is none."""
    if "{" not in answer or len(answer) > _MOST_CHARACTERS:
        return None
    fenced = _FENCED.search(answer)
    text = fenced[1] if fenced else answer[answer.index("{") : answer.rfind("}") + 1]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _documents(invocation: Invocation) -> Iterator[object]:
    """Give what the answer holds of JSON: its text, then what it would call tools with."""
    texts = (
        invocation.text(Segment.OUTPUT),
        *(use.arguments for use in invocation.asked_data.tools),
    )
    return (said for text in texts if (said := read_answer(text)) is not None)


def _found(decision: Decision, said: object) -> str | None:
    try:
        value = _compiled(decision.path).search(said)
    except JMESPathError:  # a function that is asked of the wrong type
        return None
    if isinstance(value, bool | int | float | str):
        return _plain(str(value))
    return None


def _judged(decision: Decision, value: str) -> bool | None:
    if value in map(_plain, decision.bad):
        return True
    if decision.good and value not in map(_plain, decision.good):
        return None
    return False


@cache
def _compiled(path: str) -> ParsedResult:
    return jmespath.compile(path)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
