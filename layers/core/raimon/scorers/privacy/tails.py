"""The tail of a value that the user gave: `ending in 1486` tells of the whole of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.fold import Folded, fold
from raimon.scorers.privacy.overlap import resolved
from raimon.scorers.privacy.sheet import LONGEST

_TAIL: Final = 4
_LONG: Final = 9  # digits; the tail of a shorter value is most of it
_CONFIDENCE: Final = 0.60
_SHOWN: Final = re.compile(
    r"(?:(?i:ending (?:in|with)|ends (?:in|with)|last (?:four|4)(?: digits)?(?: of [a-z ]{1,24})?"
    r"(?: are| is|:)?)|(?:末尾|下)(?:4|四)?(?:桁|けた)?(?:は|が|の|:)?|[*xX•●]{2,}[- ]?) ?"
    r"[\"'「(]?(?P<tail>[0-9]{4})(?![0-9])"
)


def with_tails(text: str, found: tuple[Found, ...], given: Iterable[Found]) -> tuple[Found, ...]:
    """Return the finds, and where only the last four digits of one of the given values are shown.

    Such a find carries the whole value, so that its token is that of the value itself.
    """
    tails = tuple(_tails(text, given))
    return resolved(Folded(text), (*found, *tails)) if tails else found


def _tails(text: str, given: Iterable[Found]) -> Iterator[Found]:
    known = {
        one.value[-_TAIL:]: one
        for one in given
        if len(one.value) >= _LONG and _is_number(one.value)
    }
    if not known or not text:
        return
    folded = fold(text[:LONGEST])
    for shown in _SHOWN.finditer(folded.text):
        whole = known.get(shown["tail"])
        if whole:
            start, end = folded.span(*shown.span("tail"))
            yield Found(
                *(whole.entity, start, end, _CONFIDENCE, whole.value),
                context_hit=True,
                synthetic=whole.synthetic,
                mask="*" * _TAIL,
                partial=True,
            )


def _is_number(value: str) -> bool:
    return value.removeprefix("+").isdecimal()
