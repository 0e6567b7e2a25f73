"""Which spans can't be names by their form: streets, companies, plain words, titles."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from raimon.scorers.privacy.name_words import (
    Lists,
    Token,
    is_known,
    is_place,
    may_be_name,
)

_PARTICLES: Final = "al bin da de del della den der di dos du el ibn la le ten ter van von y"
_TITLES: Final = (
    "mr mrs ms miss mx dr prof professor sir madam lady lord judge justice captain sergeant "
    "colonel general major lieutenant inspector detective officer president chancellor minister "
    "senator governor mayor councillor ambassador deputy king queen prince princess sheikh imam "
    "rabbi pastor bishop father sister brother uncle aunt coach trainer nurse chef attorney "
    "plumber chairman chairwoman reverend saint pope director dear hi hello hey thanks"
)
_OF_A_PLACE: Final = (
    "ltd inc llc gmbh corp co plc group systems labs bank university college school hospital "
    "street road avenue lane drive square place court park bridge river lake mount island islands "
    "falls church museum airport station hotel theatre club foundation institute prize award "
    "disease syndrome law theorem act effect county city valley partners services solutions "
    "technologies international associates sons company center centre boulevard terrace "
    "way close gardens beach bay hills heights plaza stadium library cathedral"
)
_BEFORE_A_PLACE: Final = "mount lake fort port cape san santa saint river camp"
# In small letters inside a name: `Anna van der Berg`.
PARTICLES: Final = frozenset(_PARTICLES.split())
# Before a name, and no part of it.
TITLES: Final = frozenset(_TITLES.split())
# Behind a name, these make it one of a street, a company or a disease; before it, of a place.
OF_A_PLACE: Final = frozenset(_OF_A_PLACE.split())
BEFORE_A_PLACE: Final = frozenset(_BEFORE_A_PLACE.split())
_JOINTS: Final = frozenset({".", "'", "’"})
_LONGEST: Final = 6  # words
_OF_AN_ADDRESS: Final = "@_/="


def titles(tokens: Sequence[Token]) -> int:
    """Return how many titles stand first."""
    known = (token.text.rstrip(".").lower() in TITLES for token in tokens)
    return len(list(takewhile(bool, known)))


def is_written_like_a_name(span: Sequence[Token], *, small: bool) -> bool:
    """Return whether the words have capital letters, apart from particles inside.

    In a text without capital letters names have none either.
    """
    inner = [token.text for token in span[1:-1]]
    inner = [word for word in inner if word not in PARTICLES and word not in _JOINTS]
    words = (span[0].text, *inner, span[-1].text)
    return all(word[0].isalpha() and word[0].isupper() != small for word in words)


def is_no_other_word(span: Sequence[Token], uses: Sequence[str], lists: Lists) -> bool:
    """Return whether the span is no town or country, no plain word and no abbreviation."""
    if len(span) > 1:
        whole = " ".join(token.text for token in span)
        loud = whole.isupper()
        possible = (
            all(map(is_known, uses)) if loud else may_be_name(uses[0]) and may_be_name(uses[-1])
        )
        return possible and len(span) <= _LONGEST and not is_place(whole, lists)
    if is_known(uses[0]):
        return True
    return may_be_name(uses[0]) and "c" not in uses[0] and not span[0].text.isupper()


def belongs_to_a_place(tokens: Sequence[Token], begun: int, end: int) -> bool:
    """Return whether the name is that of a street, a company or the like, or a piece of address."""
    last = tokens[end - 1]
    before = tokens[begun - 1].text.lower() if begun else ""
    if last.text.lower() in OF_A_PLACE or before in BEFORE_A_PLACE:
        return True
    if end == len(tokens):
        return False
    after = tokens[end]
    if after.start == last.end and after.text in _OF_AN_ADDRESS:
        return True
    return after.text.lower() in OF_A_PLACE and after.text[0].isupper() == last.text[0].isupper()
