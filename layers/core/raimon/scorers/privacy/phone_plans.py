"""How long the national numbers of each country are, and whether a zero may stand before them.

Source: International Telecommunication Union, Recommendation E.164 and the national numbering
plans that its members have notified.
"""

from dataclasses import dataclass
from typing import Final

from raimon.scorers.privacy.checksums import is_counting

# Country code, lengths of the national (significant) number, the digits it may begin with.
_PLANS: Final = (
    "1 10 23456789",
    "7 10 3456789",
    "20 8-10 123456789",
    "27 9 12345678",
    "30 10 2678",
    "31 9-10 123456789",
    "32 8-9 123456789",
    "33 9 1-9",
    "34 9 56789",
    "36 8-9 1-9",
    "39 6-11 0378",
    "40 9 237",
    "41 9 2-9",
    "43 7-13 1-9",
    "44 9-10 1235789",
    "45 8 2-9",
    "46 7-10 1-9",
    "47 8 2-9",
    "48 9 1-9",
    "49 7-12 1-9",
    "52 10 1-9",
    "54 10-11 1-9",
    "55 10-11 1-9",
    "56 9 1-9",
    "57 10 1-9",
    "60 8-10 1-9",
    "61 9 1-9",
    "62 8-12 1-9",
    "63 8-10 1-9",
    "64 8-10 2-9",
    "65 8 3689",
    "66 8-9 1-9",
    "81 9-10 1-9",
    "82 8-10 1-9",
    "84 9-10 1-9",
    "86 10-11 1-9",
    "90 10 1-9",
    "91 10 1-9",
    "92 9-10 1-9",
    "234 8-10 1-9",
    "254 9 1-9",
    "351 9 2-9",
    "353 7-10 1-9",
    "358 6-11 1-9",
    "380 9 1-9",
    "420 9 2-9",
    "852 8 2-9",
    "886 8-9 1-9",
    "966 8-9 1-9",
    "971 8-9 1-9",
    "972 8-9 1-9",
)
_WITH_ZERO: Final = frozenset({"39"})  # where the zero is part of the number
_LONGEST, _SHORTEST = 15, 8  # digits with the country code
_LONGEST_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """The lengths and the first digits of a country's national numbers."""

    lengths: range
    first: frozenset[str]


def _plan(lengths: str, first: str) -> Plan:
    least, _, most = lengths.partition("-")
    low, ranged, high = first.partition("-")
    digits = map(str, range(int(low), int(high) + 1)) if ranged else first
    return Plan(range(int(least), int(most or least) + 1), frozenset(digits))


PLANS: Final = {code: _plan(*rest) for code, *rest in map(str.split, _PLANS)}
ASSIGNED: Final = frozenset("123456789")  # zone 0 has no countries


def split(digits: str) -> tuple[str, str]:
    """Return country code and national number, the code empty where the country isn't listed."""
    for length in range(1, _LONGEST_CODE + 1):
        if digits[:length] in PLANS:
            return digits[:length], digits[length:]
    return "", digits


def without_trunk(digits: str) -> str:
    """Return the international number without the zero that is dialled only inside the country."""
    code, national = split(digits)
    if code and code not in _WITH_ZERO:
        return code + national.removeprefix("0")
    return digits


def is_international(digits: str) -> bool:
    """Return whether the country has numbers of this length and beginning."""
    code, national = split(digits)
    if is_counting(digits) or len(set(national)) < 3:  # noqa: PLR2004 (two digits: typed, not dialled)
        return False
    if not code:
        return digits[0] in ASSIGNED and _SHORTEST <= len(digits) <= _LONGEST
    plan = PLANS[code]
    return len(national) in plan.lengths and national[0] in plan.first
