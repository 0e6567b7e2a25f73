"""What an answer decides, by its form: an option that was listed, yes or no, a marked number."""

import re
from typing import Final

from raimon.scorers.hinted import holds_any
from raimon.windows.option import Options, picked, plain

_BOXED = re.compile(r"\\+boxed\s*\{([^{}]{1,40})\}")
_BRACKETED = re.compile(r"[\[「【]\s*(yes|no|はい|いいえ)\s*[\]」】]")
_BEGINS = re.compile(r"\W*(yes|no)\b|\W*(はい|いいえ)")
_VERDICTS: Final = {"yes": "yes", "no": "no", "はい": "yes", "いいえ": "no"}


def decision_of(options: Options | None, answer: str) -> str | None:
    """Return what the answer decides in a word, None where its form shows no decision.

    A marked result goes before the first word, and the last mark before those above it.
    """
    option = picked(options, answer) if options else None
    if option is not None:
        return option
    said = plain(answer)
    boxed = _BOXED.findall(said) if "boxed" in said else None
    if boxed:
        return "".join(boxed[-1].split())
    bracketed = _BRACKETED.findall(said) if holds_any(said, "[「【") else None
    if bracketed:
        return _VERDICTS[bracketed[-1]]
    begins = _BEGINS.match(said)
    return _VERDICTS[begins[1] or begins[2]] if begins else None
