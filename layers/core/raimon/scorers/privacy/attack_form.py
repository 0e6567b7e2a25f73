"""Attacks by form, not by words: made-up turns, one word over and over, data put into a URL."""

import re
from collections.abc import Iterator
from operator import eq
from typing import Final

from raimon.scorers.privacy.attack_cue import CueFound, Family

_REPEATS: Final = 10
_TURNS: Final = 3
_TURN: Final = re.compile(
    r"(?:\A|[\n。.?!」\"' ])(?:q|a|user|assistant|human|ai|問|答|質問|回答|利用者|ユーザー"
    r"|アシスタント|人間|依頼|応答)\s?[::「]"
)
_OPEN_END: Final = re.compile(
    r"(?:\n|[。.?!」\"' ])(?:a|assistant|ai|答|回答|応答"
    r"|アシスタント)\s?[::「]\s*(?:sure[^\n]{0,30})?\Z"
)
_SENSITIVE: Final = re.compile(
    r"\b(?:secret|password|passphrase|admin key|poison|bomb|weapon|hotwire|meth|counterfeit|hack"
    r"|phone number|address)\b|秘密|鍵|合言葉|暗証|住所|毒|爆弾|銃|麻薬|侵入|盗聴|偽札"
)
_LINK: Final = re.compile(r"!?\[[^\]\n]{0,80}\]\((?P<url>https?://[^)\s]{4,400})\)?")
_CARRIED: Final = re.compile(
    r"[?&/#][\w.-]{0,20}=?(?:\{[^}]{1,40}\}|\[[^\]]{1,40}\]|<[^>]{1,40}>|%7b)"
    r"|=[^&)]{0,30}(?:conversation|chat.?history|history|secret|password|prompt|user_?name|insert"
    r"|会話|履歴|秘密|パスワード|利用者|氏名|入れる|ここに)",
    re.IGNORECASE,
)
_PASTED: Final = re.compile(
    r"(?:append|add|put|attach|encode|くっつけ|付け|後ろに)[^\n]{0,60}https?://"
    r"|https?://[^\s]{1,80}[^\n]{0,20}(?:の後ろに|にくっつけ|に続けて)"
)


def forms_in(lower: str, *, is_document: bool) -> Iterator[CueFound]:
    """Yield what the form of the text gives away."""
    if _is_repetitive(lower):
        yield CueFound(Family.MANY_SHOT, 4.2, 0, len(lower), "repeated_word")
    if not is_document and _has_open_turn(lower):
        yield CueFound(Family.MANY_SHOT, 4.2, 0, len(lower), "made_up_turns")
    if "](http" in lower and _carries_off(lower):
        weight = 4.4 if is_document else 4.1
        yield CueFound(Family.EXFILTRATION, weight, 0, len(lower), "data_in_link")
    if "http" in lower and (pasted := _PASTED.search(lower)):
        yield CueFound(Family.EXFILTRATION, 2.4, *pasted.span(), "pasted_to_url")


def _is_repetitive(lower: str) -> bool:
    """Return whether a word stands ten times in a row."""
    words = lower.split()
    if True not in map(eq, words, words[_REPEATS - 1 :]):  # most often: no word is looked at
        return False
    return any(
        len(first) > 1
        and first == last
        and first.isalnum()
        and words[place : place + _REPEATS].count(first) == _REPEATS
        for place, (first, last) in enumerate(zip(words, words[_REPEATS - 1 :], strict=False))
    )


def _has_open_turn(lower: str) -> bool:
    """Return whether made-up turns lead up to one that the model is to complete."""
    end = lower[-60:]
    if ":" not in end and ":" not in end and "「" not in end:
        return False
    if not _OPEN_END.search(end) or len(_TURN.findall(lower)) < _TURNS:
        return False
    return bool(_SENSITIVE.search(lower))


def _carries_off(lower: str) -> bool:
    return any(_CARRIED.search(link["url"]) for link in _LINK.finditer(lower))
