"""Language: script first, then small words; code, links and quotations don't count."""

import pytest

from raimon.scorers.language import language_of, prose, small_words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The invoice was sent to the customer on Monday.", "en", id="English"),
        pytest.param("請求書は月曜日にお客様へ送付しました。", "ja", id="Japanese"),
        pytest.param("はい", "ja", id="one word in kana"),
        pytest.param(
            "血圧は投与後速やかに低下、β遮断薬の副作用報告皆無。", "ja", id="Greek letter"
        ),
        pytest.param("投薬後血圧低下、副作用報告無し", "ja", id="one kana decides"),
        pytest.param("ﾃｽﾄ ﾃﾞｰﾀ ﾉ ｶｸﾆﾝ", "ja", id="half-width kana"),
        pytest.param("pandasのDataFrameをread_csvで読み込みます。", "ja", id="English terms"),
        pytest.param(
            "次の式を解いてください。a x + b y = a, b x - a y = i, c a - a b = a + i + x",
            "ja",
            id="a formula",
        ),
        pytest.param("我们已经把发票寄给客户了。", "zh", id="Chinese"),
        pytest.param("청구서는 월요일에 고객에게 보냈습니다.", "ko", id="Korean"),
        pytest.param("Счёт был отправлен клиенту в понедельник.", "ru", id="Russian"),
        pytest.param("Рахунок було надіслано клієнтові.", "uk", id="Ukrainian"),
        pytest.param(
            "Die Rechnung wurde dem Kunden am Montag mit der Post geschickt.", "de", id="German"
        ),
        pytest.param(
            "La facture a été envoyée au client et nous attendons une réponse.", "fr", id="French"
        ),
        pytest.param(
            "La factura fue enviada al cliente y no hay respuesta de los bancos.",
            "es",
            id="Spanish",
        ),
        pytest.param(
            "A fatura não foi enviada ao cliente, mas está pronta para você.", "pt", id="Portuguese"
        ),
        pytest.param(
            "La fattura non è stata spedita al cliente, ma è pronta per questo.", "it", id="Italian"
        ),
        pytest.param(
            "De factuur is niet naar de klant gestuurd maar wordt nog gecontroleerd.",
            "nl",
            id="Dutch",
        ),
        pytest.param(
            "In Japanese, ありがとう is what you say when you want to thank the other person.",
            "en",
            id="a mention",
        ),
        pytest.param("", None, id="empty"),
        pytest.param("42", None, id="a number"),
        pytest.param("OK", None, id="two letters"),
        pytest.param("Rosebud", None, id="a name"),
        pytest.param("!!! --- ...", None, id="punctuation"),
        pytest.param("東", None, id="one Han character"),
        pytest.param("\ud800", None, id="a lone surrogate"),
    ],
)
def test_language_of(text: str, language: str | None) -> None:
    """The language is told by script, then by small words, and not at all from too little."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "結果は次のとおりです。\n```python\nfor item in the_list: print(item)\n```",
            "ja",
            id="code",
        ),
        pytest.param("Run `これは変数です` to see what is in the list.", "en", id="inline code"),
        pytest.param(
            "詳細 https://example.com/what-is-the-meaning-of-this-and-that を参照",
            "ja",
            id="a link",
        ),
        pytest.param(
            "The sign says 「関係者以外は立ち入ることができません」 and it is on the door.",
            "en",
            id="a quotation",
        ),
        pytest.param(
            "「That is not what the agreement says」と書かれていました。", "ja", id="quoted English"
        ),
        pytest.param('"This is all that there is."', "en", id="nothing but a quotation"),
        pytest.param("```\nwhile True: pass\n```", None, id="nothing but code"),
    ],
)
def test_only_prose_counts(text: str, language: str | None) -> None:
    """Code, links and quotations are in nobody's language, unless a quotation is all there is."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        pytest.param("東京都千代田区", "ja", "ja", id="Han after Japanese"),
        pytest.param("東京都千代田区", None, "zh", id="Han alone"),
        pytest.param("北京市朝阳区", "zh", "zh", id="Han after Chinese"),
        pytest.param("这是我们的问题", "ja", "zh", id="simplified characters after Japanese"),
        pytest.param("本公司主要業務包括設計製造銷售" * 4, "ja", "zh", id="long without kana"),
        pytest.param("Berlin, Potsdam", "de", "de", id="names after German"),
        pytest.param("(E). Neither", "en", "en", id="a fragment after English"),
        pytest.param("```\nx = load(y)\n```", "ja", "ja", id="code after Japanese"),
        pytest.param("```\nx = load(y)\n```", "en", "en", id="code after English"),
        pytest.param("Berlin", "ja", None, id="a name after Japanese"),
        pytest.param("The answer is not in the list.", "ja", "en", id="English after Japanese"),
        pytest.param("答えは一覧にありません。", "en", "ja", id="Japanese after English"),
    ],
)
def test_hint(text: str, hint: str | None, language: str | None) -> None:
    """What could well be in the language of the question is taken to be in it, and no more."""
    assert language_of(text, hint=hint) == language


def test_the_beginning_decides() -> None:
    """A long text is read only so far, so that the cost is bounded."""
    assert language_of("これは日本語の文章です。" * 500 + "This is the end of it. " * 5000) == "ja"
    assert len(prose("word " * 50_000)) < 1000


def test_small_words() -> None:
    """Small words are counted for each language that has them."""
    counts = small_words("The house is not in the list")
    assert counts["en"] == 5
    assert counts["de"] == 0
