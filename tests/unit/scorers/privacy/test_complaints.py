"""What users of such detectors complain about, and the traps of both languages: none of it here."""

import pytest

from raimon.scorers.privacy import secret
from raimon.scorers.privacy.entities import ENTITIES
from raimon.scorers.privacy.mask import mask_of
from raimon.scorers.privacy.pii import scan
from tests.unit.scorers.privacy.spans import cut, of

CARD = "4539578763621486"
HASH = "9f2c4b7d1e8a3056c7d94e1fb2a8036d5e7f1c94"

# Texts in which nothing at all may be found.
NOTHING = {
    "licence, words": "INTRODUCTORY course A1, H1 and B2 for the driver of the bus",
    "licence, words, Japanese": "運転の基礎講座 A1・H1、免許は不要です。型番 INTRODUCTORY",
    "licence in other words": "This is public, a duplicate of slice 12345678",
    "licence in other words, Japanese": "免許皆伝の腕前で、公開資料の12345678番を参照",
    "Base64": "QWxhZGRpbjpvcGVuIHNlc2FtZQ12345678== H1 A1",
    "module names": "import os.sy, rpc.py, zeus.mt; see math.hu and pygame.display.se",
    "module names, Japanese": "rpc.pyとos.syを読み込み、v.Character.Huを表示します",
    "numbers in a log": "took 123456 ms, id 7654321, offset 98765432, rows 1234567890",
    "numbers in a log, Japanese": "処理件数1234567、オフセット98765432、終了コード1234567890",
    "a UUID": "trace 3f2504e0-4f89-11d3-9a0c-0305e82c3301 ended",
    "a UUID, Japanese": "識別子は3f2504e0-4f89-11d3-9a0c-0305e82c3301です",
    "a bare number": "42 and 900150983 and 2024",
    "a bare number, Japanese": "結果は42、900150983、2024でした",
    "timestamps": "2026-03-14T09:30:21.123Z and 1790000004130 and 20260314093021",
    "timestamps, Japanese": "2026年3月14日 09:30:21、時刻1790000004130",
    "a decimal": "0.304262935 and 5.30426293512345678",
    "a decimal, Japanese": "係数は0.304262935、比率は5.30426293512345678です",
    "a percentage": "left: 0.5309136012499991%; width: 45.39578763621486%",
    "a percentage, Japanese": "左から0.5309136012499991%、幅45.39578763621486%",
    "a card's beginning": "4539 5787 6362 is the BIN range",
    "a hash": f"sha1 {HASH} and card-service",
    "a hash, Japanese": f"ハッシュ値は{HASH}、カード管理画面",
    "hex with a card in it": f"0x{CARD}ff and a{CARD}b",
    "a version": "release 4.17.21.1024 of build 10.0.19045.3803",
    "a version, Japanese": "バージョン10.0.19045.3803に更新しました",
    "ISBN and JAN": "ISBN 978-4-2111-5656-9, JAN 4901234567894",
    "ISBN and JAN, Japanese": "書籍のISBNは9784211156569、JANコード4901234567894",
    "an order": f"Order number {CARD}, tracking 123456789018",
    "an order, Japanese": f"注文番号{CARD}、伝票番号123456789018",
    "symbols of mathematics": "記号12と番号3、普通の計算で1234567を使う",
    "words that end like an honorific": "仕様、同様、模様、様式、皆様、お客様、神様",
    "roles with an honorific": "店員さん、お医者さん、運転手さん、社長さんに聞く",
    "woods and streams": "森の中の小川を越え、林を抜けて高橋という橋を渡る",
    "a name in prose": "Dear all, the Mr. Bean film and Dr. No were shown",
    "a plain date": "On 14 March 1979 and 1979-03-14 it rained",
    "a plain date, Japanese": "1979年3月14日と昭和54年3月14日は雨だった。1年生の4月",
    "a picture": "data:image/png;base64," + "iVBORw0KGgo4539578763621486AAA" * 30,
    "twelve digits": "結果は621498320257、総数は123456789018でした",
    "thirteen digits": "総数は7000012050002でした",
    "Aadhaar with the beginning of a card": "4539 5787 6362",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_nothing(text: str) -> None:
    """What only resembles a value is none, at the band that counts."""
    assert cut(text, (*scan(text), *secret.scan(text))) == []


ONE = [
    pytest.param(f"Visa {CARD}", "CREDIT_CARD", CARD, id="a card has one type"),
    pytest.param(f"カード{CARD}", "CREDIT_CARD", CARD, id="a card has one type, Japanese"),
    pytest.param(
        "IBAN GB82WEST12345698765432 received",
        "IBAN_CODE",
        "GB82WEST12345698765432",
        id="an IBAN before a word",
    ),
    pytest.param(
        "IBANはGB82 WEST 1234 5698 7654 32宛です",
        "IBAN_CODE",
        "GB82 WEST 1234 5698 7654 32",
        id="an IBAN before kanji",
    ),
    pytest.param(
        "see https://a:Xk9pQ2@corp.net）。", "URL", "https://a:Xk9pQ2@corp.net", id="a URL's end"
    ),
    pytest.param("番号MN1234567の旅券", "JP_PASSPORT", "MN1234567", id="no bounds in kanji"),
    pytest.param("はtaro@kita.jpへ", "EMAIL_ADDRESS", "taro@kita.jp", id="kana before a mail"),
    pytest.param(
        "ＳＳＮ ５３６－２２－８１４５", "US_SSN", "５３６－２２－８１４５", id="full width"
    ),
    pytest.param(
        "電話（03）６６２７-5381", "PHONE_NUMBER", "（03）６６２７-5381", id="mixed widths"
    ),
    pytest.param("個人番号6214 98320257", "", "", id="spaces that fit no form"),
    pytest.param("マイナンバーを621498320257へ", "JP_MY_NUMBER", "621498320257", id="particles"),
    pytest.param("주민등록번호는 910723-2148531입니다", "KR_RRN", "910723-2148531", id="Korean"),
    pytest.param("マイナンバー 123456789018", "JP_MY_NUMBER", "123456789018", id="My Number"),
    pytest.param("免許証 309012345620", "JP_DRIVER_LICENSE", "309012345620", id="licence"),
    pytest.param("Aadhaar 593820471637", "IN_AADHAAR", "593820471637", id="Aadhaar"),
    pytest.param("tel 090ー2714ー5671", "PHONE_NUMBER", "090ー2714ー5671", id="long vowel marks"),
    pytest.param("ﾏｲﾅﾝﾊﾞｰ㍻621498320257", "JP_MY_NUMBER", "621498320257", id="squared era"),
    pytest.param(
        "個人番号 6214\u200b98320257", "JP_MY_NUMBER", "6214\u200b98320257", id="zero width"
    ),
    pytest.param(
        "card 4539\u200b5787\u200b63621486",
        "CREDIT_CARD",
        "4539\u200b5787\u200b63621486",
        id="zero width, English",
    ),
    pytest.param("👨‍👩‍👧🏽 mail k@kita.jp", "EMAIL_ADDRESS", "k@kita.jp", id="behind emoji"),
    pytest.param(
        "👨‍👩‍👧🏽 宛先ｋ＠ｋｉｔａ．ｊｐ", "EMAIL_ADDRESS", "ｋ＠ｋｉｔａ．ｊｐ", id="emoji, wide"
    ),
    pytest.param(
        "phone: 212-867-4201, SSN on file", "PHONE_NUMBER", "212-867-4201", id="two contexts"
    ),
]


@pytest.mark.parametrize(("text", "entity", "value"), ONE)
def test_one(text: str, entity: str, value: str) -> None:
    """One value is one finding of one type, over exactly its characters."""
    assert cut(text, scan(text)) == ([(entity, value)] if entity else [])


@pytest.mark.parametrize("frame", ["SSN {}", "社会保障番号は{}です"])
def test_known_fakes_by_equality(frame: str) -> None:
    """A number that only begins like a printed example is a number like any other."""
    for number, fake in (("078-05-1120", True), ("078-05-1121", False), ("219-09-9998", False)):
        [found] = scan(frame.format(number))
        assert (found.entity, found.synthetic) == ("US_SSN", fake)


@pytest.mark.parametrize("frame", ["sample {}", "Order: {}", "サンプル{}", "伝票{}"])
def test_negative_context(frame: str) -> None:
    """A word that speaks against a value takes it below the alarm band."""
    assert scan(f"{CARD}")[0].confidence >= 0.85
    assert all(found.confidence < 0.85 for found in scan(frame.format(CARD)))


@pytest.mark.parametrize("frame", ["card, for example {}", "カードのダミー{}"])
def test_two_contexts_meet(frame: str) -> None:
    """Where one word speaks for a card and a nearer one against it, it is less sure, but stays."""
    [found] = scan(frame.format(CARD))
    assert 0.5 <= found.confidence < scan(f"card {CARD}")[0].confidence


@pytest.mark.parametrize(
    ("text", "entity"),
    [("mail ab@cd.jp", "EMAIL_ADDRESS"), ("林様、林 健様のご登録", "PERSON")],
    ids=["a local part of two", "a name of two"],
)
def test_short_values_do_not_show(text: str, entity: str) -> None:
    """The mask of a short value holds none of it."""
    for found in scan(text):
        if found.entity == entity:
            assert not set(found.value) & set(mask_of(entity, found.value)) - set("@.jp")


def test_a_name_alone_is_no_alarm() -> None:
    """Whatever is only a name counts, and wakes nobody."""
    names = [*scan("担当は高橋健一様です"), *scan("My name is Dana Whitfield.")]
    assert len(of("PERSON", "", names)) == 2
    assert all(found.confidence < 0.85 for found in names)


def test_every_entity_has_a_weight() -> None:
    """Each entity weighs from one to five, and is called something in both languages."""
    assert all(1 <= one.weight <= 5 and one.en and one.ja for one in ENTITIES.values())


@pytest.mark.parametrize("box", ["customer-service", "info", "no-reply", "otoiawase"])
def test_mailboxes_of_a_task(box: str) -> None:
    """The mailbox of an organisation is found and counted; only a person's is an alarm."""
    [task], [person] = scan(f"write to {box}@kita.jp"), scan("write to k.mori@kita.jp")
    assert 0.5 <= task.confidence < 0.85 <= person.confidence
