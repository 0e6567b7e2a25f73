"""Everything that is looked for in a text, and whose country's it is."""

from typing import Final

from raimon.scorers.privacy.addresses import ADDRESS
from raimon.scorers.privacy.addresses_en import STREET_ADDRESS
from raimon.scorers.privacy.birth_dates import BIRTH_DATE
from raimon.scorers.privacy.contacts import CREDENTIAL_URL, EMAIL, IP
from raimon.scorers.privacy.detector import Recogniser
from raimon.scorers.privacy.entities_en import (
    ENGLISH,
    IBAN,
    PASSPORT,
    US_DRIVER_LICENSE,
    US_SSN,
    US_SSN_BARE,
)
from raimon.scorers.privacy.entities_ja import JAPANESE
from raimon.scorers.privacy.entities_world import WORLD
from raimon.scorers.privacy.keys import KEYS
from raimon.scorers.privacy.networks import CRYPTO, MAC
from raimon.scorers.privacy.passwords import PASSWORDS
from raimon.scorers.privacy.people import PERSON
from raimon.scorers.privacy.people_ja import JAPANESE_NAME
from raimon.scorers.privacy.phones import UK_PHONE, US_PHONE
from raimon.scorers.privacy.provider_keys import PROVIDER_KEY

_OF_ONE_COUNTRY: Final = {
    "us": (US_SSN, US_SSN_BARE, US_PHONE, US_DRIVER_LICENSE),
    "gb": (UK_PHONE,),
}
_EVERYWHERE: Final[tuple[Recogniser, ...]] = (
    EMAIL,
    CREDENTIAL_URL,
    IP,
    MAC,
    CRYPTO,
    IBAN,
    PASSPORT,
    BIRTH_DATE,
    PERSON,
    *(
        detector.recogniser
        for detector in ENGLISH
        if not any(detector in country for country in _OF_ONE_COUNTRY.values())
    ),
)
_OF_COUNTRIES: Final[tuple[tuple[str, Recogniser], ...]] = (
    ("jp", ADDRESS),
    ("jp", JAPANESE_NAME),
    ("us", STREET_ADDRESS),
    *(("jp", detector.recogniser) for detector in JAPANESE),
    *(
        (code, detector.recogniser)
        for code, country in _OF_ONE_COUNTRY.items()
        for detector in country
    ),
    *((local.locale, local.recogniser) for local in WORLD),
)
LOCALES: Final = tuple(sorted({code for code, _ in _OF_COUNTRIES}))
# None: of no country.
PERSONAL: Final[tuple[tuple[str | None, Recogniser], ...]] = (
    *((None, recogniser) for recogniser in _EVERYWHERE),
    *_OF_COUNTRIES,
)
CREDENTIALS: Final[tuple[Recogniser, ...]] = (
    *(detector.recogniser for detector in KEYS),
    PROVIDER_KEY,
    *PASSWORDS,
)
