"""Identifiers of Japan, as data: some have a check digit, some only their label tells."""

from typing import Final

from raimon.scorers.privacy.checksums import (
    is_corporate_number,
    is_counting,
    is_driver_license,
    is_my_number,
    passes_luhn,
)
from raimon.scorers.privacy.detector import Detector
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.phones import PHONE_WORDS
from raimon.scorers.privacy.sheet import digits_of
from raimon.scorers.privacy.words import words

_SEPARATOR: Final = r"[- ー]"
_ELEVEN: Final = ("050", "060", "070", "080", "090", "020", "0800")
_TEN: Final = ("0120", "0570", "0990")


def _is_japanese_phone(canonical: str) -> bool:
    """Return whether the plan has numbers of this beginning and length."""
    digits = "0" + canonical.removeprefix("+81")
    if digits.startswith("00") or len(set(digits)) <= 2 or is_counting(digits[1:]):  # noqa: PLR2004 (0 and one digit)
        return False
    if digits.startswith(_TEN):
        return len(digits) == 10  # noqa: PLR2004 (the length of the plan)
    return len(digits) == (11 if digits.startswith(_ELEVEN) else 10)


def _is_toll_free(canonical: str) -> bool:
    """Return whether the plan gives the number to organisations only."""
    return canonical.startswith(("+81120", "+81570", "+81800", "+81990"))


def _e164(text: str) -> str:
    return "+81" + digits_of(text)[1:]


JP_MY_NUMBER: Final = Detector(
    entity="JP_MY_NUMBER",
    pattern=lazily(r"(?<![0-9])[0-9]{4}(?:([- ー]?)[0-9]{4}\1[0-9]{4})(?![0-9])(?![- ー][0-9])"),
    alone=0.45,
    in_context=0.99,
    context=words("マイナンバー", "個人番号", "my number", "mynumber", "individual number"),
    digits=12,
    is_valid=is_my_number,
    has_checksum=True,
    is_synthetic=lambda digits: digits == "123456789018",
)
JP_DRIVER_LICENSE: Final = Detector(
    entity="JP_DRIVER_LICENSE",
    pattern=lazily(r"(?<![0-9])[0-9]{4}(?:([- ー]?)[0-9]{4}\1[0-9]{4})(?![0-9])(?![- ー][0-9])"),
    alone=0.2,
    in_context=0.97,
    context=words("免許", "driver license", "driver's license", "driving licence"),
    digits=12,
    is_valid=is_driver_license,
    has_checksum=True,
    unchecked=0.70,
)
JP_CORPORATE_NUMBER: Final = Detector(
    entity="JP_CORPORATE_NUMBER",
    pattern=lazily(r"(?<![0-9A-SU-Za-z])T?[1-9](?:[- ー]?[0-9]{4}){3}(?![0-9])"),
    alone=0.40,
    in_context=0.80,  # of an organisation, not of a person: counted, never alarmed
    context=words("法人番号", "登録番号", "インボイス", "適格請求書", "corporate number"),
    digits=13,
    is_valid=is_corporate_number,
    has_checksum=True,
    may_continue=True,
)
JP_PASSPORT: Final = Detector(
    entity="JP_PASSPORT",
    pattern=lazily(r"(?<![0-9A-Za-z])[A-Za-z]{2} ?[0-9]{7}(?![0-9A-Za-z])"),
    alone=0.40,
    in_context=0.95,
    context=words("旅券", "パスポート", "passport"),
    digits=7,
    canonical=lambda text: text.replace(" ", "").upper(),
)
JP_RESIDENCE_CARD: Final = Detector(
    entity="JP_RESIDENCE_CARD",
    pattern=lazily(r"(?<![0-9A-Za-z])[A-Z]{2} ?[0-9]{8} ?[A-Z]{2}(?![0-9A-Za-z])"),
    alone=0.60,
    in_context=0.97,
    context=words("在留", "residence card", "zairyu"),
    digits=8,
    canonical=lambda text: text.replace(" ", "").upper(),
)
JP_INSURER_NUMBER: Final = Detector(
    entity="JP_HEALTH_INSURANCE",
    pattern=lazily(r"(?<![0-9])(?:[0-9]{8}|[0-9]{6})(?![0-9])"),
    alone=0.1,
    in_context=0.95,
    context=words("保険者番号", "保険証番号", "被保険者番号"),
    form="[0-9]{6}",
    digits=6,
    is_valid=passes_luhn,
    has_checksum=True,
    unchecked=0.60,
)
JP_INSURANCE_SYMBOL: Final = Detector(
    entity="JP_HEALTH_INSURANCE",
    pattern=lazily(
        r"記号[は:]? ?[0-9]{1,8}(?:[- ・][0-9]{1,4})?[ 、,・。]{0,2}番号[は:]? ?[0-9]{1,8}(?![0-9])"
    ),
    alone=0.3,
    in_context=0.95,
    context=words("保険", "被保険者"),
    form="記号",
    digits=5,
)
JP_BANK_ACCOUNT: Final = Detector(
    entity="JP_BANK_ACCOUNT",
    pattern=lazily(
        r"(?:普通|当座|貯蓄)(?:預金)?(?:口座)?[ :]{0,2}(?:口座)?(?:番号)?[はが:]?[ :]{0,2}"
        r"(?P<value>[0-9]{7})(?![0-9])"
    ),
    alone=0.88,
    in_context=0.95,
    context=words("口座", "口座番号", "支店", "振込", "銀行", "信用金庫", "名義", "本店"),
    form="普通|当座|貯蓄",
    digits=7,
)
JP_BANK_ACCOUNT_LABELLED: Final = Detector(
    entity="JP_BANK_ACCOUNT",
    pattern=lazily(r"口座(?:番号)?[はが:]?[ :]{0,2}(?P<value>[0-9]{7})(?![0-9])"),
    alone=0.88,
    in_context=0.95,
    context=words("普通", "当座", "支店", "振込", "銀行", "信用金庫", "名義"),
    form="口座",
    digits=7,
)
JP_POSTAL_CODE_SIGNED: Final = Detector(
    entity="JP_POSTAL_CODE",
    pattern=lazily(r"〒 ?[0-9]{3}[-ー]?[0-9]{4}(?![0-9])"),
    alone=0.95,
    in_context=0.95,
    form="〒",
    digits=7,
)
JP_POSTAL_CODE: Final = Detector(
    entity="JP_POSTAL_CODE",
    pattern=lazily(r"(?<![0-9])[0-9]{3}[-ー][0-9]{4}(?![0-9])"),
    alone=0.2,
    in_context=0.95,
    context=words(
        *("〒", "郵便", "住所", "届け先", "届先", "送付先", "所在地", "宛先", "発送先", "配送先"),
        *("居住地", "本籍", "postal code", "zip"),
        *("東京都", "北海道", "大阪府", "京都府", "県"),
    ),
    digits=7,
)


JP_PHONE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(
        r"(?<![0-9])(?:"
        rf"\(0[0-9]{{1,4}}\) ?[0-9]{{1,4}}{_SEPARATOR}?[0-9]{{3,4}}"
        rf"|0[0-9]{{1,4}} ?\([0-9]{{1,4}}\) ?[0-9]{{3,4}}"
        rf"|0[0-9]{{1,4}}{_SEPARATOR}[0-9]{{1,4}}{_SEPARATOR}[0-9]{{3,4}}"
        r")(?![0-9])(?![-ー][0-9])"
    ),
    alone=0.60,
    alone_in_japanese=0.88,
    in_context=0.95,
    context=PHONE_WORDS,
    digits=10,
    canonical=_e164,
    is_valid=_is_japanese_phone,
    is_of_nobody=_is_toll_free,
)
JP_PHONE_BARE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(r"(?<![0-9])0[1-9][0-9]{8}(?![0-9])"),
    alone=0.30,
    alone_in_japanese=0.40,
    in_context=0.95,
    context=PHONE_WORDS,
    form="[0-9]{10}",
    digits=10,
    canonical=_e164,
    is_valid=_is_japanese_phone,
    is_of_nobody=_is_toll_free,
)
JP_MOBILE_BARE: Final = Detector(
    entity="PHONE_NUMBER",
    pattern=lazily(r"(?<![0-9])0[5789]0[0-9]{8}(?![0-9])"),
    alone=0.40,
    alone_in_japanese=0.60,
    in_context=0.95,
    context=PHONE_WORDS,
    form="[0-9]{11}",
    digits=11,
    canonical=_e164,
    is_valid=_is_japanese_phone,
    is_of_nobody=_is_toll_free,
)

JAPANESE: Final = (
    JP_MY_NUMBER,
    JP_DRIVER_LICENSE,
    JP_CORPORATE_NUMBER,
    JP_PASSPORT,
    JP_RESIDENCE_CARD,
    JP_INSURER_NUMBER,
    JP_INSURANCE_SYMBOL,
    JP_BANK_ACCOUNT,
    JP_BANK_ACCOUNT_LABELLED,
    JP_POSTAL_CODE_SIGNED,
    JP_POSTAL_CODE,
    JP_PHONE,
    JP_PHONE_BARE,
    JP_MOBILE_BARE,
)
