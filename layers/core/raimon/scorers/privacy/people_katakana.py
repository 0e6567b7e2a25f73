"""Names of people written in katakana, by shape: ジョン・スミス, and no place or firm."""

import re
from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.people_ja_names import Names

_SIGNS: Final = "ァ-ヺー"
_DOTS: Final = "・＝="
_WORDS: Final = lazily(
    rf"[{_SIGNS}](?<![{_SIGNS}{_DOTS}A-Za-z].)[{_SIGNS}]+"
    rf"(?P<more>(?:(?:[{_DOTS}]|・(?:[A-Z]・){{1,3}})[{_SIGNS}]+){{0,3}}(?:[1-9]世)?)"
    rf"(?![{_SIGNS}{_DOTS}])"
)
_BETWEEN: Final = lazily(rf"[{_DOTS}A-Z]+|[1-9]世")
# What follows says that it is a place, a firm, a work or a thing.
_NOBODY: Final = lazily(
    "大学|社|山|川|島|州|市|湖|街|通り|駅|賞|杯|事件|法|銀行|病院|党|戦|線|型|系|号|群|級|空港|王国"
    "|帝国|共和国|諸島|半島|海|湾|県|郡|区|町|村|国|城|宮|寺|教会|派|部|課|株|グループ|航空|自動車"
    "|新聞|放送|番組|映画|楽団|交響|学校|高校|財団|協会|連盟|艦|機|砲|門|橋|岬|峠|谷|平野|高原|砂漠"
    "|鉄道|製|記念|合剤|作戦|の戦い|の乱|[にへ](?:完全)?移籍"
)
# Teams and groups: their last word is a plural.
_PLURAL: Final = lazily(r"(?:ッツ|ーズ|イズ|ンズ)\Z")
_ROLE: Final = lazily(
    "さん|くん|ちゃん|さま|氏|様|殿|先生|君"
    "|(?:元|前|現|新)?(?:名誉|副|総)?(?:選手|監督|教授|博士|大統領|首相|議員|容疑者|被告|社長|会長"
    "|夫妻|夫人|兄弟|姉妹|将軍|提督|元帥|中将|大将|少将|大佐|投手|捕手|騎手|弁護士|医師|神父|牧師"
    "|司教|大臣|長官|大使)(?!権|会|杯)"
)
_KANJI: Final = lazily("[一-鿿々]")
_LONG: Final = 3  # signs of a word that a role alone makes a name

_KNOWN, _SHAPED, _ALONE = 0.65, 0.55, 0.50


def find_katakana_name(text: str, known: Names) -> Iterator[Found]:
    """Yield names of several words, and single ones that are known or bear a role."""
    for words in _WORDS.finditer(text):
        name = words.group()
        pieces = [*filter(None, _BETWEEN.split(name))] if words["more"] else [name]
        if len(pieces) == 1:
            confidence = _of_one(text, words, pieces[0], known)
        else:
            confidence = _of_several(text, words, pieces, known)
        if confidence:
            yield Found("PERSON", *words.span(), confidence, name)


def _of_several(text: str, words: re.Match[str], pieces: list[str], known: Names) -> float:
    """Return how sure it is that the words are a name: no piece is a thing, nothing around is."""
    if not all(map(known.is_piece, pieces)) or _is_nobody(text, words):
        return 0.0
    if any(piece in known.katakana for piece in pieces):
        return _KNOWN
    return 0.0 if _PLURAL.search(pieces[-1]) else _SHAPED


def _of_one(text: str, word: re.Match[str], name: str, known: Names) -> float:
    """Return how sure it is that one word in katakana is a name."""
    begin, end = word.span()
    is_known = name in known.katakana
    if not is_known and not _ROLE.match(text, end):
        return 0.0
    if name in known.words or name in known.katakana_words or _is_nobody(text, word):
        return 0.0
    if len(name) >= _LONG and _ROLE.match(text, end):
        return _SHAPED
    glued = _KANJI.match(text, end) or (begin and _KANJI.match(text, begin - 1))
    return _ALONE if is_known and not glued else 0.0


def _is_nobody(text: str, match: re.Match[str]) -> bool:
    """Return whether a place, a firm or a thing follows, or the words are a title in brackets."""
    begin, end = match.span()
    quoted = begin and text[begin - 1] in "「『" and text[end : end + 1] in ("」", "』")
    return bool(quoted or _NOBODY.match(text, end))
