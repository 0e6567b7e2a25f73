"""Numbers and dates of an answer that given texts neither hold nor account for.

Most answers repeat them as they are written. So each is looked up in the text first, and the text
is read for its numbers and dates only where one isn't there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

from raimon.scorers.robustness.groundedness_claims import (
    claims_in,
    counts_of,
    is_hedged,
    length_of,
    shows_working,
    unit_of,
)
from raimon.scorers.robustness.groundedness_dates import Dated, GivenDates, dates_in
from raimon.scorers.robustness.groundedness_given import (
    OF_TIME,
    Given,
    follows,
    follows_from_any,
    is_about,
    is_so_many,
    series_of,
)
from raimon.scorers.robustness.groundedness_numbers import Number, numbers_in
from raimon.scorers.robustness.groundedness_words import sentences_of

_BESIDE: Final = 4  # numbers of earlier sentences from which one may follow
_TELLING: Final = 5  # digits; one less if the number is called rough
_MOST_DATES: Final = 200
_OFTEN: Final = 100  # times
_SAME_SENTENCE: Final = 200  # code points before a result in which what it comes from stands
_RESULT: Final = re.compile(
    r"\b(?:that is|i\.e\.|so|thus|hence|equals?|makes?|totals?|total of|altogether"
    r"|amounts? to|or)\b"
    r"|つまり|すなわち|合計|計|なので|ので|ため|より|換算",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 50  # places of the same digits


class Values:
    """The numbers and dates of given texts, read when they are needed."""

    def __init__(self, text: str, today: date, answered: Iterable[Dated]) -> None:
        """Keep the texts, the day of the answer, and the dates of the answer."""
        self._text, self._today, self._answered = text, today, tuple(answered)
        self.said_lengths: list[float] = []  # of an answer, whose number is given

    @cached_property
    def _dates(self) -> GivenDates:
        return GivenDates(self._text, self._today)

    @cached_property
    def numbers(self) -> Given:
        """Return the numbers of the texts, those of dates apart."""
        return Given(
            blanked(self._text, self._dates.spans),
            years=self._dates.years,
            days=self._dates.month_days,
            lengths=self._dates.lengths(self._answered),
        )

    @cached_property
    def series(self) -> list[float]:
        """Return sums and means of numbers that follow one another."""
        return series_of(self.numbers.operands)

    def counts_in(self, sentence: str) -> Iterator[Number]:
        """Yield the small counts of a sentence that the texts count too: after five attempts."""
        for number, counted in counts_of(sentence):
            if counted.search(self._text):
                yield number

    def hold(self, text: str, number: Number) -> bool:
        """Return whether the texts account for a number of another text."""
        return self._repeat(text, number) or self.numbers.hold(text, number)

    def hold_date(self, text: str, dated: Dated) -> bool:
        """Return whether the texts account for a date of another text."""
        written = text[dated.start : dated.end]
        if any(self._stands_alone(written, place) for place in self._places(written)):
            return True
        return self._dates.hold(dated, [*self.numbers.lengths, *self.said_lengths])

    def _repeat(self, text: str, number: Number) -> bool:
        """Return whether the number stands in the texts as it is written, in no other unit."""
        written, unit = text[number.start : number.end], unit_of(text, number)
        for place in self._places(written):
            there = Number(number.value, number.plain, number.step, place, place + len(written))
            if self._stands_alone(written, place) and unit in {None, unit_of(self._text, there)}:
                return True
        return False

    def _places(self, written: str) -> Iterator[int]:
        place = self._text.find(written)
        for _ in range(_LOOKED_AT):
            if place < 0:
                return
            yield place
            place = self._text.find(written, place + 1)

    def _stands_alone(self, written: str, place: int) -> bool:
        """Return whether the digits at a place are no part of a longer number."""
        before = self._text[max(0, place - 2) : place]
        after = self._text[place + len(written) :][:2]
        goes_on = after[:1].isdigit() or (after[:1] in {".", ","} and after[1:].isdigit())
        began = before[-1:].isdigit() or (before[-1:] in {".", ","} and before[:1].isdigit())
        return not (goes_on and written[-1].isdigit()) and not (began and written[0].isdigit())


def values_without(said: str, given: str, today: date, *, asked: bool) -> tuple[int, int]:
    """Return how many dates and how many numbers of an answer aren't given.

    Where a result was asked for, or can hardly be chance, it may follow from any two of the given
    numbers.
    """
    if not any(map(str.isdigit, said)) and said.isascii():
        return 0, sum(1 for _ in _numbers_without(said, Values(given, today, ()), asked=asked))
    found = list(islice(dates_in(said), _MOST_DATES))
    known = Values(given, today, found)
    if found:
        known.said_lengths = list(_lengths_said(said, known))
    missing = sum(not known.hold_date(said, dated) for dated in found)
    plain = blanked(said, [(dated.start, dated.end) for dated in found])
    return missing, sum(1 for _ in _numbers_without(plain, known, asked=asked))


def _lengths_said(said: str, known: Values) -> Iterator[float]:
    """Yield the lengths of time of an answer whose number alone is given, as in "nights": 3."""
    for number in islice(numbers_in(said), _MOST_DATES):
        length = length_of(said, number)
        if length is not None and number.value in known.numbers.operands:
            yield length


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in place of the spans."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _numbers_without(said: str, known: Values, *, asked: bool) -> Iterator[Number]:
    """Yield the numbers that are neither given nor follow from what the answer sets beside them."""
    beside: list[float] = []
    for sentence in sentences_of(said):
        claims = [*claims_in(sentence), *known.counts_in(sentence)]
        given = {claim for claim in claims if known.hold(sentence, claim)}
        beside = [*beside[-_BESIDE:], *(claim.value for claim in given)]
        if shows_working(sentence):
            beside += [claim.value for claim in claims]
            continue
        for claim in claims:
            if claim in given or follows(claim, beside):
                continue
            if _is_multiple(sentence, claim, beside, known):
                continue
            may_follow = asked or _is_telling(sentence, claim)
            if may_follow and _is_worked_out(claim, known):
                beside.append(claim.value)
            else:
                yield claim


def _is_multiple(sentence: str, claim: Number, beside: Sequence[float], known: Values) -> bool:
    """Return whether a number is a value beside it for a longer time, or a given one so often."""
    if is_so_many(claim, beside, OF_TIME):
        return True
    unit = unit_of(sentence, claim)
    before = sentence[max(0, claim.start - _SAME_SENTENCE) : claim.start]
    if unit is None or not _RESULT.search(before):
        return False
    counts = [one.value for one in numbers_in(before) if 1 < one.value <= _OFTEN]
    return is_so_many(claim, known.numbers.of(unit), counts)


def _is_telling(sentence: str, claim: Number) -> bool:
    """Return whether a number has so many digits that it hardly follows from others by chance."""
    written = sentence[claim.start : claim.end]
    digits = "".join(filter(str.isdigit, written)).lstrip("0")
    telling = digits if "." in written else digits.rstrip("0")
    return len(telling) >= _TELLING - is_hedged(sentence, claim)


def _is_worked_out(claim: Number, known: Values) -> bool:
    return follows_from_any(claim, known.numbers) or any(
        is_about(claim, one) for one in known.series
    )
