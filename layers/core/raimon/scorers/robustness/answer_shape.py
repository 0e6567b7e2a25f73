"""Which shape an answer has, told without a word of it: code, data, a list, an option, prose."""

import json
import re
import unicodedata
from enum import StrEnum

from raimon.scorers.evidence import TokenKey
from raimon.scorers.robustness.phrases import any_of

READ = 4000  # code points of an answer that are looked at: its shape shows early
LINES = 24  # and lines of them
SHORT = 160  # code points of an answer that gives an option with a remark and no more
TERSE = 40  # and of one that says yes or no and no more
BUCKETS = 64  # classes of opening words: far fewer than words, so that none can be told from it
_FENCE = "```"
_LIST_FROM = 2  # items; a single one is a sentence with a dash
_OPENING = 60  # code points in which an opening is looked for
_WIDE_WORD = 2  # characters of a script without spaces that open an answer


class Shape(StrEnum):
    """What an answer looks like as a whole."""

    EMPTY = "empty"
    CODE_FENCED = "code_fenced"
    CODE = "code"
    JSON = "json"
    TABLE = "table"
    LIST = "list"
    OPTION = "option"
    NUMBER = "number"
    PROSE = "prose"


_ITEM = re.compile(
    r"\s{0,12}(?:[-*+•・●○◆◇■□▪‣–]\s?(?=\S)|[(（]?\d{1,3}[.)）．、:]|[①-⑳]|[a-zA-Z][.)]\s)"
)
_ROW = re.compile(r"\s{0,12}\|.*\|\s*$|[^\t\n]+\t[^\t\n]+\t[^\n]+$")
_CODE_LINE = re.compile(
    any_of(r"""
    \s*(?:def|class|import|from|return|public|private|protected|static|const|let|var|function|func|fn|package|using|namespace)\s+[\w{*(].*[:;{(,)]?$
    \s*(?:if|elif|for|while|with|switch|try|except|catch|else|finally)\b.*[:{]\s*$
    \s*(?:\#include|\#!|@\w+|//|/\*|--\s).*$
    \s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|WITH|FROM|WHERE|JOIN)\b.*$
    .*[;{}]\s*$
    \s*[a-zA-Z_][\w.\[\]'"]*\s*[-+:]?=\s*[^=].*$
    \s*[\w.]+\(.*\)\s*$
    \s*<[/!]?[a-zA-Z][^<>]*>.*$
    """),
    re.ASCII,
)
_CODE_SIGNS = re.compile(r"[;{}=]|\)\s*$|\):|<[a-z/]|\b(?:def|class|import|SELECT)\b", re.MULTILINE)
_YES_NO = any_of("""
    yes|no|true|false|y|n|correct|incorrect|valid|invalid
    はい|いいえ|真|偽|正しい|正しくない|該当する|該当しない|該当|非該当|可|不可|○|×
""")
_OPTION = re.compile(
    any_of(rf"""
    (?:option|answer|choice|選択肢|回答|答え|正解)?\s*[:：は]?\s*[\[(（【「]\s*(?:[a-j]|\d{{1,2}}|[ア-オ①-⑨]|{_YES_NO})\s*[\])）】」]
    (?:option|answer|choice|選択肢|回答|答え|正解)?\s*[:：は]?\s*[a-j][.)．:：]
    (?:option|choice|選択肢)\s*[:：は]?\s*(?:[a-j]|\d{{1,2}}(?!\d))
    [a-jア-オ①-⑨](?=\s*$|です|。)
    {_YES_NO}(?=\s*$|[\s.,:;!。、．，：！—–-])
    """),
    re.IGNORECASE,
)
_SAYS_YES_OR_NO = re.compile(_YES_NO + r"(?=\W|$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:約|about|approximately|approx\.?|≈|=|answer:?|答え[:：は]?)?\s*[-+−△▲]?[$€£¥￥]?\s*"
    r"(?:\d[\d,.  ]*|[一二三四五六七八九十百千万億〇]{1,12})\s*"
    r"(?:%|[%‰°℃]|[a-zA-Zµ/²³]{1,8}|[ぁ-んァ-ヶ一-鿿]{1,4})?\s*(?:です|でございます)?[.。]?",
    re.IGNORECASE,
)
_MARKS = "*_#> \t\n\r\"'“”‘’"
_WIDE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힣]")
_WORD = re.compile(r"\w+(?:'\w+)?")


def has_code_fence(text: str) -> bool:
    """Return whether the answer fences code, as Markdown does."""
    return _FENCE in text or "~~~" in text


def shape_of(text: str) -> Shape:
    """Return the shape of an answer; whatever is none of the others is prose."""
    said = text[:READ].strip()
    if not said:
        return Shape.EMPTY
    inside = fenced(said)
    if inside is not None:
        return Shape.JSON if looks_like_json(inside) else Shape.CODE_FENCED
    if looks_like_json(said):
        return Shape.JSON
    if said.isascii() and "\n" not in said and len(said) > SHORT and ";" not in said:
        return Shape.PROSE  # most answers of one paragraph, at no cost
    return _short(said) or _by_lines(said)


def opening_of(text: str, key: TokenKey) -> str:
    """Return the class of how an answer opens: a form, or the bucket of its first word.

    A bucket holds thousands of words, and which ones only the key tells: so it says that openings
    changed, and no word.
    """
    head = unicodedata.normalize("NFKC", text[: 4 * _OPENING]).strip()[:_OPENING]
    if not head:
        return Shape.EMPTY.value
    if head.startswith((_FENCE, "~~~")):
        return Shape.CODE_FENCED.value
    if head[0] in "{[" and head[1:].lstrip()[:1] in {'"', "{", "}", "]"}:
        return Shape.JSON.value
    if begins_with_option(head):
        return Shape.OPTION.value
    if _ITEM.match(head):
        return Shape.LIST.value
    return _bucket(head, key)


def begins_with_option(text: str) -> bool:
    """Return whether an answer begins with a letter of a choice, or with yes or no."""
    return _OPTION.match(text[: 2 * _OPENING].lstrip(_MARKS)) is not None


def fenced(said: str) -> str | None:
    """Return what stands in the fences of a text that is fenced for the most part, else None."""
    if _FENCE not in said:
        return None
    parts = said.split(_FENCE)
    inside = "\n".join(part.partition("\n")[2] or part for part in parts[1::2])
    outside = sum(len(part.strip()) for part in parts[::2])
    return inside if len(inside.strip()) >= outside else None


def looks_like_json(said: str) -> bool:
    """Return whether the text is an object or an array, or the beginning of a long one."""
    bare = said.strip()
    if bare[:1] not in {"{", "["}:
        return False
    if len(bare) >= READ - 1:
        return re.match(r"[\[{]\s*(?:[\[{]\s*)?[\"\d]", bare) is not None and '"' in bare
    try:
        return isinstance(json.loads(bare), dict | list)
    except (ValueError, RecursionError):
        return False


def _short(said: str) -> Shape | None:
    """Return what an answer of a line is, if it is a number or picks an option."""
    if len(said) > SHORT or said.count("\n") > 1:
        return None
    bare = unicodedata.normalize("NFKC", said).strip(_MARKS)
    if len(bare) <= TERSE and _NUMBER.fullmatch(bare):
        return Shape.NUMBER
    picks = _OPTION.match(bare)
    if picks is None or (len(bare) > TERSE and _SAYS_YES_OR_NO.match(bare)):
        return None  # "Yes, …" opens many an answer that goes on
    return Shape.OPTION


def _by_lines(said: str) -> Shape:
    """Return what most lines of an answer are, fenced code left out where prose surrounds it."""
    prose = "\n".join(said.split(_FENCE)[::2]) if _FENCE in said else said
    lines = [line for line in prose.splitlines() if line.strip()][:LINES]
    half = len(lines) / 2
    items = sum(1 for line in lines if _ITEM.match(line))
    if items >= _LIST_FROM and items >= half:
        return Shape.LIST
    if len(lines) > 1 and sum(1 for line in lines if _ROW.match(line)) >= half:
        return Shape.TABLE
    if _CODE_SIGNS.search(prose) and sum(1 for line in lines if _CODE_LINE.match(line)) > half:
        return Shape.CODE
    return Shape.PROSE


def _bucket(head: str, key: TokenKey) -> str:
    bare = head.casefold().lstrip(_MARKS)
    word = _WORD.search(bare)
    opening = word.group() if word else bare[:1]
    if _WIDE.match(opening):
        opening = opening[:_WIDE_WORD]
    return f"w{key.digest('statistics.opening', opening)[0] % BUCKETS:02d}"
