"""Names of people, where an honorific or a label says so; never above the count band."""

from collections.abc import Iterator
from typing import Final

from raimon.scorers.privacy.detector import Found, Recogniser, in_any_case
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.sheet import Sheet

# The most common family names of Japan.
_FAMILY_NAMES: Final = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 "
    "井上 木村 林 斎藤 斉藤 齋藤 齊藤 清水 山崎 山﨑 森 池田 橋本 阿部 石川 山下 中島 中嶋 "
    "石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 "
    "岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 "
    "酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 "
    "新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 木下 久保 佐野 野村 松尾 "
    "市川 菊地 菊池 杉本 古川 大西 島田 水野 桜井 高野 吉川 山内 西田 西川 小松 北村 安田 "
    "五十嵐 川口 平田 関 中田 久保田 服部 東 岩田 土屋 川崎 福島 本田 辻 樋口 秋山 田口 永井 "
    "山中 中西 吉村 川上 石原 大橋 松岡 馬場 浜田 濱田 森本 星野 矢野 浅野 松下 大島 吉岡 "
    "小池 野田 荒木 松浦 熊谷 大久保 片山 黒田 内藤 尾崎 福井 大谷 川村 堀 望月 永田 田辺 "
    "小沢 菅野 大川 西山 岩本 富田 栗原 早川 松永 中原 須藤 平井 松村 広瀬 廣瀬 本間 荒井 "
    "奥村 小田 飯田 関口 児玉 白石 岡崎 伊東 三宅 堀内 高山 秋元 勅使河原 篠原 成田 植田 若林 "
    "児島 大石 沢田 澤田 柳田 宮田 小西 平山 川島 川田 三上 相馬 岡村 田島 南 青山 根本 桑原 "
    "茂木 上原 比嘉 金城 大城 宮城 新垣 玉城 島袋 仲村 喜屋武 榊原 黒木 甲斐 鎌田 森下 塚本 "
    "石橋 津田 堤"
)
FAMILY_NAMES: Final = frozenset(_FAMILY_NAMES.split())
_NAME_SIGN: Final = r"々ヶぁ-ゖァ-ヺー一-鿿"
_HONORIFIC: Final = lazily(
    r"(?<![様氏殿])(?:様(?!々|子|式|相|態)|さん(?!か|が?つ)|殿(?!堂|下)|氏(?!名)|先生)"
)
_LONGEST_NAME: Final = 11
_NAME_RUN: Final = lazily(
    r"(?:(?<![ァ-ヺー])[ァ-ヺー]{2,6} [ァ-ヺー]{2,6}"
    r"|[一-鿿々ヶ]{1,4} (?:[一-鿿々]{1,3}|[ぁ-ゖ]{2,4}|[ァ-ヺー]{2,5})"
    r"|[一-鿿々ヶ]{1,5}[ぁ-ゖァ-ヺ一-鿿々]{0,4})\Z"
)
_ROMAN_PAIR: Final = lazily(r"(?<![A-Za-z])[A-Z][a-z]{1,14} [A-Z][a-z]{1,14}\Z")
_KATAKANA_PAIR: Final = lazily(r"[ァ-ヺー]{2,6} [ァ-ヺー]{2,6}")
_KANJI_PAIR: Final = lazily(r"[一-鿿々ヶ]{1,4} (?:[一-鿿々]{1,3}|[ぁ-ゖ]{2,4}|[ァ-ヺー]{2,5})")
_LABEL: Final = lazily(
    # No optional beginnings: a search stops where one of the first signs stands, and nowhere else.
    r"(?:氏名|お名前|名前|名義人?|ご契約者名?|契約者名?|ご担当者?名?|担当者?名?"
    r"|申込者|申請者|患者名|社員|受取人|宛名)"
    r"[はのが:：][ \n]?"
    r"(?=(?P<name>[^\s、。,()（）「」:]{1,15}(?: [^\s、。,()（）「」:]{1,15})?))"
)
_LABELLED: Final = lazily(
    r"[A-Z][a-z]{1,14} [A-Z][a-z]{1,14}|[ァ-ヺー]{2,6} [ァ-ヺー]{2,6}"
    rf"|[一-鿿々ヶ]{{1,4}} ?[{_NAME_SIGN}]{{0,4}}"
)
_NAME_ENDS: Final = lazily(
    r"(?:さん|様|氏|殿|です|でした|が|は|の|で|に|と|を|から|まで|宛|へ|も|[^ぁ-ゖ]|\Z)"
)
_JAPANESE_HINTS: Final = (
    "様",
    "さん",
    "氏",
    "殿",
    "先生",
    "名前",
    "名義",
    "担当",
    "契約者",
    "社員",
    "申込者",
    "申請者",
    "患者",
    "受取人",
    "宛名",
)

_ENGLISH_HINTS: Final = ("name is", "name:", "dear m", "dear d", "regards", "sincerely")
_WORD: Final = r"[A-Z][a-z'’-]{1,19}"
_ENGLISH: Final = lazily(
    rf"(?:[Mm]y (?:full )?name is|(?:^|[\n>|;,(] ?)"
    rf"(?:[Ff]ull |[Cc]ustomer |[Pp]atient |[Cc]ontact )?[Nn]ame:) "
    rf"(?P<full>{_WORD}(?: (?:[A-Z]\. )?{_WORD}){{1,2}})"
    rf"|Dear (?:Mr|Mrs|Ms|Dr|Prof)\.? (?P<dear>{_WORD}(?: {_WORD})?)"
    rf"|(?:[Rr]egards|[Ss]incerely),?\n+(?P<signed>{_WORD} {_WORD})(?=\n|\Z)"
)
_NO_NAMES: Final = frozenset(
    {
        "Your",
        "The",
        "Customer",
        "Company",
        "First",
        "Last",
        "Full",
        "Sir",
        "Madam",
        "Hiring",
        "Manager",
    }
)


def find_person(sheet: Sheet) -> Iterator[Found]:
    """Yield the names that an honorific or a label marks: a rule, no recogniser of names."""
    if not sheet.text.isascii() and sheet.holds(_JAPANESE_HINTS):
        yield from _with_honorific(sheet.text)
        yield from _labelled(sheet.text)
    if sheet.holds(_ENGLISH_HINTS):
        yield from _english(sheet.text)


def _with_honorific(text: str) -> Iterator[Found]:
    for honorific in _HONORIFIC.finditer(text):
        end = honorific.start()
        roman = text[end - 1 : end].isascii() and _ROMAN_PAIR.search(text, max(0, end - 32), end)
        if roman:
            yield _found(roman.start(), end, 0.60, roman.group())
            continue
        run = _NAME_RUN.search(text, max(0, end - _LONGEST_NAME), end)
        if run is None:
            continue
        start = _name_start(run.group())
        if start is None:
            continue
        name = run.group()[start:]
        confidence = _confidence(name, honorific.group())
        if confidence:
            yield _found(end - len(name), end, confidence, name)


def _name_start(run: str) -> int | None:
    """Return where in the run a name begins: at a family name, None where none does."""
    if _KATAKANA_PAIR.fullmatch(run) or _KANJI_PAIR.fullmatch(run):
        return 0
    for start in range(len(run)):
        if _family_length(run[start:]):
            return start
    return None


def _family_length(text: str) -> int:
    """Return how many characters of the text are a common family name, 0 for none."""
    return next(
        (
            length
            for length in (4, 3, 2, 1)
            if len(text) >= length and text[:length] in FAMILY_NAMES
        ),
        0,
    )


def _confidence(name: str, honorific: str) -> float:
    given = len(name) - _family_length(name)
    if " " in name or (_family_length(name) and 1 <= given <= 3):  # noqa: PLR2004 (given names are short)
        return 0.45 if honorific in {"氏", "先生"} else 0.60
    return 0.55 if honorific == "様" and given == 0 and len(name) > 1 else 0.0


def _labelled(text: str) -> Iterator[Found]:
    for label in _LABEL.finditer(text):
        name = _LABELLED.match(label["name"])
        if name is None:
            continue
        start, length = label.start("name"), _labelled_length(name.group())
        if length and _NAME_ENDS.match(text, start + length):
            yield _found(start, start + length, 0.70, text[start : start + length])


def _labelled_length(run: str) -> int:
    """Return how many characters of the run are the name, 0 if it doesn't begin like one."""
    if run.isascii() or _KATAKANA_PAIR.fullmatch(run):
        return len(run)
    pair = _KANJI_PAIR.match(run)
    if pair and (_family_length(run) or " " in run):
        return len(_cut_particles(pair.group()))
    return len(_cut_particles(run)) if _family_length(run) else 0


def _cut_particles(name: str) -> str:
    for ending in ("さん", "です", "でし", "様", "殿", "氏"):
        name = name.partition(ending)[0]
    return name if len(name) == 1 else name.rstrip("がはのでにとをへも")


def _english(text: str) -> Iterator[Found]:
    for match in _ENGLISH.finditer(text):
        group = match.lastgroup or "full"
        if not _NO_NAMES & set(match[group].split()):
            yield _found(match.start(group), match.end(group), 0.60, match[group])


def _found(start: int, end: int, confidence: float, name: str) -> Found:
    return Found("PERSON", start, end, confidence, name.replace(" ", ""), context_hit=True)


PERSON: Final = Recogniser(
    find_person,
    (
        rf"[A-Za-z{_NAME_SIGN}]{_HONORIFIC.pattern}",
        _LABEL.pattern,
        in_any_case("|".join(_ENGLISH_HINTS)),
    ),
)
