"""Check digits and number plans: what tells an identifier from any other run of digits."""

from itertools import pairwise
from typing import Final

_MY_NUMBER_WEIGHTS: Final = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LICENCE_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_LICENCE_COMMISSIONS: Final = frozenset(
    (10, *range(11, 15), *range(20, 26), 30, *range(40, 56), *range(60, 66))
) | frozenset((*range(70, 75), *range(80, 84), *range(90, 98)))

# First digits (as a range of prefixes of one length) and the lengths that the issuers use.
_ISSUERS: Final = (
    (4, 4, (16, 19)),
    (51, 55, (16,)),
    (2221, 2720, (16,)),
    (34, 34, (15,)),
    (37, 37, (15,)),
    (300, 305, (14, 16, 19)),
    (309, 309, (14, 16, 19)),
    (36, 36, (14, 16, 19)),
    (38, 39, (14, 16, 19)),
    (3528, 3589, (16, 17, 18, 19)),
    (2131, 2131, (15,)),
    (1800, 1800, (15,)),
    (6011, 6011, (16, 19)),
    (644, 649, (16, 19)),
    (65, 65, (16, 19)),
    (62, 62, (16, 17, 18, 19)),
)
_MAESTRO: Final = ("50", "56", "57", "58", "60", "61", "63", "66", "67", "68", "69")
_MAESTRO_LENGTHS: Final = range(12, 20)
_OLD_VISA_LENGTH: Final = 13

_IBAN_COUNTRIES: Final = (
    "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 BY:28 CH:21 CR:22 CY:28 "
    "CZ:24 DE:22 DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 "
    "GR:27 GT:28 HR:21 HU:28 IE:22 IL:23 IQ:23 IS:26 IT:27 JO:30 KW:30 KZ:20 LB:28 LC:32 "
    "LI:21 LT:20 LU:20 LV:21 LY:25 MC:27 MD:24 ME:22 MK:19 MR:27 MT:31 MU:30 NL:18 NO:15 "
    "PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 SA:24 SC:31 SE:24 SI:19 SK:24 SM:27 ST:25 "
    "SV:28 TL:23 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20"
)
_IBAN_LENGTHS: Final = dict(pair.split(":") for pair in _IBAN_COUNTRIES.split())

_FAKE_SSNS: Final = frozenset({"078051120", "219099999", "123456789", "987654320"})
_PRINTED_CARDS: Final = (
    "4111111111111111 4012888888881881 4242424242424242 4000056655665556 4222222222222 "
    "5555555555554444 5105105105105100 2223003122003222 2223000048400011 5200828282828210 "
    "378282246310005 371449635398431 378734493671000 30569309025904 38520000023237 "
    "6011111111111117 6011000990139424 3530111333300000 3566002020360505 6200000000000005"
)
_TEST_CARDS: Final = frozenset(_PRINTED_CARDS.split())


def passes_luhn(digits: str) -> bool:
    """Return whether the last digit is the Luhn check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) << (place & 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 (two digits add up to one)
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """Return whether an issuer gives out numbers of this form, and Luhn agrees."""
    return _is_issued(digits) and len(set(digits)) > 1 and passes_luhn(digits)


def is_rare_card(digits: str) -> bool:
    """Return whether it may be a Maestro card or an old Visa card of 13 digits.

    The ranges are wide, and Japanese article codes (JAN) look like the latter: context must agree.
    """
    maestro = len(digits) in _MAESTRO_LENGTHS and digits.startswith(_MAESTRO)
    old_visa = len(digits) == _OLD_VISA_LENGTH and digits.startswith("4")
    return (maestro or old_visa) and len(set(digits)) > 1 and passes_luhn(digits)


def is_test_card(digits: str) -> bool:
    """Return whether the number stands in the manuals of card issuers and payment services."""
    return digits in _TEST_CARDS


def is_iban(iban: str) -> bool:
    """Return whether length and check digits (ISO 7064 mod 97) fit the country of the IBAN."""
    if _IBAN_LENGTHS.get(iban[:2]) != str(len(iban)):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def iban_length(country: str) -> int:
    """Return how long the IBANs of the country are, 0 where it has none."""
    return int(_IBAN_LENGTHS.get(country, "0"))


SHORTEST_IBAN: Final = min(map(int, _IBAN_LENGTHS.values()))


def is_ssn(digits: str) -> bool:
    """Return whether area, group and serial number may be issued (United States)."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return (
        area not in {"000", "666"} and area[0] != "9" and group != "00" and serial != "0000"
    ) or is_fake_ssn(digits)


def is_fake_ssn(digits: str) -> bool:
    """Return whether it is one of the numbers that were printed as examples, by full equality."""
    return digits in _FAKE_SSNS


def is_my_number(digits: str) -> bool:
    """Return whether the twelfth digit is the check digit of an Individual Number (Japan)."""
    if len(set(digits)) == 1:
        return False
    rest = _weighted(digits, _MY_NUMBER_WEIGHTS) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def is_corporate_number(digits: str) -> bool:
    """Return whether the first digit is the check digit of a Corporate Number (Japan)."""
    total = sum(
        int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(digits[1:]), 1)
    )
    return int(digits[0]) == 9 - total % 9


def is_driver_license(digits: str) -> bool:
    """Return whether commission and check digit are those of a driving licence (Japan)."""
    check = (11 - _weighted(digits, _LICENCE_WEIGHTS) % 11) % 10
    return int(digits[:2]) in _LICENCE_COMMISSIONS and int(digits[10]) == check


def is_counting(digits: str) -> bool:
    """Return whether the digits only count up or down, as typed for an example."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _is_issued(digits: str) -> bool:
    return any(
        len(digits) in lengths and low <= int(digits[: len(str(low))]) <= high
        for low, high, lengths in _ISSUERS
    )
