"""Scan a text for personal data and for credentials: the gate first, then what it lets through.

Both scans share what they need of a text, and the scorers come back to the same text: so a few
texts are kept as they were read last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Final

from raimon.scorers.privacy.detector import Found, Recognise, Recogniser
from raimon.scorers.privacy.escapes import FORMS as ESCAPES
from raimon.scorers.privacy.fold import UNEVEN, Folded, fold, fold_even
from raimon.scorers.privacy.gate import Gate, Opened
from raimon.scorers.privacy.recognisers import CREDENTIALS, PERSONAL
from raimon.scorers.privacy.sheet import LONGEST, Sheet

_KEPT: Final = 16  # texts: the segments of one invocation, and some answers behind their questions
_LONG: Final = 20_000  # characters; a longer text isn't kept
_COMBINATIONS: Final = 4096


@dataclass(frozen=True, slots=True)
class _Called:
    """A recogniser, and by which numbers of the gate it is called."""

    find: Recognise
    forms: frozenset[int]
    besides: int | None

    def by(self, opened: frozenset[int]) -> bool:
        """Return whether what the gate saw is enough for it to find something."""
        return not self.forms.isdisjoint(opened) and (
            self.besides is None or self.besides in opened
        )


def _called(recogniser: Recogniser, *, folds: bool) -> _Called:
    number = partial(GATE.number, folds=folds)
    besides = number(recogniser.besides) if recogniser.besides else None
    return _Called(recogniser.find, frozenset(map(number, recogniser.forms)), besides)


GATE: Final = Gate()
# Where one of these matches, the text may have to be folded sign by sign.
_UNEVEN: Final = frozenset(GATE.number(form, folds=False) for form in (UNEVEN, *ESCAPES))
_PERSONAL: Final = tuple((code, _called(recogniser, folds=True)) for code, recogniser in PERSONAL)
_CREDENTIALS: Final = tuple(_called(recogniser, folds=False) for recogniser in CREDENTIALS)


@dataclass(frozen=True)
class Page:
    """A text as both scans need it; each thing is worked out when it is first asked for.

    What was found stays too, by what was asked: one system prompt comes with call after call.
    """

    text: str = field(repr=False)
    found: dict[object, tuple[Found, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def opened(self) -> Opened:
        """Return what the gate sees in the text as it is written."""
        return GATE.opened(self.text)

    @cached_property
    def plain(self) -> Sheet:
        """Return the text as it is written, for what is ASCII by nature."""
        return Sheet(Folded(self.text))

    @cached_property
    def folded(self) -> Sheet:
        """Return the text in one way of writing; the same sheet where that changes nothing."""
        folded = fold(self.text) if self._may_be_uneven else fold_even(self.text)
        return self.plain if folded.text is self.text else Sheet(folded)

    @cached_property
    def _may_be_uneven(self) -> bool:
        return self.opened is None or not _UNEVEN.isdisjoint(self.opened)

    @cached_property
    def opened_folded(self) -> Opened:
        """Return what the gate sees in the folded text.

        The gate takes a sign for all that fold to it, so that it looks again only where folding
        has moved signs.
        """
        if self.opened is None or not self._may_be_uneven:
            return self.opened
        folded = self.folded.folded
        return self.opened if folded.starts is None else GATE.opened(folded.text)


def read(text: str) -> Page:
    """Return the page of a text; what follows its first million characters isn't read."""
    return kept(text) if len(text) <= _LONG else Page(text[:LONGEST])


@lru_cache(_KEPT)
def kept(text: str) -> Page:
    """Return the page of a text that is short enough to be kept."""
    return Page(text)


def personal(page: Page, without: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yield the personal data, identifiers of the countries in `without` left out."""
    for find in finding_personal(page.opened_folded, without):
        yield from find(page.folded)


def credentials(page: Page) -> Iterator[Found]:
    """Yield the keys, tokens and passwords; they are ASCII: nothing is folded."""
    for find in finding_credentials(page.opened):
        yield from find(page.plain)


@lru_cache(_COMBINATIONS)
def finding_personal(opened: Opened, without: frozenset[str]) -> tuple[Recognise, ...]:
    """Return what finds personal data in a text of which the gate saw so much."""
    return _let_through((one for code, one in _PERSONAL if code not in without), opened)


@lru_cache(_COMBINATIONS)
def finding_credentials(opened: Opened) -> tuple[Recognise, ...]:
    """Return what finds credentials in such a text."""
    return _let_through(_CREDENTIALS, opened)


def _let_through(called: Iterable[_Called], opened: Opened) -> tuple[Recognise, ...]:
    """Return what is worth a try, in the usual order."""
    if opened is None:
        return tuple(one.find for one in called)
    seen = frozenset(opened)
    return tuple(one.find for one in called if one.by(seen))
