"""Whether an answer has a form: an option, a number, a word, code, a list, a table."""

import re
from typing import Final

from raimon.scorers.robustness.answer_shape import Shape, begins_with_option, shape_of

_BRIEF: Final = 60  # code points of an answer that gives a number or a word and no more
_ASIDE: Final = 60  # code points beside code that are no explanation yet
_HEAD, _TAIL = 160, 240  # where an answer says yes or no, if it does
_WORDS: Final = 4  # an article and an adverb may come with the word
_SHORT: Final = 90  # code points of a line that is an item of a list
_SEVERAL: Final = 3  # lines or commas that make a list without marks
_READ: Final = 4000

_EITHER: Final = "(?:yes|no|true|false|はい|いいえ|[○〇×✕])"
_SAYS_FIRST: Final = re.compile(
    rf"\W{{0,6}}(?:\w+[ :：は]{{1,2}}){{0,3}}\W{{0,4}}{_EITHER}(?:\W|$|です)", re.IGNORECASE
)
_SAYS_LAST: Final = re.compile(
    r"(?:answer|therefore|so|結論|答え|回答)(?: is)?[:：,、は]?[^.\n。]{0,20}"
    r"\b(?:yes|no|true|false)\b"
    r"|(?:結論|答え|回答)(?:は|[:：])?[^\n。]{0,12}(?:はい|いいえ|[○〇×✕])"
    r"|\b(?:yes|no|true|false)[.!]?\W{0,4}\Z"
    r"|(?:はい|いいえ|[○〇×✕])(?:です|となります)?。?\W{0,4}\Z",
    re.IGNORECASE,
)
_SET_OFF: Final = re.compile(rf"[\[(*\"'“「『]{_EITHER}[.。]?[\])*\"'”」』]", re.IGNORECASE)
_LETTER: Final = re.compile(
    r"[\[(（「*][A-Ja-jア-オ①-⑨1-9][\])）」*.]|\b(?:option|answer|choice)\W{0,3}(?:is\W{0,3})?[A-J1-9]\b"
    r"|^\W{0,4}[A-J1-9][).:、。]|(?:選択肢|答え|正解|回答)\W{0,3}は?\W{0,3}[A-Jア-オ①-⑨1-9]"
    r"|\b[A-J]\W{0,3}\Z|\A\W{0,4}\d{1,2}(?:番|です|番です)?\W{0,4}\Z",
    re.IGNORECASE | re.MULTILINE,
)
_LISTED: Final = re.compile(
    r"^[ \t]*[\[(（]?[a-jア-オ1-9][\])）.:：．、][. \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_IN_WORDS: Final = re.compile(
    r"(?:the answer is |about |答えは|約)?"
    r"(?:(?:zero|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|and|point)[ -]?)+"
    r"(?:[a-z]{1,12})?\W{0,3}"
    r"|(?:答えは|約)?[一二三四五六七八九十百千万億〇零・]+[^\W\d_]{0,4}(?:です)?\W{0,3}",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\b(?:first|second|third|another|finally|lastly)(?:ly)?\b"
    r"|[一二三1-3１-３]つ目|第[一二三]|まず|次に|最後に",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"[,、，] ?[^,、，.。\n]{1,60}(?: and | or |と|および|または|、)\S")
_ITEM: Final = re.compile(
    r"^\s*(?:[-*+•・●○◆■▪–]|[(（]?\d{1,3}[.)）．、:]|[①-⑳]|[a-zA-Z][.)])\s*\S", re.MULTILINE
)
_COMMAS: Final = re.compile(r"[^,、，\n]{1,60}[,、，]")
_ROW: Final = re.compile(r"^\s*\|?.*\|.*\||^[^\t\n]+\t[^\t\n]+|<t[dr]|&.*\\\\\s*$", re.MULTILINE)
_OPENS_AS_CODE: Final = re.compile(
    r"\s*(?:class|def|import|from|public|function|const|#include|package|SELECT)\b[^\n]*[\w:{;(>]\s*\n"
)
_CODE_SIGN: Final = re.compile(
    r"[;{}]\s*$|^\s*(?:def|class|import|from|return|SELECT|function|const|let|var|#!|#include)\b"
    r"|^\s*[\w.]+\(.*\)\s*$|^\s*\w+\s*=\s*\S|</?\w+>|^\s{4,}\w",
    re.MULTILINE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w'-]+")
_FENCE: Final = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)


def says_yes_or_no(answer: str, _asked: str) -> bool:
    """Return whether the answer begins or ends with yes or no, or sets it off."""
    bare = answer.strip()
    if _SAYS_FIRST.match(bare[:_HEAD]) or _SAYS_LAST.search(bare[-_TAIL:]):
        return True
    return _SAYS_LAST.search(bare[:_HEAD]) is not None or _SET_OFF.search(answer) is not None


def is_boxed(answer: str, _asked: str) -> bool:
    """Return whether the answer has a box for its result."""
    return "boxed" in answer


def picks_option(answer: str, asked: str) -> bool:
    """Return whether the answer picks an option, by its mark or in its words."""
    if begins_with_option(answer) or _LETTER.search(answer):
        return True
    said = answer[:_READ].casefold()
    options = (option.strip(" .。　").casefold() for option in _LISTED.findall(asked))
    return any(option in said for option in options)


def is_number(answer: str, _asked: str) -> bool:
    """Return whether the answer is short and holds a number, or is one in words."""
    bare = answer.strip()
    if len(bare) > _BRIEF:
        return False
    return _DIGIT.search(bare) is not None or _IN_WORDS.fullmatch(bare) is not None


def is_one_word(answer: str, _asked: str) -> bool:
    """Return whether the answer is a word, or next to one."""
    bare = answer.strip()
    return len(_WORD.findall(bare)) <= _WORDS if bare.isascii() else len(bare) <= _BRIEF


def is_bare_code(answer: str, _asked: str) -> bool:
    """Return whether there is code and next to nothing beside it."""
    if "```" in answer:
        return len(_FENCE.sub("", answer).strip()) <= _ASIDE
    if _OPENS_AS_CODE.match(answer):
        return True
    return shape_of(answer) in {Shape.CODE, Shape.JSON} or len(answer.strip()) <= _ASIDE


def holds_code(answer: str, _asked: str) -> bool:
    """Return whether there is code anywhere, fenced or not."""
    return "`" in answer or _CODE_SIGN.search(answer) is not None


def holds_items(answer: str, _asked: str) -> bool:
    """Return whether there are two items with marks or numbers."""
    return len(_ITEM.findall(answer)) > 1


def enumerates(answer: str, asked: str) -> bool:
    """Return whether there is a list of any kind: marks, lines, commas, ordinals or a table."""
    if holds_items(answer, asked) or holds_rows(answer, asked):
        return True
    lines = [line for line in answer.splitlines() if line.strip()]
    short = sum(len(line) <= _SHORT for line in lines)
    if short >= _SEVERAL or len(_COUNTED.findall(answer)) >= _SEVERAL - 1:
        return True
    return any(len(_COMMAS.findall(line)) >= _SEVERAL - 1 or _JOINED.search(line) for line in lines)


def holds_rows(answer: str, _asked: str) -> bool:
    """Return whether there are two rows of a table, in Markdown, with tabs, in HTML or LaTeX."""
    return len(_ROW.findall(answer)) > 1 or "create table" in answer.casefold()
