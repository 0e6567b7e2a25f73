"""A detector: data, context and validator; one shape for every identifier that has digits."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet, Window, digits_of
from raimon.scorers.privacy.words import AGAINST, NO_WORDS, Words

ALARM: Final = 0.85  # confident enough to tell somebody
COUNT: Final = 0.5  # confident enough to count and to index

_OF_NOBODY: Final = 0.70
_AGAINST_REACH: Final = 24
_AGAINST_WEIGHT: Final = 2.5  # log-odds
_AGAINST_WEIGHT_IN_CONTEXT: Final = 1.5
_IDENTIFIER_BEFORE: Final = lazily(r"[0-9A-Za-z_][-_/.=#]?\Z|[0-9]ー\Z")
_LABEL_BEFORE: Final = lazily(
    r"(?:tel|fax|phone|ph|mobile|cell|mob|no|id|ssn|card|call|number|iban)[-_./=#]\Z"
)
_GOES_ON: Final = lazily(r"[0-9A-Za-z_]|-[0-9]|-[0-9A-Fa-f]{4}|\.[0-9]|%")
_COUNTER: Final = lazily(
    r" ?(?:件|円|個|人|名様|回|年|月|本|冊|枚|頁|ページ|名|台|票|点|歳|万|億|ドル|分|秒|時|%)"
)
_URL_REACH: Final = 300
_URL_END: Final = lazily(r"[^!-~]")


@dataclass(frozen=True, slots=True)
class Found:
    """One value found in a text, in folded offsets; the value itself never shows in a repr."""

    entity: str
    start: int
    end: int
    confidence: float
    value: str = field(repr=False)
    checksum_ok: bool | None = None  # None: the entity has no checksum
    context_hit: bool = False
    synthetic: bool = False
    mask: str | None = None  # None: the entity's usual one
    partial: bool = False  # only a piece of the value stands here


type Recognise = Callable[[Sheet], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What finds values on a sheet, and what must stand in a text for it to find any.

    Where none of the forms matches, or what else it needs does not, `find` yields nothing: so the
    gate may leave it out.
    """

    find: Recognise
    forms: tuple[str, ...]  # patterns of `re`, the ones that `find` itself looks for
    besides: str = ""  # what must match anywhere as well; empty: it needs nothing


def always(_: str) -> bool:
    """Accept whatever has the right form."""
    return True


def never(_: str) -> bool:
    """Know no documented example."""
    return False


@dataclass(frozen=True, slots=True)
class Detector:
    """How one identifier is written, checked and confirmed by the words around it.

    The span is that of the pattern's group `value`, else of the whole match. A confidence below
    COUNT isn't reported. `unchecked` is the confidence of a number in context that fails its check.
    """

    entity: str
    pattern: re.Pattern[str]
    alone: float
    in_context: float
    alone_in_japanese: float | None = None  # where kana or kanji stand near; None: as elsewhere
    context: Words = NO_WORDS
    digits: int = 5  # fewer in a window: not tried; 0: its digits form no run, so tried everywhere
    canonical: Callable[[str], str] = digits_of
    is_valid: Callable[[str], bool] = always
    has_checksum: bool = False
    unchecked: float = 0.0
    label: re.Pattern[str] | None = None  # directly before: only then `unchecked` holds
    is_synthetic: Callable[[str], bool] = never
    is_of_nobody: Callable[[str], bool] = never  # such as a toll-free number: counted, no alarm
    form: str = ""  # of the pattern, for the gate; empty: a run of so many digits
    may_continue: bool = False  # a checksum carries it: -001 may follow, a letter may precede
    group: str | int = field(init=False)  # of the value

    def __post_init__(self) -> None:
        """Know the group from how the pattern is written, which isn't compiled before its use."""
        has_group = "(?P<value>" in self.pattern.pattern
        object.__setattr__(self, "group", "value" if has_group else 0)

    @property
    def recogniser(self) -> Recogniser:
        """Return it with what tells the gate that such an identifier may stand in a text."""
        form = self.form or (run_of(self.digits) if self.digits else self.pattern.pattern)
        return Recogniser(self.find, (form,))

    def find(self, sheet: Sheet) -> Iterator[Found]:
        """Yield the identifiers on the sheet, each with the confidence it deserves."""
        for window in sheet.windows if self.digits else (sheet.whole,):
            if window.digits >= self.digits:
                yield from self._find_in(sheet, window)

    def _find_in(self, sheet: Sheet, window: Window) -> Iterator[Found]:
        for match in self.pattern.finditer(sheet.text, window.start, window.end):
            start, end = match.span(self.group)
            value = self.canonical(sheet.text[start:end])
            valid = self.is_valid(value)
            if (valid or self.unchecked) and self._stands_alone(sheet, start, end):
                found = self._judged(sheet, start, end, value, valid=valid)
                if found:
                    yield found

    def _stands_alone(self, sheet: Sheet, start: int, end: int) -> bool:
        alone = self.may_continue or stands_alone(sheet, start, end)
        return alone and not is_quantity(sheet, end)

    def _judged(
        self, sheet: Sheet, start: int, end: int, value: str, *, valid: bool
    ) -> Found | None:
        """Return the find, None where the words around leave too little of it: most often."""
        hit, confidence = self._weighed(sheet, start, end)
        if not valid:
            confidence = self.unchecked if hit and self._is_labelled(sheet, start) else 0.0
        if confidence < COUNT:
            return None
        if self.is_of_nobody(value):
            confidence = min(confidence, _OF_NOBODY)
        return Found(
            entity=self.entity,
            start=start,
            end=end,
            confidence=confidence,
            value=value,
            checksum_ok=valid if self.has_checksum else None,
            context_hit=hit,
            synthetic=self.is_synthetic(value),
        )

    def _is_labelled(self, sheet: Sheet, start: int) -> bool:
        return self.label is None or self.label.search(sheet.before(start)) is not None

    def _weighed(self, sheet: Sheet, start: int, end: int) -> tuple[bool, float]:
        """Return whether a word of context stands near, and the confidence that this leaves.

        Of a word that speaks for it and one that speaks against it, the nearer one decides.
        """
        distance = sheet.nearest_before(self.context, start)
        hit = distance >= 0 or self.context.stand_in(sheet.after(end))
        against = sheet.nearest_before(AGAINST, start, _AGAINST_REACH)
        if against < 0 or 0 <= distance <= against:
            return hit, self.in_context if hit else self._alone(sheet, start, end)
        if not hit:
            return False, lowered(self._alone(sheet, start, end), _AGAINST_WEIGHT)
        return False, lowered(self.in_context, _AGAINST_WEIGHT_IN_CONTEXT)

    def _alone(self, sheet: Sheet, start: int, end: int) -> float:
        if self.alone_in_japanese is None or not sheet.is_japanese_around(start, end):
            return self.alone
        return self.alone_in_japanese


def run_of(digits: int) -> str:
    """Return the pattern of so many digits, up to two signs that part a number between them."""
    return f"[0-9](?:[-. ー()]{{0,2}}[0-9]){{{digits - 1}}}"


def in_any_case(pattern: str) -> str:
    """Return the pattern of small letters for a text in any letters."""
    return f"(?i:{pattern})"


def lowered(confidence: float, weight: float) -> float:
    """Return the confidence with the weight taken off its log-odds."""
    if confidence <= 0:
        return 0.0
    return 1 / (1 + math.exp(weight) * (1 - confidence) / confidence)


def stands_alone(sheet: Sheet, start: int, end: int) -> bool:
    """Return whether the number is no part of an identifier, a decimal or a URL."""
    text = sheet.text
    if _GOES_ON.match(text, end):
        return False
    before = sheet.before(start, 8)
    if _IDENTIFIER_BEFORE.search(before) and not _LABEL_BEFORE.search(before):
        return False
    return not is_in_url(text, start)


def is_quantity(sheet: Sheet, end: int) -> bool:
    """Return whether a Japanese counter follows: so many things, people or yen."""
    return _COUNTER.match(sheet.text, end) is not None


def is_in_url(text: str, start: int) -> bool:
    """Return whether the place stands inside a web address."""
    scheme = text.rfind("://", max(0, start - _URL_REACH), start)
    return scheme >= 0 and _URL_END.search(text, scheme, start) is None
