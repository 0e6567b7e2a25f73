"""Everything that is looked for in a text, and the countries that the policy may leave out."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from raimon.scorers.privacy.addresses import find_address
from raimon.scorers.privacy.addresses_en import find_street_address
from raimon.scorers.privacy.birth_dates import find_birth_date
from raimon.scorers.privacy.contacts import find_credential_url, find_email, find_ip
from raimon.scorers.privacy.detector import Recognise
from raimon.scorers.privacy.entities_en import (
    ENGLISH,
    US_DRIVER_LICENSE,
    US_SSN,
    US_SSN_BARE,
    find_iban,
    find_passport,
)
from raimon.scorers.privacy.entities_ja import JAPANESE
from raimon.scorers.privacy.entities_world import WORLD
from raimon.scorers.privacy.networks import find_crypto, find_mac
from raimon.scorers.privacy.people import find_person
from raimon.scorers.privacy.phones import UK_PHONE, US_PHONE
from raimon.scorers.scorer import Tuning

_OF_ONE_COUNTRY: Final = {
    "us": (US_SSN, US_SSN_BARE, US_PHONE, US_DRIVER_LICENSE),
    "gb": (UK_PHONE,),
}
_EVERYWHERE: Final[tuple[Recognise, ...]] = (
    find_email,
    find_credential_url,
    find_ip,
    find_mac,
    find_crypto,
    find_iban,
    find_passport,
    find_birth_date,
    find_person,
    *(
        detector.find
        for detector in ENGLISH
        if not any(detector in country for country in _OF_ONE_COUNTRY.values())
    ),
)
_BY_COUNTRY: Final[tuple[tuple[str, Recognise], ...]] = (
    ("jp", find_address),
    ("us", find_street_address),
    *(("jp", detector.find) for detector in JAPANESE),
    *((code, detector.find) for code, country in _OF_ONE_COUNTRY.items() for detector in country),
    *((local.locale, local.find) for local in WORLD),
)
LOCALES: Final = tuple(sorted({code for code, _ in _BY_COUNTRY}))
# Each country is on unless the policy says `locale.<code>: 0`.
TUNING: Final[Tuning] = {f"locale.{code}": 1.0 for code in LOCALES}


def left_out(tuning: Tuning) -> frozenset[str]:
    """Return the countries that the policy switches off."""
    return frozenset(code for code in LOCALES if not tuning.get(f"locale.{code}", 1.0))


@cache
def recognisers(without: frozenset[str] = frozenset()) -> Iterable[Recognise]:
    """Return what is looked for, the identifiers of the given countries left out."""
    return (*_EVERYWHERE, *(find for code, find in _BY_COUNTRY if code not in without))
