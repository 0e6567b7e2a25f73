"""Names of people by parts of speech: the optional layer for Japanese, beside the rules.

The rules of `people_ja` spend a run of kanji whole, so they miss names of one word in prose. Here a
dictionary has cut the text into words, and what is left to say is which of them form one name.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.japanese_tokens import Tokenise, Word
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.people_ja import bears_role
from raimon.scorers.privacy.people_ja_names import Names, names

READ: Final = 20_000  # characters of a text that are read
_PIECE: Final = 5_000  # characters that are cut at once, up to the end of a sentence
_SENTENCE_END: Final = lazily("[。！？!?\n]")
_MOST_WORDS: Final = 4
_SURROGATE: Final = lazily("[\ud800-\udfff]")  # half a sign, which a tokeniser can't read
_KATAKANA: Final = lazily("[ァ-ヺー]{2,}")
_DOTS: Final = frozenset("・=＝")
# Beside a name of one word: then it is but a part of another word.
_GLUED: Final = lazily("[ァ-ヺー・=＝A-Za-z0-9]")
_GOES_ON: Final = lazily("[ァ-ヺー・=＝A-Za-z0-9一-鿿々]")
_KANJI: Final = lazily("[一-鿿々ヶ]")
# What makes a name that of something else.
_WORDS_OF_NOBODY: Final = (
    "大学 高校 高等学校 中学校 小学校 学園 株式会社 会社 社 市 町 村 区 県 郡 州 駅 線 山 川 島 "
    "湖 海 湾 岬 峠 城 寺 神社 宮 橋 杯 賞 事件 法 銀行 病院 党 流 派 製 号 型 級 戦 戦争 地方 "
    "地区 空港 港 球場 ホテル スタジアム パーク 通り 街道 時代 幕府 藩 軍 星 彗星 古墳 遺跡 "
    "美術館 記念館 博物館 新聞 工業 製作所 電機 自動車 商店 証券 生命 建設 鉄道 王朝 朝 教 語 "
    "人 系 国 帝国 共和国 公園 団地"
)
_NOBODY: Final = frozenset(_WORDS_OF_NOBODY.split())

_HONOURED, _SEVERAL, _ALONE = 0.65, 0.60, 0.50


def find_beside(text: str, found: Iterable[Found], tokenise: Tokenise) -> Iterator[Found]:
    """Yield the names that the rules left: where a rule has found something, the rule stays."""
    spans = [(one.start, one.end) for one in found]
    for name in () if text.isascii() else find_in_words(text, tokenise, names()):
        if not any(name.start < end and start < name.end for start, end in spans):
            yield name


def find_in_words(text: str, tokenise: Tokenise, known: Names) -> Iterator[Found]:
    """Yield the names that the parts of speech give away; none at the alarm band."""
    for start, end in pieces(text[:READ]):
        piece = text[start:end]
        words = tokenise(_SURROGATE.sub("？", piece))
        place = 0
        while place < len(words):
            length = _length(words, place, known)
            if length:
                name = words[place : place + length]
                confidence = _confidence(piece, words, place, length)
                if confidence:
                    begin, stop = name[0].start, name[-1].end
                    yield Found(
                        "PERSON", start + begin, start + stop, confidence, piece[begin:stop]
                    )
            place += length or 1


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of the text that are cut at once, whole sentences where it has any."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        if end < len(text):
            ends = [stop.end() for stop in _SENTENCE_END.finditer(text, start, end)]
            end = ends[-1] if ends else end
        yield start, end
        start = end


def _length(words: Sequence[Word], place: int, known: Names) -> int:
    """Return how many words from the place on form one name, 0 for none."""
    if not words[place].is_person or words[place].text.isascii():
        return 0
    length = 1
    while length < _MOST_WORDS and place + length < len(words) and words[place + length].is_person:
        if words[place + length].is_family and not words[place].is_family:
            break
        length += 1
    if _is_foreign(words[place]):
        return length + _further(words, place + length)
    return length + int(length == 1 and _is_coined(words, place, known))


def _is_foreign(word: Word) -> bool:
    return word.is_person and _KATAKANA.fullmatch(word.text) is not None


def _further(words: Sequence[Word], place: int) -> int:
    """Return how many words of a foreign name follow, each behind a dot."""
    end = place
    while end + 1 < len(words) and words[end].text in _DOTS and _is_foreign(words[end + 1]):
        end += 2
    return end - place


def _is_coined(words: Sequence[Word], place: int, known: Names) -> bool:
    """Return whether the word behind a family name looks like a given one that no list holds."""
    if not words[place].is_family or place + 1 >= len(words):
        return False
    word, after = words[place + 1], words[place + 2 : place + 3]
    plain = word.part[:2] == ("名詞", "普通名詞") and len(word.text) <= 2  # noqa: PLR2004 - signs
    looks = word.text[0] in known.first_signs and word.text[-1] in known.last_signs
    return plain and looks and not (after and after[0].is_noun)


def _confidence(text: str, words: Sequence[Word], place: int, length: int) -> float:
    """Return how sure it is that the words name a person, 0 if they don't."""
    name, after = words[place : place + length], words[place + length : place + length + 1]
    begin, end = name[0].start, name[-1].end
    if bears_role(text, end):
        return _HONOURED
    if after and after[0].text in _NOBODY:
        return 0.0
    if length > 1:
        return _SEVERAL
    before = words[place - 1] if place else None
    alone = end - begin > 1 and not _GOES_ON.match(text, end) and not _is_glued(text, begin, before)
    return _ALONE if alone and not _is_quoted(text, begin, end) else 0.0


def _is_glued(text: str, begin: int, before: Word | None) -> bool:
    """Return whether the word before belongs to the same name of a thing or a place."""
    if before is None:
        return False
    if _GLUED.match(text, begin - 1):
        return True
    return before.is_proper and bool(_KANJI.match(text, begin - 1))


def _is_quoted(text: str, begin: int, end: int) -> bool:
    """Return whether the word alone stands in brackets, as titles do."""
    return begin > 0 and text[begin - 1] in "「『" and text[end : end + 1] in ("」", "』")
