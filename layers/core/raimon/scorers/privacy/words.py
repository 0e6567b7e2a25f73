"""Words that speak for or against a number being what it looks like."""

import re
from dataclasses import dataclass
from typing import Final

from raimon.scorers.privacy.lazy import lazily


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words: Latin ones match as a whole, Japanese ones anywhere (it has no spaces)."""

    pattern: re.Pattern[str] | None

    def nearest_before(self, text: str) -> int:
        """Return how far from the end of the text the last of the words stands, -1 for none."""
        if self.pattern is None:
            return -1
        last = -1
        for found in self.pattern.finditer(text):
            last = len(text) - found.end()
        return last

    def stand_in(self, text: str) -> bool:
        """Return whether one of the words stands in the text."""
        return self.pattern is not None and self.pattern.search(text) is not None


def words(*entries: str) -> Words:
    """Return the entries as one list; in small letters, as texts are searched."""
    latin = sorted((entry for entry in entries if entry.isascii()), key=len, reverse=True)
    other = sorted((entry for entry in entries if not entry.isascii()), key=len, reverse=True)
    parts = [re.escape(entry) for entry in other]
    # By their first sign, so that a search stops at no other one.
    for first in sorted({entry[0] for entry in latin}):
        rest = "|".join(re.escape(entry[1:]) for entry in latin if entry[0] == first)
        sign = re.escape(first)
        parts.append(rf"{sign}(?<![a-z]{sign})(?:{rest})s?(?![a-z])")
    return Words(lazily("|".join(parts)))


NO_WORDS: Final = Words(None)

AGAINST: Final = words(
    *("order", "order no", "order id", "tracking", "shipment", "version", "build", "release"),
    *("timestamp", "epoch", "isbn", "uuid", "guid", "sku", "serial", "part no", "model no", "job"),
    *("batch", "ticket", "invoice no", "case id", "doi", "issn", "jan", "ean", "commit", "hash"),
    *("request id", "trace", "span id", "lot", "item", "ref", "reference", "product", "checksum"),
    *("sample", "dummy", "example", "placeholder", "test data", "e.g", "fake"),
    *(
        "注文",
        "伝票",
        "型番",
        "品番",
        "追跡",
        "問い合わせ番号",
        "お問合せ番号",
        "製造番号",
        "シリアル",
    ),
    *(
        "バージョン",
        "管理番号",
        "受付番号",
        "会員番号",
        "商品コード",
        "商品番号",
        "整理番号",
        "ロット",
    ),
    *("例:", "例えば", "サンプル", "ダミー", "テストデータ", "架空", "請求書番号", "案件番号"),
    *("法人番号", "登録番号", "インボイス", "保険者番号", "口座番号", "isbnコード"),
    *("タイムスタンプ", "janコード", "書籍", "チケット", "予約番号", "申込番号", "配送番号"),
)
