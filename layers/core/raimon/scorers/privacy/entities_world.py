"""Identifiers of further countries and networks, as data; off where a shape alone proves nothing.

Whatever has a word of its own is tried only on texts that hold the word.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from raimon.scorers.privacy.checksums_world import (
    is_aadhaar,
    is_aba,
    is_chinese_id,
    is_cpf,
    is_fiscal_code,
    is_german_tax_id,
    is_itin,
    is_nhs,
    is_nif,
    is_nino,
    is_nir,
    is_nric,
    is_pesel,
    is_repeating,
    is_rrn,
    is_rrn_shaped,
)
from raimon.scorers.privacy.detector import Detector, Found, Recogniser, always, in_any_case, never
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet, digits_of
from raimon.scorers.privacy.words import words

_OFF: Final = 0.3  # without a word of context nothing is reported
_CONTIGUOUS: Final = re.compile(r"\[0-9\]\{[0-9,]+\}")
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"


@dataclass(frozen=True, slots=True)
class Local:
    """A detector of one country, which the policy may switch off, and the words that call it."""

    locale: str
    detector: Detector
    hints: tuple[str, ...] = ()  # none: its shape is rare enough to be looked for everywhere
    is_lettered: bool = False  # its shape is dear to look for: the hints are, instead

    @property
    def recogniser(self) -> Recogniser:
        """Return it with what tells the gate that such an identifier may stand in a text."""
        if self.is_lettered:
            return Recogniser(self.find, (in_any_case("|".join(map(re.escape, self.hints))),))
        return Recogniser(self.find, self.detector.recogniser.forms)

    def find(self, sheet: Sheet) -> Iterator[Found]:
        """Yield the identifiers, where the text speaks of such at all."""
        written = sheet.windows if self.detector.digits else sheet.has_digits
        if written and (not self.hints or sheet.holds(self.hints)):
            yield from self.detector.find(sheet)


def signs_of(text: str) -> str:
    """Return the letters and digits of the text in capitals."""
    return "".join(sign for sign in text if sign.isascii() and sign.isalnum()).upper()


def _local(  # noqa: PLR0913 - a row of a table, by name
    locale: str,
    entity: str,
    pattern: str,
    *context: str,
    alone: float = _OFF,
    in_context: float = 0.95,
    canonical: Callable[[str], str] = digits_of,
    is_valid: Callable[[str], bool] = always,
    is_synthetic: Callable[[str], bool] = never,
    has_checksum: bool = True,
    unchecked: float = 0.0,
    digits: int = 9,
    hints: tuple[str, ...] = (),
    is_lettered: bool = False,
) -> Local:
    return Local(
        locale,
        Detector(
            entity=entity,
            pattern=lazily(_START + pattern + _END),
            alone=alone,
            in_context=in_context,
            context=words(*context),
            digits=digits,
            form=pattern if is_lettered or _CONTIGUOUS.fullmatch(pattern) else "",
            canonical=canonical,
            is_valid=is_valid,
            has_checksum=has_checksum,
            unchecked=unchecked,
            is_synthetic=is_synthetic,
        ),
        (hints or context) if alone == _OFF else (),
        is_lettered=is_lettered,
    )


def _is_invented_itin(digits: str) -> bool:
    return digits[3:] == "000000" or is_repeating(digits[3:])


WORLD: Final = (
    _local(
        "us",
        "US_ITIN",
        r"9[0-9]{2}([- ]?)[5-9][0-9]\1[0-9]{4}",
        *("itin", "individual taxpayer", "taxpayer id", "tax id", "納税者番号"),
        is_valid=is_itin,
        is_synthetic=_is_invented_itin,
        has_checksum=False,
    ),
    _local(
        "us",
        "US_BANK_NUMBER",
        r"[0-9]{9}",
        *("routing", "aba", "routing transit", "rtn", "ルーティング番号", "支店コード(aba)"),
        is_valid=is_aba,
        in_context=0.90,
    ),
    _local(
        "us",
        "US_BANK_NUMBER",
        r"[0-9]{6,17}",
        *("bank account", "checking account", "savings account", "account and routing"),
        in_context=0.70,
        has_checksum=False,
        digits=6,
    ),
    _local(
        "gb",
        "UK_NINO",
        r"[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]",
        *("nino", "national insurance", "ni number", "ni no", "国民保険"),
        canonical=signs_of,
        is_valid=is_nino,
        is_synthetic=lambda text: text in {"AB123456C", "QQ123456C"},
        has_checksum=False,
        digits=6,
    ),
    _local(
        "gb",
        "UK_NHS",
        r"[0-9]{3}([- ]?)[0-9]{3}\1[0-9]{4}",
        *("nhs", "national health service", "国民保健サービス"),
        is_valid=is_nhs,
        is_synthetic=lambda digits: digits.startswith("999"),
        digits=10,
    ),
    _local(
        "es",
        "ES_NIF",
        r"[0-9]{8}[- ]?[A-Za-z]",
        *("nif", "dni", "documento nacional", "spanish tax", "spanish id", "スペインの身分証"),
        canonical=signs_of,
        is_valid=is_nif,
        is_synthetic=lambda text: text in {"12345678Z", "00000000T"},
        digits=8,
    ),
    _local(
        "es",
        "ES_NIE",
        r"[XYZxyz][- ]?[0-9]{7}[- ]?[A-Za-z]",
        *("nie", "extranjero", "extranjería", "foreigner id", "外国人登録", "スペイン"),
        canonical=signs_of,
        is_valid=is_nif,
        is_synthetic=lambda text: text == "X1234567L",
        digits=7,
    ),
    _local(
        "fr",
        "FR_NIR",
        r"[1-4] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[ABab]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
        *("nir", "insee", "sécurité sociale", "securite sociale", "numéro de sécu", "carte vitale"),
        *("social security", "フランス", "社会保障番号"),
        canonical=signs_of,
        is_valid=is_nir,
        digits=13,
        is_lettered=True,
    ),
    _local(
        "de",
        "DE_TAX_ID",
        r"[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
        *("steuer-id", "steuerid", "steueridentifikationsnummer", "steuer-idnr", "idnr", "tax id"),
        *("steuerliche identifikationsnummer", "german tax", "ドイツ", "納税者番号"),
        is_valid=is_german_tax_id,
        digits=11,
    ),
    _local(
        "it",
        "IT_FISCAL_CODE",
        r"[A-Za-z]{6}[0-9L-Vl-v]{2}[A-EHLMPR-Ta-ehlmpr-t][0-9L-Vl-v]{2}[A-Za-z][0-9L-Vl-v]{3}[A-Za-z]",
        *("codice fiscale", "fiscal code", "cod. fisc", "c.f", "italian tax", "イタリア", "納税"),
        canonical=signs_of,
        is_valid=is_fiscal_code,
        digits=0,
        is_lettered=True,
    ),
    _local(
        "pl",
        "PL_PESEL",
        r"[0-9]{11}",
        *("pesel", "polish id", "numer ewidencyjny", "ポーランド"),
        is_valid=is_pesel,
        in_context=0.98,
        digits=11,
    ),
    _local(
        "br",
        "BR_CPF",
        r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}",
        *("cpf", "cadastro de pessoas", "ブラジル"),
        alone=0.60,
        is_valid=is_cpf,
        digits=11,
    ),
    _local(
        "br",
        "BR_CPF",
        r"[0-9]{11}",
        *("cpf", "cadastro de pessoas", "ブラジル"),
        is_valid=is_cpf,
        digits=11,
    ),
    _local(
        "kr",
        "KR_RRN",
        r"[0-9]{6}-?[0-9]{7}",
        *("rrn", "resident registration", "주민등록번호", "주민번호", "住民登録番号", "韓国"),
        is_valid=is_rrn,
        digits=13,
    ),
    _local(
        "kr",
        "KR_RRN",
        r"[0-9]{6}-[1-8][0-9]{6}",
        *("rrn", "resident registration", "주민등록번호", "주민번호", "住民登録番号"),
        is_valid=is_rrn_shaped,
        in_context=0.80,  # those given out since October 2020 have no check digit
        has_checksum=False,
        digits=13,
    ),
    _local(
        "sg",
        "SG_NRIC_FIN",
        r"[STFGMstfgm][0-9]{7}[A-Za-z]",
        *("nric", "fin", "identity card", "シンガポール", "singpass"),
        canonical=signs_of,
        is_valid=is_nric,
        is_synthetic=lambda text: text[1:8] == "1234567",
        digits=7,
    ),
    _local(
        "in",
        "IN_AADHAAR",
        r"[2-9][0-9]{3}([- ]?)[0-9]{4}\1[0-9]{4}",
        *("aadhaar", "aadhar", "uidai", "आधार", "アドハー", "アーダール"),
        is_valid=is_aadhaar,
        in_context=0.98,
        digits=12,
    ),
    _local(
        "in",
        "IN_PAN",
        r"[A-Za-z]{3}[ABCFGHJLPTabcfghjlpt][A-Za-z][0-9]{4}[A-Za-z]",
        *("pan", "permanent account", "income tax", "インドの納税者"),
        hints=(
            *("pan card", "pan n", "pan:", "pan i", "pan (", "permanent account"),
            "インドの納税者",
        ),
        canonical=signs_of,
        is_synthetic=lambda text: text.startswith("ABC") and text[5:9] == "1234",
        has_checksum=False,
        in_context=0.90,
        digits=0,
        is_lettered=True,
    ),
    _local(
        "cn",
        "CN_ID",
        r"[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]",
        *("身份证", "身分証", "居民身份", "公民身份", "chinese id", "resident id", "id card"),
        alone=0.80,
        canonical=signs_of,
        is_valid=is_chinese_id,
        in_context=0.98,
        digits=17,
    ),
)
