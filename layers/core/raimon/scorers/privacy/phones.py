"""Phone numbers: those of the United States and the United Kingdom, and international ones."""

from typing import Final

from raimon.scorers.privacy.checksums import is_counting
from raimon.scorers.privacy.detector import Detector
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.phone_plans import is_international, without_trunk
from raimon.scorers.privacy.sheet import digits_of
from raimon.scorers.privacy.words import words

PHONE_WORDS: Final = words(
    *(
        "phone",
        "telephone",
        "tel",
        "call",
        "mobile",
        "cell",
        "cellphone",
        "fax",
        "contact",
        "reach",
    ),
    *("dial", "text me", "whatsapp", "office", "sms", "hotline", "ring"),
    *("電話", "携帯", "ファックス", "連絡先", "内線", "折り返し", "ダイヤル", "スマホ"),
)

_EXTENSION: Final = r"(?: ?(?:x|ext\.?) ?[0-9]{2,5})?"


def _nanp(text: str) -> str:
    """Return the number in E.164 form, without its extension."""
    digits = digits_of(text)
    return "+1" + digits.removeprefix("001").removeprefix("1")[:10]


def _is_nanp(canonical: str) -> bool:
    return len(canonical) == 12 and not is_counting(canonical[2:])  # noqa: PLR2004 (+1 and ten digits)


def _is_fictional(canonical: str) -> bool:
    """Return whether it is one of the numbers 555-01xx that are kept for films and manuals."""
    return canonical[5:10] == "55501"


def _is_toll_free(canonical: str) -> bool:
    """Return whether the plan gives the number to organisations only."""
    return canonical[2:5] in {"800", "833", "844", "855", "866", "877", "888"}


US_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(
        r"(?<![0-9])(?<!\+[0-9]{2} )(?<!\+[0-9]{3} )(?:(?:\+?1|001)[-. ])?"
        r"(?:\([0-9]{3}\) ?|[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}" + _EXTENSION + r"(?![0-9])"
    ),
    alone=0.70,
    in_context=0.87,
    context=PHONE_WORDS,
    digits=10,
    canonical=_nanp,
    is_valid=_is_nanp,
    is_synthetic=_is_fictional,
    is_of_nobody=_is_toll_free,
)
UK_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(
        r"(?<![0-9])(?:\(0[0-9]{2,4}\) ?[0-9]{3,4} ?[0-9]{3,4}"
        r"|0[1-37][0-9]{1,3}[- ][0-9]{3,4}[- ]?[0-9]{3,4})"
        r"(?![0-9])"
    ),
    alone=0.6,
    in_context=0.87,
    context=PHONE_WORDS,
    digits=10,
    is_valid=lambda digits: len(digits) in {10, 11},
)
_EXTENSION_END: Final = lazily(r" ?(?:x|ext\.?) ?[0-9]{2,5}\Z")


def _e164(text: str) -> str:
    """Return the number in E.164 form, without its extension and without a trunk zero."""
    return "+" + without_trunk(digits_of(_EXTENSION_END.sub("", text)))


INTERNATIONAL_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(
        r"(?<![0-9A-Za-z+])\+(?:[1-9][0-9]{7,14}|[1-9][0-9]{0,2}[- .]?(?:\(0?[0-9]{1,4}\)[- ]?)?"
        r"[0-9]{1,5}(?:[- .][0-9]{2,8}){0,4})" + _EXTENSION + r"(?![0-9])"
    ),
    alone=0.85,
    in_context=0.95,
    context=PHONE_WORDS,
    digits=8,
    canonical=_e164,
    is_valid=lambda canonical: is_international(canonical[1:]),
)
OTHER_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(
        r"(?<![0-9])(?!(?:19|20)[0-9]{2}[- ./](?:(?:19|20)[0-9]{2}|[01]?[0-9][-./]))"
        r"(?:\([0-9]{2,3}\) ?)?[0-9]{2,5}(?:[- .][0-9]{2,8}){1,4}(?![0-9])"
    ),
    alone=0.2,
    in_context=0.6,
    context=words(
        *(
            "phone",
            "telephone",
            "tel",
            "call",
            "mobile",
            "cell",
            "fax",
            "dial",
            "text me",
            "office",
        ),
        *("answering", "home", "work", "landline", "whatsapp", "contact number", "ring"),
    ),
    digits=7,
    is_valid=lambda digits: 7 <= len(digits) <= 12,  # noqa: PLR2004 (shorter and longer ones are no phone numbers)
)
BARE_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(r"(?<![0-9])[1-9][0-9]{9}(?![0-9])"),
    alone=0.1,
    in_context=0.6,
    context=words("phone", "telephone", "tel", "mobile", "cell", "fax", "dial", "text me"),
    form="[0-9]{10}",
    digits=10,
)
