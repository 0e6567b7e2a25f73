"""One table an identifier of Japan, in the ways in which people write it, look-alikes included."""

import pytest

from raimon.scorers.privacy.pii import scan
from tests.unit.scorers.privacy.spans import of


def row(entity: str, text: str, *spans: str, name: str) -> object:
    """Return a row of a table: what must be found for the entity, and nothing else."""
    return pytest.param(entity, text, list(spans), id=f"{entity}: {name}")


TABLE = [
    row("JP_MY_NUMBER", "マイナンバーは621498320257です", "621498320257", name="glued"),
    row(
        "JP_MY_NUMBER",
        "個人番号：６２１４－９８３２－０２５７",
        "６２１４－９８３２－０２５７",
        name="full width",
    ),
    row("JP_MY_NUMBER", "マイナンバー 6214 9832 0257", "6214 9832 0257", name="spaced"),
    row("JP_MY_NUMBER", "My number 6214ー9832ー0257", "6214ー9832ー0257", name="long vowel marks"),
    row("JP_MY_NUMBER", "👩‍💻😀 個人番号 621498320257", "621498320257", name="behind emoji"),
    row(
        "JP_MY_NUMBER",
        "個人番号 6214\u200b9832\u200b0257",
        "6214\u200b9832\u200b0257",
        name="zero width",
    ),
    row("JP_MY_NUMBER", "ﾏｲﾅﾝﾊﾞｰ 621498320257", "621498320257", name="half-width kana"),
    row("JP_MY_NUMBER", "マイナンバーは621498320258です", name="wrong check digit"),
    row("JP_MY_NUMBER", "伝票番号 621498320257", name="said to be a slip"),
    row("JP_MY_NUMBER", "在庫は621498320257個", name="a quantity"),
    row("JP_CORPORATE_NUMBER", "法人番号7000012050002", "7000012050002", name="labelled"),
    row("JP_CORPORATE_NUMBER", "登録番号T7000012050002", "T7000012050002", name="invoice number"),
    row("JP_CORPORATE_NUMBER", "法人番号7000012050003", name="wrong check digit"),
    row("JP_CORPORATE_NUMBER", "ISBN 7000012050002", name="without context"),
    row("JP_DRIVER_LICENSE", "免許証の番号は309012345620", "309012345620", name="labelled"),
    row("JP_DRIVER_LICENSE", "運転免許証 第309012345620号", "309012345620", name="in its frame"),
    row("JP_DRIVER_LICENSE", "商品番号 309012345620", name="an article"),
    row("JP_RESIDENCE_CARD", "在留カードAB12345678CDを確認", "AB12345678CD", name="glued"),
    row(
        "JP_RESIDENCE_CARD",
        "在留カード ＡＢ１２３４５６７８ＣＤ",
        "ＡＢ１２３４５６７８ＣＤ",
        name="full width",
    ),
    row("JP_RESIDENCE_CARD", "シリアル KX09044718233Z65", name="a serial number"),
    row("JP_PASSPORT", "パスポート番号TR1234567の", "TR1234567", name="glued"),
    row("JP_PASSPORT", "旅券番号 ＴＲ１２３４５６７", "ＴＲ１２３４５６７", name="full width"),
    row("JP_PASSPORT", "型番TR1234567", name="a model"),
    row("JP_POSTAL_CODE", "〒150-0041", "〒150-0041", name="with its sign"),
    row("JP_POSTAL_CODE", "郵便番号は１５０−００４１", "１５０−００４１", name="full width"),
    row("JP_POSTAL_CODE", "住所：150ー0041", "150ー0041", name="long vowel mark"),
    row("JP_POSTAL_CODE", "昨年度の問い合わせは744-8697件でした", name="a quantity"),
    row("JP_POSTAL_CODE", "型番は150-0041", name="a model"),
    row("JP_HEALTH_INSURANCE", "保険者番号33120015", "33120015", name="insurer"),
    row(
        "JP_HEALTH_INSURANCE",
        "保険証は記号51370 番号494",
        "記号51370 番号494",
        name="symbol and number",
    ),
    row("JP_HEALTH_INSURANCE", "数学の記号12 番号3を参照", name="mathematics"),
    row(
        "JP_BANK_ACCOUNT", "みずほ銀行 丸の内支店 普通 2108034", "2108034", name="ordinary account"
    ),
    row("JP_BANK_ACCOUNT", "振込先 口座番号は７２０５９５３", "７２０５９５３", name="full width"),
    row("JP_BANK_ACCOUNT", "普通の人が2108034人", name="普通 as an adjective"),
    row("PHONE_NUMBER", "電話：09056814538", "09056814538", name="bare"),
    row("PHONE_NUMBER", "お電話（080-4564-3633）しました", "080-4564-3633", name="in brackets"),
    row("PHONE_NUMBER", "折り返し先 052-814-3366以上です", "052-814-3366", name="kanji follow"),
    row("PHONE_NUMBER", "電話する: 052-814-3366\n2. 印刷", "052-814-3366", name="a list goes on"),
    row(
        "PHONE_NUMBER",
        "０３ー６６２７ー５３８１まで",
        "０３ー６６２７ー５３８１",
        name="full width",
    ),
    row("PHONE_NUMBER", "代表（03）6627-5381", "（03）6627-5381", name="full-width brackets"),
    row("PHONE_NUMBER", "TEL 0120-444-113", "0120-444-113", name="toll-free"),
    row("PHONE_NUMBER", "携帯は+81 90 1234 5671", "+81 90 1234 5671", name="international"),
    row("PHONE_NUMBER", "FAX:0463\u221230\u22129049", "0463\u221230\u22129049", name="minus signs"),
    row("PHONE_NUMBER", "hosted-jp-20260812-09 と batch-0312-20260412", name="date stamps"),
    row("PHONE_NUMBER", "ISBN 978-4-2111-5656-9 と KX-1650-7178", name="book and model"),
    row("PHONE_NUMBER", "伝票 2390447182339901", name="a slip"),
    row(
        "ADDRESS", "東京都世田谷区三軒茶屋3-4-14、", "東京都世田谷区三軒茶屋3-4-14", name="numbers"
    ),
    row(
        "ADDRESS",
        "大阪府大阪市北区梅田三丁目1番3号です",
        "大阪府大阪市北区梅田三丁目1番3号",
        name="chome",
    ),
    row("ADDRESS", "岡山県倉敷市西中新田640番地", "岡山県倉敷市西中新田640番地", name="banchi"),
    row(
        "ADDRESS",
        "愛知県名古屋市中村区名駅１－１－４ タワー906号室",
        "愛知県名古屋市中村区名駅１－１－４ タワー906号室",
        name="building",
    ),
    row("ADDRESS", "東京都の人口は1,400万人、東京都港区は10-20代が多い", name="prose about a city"),
    row("ADDRESS", "東京都中央区銀座4丁目の交差点", name="a quarter"),
    row("DATE_OF_BIRTH", "生年月日は1959/05/21です", "1959/05/21", name="labelled"),
    row("DATE_OF_BIRTH", "（昭和４８年２月７日生）", "昭和４８年２月７日", name="era, full width"),
    row("DATE_OF_BIRTH", "誕生日：S48.2.7", "S48.2.7", name="era letter"),
    row("DATE_OF_BIRTH", "生年月日 平成元年1月8日", "平成元年1月8日", name="first year"),
    row("DATE_OF_BIRTH", "Date of birth: March 14, 1979", "March 14, 1979", name="English"),
    row("DATE_OF_BIRTH", "DOB 14/03/1979", "14/03/1979", name="day first"),
    row("DATE_OF_BIRTH", "2022年12月4日時点、1年生は4月", name="a plain date"),
    row("DATE_OF_BIRTH", "生年月日 平成45年1月8日", name="a year that never was"),
    row("DATE_OF_BIRTH", "Disney was born on December 5, 1901", name="the life of a famous man"),
    row("PERSON", "お名前：岡田碧", "岡田碧", name="label"),
    row("PERSON", "久保千尋様のご登録", "久保千尋", name="honorific"),
    row("PERSON", "スズキ　タクヤさんの件", "スズキ　タクヤ", name="katakana"),
    row("PERSON", "名義はDaisuke Kobayashiです", "Daisuke Kobayashi", name="Latin letters"),
    row("PERSON", "My name is Ebony Moore.", "Ebony Moore", name="English"),
    row(
        "PERSON",
        "様式は同様で、仕様の違いは模様替えだけです。お客様と管理会社様と皆様の自宅に。店員さん、神様。",
        name="words that end in 様",
    ),
]


@pytest.mark.parametrize(("entity", "text", "spans"), TABLE)
def test_found(entity: str, text: str, spans: list[str]) -> None:
    """The identifier is found in every way of writing it, over exactly its characters."""
    assert of(entity, text, scan(text)) == spans


def test_one_number_one_finding() -> None:
    """Twelve digits that pass several checks are one finding: the words beside them decide."""
    assert [found.entity for found in scan("マイナンバー 123456789018")] == ["JP_MY_NUMBER"]
    assert [found.entity for found in scan("免許証 309012345620")] == ["JP_DRIVER_LICENSE"]


def test_check_digit_alone() -> None:
    """A check digit alone is one chance in ten: without a word beside it nothing is reported."""
    assert scan("結果は 621498320257 でした。") == ()
