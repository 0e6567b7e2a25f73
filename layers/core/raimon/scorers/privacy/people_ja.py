"""Names of people written in kanji, by lists of names and what stands around: rules, no tokens.

A name is taken only where a whole run of kanji is spent on it: `俳優山田太郎氏` is a role, a name
and an honorific, and nothing is left over. So 山口県 or 東京大学 never yields one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from raimon.scorers.hinted import holds_any
from raimon.scorers.privacy.detector import Found, Recogniser
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.people_ja_names import Names, names
from raimon.scorers.privacy.people_katakana import find_katakana_name
from raimon.scorers.privacy.sheet import Sheet

# What follows a name: who somebody is.
_PERSONS: Final = (
    "選手 監督 教授 准教授 助教授 博士 大統領 首相 総理 議員 容疑者 被告 社長 会長 専務 常務 "
    "部長 課長 係長 店長 院長 所長 局長 次長 室長 工場長 支店長 編集長 校長 教頭 教諭 総裁 "
    "理事長 理事 委員長 委員 代表 知事 市長 町長 村長 区長 大臣 外相 蔵相 財務相 陸相 海相 長官 "
    "次官 大使 元帥 中将 大将 少将 大佐 中佐 少佐 大尉 中尉 少尉 上等兵 軍曹 提督 参謀長 司令官 "
    "将軍 投手 捕手 内野手 外野手 騎手 棋士 九段 八段 七段 六段 五段 四段 名人 王将 竜王 横綱 "
    "大関 関脇 親方 師匠 弁護士 判事 検事 裁判長 医師 記者 牧師 神父 司教 画伯 女史 主任 主席 "
    "国家主席 書記 書記長 総書記 名誉教授 研究員 警部 刑事 巡査 夫妻 夫人 夫婦 兄弟 姉妹 親子 "
    "父子 自身 本人 氏 様 殿 先生 君"
)
_DOINGS: Final = (
    "作曲 作詞 編曲 原作 脚本 演出 主演 監修 撮影 役 著 作 訳 編 政権 内閣 体制 派 家 師 翁 公 "
    "卿 王"
)
# Such an office may be that of a place, a school or a team of the same name.
_OFFICES: Final = (
    "市長 町長 村長 区長 知事 議員 代表 大使 教授 准教授 店長 支店長 校長 工場長 警部 役 派 家 "
    "王 公 編 作 著 体制"
)
# What stands before a name.
_BEFORE: Final = (
    "俳優 女優 怪優 名優 歌手 作家 画家 詩人 監督 選手 社長 会長 教授 博士 首相 大臣 議員 市長 "
    "知事 弁護士 医師 記者 作曲家 作詞家 漫画家 小説家 評論家 音楽家 建築家 写真家 演出家 "
    "脚本家 声優 芸人 女流 投手 捕手 騎手 棋士 部長 課長 店長 院長 所長 局長 総裁 総長 学長 "
    "校長 党首 幹事長 書記長 委員長 理事 委員 代表 顧問 担当 主演 監修 原作 脚本 演出 作詞 作曲 "
    "編曲 著者 作者 司会 長男 次男 三男 四男 長女 次女 三女 四女 父 母 兄 弟 姉 妹 妻 夫 息子 "
    "娘 祖父 祖母 叔父 伯父 甥 姪 孫 弟子 師匠 盟友 友人 同僚 元 故 同 武将 藩主 大名 家老 公家 "
    "僧侶 主将 将軍 大将 中将 少将 大佐 大尉 官 員 者 家 長 手 士 師 相 優 役 督"
)
_KANJI: Final = "一-鿿々ヶヵ"
_RUN: Final = lazily(f"[{_KANJI}]{{2,24}}")
# Family names of one sign that are heard often enough to count with an honorific.
_ONE_SIGN: Final = lazily(f"[森林原辻堀関岡菅谷堤柳島星泉](?<![{_KANJI}].)(?=[さくちとでだ])")
_HINTS_OF_ONE: Final = ("さん", "くん", "ちゃん", "さま", "と申し", "と言い", "といい", "です")


def _one_of(words: str) -> str:
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_RANK: Final = "(?:元|前|現|新)?(?:名誉|副|総|両)?"
_ROLE: Final = lazily(rf"{_RANK}{_one_of(f'{_PERSONS} {_DOINGS}')}\Z")
_ROLE_AMID: Final = lazily(f"{_RANK}{_one_of(_PERSONS)}")
_LAST_OF_ROLE: Final = frozenset(word[-1] for word in f"{_PERSONS} {_DOINGS}".split())
_SHORTEST_AMID: Final = 5
_OFFICE: Final = lazily(_one_of(_OFFICES))
_TITLE: Final = lazily(_one_of(_BEFORE))
_HONORIFIC: Final = lazily("さん(?!か|が?つ)|くん|ちゃん|さま")
_SAID: Final = lazily("と申し|といいます|と言います")
_IS: Final = lazily("です|でございます|だ[。、]")
_CUE: Final = lazily(r"(?:担当|担当者|名前|氏名|代表|私|わたし|窓口)(?:は|の|:)\Z")
_KANA_GIVEN: Final = lazily("[ぁ-ゖ]{2,4}")
_SPACED: Final = lazily(f" (?<=[{_KANJI}] )([{_KANJI}]{{1,3}}(?![{_KANJI}])|[ぁ-ゖ]{{2,4}})")
_FAMILY_ENDS: Final = lazily(f"(?<![{_KANJI}])[{_KANJI}]{{1,4}}\\Z")
_GLUED: Final = lazily("[ァ-ヺーA-Za-z0-9]")
_FULL: Final = range(3, 8)
_CACHED_RUNS: Final = 1 << 14  # words come again in every text

_WHOLE, _MARKED, _COINED, _ALONE = 0.60, 0.60, 0.55, 0.50


@dataclass(frozen=True, slots=True)
class KanjiRun:
    """What a run of kanji can be as far as itself tells; the rest is told by what stands around."""

    whole: tuple[int, int, float] | None = None  # a family and a given name, and how sure it is
    marked: tuple[tuple[int, int], ...] = ()  # names behind a title, or before a role or its end
    plain: bool = False  # a name as far as the lists know

    def found(self, text: str, start: int, end: int, known: Names) -> Found | None:
        """Return the name that the run is where it stands, the surest first."""
        if self.whole:
            first, last, confidence = self.whole
            return _found(text, start + first, start + last, confidence)
        for first, last in self.marked:
            if start + last < end:
                return _found(text, start + first, start + last, _MARKED)
            if found := _before_kana(text, start + first, end, known):
                return found
        return _alone(text, start, end) if self.plain else None


def find_japanese_name(sheet: Sheet) -> Iterator[Found]:
    """Yield the names in kanji and katakana; none at the alarm band, as the famous have names."""
    text = sheet.text
    if text.isascii():
        return
    known = names()
    for run in _RUN.finditer(text):
        known_run = _known_run(run.group())
        found = known_run and known_run.found(text, *run.span(), known)
        if found:
            yield found
    yield from _of_one(text)
    yield from _spaced(text, known)
    yield from find_katakana_name(text, known)


@lru_cache(maxsize=_CACHED_RUNS)
def _known_run(run: str) -> KanjiRun | None:
    """Return what the run can be by the lists that ship, None for nothing: most often."""
    known = names()
    if len(run) == 2:  # noqa: PLR2004 - it can be a name as a whole, and nothing else
        return read_run(run, known) if run in known.whole else None
    heads = known.heads
    if run[:2] in heads or run[0] in heads or _TITLE.search(run):
        return read_run(run, known)
    return None


def read_run(run: str, known: Names) -> KanjiRun | None:
    """Return what the run can be, None for nothing."""
    begins, ends = _begins(run), _ends(run)
    for first in begins:
        for last in ends:
            whole = _whole(run[first:last], known)
            if whole:
                return KanjiRun((first, last, whole))
    marked = tuple(_marked(run, begins, known))
    plain = known.is_plain(run)
    return KanjiRun(marked=marked, plain=plain) if marked or plain else None


def _marked(run: str, begins: Iterable[int], known: Names) -> Iterator[tuple[int, int]]:
    """Yield where a name stands before a role that ends the run, or up to the run's end."""
    for first in begins:
        last = _role_behind(run, first, known)
        if last:
            yield first, last
        elif run[first:] in known.whole:
            yield first, len(run)


def bears_role(text: str, end: int) -> bool:
    """Return whether an honorific or a role follows the place."""
    return bool(_HONORIFIC.match(text, end) or _ROLE_AMID.match(text, end))


def _begins(run: str) -> list[int]:
    """Return where a name may begin: at the run's start, and behind a title."""
    return [0, *(title.end() for title in _TITLE.finditer(run) if title.end() < len(run) - 1)]


def _ends(run: str) -> list[int]:
    """Return where a whole name may end: at the run's end, and before a role."""
    ends = [len(run)]
    if run[-1] in _LAST_OF_ROLE:
        ends += [role.start() for role in (_ROLE.search(run, 1),) if role]
    if len(run) > _SHORTEST_AMID:
        ends += [role.start() for role in _ROLE_AMID.finditer(run, _FULL.start)]
    return ends


def _whole(text: str, known: Names) -> float:
    """Return how sure it is that the text is a family name with a given one."""
    if len(text) not in _FULL or text in known.no_names:
        return 0.0
    if known.full_length(text):
        return _WHOLE
    return _COINED if known.may_be_full(text) or known.is_continental(text) else 0.0


def _role_behind(run: str, begin: int, known: Names) -> int:
    """Return where a role begins that ends the run, such as 社長 or 氏, if a name stands before."""
    role = _ROLE.search(run, begin + 1) if run[-1] in _LAST_OF_ROLE else None
    if role is None:
        return 0
    name = run[begin : role.start()]
    if len(name) < 2 or name in known.words:  # noqa: PLR2004 - one sign may be anything
        return 0
    if name not in known.whole or (name in known.places and _OFFICE.match(run, role.start())):
        return 0
    return role.start()


def _before_kana(text: str, start: int, end: int, known: Names) -> Found | None:
    """Return a name before さん, と申します or a given name in hiragana, or behind a cue."""
    name = text[start:end]
    if name not in known.words and _HONORIFIC.match(text, end):
        return _found(text, start, end, _MARKED)
    if _is_said(text, start, end):
        return _found(text, start, end, _MARKED)
    given = _KANA_GIVEN.match(text, end)
    if given and name in known.family and name not in known.words:
        for last in range(given.end(), end + 1, -1):
            if text[end:last] in known.given and text[last : last + 1] in "はがをにのとも、。":
                return _found(text, start, last, _COINED)
    return None


def _is_said(text: str, start: int, end: int) -> bool:
    """Return whether somebody gives the name: 鈴木と申します, 担当の鈴木です."""
    if _SAID.match(text, end):
        return True
    return bool(_IS.match(text, end) and _CUE.search(text, max(0, start - 5), start))


def _alone(text: str, start: int, end: int) -> Found | None:
    """Return the run as a name, unless it is glued to another word."""
    glued = _GLUED.match(text, end) or (start and _GLUED.match(text, start - 1))
    return None if glued else _found(text, start, end, _ALONE)


def _of_one(text: str) -> Iterator[Found]:
    """Yield family names of one sign where an honorific or their bearer says so."""
    if holds_any(text, _HINTS_OF_ONE):
        for name in _ONE_SIGN.finditer(text):
            if _HONORIFIC.match(text, name.end()) or _is_said(text, *name.span()):
                yield _found(text, *name.span(), _ALONE)


def _spaced(text: str, known: Names) -> Iterator[Found]:
    """Yield names with a space between family and given name."""
    for given in _SPACED.finditer(text):
        end = given.start()
        family = _FAMILY_ENDS.search(text, max(0, end - 5), end)
        if family and family.group() in known.family and given[1] in known.given:
            yield _found(text, family.start(), given.end(), _WHOLE)


def _found(text: str, start: int, end: int, confidence: float) -> Found:
    name = text[start:end].replace(" ", "")
    return Found("PERSON", start, end, confidence, name, context_hit=confidence > _ALONE)


JAPANESE_NAME: Final = Recogniser(find_japanese_name, (f"[{_KANJI}ァ-ヺー]",))
