"""Whether an answer is the right one, where the caller put the right one into the metadata.

Only what can be decided by form is: an option, yes or no, a number, or the very words.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

NAMES: Final = ("reference", "expected", "expected_answer", "ground_truth")
_OPTION = re.compile(r"\(?([a-j])\)?[.:)]?", re.IGNORECASE)
_CHOSEN = re.compile(r"(?<![\w])(?:\(([a-j])\)|([a-j])(?=[.:)]|$))", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BOXED = re.compile(r"\\+boxed\s*\{([^{}]*)\}")
_VERDICT = re.compile(r"\b(yes|no)\b|(はい|いいえ)", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[「【](yes|no|はい|いいえ)[\]」】]", re.IGNORECASE)
_YES: Final = frozenset({"yes", "はい"})
_VERDICTS: Final = frozenset({"yes", "no", "はい", "いいえ"})
_BLANKS = re.compile(r"\s+")


def reference_of(metadata: Mapping[str, str]) -> str | None:
    """Return the right answer that the caller named, None where none is."""
    return next((metadata[name] for name in NAMES if metadata.get(name, "").strip()), None)


def is_right(answer: str, reference: str) -> bool:
    """Return whether the answer says what the reference says, by the reference's own form.

    A verdict or a number that is marked as the result goes before the last one in the text.
    """
    answer, reference = _plain(answer), _plain(reference)
    wanted = _BOXED.sub(r"\1", reference).strip("[]「」【】 .。")
    if wanted in _VERDICTS:
        return _verdict(answer) is (wanted in _YES)
    if _OPTION.fullmatch(wanted):
        return _option(answer) == _OPTION.fullmatch(wanted)[1]  # type: ignore[index]  # it matches
    if _NUMBER.fullmatch(wanted):
        return _number(answer) == _value(wanted)
    return wanted in answer


def _verdict(answer: str) -> bool | None:
    marked = _BRACKETED.findall(answer)
    if marked:
        return marked[-1] in _YES
    said = [first or second for first, second in _VERDICT.findall(answer)]
    return said[-1] in _YES if said else None


def _option(answer: str) -> str | None:
    chosen = _CHOSEN.search(answer)
    return (chosen[1] or chosen[2]) if chosen else None


def _number(answer: str) -> float | None:
    boxed = _BOXED.findall(answer)
    numbers = _NUMBER.findall(boxed[-1] if boxed else answer)
    return _value(numbers[-1]) if numbers else None


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
