"""Check digits of identifiers around the world, each after its public definition."""

import re
from datetime import date
from itertools import pairwise
from typing import Final

_ABA_WEIGHTS: Final = (3, 7, 1, 3, 7, 1, 3, 7, 1)
_ABA_RANGES: Final = ((1, 12), (21, 32), (61, 72), (80, 80))
_ITIN_GROUPS: Final = frozenset((*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)))
_NIF_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_NIE_DIGITS: Final = str.maketrans("XYZ", "012")
_NIR_DEPARTMENTS: Final = (("2A", "19"), ("2B", "18"))
_NIR_MONTHS: Final = frozenset((*range(1, 13), *range(20, 43), *range(50, 100)))
_PESEL_WEIGHTS: Final = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_PESEL_CENTURIES: Final = (1900, 2000, 2100, 2200, 1800)
_RRN_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_RRN_CENTURIES: Final = (1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800)
_CN_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CN_CHECKS: Final = "10X98765432"
_NRIC_WEIGHTS: Final = (2, 7, 6, 5, 4, 3, 2)
# First letter, what it adds to the sum, and the check letters by the rest of eleven.
_NRIC_SERIES: Final = {
    "S": (0, "JZIHGFEDCBA"),
    "T": (4, "JZIHGFEDCBA"),
    "F": (0, "XWUTRQPNMLK"),
    "G": (4, "XWUTRQPNMLK"),
    "M": (3, "XWUTRQPNJLK"),
}
_OMOCODIA: Final = str.maketrans("LMNPQRSTUV", "0123456789")
_FISCAL_ODD: Final = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18),
            *(20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ),
        strict=True,
    )
)
_FISCAL_PLACES: Final = (6, 7, 9, 10, 12, 13, 14)  # those that hold digits
_NO_NINO: Final = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_NINO: Final = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]")
# Verhoeff: products of the dihedral group D5, and the permutation of each place.
_PRODUCTS: Final = tuple(
    tuple(
        (a + b) % 5 + 5 * (b > 4) if a < 5 else (a - b) % 5 + 5 * (b < 5)  # noqa: PLR2004 (rotations are below five, mirrorings above)
        for b in range(10)
    )
    for a in range(10)
)
_STEP: Final = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def is_aba(digits: str) -> bool:
    """Return whether a bank of the United States has such a routing number.

    Source: American Bankers Association, routing number policy; weights 3, 7, 1 modulo 10.
    """
    first = int(digits[:2])
    return any(low <= first <= high for low, high in _ABA_RANGES) and (
        _weighted(digits, _ABA_WEIGHTS) % 10 == 0
    )


def is_itin(digits: str) -> bool:
    """Return whether the number begins with 9 and has a group that the IRS gives out.

    Source: Internal Revenue Service, Internal Revenue Manual 3.21.263.
    """
    return digits[0] == "9" and int(digits[3:5]) in _ITIN_GROUPS


def is_nino(text: str) -> bool:
    """Return whether prefix and suffix may be issued (United Kingdom).

    Source: HM Revenue & Customs, National Insurance Manual NIM39110.
    """
    return _NINO.fullmatch(text) is not None and text[:2] not in _NO_NINO


def is_nhs(digits: str) -> bool:
    """Return whether the tenth digit is the check digit modulo 11 (United Kingdom).

    Source: NHS Data Dictionary, NHS NUMBER; weights 10 to 2.
    """
    check = 11 - _weighted(digits, range(10, 1, -1)) % 11
    return len(set(digits)) > 1 and int(digits[9]) == check % 11 and check != 10  # noqa: PLR2004 (such numbers aren't given out)


def is_nif(text: str) -> bool:
    """Return whether the letter is that of the rest of 23 (Spain, residents and foreigners).

    Source: Ministerio del Interior, cálculo del dígito de control del NIF/NIE.
    """
    number = text[:-1].translate(_NIE_DIGITS)
    return len(set(number)) > 1 and text[-1] == _NIF_LETTERS[int(number) % 23]


def is_nir(text: str) -> bool:
    """Return whether the two last digits are the key modulo 97 (France).

    Source: Insee, numéro d'inscription au répertoire; Corsica counts as 19 and 18.
    """
    number = text
    for department, counted in _NIR_DEPARTMENTS:
        number = number[:5] + number[5:7].replace(department, counted) + number[7:]
    if not number.isdecimal() or int(number[3:5]) not in _NIR_MONTHS:
        return False
    return int(number[13:]) == 97 - int(number[:13]) % 97


def is_german_tax_id(digits: str) -> bool:
    """Return whether one digit of the first ten repeats and the last is the check digit.

    Source: Bundeszentralamt für Steuern, Steuer-IdNr.; ISO/IEC 7064, MOD 11,10.
    """
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    repeated = counts[-1] in {2, 3} and counts[:-1].count(1) == len(counts) - 1
    return digits[0] != "0" and repeated and int(digits[10]) == (11 - product) % 10


def is_fiscal_code(text: str) -> bool:
    """Return whether the last letter is the check letter (Italy).

    Source: Ministero delle Finanze, decree of 12 March 1974; digits may be given as letters.
    """
    odd = sum(_FISCAL_ODD[sign] for sign in text[:15:2])
    even = sum(int(sign, 36) - (0 if sign.isdigit() else 10) for sign in text[1:15:2])
    digits = "".join(text[place] for place in _FISCAL_PLACES).translate(_OMOCODIA)
    return digits.isdecimal() and text[15] == chr(ord("A") + (odd + even) % 26)


def is_pesel(digits: str) -> bool:
    """Return whether the number begins with a date and ends with the check digit (Poland).

    Source: Ministerstwo Cyfryzacji, numer PESEL; weights 1, 3, 7, 9.
    """
    century, month = divmod(int(digits[2:4]), 20)
    born = _is_date(_PESEL_CENTURIES[century] + int(digits[:2]), month, int(digits[4:6]))
    return born and int(digits[10]) == -_weighted(digits, _PESEL_WEIGHTS) % 10


def is_cpf(digits: str) -> bool:
    """Return whether the two last digits are check digits modulo 11 (Brazil).

    Source: Receita Federal, Cadastro de Pessoas Físicas.
    """
    return len(set(digits)) > 1 and all(
        int(digits[place]) == _weighted(digits, range(place + 1, 1, -1)) * 10 % 11 % 10
        for place in (9, 10)
    )


def is_rrn(digits: str) -> bool:
    """Return whether the last digit is the check digit of a resident registration number (Korea).

    Source: Enforcement rules of the Resident Registration Act; none since October 2020.
    """
    return is_rrn_shaped(digits) and int(digits[12]) == (11 - _weighted(digits, _RRN_WEIGHTS)) % 10


def is_rrn_shaped(digits: str) -> bool:
    """Return whether the number begins with a date of birth that its seventh digit allows."""
    century = _RRN_CENTURIES[int(digits[6])]
    return _is_date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def is_nric(text: str) -> bool:
    """Return whether the last letter is the check letter (Singapore, all five series).

    Source: Immigration & Checkpoints Authority; weights 2, 7, 6, 5, 4, 3, 2 modulo 11.
    """
    offset, letters = _NRIC_SERIES[text[0]]
    return text[8] == letters[(offset + _weighted(text[1:8], _NRIC_WEIGHTS)) % 11]


def is_aadhaar(digits: str) -> bool:
    """Return whether the twelfth digit is the check digit after Verhoeff (India).

    Source: Unique Identification Authority of India; J. Verhoeff, Error Detecting Decimal Codes.
    """
    check = 0
    for place, digit in enumerate(reversed(digits)):
        permuted = int(digit)
        for _ in range(place % 8):
            permuted = _STEP[permuted]
        check = _PRODUCTS[check][permuted]
    return check == 0 and digits != digits[::-1]


def is_chinese_id(text: str) -> bool:
    """Return whether the number holds a date and ends with its check sign (China).

    Source: GB 11643-1999; ISO/IEC 7064, MOD 11-2.
    """
    born = _is_date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    return born and text[17] == _CN_CHECKS[_weighted(text, _CN_WEIGHTS) % 11]


def is_repeating(digits: str) -> bool:
    """Return whether all the digits are the same."""
    return all(before == after for before, after in pairwise(digits))


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        return date(1900, 1, 1) <= date(year, month, day) <= date(2060, 1, 1)
    except ValueError:
        return False


def _weighted(digits: str, weights: tuple[int, ...] | range) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
