"""Street addresses of the United States and the United Kingdom, from the house to the code."""

import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import COUNT, Found, Recogniser
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet
from raimon.scorers.privacy.words import words

_STREETS: Final = (
    "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Pl|Way|Terrace"
    "|Ter|Circle|Cir|Parkway|Pkwy|Highway|Hwy|Square|Sq|Crescent|Close|Gardens|Mews|Trail|Loop"
)
_STATES: Final = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ"
    "|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR"
)
_STATE_NAMES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming"
)
_NAME: Final = r"[A-Z][A-Za-z'’.]{0,20}"
_HOUSE: Final = lazily(
    r"[0-9]{1,6}[A-Za-z]?(?:-[0-9]{1,4})? (?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\.? )?"
    rf"(?:(?:{_NAME}|[0-9]{{1,3}}(?:st|nd|rd|th)) ){{1,4}}?(?:{_STREETS})\b"
)
_UNIT: Final = lazily(
    r"\.?,?\s{1,2}(?:(?:Suite|Ste|Apt|Apartment|Unit|Floor|Fl|Room|Rm|MC|Flat)\.? ?|#)"
    r"[0-9A-Za-z-]{1,6}\b"
)
_CITY: Final = rf"\.?(?:,\s?|\s){{1,2}}{_NAME}(?:[ -]{_NAME}){{0,3}}"
_UNITED_STATES: Final = lazily(
    rf"{_CITY}(?:,\s?|\s){{1,2}}(?P<state>{_STATES}|{_STATE_NAMES}),?\s{{1,2}}"
    r"(?P<zip>[0-9]{5}(?:-[0-9]{4})?)(?![0-9])"
)
_UNITED_KINGDOM: Final = lazily(
    rf"{_CITY},?\s{{0,2}}(?P<postcode>[A-Z]{{1,2}}[0-9][0-9A-Z]? ?[0-9][A-Z]{{2}})(?![0-9A-Za-z])"
)
_WORDS: Final = words(
    *("address", "lives at", "live at", "ship to", "shipped to", "deliver to", "resides at"),
    *("located at", "mail to", "sent to", "moved to", "home", "billing", "residence"),
    *("住所", "届け先", "送付先", "所在地", "宛先", "居住"),
)
_REACH: Final = 90
_WHOLE_BESIDE_A_WORD, _WHOLE, _PART = 0.88, 0.80, 0.70  # many a whole one is an organisation's


def find_street_address(sheet: Sheet) -> Iterator[Found]:
    """Yield street addresses: whole ones, or a house in a street that the words call an address."""
    if not sheet.has_digits:
        return
    last = 0
    for house in _HOUSE.finditer(sheet.text):
        start = house.start()
        if start >= last and not _continues(sheet.text, start):
            found = _found(sheet, start, house.end())
            if found.confidence >= COUNT:
                last = found.end
                yield found


def _continues(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in ".-/$#")


def _found(sheet: Sheet, start: int, street: int) -> Found:
    unit = _UNIT.match(sheet.text, street, street + _REACH)
    end = unit.end() if unit else street
    whole = next(
        (
            match
            for tail in (_UNITED_STATES, _UNITED_KINGDOM)
            if (match := tail.match(sheet.text, end, end + _REACH))
        ),
        None,
    )
    hit = _WORDS.stand_in(sheet.before(start))
    if whole:
        confidence = _WHOLE_BESIDE_A_WORD if hit else _WHOLE
    else:
        confidence = _PART if unit or hit else 0.0
    end = whole.end() if whole else end
    value = re.sub(r"[^0-9a-z]+", " ", sheet.lower[start:end]).strip()
    return Found("ADDRESS", start, end, confidence, value, context_hit=hit, mask="[ADDRESS]")


STREET_ADDRESS: Final = Recogniser(
    find_street_address, (_HOUSE.pattern,), rf" (?:{_STREETS})(?:[^0-9A-Za-z_]|\Z)"
)
