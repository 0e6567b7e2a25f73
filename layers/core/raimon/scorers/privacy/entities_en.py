"""Identifiers of the English-speaking world and of international use, as data."""

from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.checksums import (
    SHORTEST_IBAN,
    iban_length,
    is_card,
    is_fake_ssn,
    is_iban,
    is_rare_card,
    is_ssn,
    is_test_card,
)
from raimon.scorers.privacy.detector import Detector, Found, Recogniser, in_any_case
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.phones import (
    BARE_PHONE,
    INTERNATIONAL_PHONE,
    OTHER_PHONE,
    UK_PHONE,
    US_PHONE,
)
from raimon.scorers.privacy.sheet import Sheet, digits_of
from raimon.scorers.privacy.words import words

_CARD_WORDS: Final = words(
    *(
        "card",
        "visa",
        "master",
        "mastercard",
        "amex",
        "american express",
        "jcb",
        "diners",
        "credit",
    ),
    *("debit", "cvv", "cvc", "maestro", "カード", "クレジット", "クレカ"),
)
_LABEL_END: Final = (
    r"(?:numbers?|no\.?|num|#)?\]?(?: for [^.:\n]{1,30})?(?: is| was| are|:| =|#)?:? ?\Z"
)
_CARD_LABEL: Final = lazily(r"\b(?:credit|debit|payment|visa) ?card " + _LABEL_END)
_SSN_LABEL: Final = lazily(r"\b(?:ssn|s-s-n|s\.s\.n\.?|social[ .-]security)[ .-]?" + _LABEL_END)

CREDIT_CARD: Final = Detector(
    entity="CREDIT_CARD",
    pattern=lazily(
        r"(?<![0-9A-Za-z.])(?<![0-9][-. ー])(?:[0-9]{12,19}"
        r"|[0-9]{4}(?:[-. ー][0-9]{4}){3}(?:[-. ー][0-9]{1,3})?"
        r"|[0-9]{4}[-. ー][0-9]{6}[-. ー][0-9]{4,5}"
        r")(?![0-9A-Za-z])(?!\.[0-9])"
    ),
    alone=0.90,
    in_context=0.99,
    context=_CARD_WORDS,
    digits=12,
    is_valid=is_card,
    has_checksum=True,
    unchecked=0.55,  # models invent numbers: said to be a card number, it counts as one
    label=_CARD_LABEL,
    is_synthetic=is_test_card,
    may_continue=True,
)
RARE_CARD: Final = Detector(
    entity="CREDIT_CARD",
    pattern=CREDIT_CARD.pattern,
    alone=0.3,
    in_context=0.9,
    context=_CARD_WORDS,
    digits=12,
    is_valid=is_rare_card,
    has_checksum=True,
    may_continue=True,
)
SPLIT_CARD: Final = Detector(
    entity="CREDIT_CARD",
    pattern=lazily(
        r"[0-9](?<![0-9A-Za-z.][0-9])(?<![0-9][-. ー\n][0-9])[0-9 -]{3,16}\r?\n {0,8}"
        r"[0-9 -]{3,16}[0-9](?![0-9A-Za-z])(?![-. ]?\r?\n? ?[0-9])"
    ),
    alone=0.3,
    in_context=0.90,
    context=_CARD_WORDS,
    form=r"[0-9 -]{3}\r?\n",
    digits=12,
    is_valid=is_card,
    has_checksum=True,
)
_SSN_WORDS: Final = words(
    *("ssn", "s-s-n", "s.s.n", "social", "social security", "social security number"),
    "社会保障番号",
)
US_SSN: Final = Detector(
    entity="US_SSN",
    pattern=lazily(r"(?<![0-9])[0-9]{3}([- .])[0-9]{2}\1[0-9]{4}(?![0-9])"),
    alone=0.70,
    alone_in_japanese=0.3,
    in_context=0.95,
    context=_SSN_WORDS,
    form=r"[0-9]{3}[- .][0-9]{2}[- .][0-9]{4}",
    digits=9,
    is_valid=is_ssn,
    is_synthetic=is_fake_ssn,
)
US_SSN_BARE: Final = Detector(
    entity="US_SSN",
    pattern=lazily(r"(?<![0-9])[0-9]{9}(?![0-9])"),
    alone=0.1,
    in_context=0.80,
    context=_SSN_WORDS,
    form="[0-9]{9}",
    digits=9,
    is_valid=is_ssn,
    unchecked=0.55,
    label=_SSN_LABEL,
    is_synthetic=is_fake_ssn,
)
_LICENSE_WORDS: Final = words(
    "driver license",
    "driver's license",
    "drivers license",
    "driver's licence",
    "driving licence",
    "driver licence",
    "driving license",
    "driver's license number",
    "driver’s license",
)
US_DRIVER_LICENSE: Final = Detector(
    entity="US_DRIVER_LICENSE",
    pattern=lazily(r"(?<![0-9A-Za-z])[A-Za-z]{0,2}[0-9]{6,14}[A-Za-z]?(?![0-9A-Za-z])"),
    alone=0.1,
    in_context=0.80,
    context=_LICENSE_WORDS,
    form="[0-9]{6}",
    digits=6,
    canonical=str.upper,
)
_PASSPORT: Final = lazily(
    r"(?:(?<![a-z])passport (?:numbers?|no\.?)(?: is| are|:| of| for [^.:\n]{1,30} is)?:? ?"
    r"|(?:パスポート|旅券)(?:の?番号)?(?:は|が|:)? ?)"
    r"(?P<value>[a-z0-9]{6,12})(?![a-z0-9])"
)
# Several of them, announced once: `two passport numbers are listed: ... and ...`.
_PASSPORTS: Final = lazily(r"(?<![a-z])passport(?:s| numbers)(?![a-z])")
_PASSPORT_CODE: Final = lazily(
    r"(?<![A-Za-z0-9])(?=[0-9]*[A-Z])(?=[A-Z]*[0-9])(?![A-Z]{3,}[0-9]{1,5}(?![0-9A-Z]))"
    r"[A-Z0-9]{8,10}(?![A-Za-z0-9])"
)
_LIST_REACH: Final = 200  # characters
_PASSPORT_HINTS: Final = ("passport", "パスポート", "旅券")
_FEWEST_DIGITS: Final = 2  # fewer: a word, unless it is in capitals
_IBAN_START: Final = lazily(r"(?<![0-9A-Za-z])[A-Za-z]{2}[0-9]{2}(?=[ A-Za-z0-9])")
_IBAN_REST: Final = lazily(r"[A-Za-z0-9]{4}(?: ?[A-Za-z0-9]){4,40}")


def find_passport(sheet: Sheet) -> Iterator[Found]:
    """Yield passport numbers of any country, which only their label tells."""
    if not sheet.holds(_PASSPORT_HINTS):
        return
    for match in _PASSPORT.finditer(sheet.lower):
        start, end = match.span("value")
        if _is_code(sheet.text[start:end]):
            value = sheet.text[start:end].upper()
            yield Found("PASSPORT", start, end, 0.80, value, context_hit=True)
    for label in _PASSPORTS.finditer(sheet.lower):
        for code in _PASSPORT_CODE.finditer(sheet.text, label.end(), label.end() + _LIST_REACH):
            yield Found("PASSPORT", *code.span(), 0.60, code.group(), context_hit=True)


def find_iban(sheet: Sheet) -> Iterator[Found]:
    """Yield the IBANs: as many signs as the country has, whatever word follows."""
    for window in sheet.windows:
        for start in _IBAN_START.finditer(sheet.text, window.start, window.end):
            end = _iban_end(sheet.text, start.start())
            if end:
                value = sheet.text[start.start() : end].replace(" ", "").upper()
                yield Found("IBAN_CODE", start.start(), end, 0.99, value, checksum_ok=True)


def _is_code(text: str) -> bool:
    """Return whether digits, or capitals with a digit among them, make it no word."""
    digits = len(digits_of(text))
    return digits >= _FEWEST_DIGITS or (digits > 0 and text.isupper())


def _iban_end(text: str, start: int) -> int:
    """Return where the IBAN that starts here ends, 0 where none does."""
    rest = _IBAN_REST.match(text, start)
    length = iban_length(text[start : start + 2].upper())
    if rest is None or not length:
        return 0
    end, signs = start, 0
    while end < rest.end() and signs < length:
        signs += text[end] != " "
        end += 1
    goes_on = end < len(text) and text[end].isascii() and text[end].isalnum()
    valid = signs == length and is_iban(text[start:end].replace(" ", "").upper())
    return end if valid and not goes_on else 0


PASSPORT: Final = Recogniser(
    find_passport, (in_any_case(_PASSPORT.pattern), in_any_case(_PASSPORTS.pattern))
)
IBAN: Final = Recogniser(
    find_iban, (f"{_IBAN_START.pattern}(?: ?[A-Za-z0-9]){{{SHORTEST_IBAN - 4}}}",)
)
ENGLISH: Final = (
    CREDIT_CARD,
    RARE_CARD,
    SPLIT_CARD,
    US_SSN,
    US_SSN_BARE,
    US_PHONE,
    UK_PHONE,
    INTERNATIONAL_PHONE,
    OTHER_PHONE,
    BARE_PHONE,
    US_DRIVER_LICENSE,
)
