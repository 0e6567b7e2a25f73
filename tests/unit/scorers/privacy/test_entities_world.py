"""One table an identifier of further countries: beside its word it is found, alone it is none."""

import pytest

from raimon.scorers.privacy.pii import SCORER, judge, scan
from raimon.scorers.privacy.recognisers import LOCALES
from tests.unit.scorers.privacy.conversation import conversation
from tests.unit.scorers.privacy.spans import of

# Entity, number with its check digit, the same with a wrong one, words in both languages.
CHECKED = [
    ("US_BANK_NUMBER", "271828189", "271828190", "Routing number: {}", "ルーティング番号は{}です"),
    ("UK_NHS", "485 777 3457", "485 777 3456", "NHS number {}", "NHS番号は{}です"),
    ("ES_NIF", "53274618V", "53274618A", "My DNI is {}", "スペインの身分証は{}です"),
    ("ES_NIE", "Y4829163M", "Y4829163A", "NIE: {}", "スペインの外国人登録番号{}を確認"),
    ("FR_NIR", "2 84 07 75 056 192 50", "2 84 07 75 056 192 51", "carte vitale {}", "フランス{}"),
    ("FR_NIR", "193042000508220", "193042000508221", "My NIR is {}", "社会保障番号は{}です"),
    ("DE_TAX_ID", "47 036 892 816", "47 036 892 817", "Steuer-ID: {}", "ドイツの納税者番号は{}"),
    ("IT_FISCAL_CODE", "BNCLRA91E52F205X", "BNCLRA91E52F205A", "Codice fiscale {}", "納税者{}です"),
    ("PL_PESEL", "90051418271", "90051418272", "PESEL {}", "ポーランドの番号は{}です"),
    ("BR_CPF", "390.533.447-05", "390.533.447-06", "CPF {}", "ブラジルのCPFは{}です"),
    ("BR_CPF", "39053344705", "39053344706", "my cpf: {}", "CPF番号{}を登録"),
    ("SG_NRIC_FIN", "S8267341E", "S8267341A", "NRIC {}", "シンガポールの身分証{}です"),
    ("IN_AADHAAR", "5938 2047 1637", "5938 2047 1638", "Aadhaar no. {}", "アドハー番号は{}です"),
    ("CN_ID", "310104198806152370", "310104198806152371", "身份证号 {}", "居民身分証番号{}です"),
]  # fmt: skip
# Identifiers without a check digit, or where one isn't given out any more.
SHAPED = [
    ("US_ITIN", "912-78-4356", "ITIN {}", "納税者番号{}です"),
    ("UK_NINO", "JK 48 27 19 B", "National Insurance {}", "国民保険番号は{}です"),
    ("UK_NINO", "jk482719b", "ni number {}", "国民保険番号{}"),
    ("IN_PAN", "BKQPR4827T", "PAN: {}", "インドの納税者番号は{}"),
    ("KR_RRN", "910723-2148531", "주민등록번호 {}", "韓国の住民登録番号は{}です"),
    ("US_BANK_NUMBER", "4827193650", "my bank account {}", "bank account は {} です"),
]
TOLD = [(entity, good, frame) for entity, good, _, *frames in CHECKED for frame in frames]
TOLD += [(entity, good, frame) for entity, good, *frames in SHAPED for frame in frames]
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHJKLMNPQRSTVXYZ"}


@pytest.mark.parametrize(("entity", "number", "frame"), TOLD)
def test_told(entity: str, number: str, frame: str) -> None:
    """Beside its word the number is found, in either language, full width as well."""
    for written in (number, number.translate(FULL_WIDTH)):
        text = frame.format(written)
        assert of(entity, text, scan(text)) == [written]


@pytest.mark.parametrize(("entity", "wrong", "frame"), [(row[0], *row[2:4]) for row in CHECKED])
def test_wrong_check_digit(entity: str, wrong: str, frame: str) -> None:
    """A number whose check digit is wrong isn't that number, whatever the words say."""
    assert of(entity, frame.format(wrong), scan(frame.format(wrong))) == []


@pytest.mark.parametrize(
    ("entity", "number"),
    [(row[0], row[1]) for row in (*CHECKED, *SHAPED) if row[0] != "CN_ID" and "." not in row[1]],
)
@pytest.mark.parametrize("frame", ["The result is {}.", "在庫コードは{}です。", "Order number {}"])
def test_alone(entity: str, number: str, frame: str) -> None:
    """Without its word such a number is anything: nothing is reported under the name."""
    assert of(entity, frame.format(number), scan(frame.format(number))) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NINO AB123456C", id="UK"),
        pytest.param("DNI 12345678Z", id="Spain"),
        pytest.param("PAN: ABCPE1234F", id="India"),
        pytest.param("NRIC S1234567D", id="Singapore"),
        pytest.param("NHS number 999 182 7366", id="NHS test range"),
    ],
)
def test_documented_examples(text: str) -> None:
    """What stands in manuals is found all the same, and marked as such."""
    assert [found.synthetic for found in scan(text)] == [True]


NETWORKS = [
    ("CRYPTO", "BTC to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ("CRYPTO", "送金先3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLyへ", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
    (
        "CRYPTO",
        "ウォレット：bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4。",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    ),
    (
        "CRYPTO",
        "my ETH wallet 0x7a3f91c2d84be05617f2a9c3d8e4b6015c7f92ab",
        "0x7a3f91c2d84be05617f2a9c3d8e4b6015c7f92ab",
    ),
    ("CRYPTO", "send BTC to 1BoatSLRHtKNngkdXEeobR76b53LETtpyU", ""),
    ("CRYPTO", "commit 0x7a3f91c2d84be05617f2a9c3d8e4b6015c7f92ab", ""),
    ("MAC_ADDRESS", "MAC 3c:7d:0a:91:f4:2e", "3c:7d:0a:91:f4:2e"),
    ("MAC_ADDRESS", "物理アドレスは3C-7D-0A-91-F4-2Eです", "3C-7D-0A-91-F4-2E"),
    ("MAC_ADDRESS", "from ff:ff:ff:ff:ff:ff at 12:30:45:10:11:12", ""),
    ("MAC_ADDRESS", "key 3c:7d:0a:91:f4:2e:55:01", ""),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "text", "span"), NETWORKS)
def test_networks(entity: str, text: str, span: str) -> None:
    """Wallets need their checksum or a word, network cards six pairs and no more."""
    assert of(entity, text, scan(text)) == ([span] if span else [])


STREETS = [
    ("ship to 4182 Maple Ridge Ave, Dayton, OH 45429", "4182 Maple Ridge Ave, Dayton, OH 45429"),
    (
        "住所は 57 W. Juniper St. Apt 4B, Portland, Oregon 97205 です",
        "57 W. Juniper St. Apt 4B, Portland, Oregon 97205",
    ),
    ("My address is 19 Larkfield Road, Leeds LS7 4QD.", "19 Larkfield Road, Leeds LS7 4QD"),
    ("She lives at 812 Cedar Lane.", "812 Cedar Lane"),
    ("I walked 3 Miles Down Wall Street in 1929", ""),
    ("In 2020 Main Street was closed; see 5 Way Road Maps", ""),
    ("The 42 Street musical and 7 Court cases", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span"), STREETS)
def test_street_address(text: str, span: str) -> None:
    """A house in a street is an address with its town and code, or where the words call it one."""
    assert of("ADDRESS", text, scan(text)) == ([span] if span else [])


def test_a_street_never_shows_itself() -> None:
    """The mask of a street address holds nothing of it."""
    [found] = scan("ship to 4182 Maple Ridge Ave, Dayton, OH 45429")
    assert found.mask == "[ADDRESS]"


# Country, and a number of no subscriber as it is written abroad.
PHONES = [
    *(("us", "+1 503-867-4201"), ("gb", "+44 20 7946 1234"), ("gb", "+44 (0)20 7946 1234")),
    *(("jp", "+81 90-2714-5671"), ("jp", "+81-3-6271-5381"), ("de", "+49 30 27193658")),
    *(("fr", "+33 6 27 19 36 58"), ("es", "+34 627 193 658"), ("it", "+39 06 2719 3658")),
    *(("nl", "+31 6 27193658"), ("be", "+32 471 27 19 36"), ("ch", "+41 79 271 93 65")),
    *(("at", "+43 664 2719365"), ("pl", "+48 627 193 658"), ("se", "+46 70 271 93 65")),
    *(("no", "+47 927 19 365"), ("dk", "+45 27 19 36 58"), ("ie", "+353 87 271 9365")),
    *(("br", "+55 11 92719-3658"), ("mx", "+52 55 2719 3658"), ("in", "+91 98271 93658")),
    *(("cn", "+86 138 2719 3658"), ("kr", "+82 10-2719-3658"), ("sg", "+65 8271 9365")),
    *(("au", "+61 427 193 658"), ("za", "+27 82 719 3658"), ("tr", "+90 532 719 3658")),
]


@pytest.mark.parametrize(("country", "number"), PHONES, ids=[f"{c} {n}" for c, n in PHONES])
@pytest.mark.parametrize("frame", ["Her phone: {}.", "電話は{}です", "Reach me on {} please"])
def test_international_phone(country: str, number: str, frame: str) -> None:
    """Numbers of each country are found whole, in international form."""
    text = frame.format(number)
    assert of("PHONE_NUMBER", text, scan(text)) == [number], country


@pytest.mark.parametrize(
    "number",
    ["+33 6 27 19 36", "+34 127 193 658", "+65 8271 93651", "+44 20 7946", "+48 627 193 6581"],
)
def test_no_such_number(number: str) -> None:
    """A number that its country doesn't have is no phone number."""
    assert of("PHONE_NUMBER", f"code {number} sent", scan(f"code {number} sent")) == []


def test_trunk_zero() -> None:
    """The zero in brackets isn't dialled from abroad: with and without it, it is one number."""
    [dialled], [written] = scan("+44 20 7946 1234"), scan("+44 (0)20 7946 1234")
    assert dialled.value == written.value


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("us", "SSN 536-22-8145"),
        ("us", "ITIN 912-78-4356"),
        ("gb", "NINO JK482719B"),
        ("jp", "マイナンバー 621498320257"),
        ("br", "CPF 390.533.447-05"),
    ],
)
def test_country_left_out(locale: str, text: str) -> None:
    """A policy that switches a country off hears nothing of its identifiers."""
    read = conversation(user=text)
    assert len(judge(read, SCORER.tuning).observations) == 1
    assert judge(read, {**SCORER.tuning, f"locale.{locale}": 0}).observations == ()


def test_every_country_is_on() -> None:
    """As shipped, no country is left out."""
    assert [SCORER.tuning[f"locale.{code}"] for code in LOCALES] == [1.0] * len(LOCALES)
