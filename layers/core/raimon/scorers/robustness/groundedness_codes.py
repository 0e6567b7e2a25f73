"""Codes of an answer, such as numbers of orders, parts and parcels, that no given text holds."""

import re
from typing import Final

from raimon.scorers.robustness.groundedness_words import Words

_CODE: Final = re.compile(
    r"(?<![\w/.-])(?!(?:19|20)\d\d-\d\d)(?:[A-Z]{1,5}[-_]?\d{4,12}(?:-?[A-Z\d]{1,8})?|[A-Z]{1,5}(?:-[A-Z\d]{1,6}){0,2}-\d{3,10}"
    r"|\d{3,6}-\d{2,6}(?:-\d{2,8})?)(?![\w/]|[-.]\d)",
    re.ASCII,
)
_SIGNS: Final = re.compile(r"[-_]")


def codes_without(said: str, given: Words) -> int:
    """Return how many codes of an answer stand in no given text, neither whole nor in its parts."""
    return sum(
        _SIGNS.sub("", code).casefold() not in given.packed and not _is_range(code, given)
        for code in set(_CODE.findall(said))
    )


def _is_range(code: str, given: Words) -> bool:
    """Return whether each part stands in the texts by itself, as the ends of a range do."""
    return all(
        re.search(rf"(?<!\d){part}(?!\d)", given.folded) for part in code.casefold().split("-")
    )
