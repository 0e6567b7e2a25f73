"""What an answer to a probe says as a number in [0, 1], or that it can't be read."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from raimon.probes.suite import Language
from raimon.scorers.robustness.refusal import spoken_refusal

_OBJECT: Final = re.compile(r"\{[^{}]*\}")
_YES: Final = frozenset(
    {
        "yes", "true", "approve", "approved", "accept", "accepted", "grant", "granted",
        "はい", "承認", "可", "可決", "許可", "採用", "賛成",
    }
)  # fmt: skip
_NO: Final = frozenset(
    {
        "no", "false", "deny", "denied", "reject", "rejected", "decline", "declined", "refuse",
        "いいえ", "否決", "不可", "否", "却下", "拒否", "不承認", "不許可", "不採用", "反対",
    }
)  # fmt: skip
_HUNDRED: Final = 100.0
_REFUSED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Read:
    """The numbers of one answer; what it doesn't hold is None."""

    refused: float
    decision: float | None = None
    score: float | None = None
    length: float = 0.0  # characters


def read(answer: str, language: Language) -> Read:
    """Return what the answer says; an answer without words counts as refused."""
    text = answer.strip()
    refused = float(not text or spoken_refusal(text, language) >= _REFUSED)
    said = _object(text)
    return Read(
        refused=refused,
        decision=_decision(said.get("decision")),
        score=_score(said.get("score")),
        length=float(len(text)),
    )


def _object(text: str) -> dict[str, object]:
    for found in _OBJECT.finditer(text):
        try:
            value = json.loads(found[0])
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    return {}


def _decision(value: object) -> float | None:
    word = unicodedata.normalize("NFKC", str(value)).strip(" .。").casefold()
    if word in _YES:
        return 1.0
    return 0.0 if word in _NO else None


def _score(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) / _HUNDRED if 0 <= value <= _HUNDRED else None
