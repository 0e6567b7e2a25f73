"""Sentences of an answer that allow what the given texts forbid, or forbid what they allow.

Only where the words are the same but for the verdict, and neither side names a condition.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Final

from raimon.scorers.robustness.groundedness_words import content_of, sentences_of
from raimon.scorers.robustness.rounds import width_of

_COVERED: Final = 0.75  # of a sentence's content that the contrary one must have
_LEAST: Final = 5  # letters of what it is about, a Japanese one counting two
_SAYS_NOTHING: Final = frozenset({"yes", "polic", "rule", "contra", "insur", "docume", "term"})
_ASKS: Final = re.compile(r"\?|か[。」]?\Z")
_EXCEPTION: Final = re.compile(
    r"\b(?:unless|except|without|only)\b|除[いきく]|ただし|但し|以外|なく|なしに"
)
_PART: Final = re.compile(r"[,、;]")
_MOST: Final = 400  # sentences of the texts that are looked at
_FORBIDS: Final = {
    "en": re.compile(
        r"\b(?:must not|mustn't|may not|cannot|can not|can't|do not|don't|does not|never|prohibited"
        r"|forbidden|(?:not|n't) (?:be )?(?:allowed|permitted|possible|covered|included|eligible"
        r"|available|refundable|accepted))\b"
    ),
    "ja": re.compile(
        "禁止|禁じ|ならない|なりません|いけない|いけません|ないこと|できない|できません|不可|対象外"
        "|含まない|含まれない|含まれません|認めない|認められない|認めません|認められません|お断り"
    ),
}
_ALLOWS: Final = {
    "en": re.compile(
        r"\b(?:may|can|allowed|permitted|possible|covered|included|eligible|available|refundable"
        r"|accepted)\b"
    ),
    "ja": re.compile(
        "できる|できます|可能|構わない|構いません|かまいません|認める|認めます|認められ|含む|含みます"
        "|含まれる|含まれます|対象とする|対象です|対象となり|いただけます"
    ),
}
# What makes a verdict hold for some cases only, or turns it round.
_CONDITION: Final = {
    "en": re.compile(
        r"\b(?:unless|except|without|only|until|before|after|more than|less than|at least|at most"
        r"|longer than|no later|but|however|otherwise|not only|hesitate|forget|worry|either)\b"
    ),
    "ja": re.compile(
        "除[いきく]|ただし|但し|以外|なく|なしに|までは|限[りっる]|未満|以上|以下|超え|前に|場合は|場合に"
        "|が、|ものの|一方|ない限り|わけでは"
    ),
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a sentence is about, and whether it allows that, forbids it or neither."""

    about: AbstractSet[str]
    allows: bool | None
    asks: bool


def contrary(answer: str, given: str, language: str) -> int:
    """Return how many sentences of an answer say the contrary of the given texts (both folded)."""
    if not (_FORBIDS[language].search(answer) or _ALLOWS[language].search(answer)):
        return 0  # most answers: no sentence of theirs is taken apart
    said = [one for one in _verdicts(answer, language) if one.allows is not None]
    said = [one for one in said if width_of("".join(one.about)) >= _LEAST]
    if not said:
        return 0
    held = [one for one in _verdicts(given, language) if not one.asks]
    return sum(_is_contrary(one, held) for one in said)


def _verdicts(text: str, language: str) -> Iterator[_Verdict]:
    for sentence in islice(sentences_of(text), _MOST):
        asks = _ASKS.search(sentence) is not None
        excepted = _EXCEPTION.search(sentence) is not None
        # A list behind a colon belongs together.
        is_list = _allows(sentence.partition(":")[0], language) is not None and ":" in sentence
        for part in [sentence] if is_list else _PART.split(sentence):
            bare = _FORBIDS[language].sub(" ", _ALLOWS[language].sub(" ", part))
            allows = None if excepted else _allows(part, language)
            yield _Verdict(content_of(bare, language) - _SAYS_NOTHING, allows, asks)


def _allows(sentence: str, language: str) -> bool | None:
    if _CONDITION[language].search(sentence):
        return None
    if _FORBIDS[language].search(sentence):
        return False
    return True if _ALLOWS[language].search(sentence) else None


def _is_contrary(said: _Verdict, held: list[_Verdict]) -> bool:
    """Return whether a text has the same with the other verdict, and none has it with this one."""
    about = [one for one in held if len(said.about & one.about) >= _COVERED * len(said.about)]
    return bool(about) and all(one.allows is (not said.allows) for one in about)
