"""Postal addresses of Japan, from the prefecture to the block and the building."""

from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found, Recogniser
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet

_PREFECTURES: Final = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 "
    "東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 "
    "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
PREFECTURES: Final = tuple(_PREFECTURES.split())
_HINTS: Final = ("県", "東京都", "北海道", "大阪府", "京都府")
_PREFECTURE: Final = lazily("|".join(PREFECTURES))
_REACH: Final = 64
_NUMERAL: Final = "[0-9一二三四五六七八九十〇]"
_NUMBER: Final = f"{_NUMERAL}{{1,5}}"
_KANJI: Final = "々〆ヶケヵァ-ヺー一-鿿"
# Municipality and district; a particle ends them, so that prose about a city is no address.
_NO_PARTICLE: Final = (
    "ぁ-ぬねのひ-みむ-ろわんが-ずぞだぢづば-ぼ"  # hiragana but では, に, を, へ and the like
)
_PLACE: Final = rf"[{_KANJI}ぁ-ゖ]{{1,10}}?[市区町村郡](?:[{_KANJI}{_NO_PARTICLE} ]){{0,20}}?"
# Down to the block: a chome alone is still a whole quarter.
_BLOCK: Final = lazily(
    rf" ?{_PLACE}(?:{_NUMBER}丁目 ?{_NUMBER}(?:番地?|[-ー])?"
    rf"|{_NUMBER}番地?(?!目)|{_NUMBER}[-ー]{_NUMBER})"
    rf"(?:の?[-ー]?{_NUMBER}(?:番地?|号(?!室)|[-ー](?=[0-9]))?){{0,3}}"
)
_BUILDING: Final = lazily(
    r"[ 、]?[^\s、。,.()「」:0-9様]{2,16} ?"
    r"(?:[0-9]{1,4}号室|[0-9]{1,3}階|[0-9]{3,4}(?![0-9件円年人]))"
)


def find_address(sheet: Sheet) -> Iterator[Found]:
    """Yield the addresses that reach down to a block; a city alone is no personal data."""
    if sheet.text.isascii() or not sheet.holds(_HINTS):
        return
    for match in _PREFECTURE.finditer(sheet.text):
        end = _end(sheet.text, match.end())
        if end:
            value = sheet.text[match.start() : end].replace(" ", "")
            yield Found("ADDRESS", match.start(), end, 0.88, value)


def _end(text: str, start: int) -> int:
    """Return where the address ends whose prefecture ends here, 0 where no block follows."""
    block = _BLOCK.match(text, start, start + _REACH)
    if block is None:
        return 0
    building = _BUILDING.match(text, block.end(), block.end() + _REACH)
    return building.end() if building else block.end()


ADDRESS: Final = Recogniser(
    find_address, ("|".join(_HINTS),), f"{_NUMERAL}(?:丁目|番|[-ー]{_NUMERAL})"
)
