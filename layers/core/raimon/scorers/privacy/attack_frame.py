"""Words that only talk about an attack: quoted to be judged, translated or told, or asked about."""

import re
from typing import Final

from raimon.scorers.privacy.attack_cue import CueFound, Family

_QUOTE: Final = re.compile(
    r"「[^「」\n]{2,240}」|『[^『』\n]{2,240}』|“[^“”\n]{2,240}”|\"[^\"\n]{2,240}\""
    r"|'(?<![\w']')[^'\n]{8,240}'(?!\w)"
)
# What is done to a quotation that isn't meant for the model.
_HANDLED: Final = re.compile(
    r"\b(?:translate (?:the following|this|that|it)?(?: [a-z]{1,12}){0,4} ?(?:into|to)\b"
    r"|dangerous|harmless|an? attack|attack or|malicious|suspicious|phishing"
    r"|(?:an?|common|typical) (?:[a-z]{1,12} ){0,2}(?:phrase|trick|line)"
    r"|what does .{0,80} mean|meaning of|in the play|in my (?:novel|story|book|play|thriller)"
    r"|thriller|novel|scene|continue the|moderni[sz]e|punctuation|proofread|grammar|fix the"
    r"|must (?:catch|detect|block)|unit tests?|regex|filter that|trick against|such a popular"
    r"|(?:why|explain)[^.?!]{0,30} (?:users|people|attackers)|(?:users|people|attackers|someone"
    r"|somebody|colleague|he|she|they|villain|hacker|king|guard) (?:told|writes?|wrote|types?|says?"
    r"|said|mailed|sent|shouts?|asked)|mailed me|sent me|classify|is it safe)"
    r"|訳し|英訳|和訳|翻訳|英語に|英語で|言い換え|敬語|謙譲語|判定|分類|意図が|危険(?:な|です"
    r"|か)|安全(?:です|か)"
    r"|という(?:文|語|言葉|用語|メール|メッセージ|発言|攻撃|手口|台詞|セリフ|命令|曲|通知|連絡"
    r"|投稿|依頼|表現)|と(?:書かれ|言われ|書いてあ|頼む"
    r"|書き込|送られ|叫|迫る|命じる|入力する)|歌詞|小説の一節|芝居|台詞|セリフ|場面|校正|例文"
    r"|用例|正規表現|検出|由来"
    r"|使い分け|違いを|規約違反|不審な|怪しい"
)
_CARRIED_OUT: Final = re.compile(
    r"\b(?:carry (?:it|them) out|execute|obey|comply|and (?:then )?(?:do|answer|follow) (?:it|what)"
    r"|do (?:as|what) it says|act on it)\b|実行し|実行せ|従って|従え|従うこと|その通り|通りに"
    r"|命令どおり|答えて:"
)
_HOW_TO: Final = re.compile(
    r"\A[^\n]{0,60}(?:には(?:どう|、?どの)|方法|やり方は|手順|どうすれば|オプション|コマンドは"
    r"|対処|罰|違反点数|社員|生徒|部下|影響"
    r"|危険|お知らせ|告知|案内|場合の|理由|危険性|と聞きました|本当ですか)"
)
_HOW_TO_BEFORE: Final = re.compile(
    r"\b(?:how (?:do|can|to|does)|which (?:option|flag|setting)|is it (?:safe|legal)|can i|what is"
    r"|difference between|explain(?: how)?|my (?:boss|teacher|son|manager)|someone|somebody"
    r"|a colleague|users|people|attackers|he|she|they)\b[^.?!\n]{0,60}\Z"
)
_DECLARED: Final = re.compile(r"\A(?:です|でした|となり|になり|とし|いたし|されま|といた)")
_TECHNICAL: Final = {Family.OVERRIDE, Family.DEVELOPER_MODE, Family.EXTRACTION}
_ASKED_SHARE: Final = 0.4  # of its weight that a cue keeps where a question is about it
_REACH: Final = 80


def spoken(lower: str) -> str:
    """Return the text without the quotations that are only talked about, blanks in their place.

    A request that wants the quotation carried out talks to the model with it, so nothing goes.
    """
    around = _QUOTE.sub(_blank, lower)
    if around == lower or not _HANDLED.search(around) or _CARRIED_OUT.search(around):
        return lower
    return around


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def weighed(lower: str, found: CueFound, *, is_document: bool) -> CueFound:
    """Return the cue at the weight that its place leaves: in a question or a notice less."""
    if found.family not in _TECHNICAL:
        return found
    asked = _HOW_TO_BEFORE.search(lower[max(0, found.start - _REACH) : found.start])
    after = lower[found.end : found.end + _REACH]
    declared = is_document and _DECLARED.match(after)
    if not asked and not declared and not _HOW_TO.match(after):
        return found
    weight = found.weight * _ASKED_SHARE
    return CueFound(found.family, weight, found.start, found.end, found.name)
