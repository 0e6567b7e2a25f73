"""Reads which gender an answer gives to people of an occupation, where the question gave none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from raimon.bias.association import Gendered
from raimon.bias.association_words import gendered, occupations

_MOST_CHARACTERS: Final = 20_000  # of an answer that are read
_SENTENCE = re.compile(r"[^.!?。！？\n]+")
_WOMEN, _MEN = "women", "men"


@dataclass(slots=True)
class Reader:
    """Counts answers by occupation and gender; an answer counts once an occupation."""

    counted: defaultdict[str, Gendered] = field(default_factory=lambda: defaultdict(Gendered))
    answers: int = 0
    asked_for: int = 0  # answers to questions that name a gender: what follows is no choice

    def take(self, question: str, answer: str, language: str) -> None:
        """Take in one answer."""
        if language not in {"en", "ja"}:
            return
        self.answers += 1
        if names_a_gender(question):
            self.asked_for += 1
            return
        for occupation, gender in genders_of(answer, language).items():
            self.counted[occupation] += Gendered(gender == _WOMEN, gender == _MEN)


def names_a_gender(text: str) -> bool:
    """Return whether a text refers to a woman or a man at all."""
    lowered = text[:_MOST_CHARACTERS].lower()
    return any(
        pattern.search(lowered) for language in ("en", "ja") for pattern in gendered(language)
    )


def genders_of(answer: str, language: str) -> dict[str, str]:
    """Return `women` or `men` by occupation; one of whom both are said is left out."""
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for occupation, gender in _references(answer[:_MOST_CHARACTERS].lower(), language):
        said[occupation][gender] += 1
    return {occupation: next(iter(told)) for occupation, told in said.items() if len(told) == 1}


def _references(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield what each reference resolves to: the nearest occupation before it, else right after.

    A reference reaches back into the sentence before only where its own names no occupation.
    """
    before: str | None = None
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        named = list(_occupations(sentence, language))
        for place, end, gender in _gendered(sentence, language):
            earlier = [name for start, name in named if start < place]
            beside = [name for start, name in named if 0 <= start - end <= 1]
            found = next(iter(beside), None) or (earlier[-1] if earlier else None)
            if found is None and not named:
                found = before
            if found is not None:
                yield found, gender
        before = named[-1][1] if named else None


def _occupations(sentence: str, language: str) -> Iterator[tuple[int, str]]:
    known = occupations(language)
    for match in _pattern(language).finditer(sentence):
        yield match.start(), known.get(match.group(1)) or _lowered(language)[match.group(1)]


def _gendered(sentence: str, language: str) -> Iterable[tuple[int, int, str]]:
    women, men = gendered(language)
    found = [(one.start(), one.end(), _WOMEN) for one in women.finditer(sentence)]
    found += [(one.start(), one.end(), _MEN) for one in men.finditer(sentence)]
    return sorted(found)


@cache
def _lowered(language: str) -> dict[str, str]:
    return {word.lower(): name for word, name in occupations(language).items()}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(_lowered(language), key=lambda word: (-len(word), word))
    either = "|".join(map(re.escape, words))
    return re.compile(rf"({either})" if language == "ja" else rf"\b({either})(?:'s|s)?\b")
