"""Answers in another language than the one they were asked in."""

import re
from collections.abc import Mapping

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import Segment
from raimon.scorers.language import HAN, KANA, LATIN_LANGUAGES, letters, prose, small_words
from raimon.scorers.robustness.answer_shape import Shape, shape_of
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.language_drift", "2", Aspect.ROBUSTNESS, Severity.LOW)
TUNING = {
    "least_words": 10,  # of an answer in a Latin script; shorter ones are names, labels, quotes
    "least_letters": 15,  # of an answer in another script
    "least_share": 0.15,  # of an answer's words that must be small words of its language
}

_LOOKED_AT = 4000  # code points of the user's words and of the system prompt
_LONG = 60  # words: in an answer of this length, headings and lists thin the small words out
_ROW_OF_NAMES = 4  # parts between commas, each with a capital
_TITLE = 0.8  # of the words of a title begin with a capital
_USED = 3  # small words of a language in the user's words: it is one of the languages used

# How people name a language when they ask for it.
_NAMES: Mapping[str, str] = {
    "en": r"english|英語|英文|英訳|英作文|英会話|英単語|イングリッシュ|anglais|englisch|inglés",
    "ja": r"japanese|nihongo|日本語|和訳|邦訳|和文|ローマ字|ひらがな|カタカナ|漢字|kanji|hiragana",
    "zh": r"chinese|mandarin|中国語|中文|中訳|漢文",
    "ko": r"korean|韓国語|ハングル|韓訳",
    "de": r"german|deutsch|ドイツ語|独訳",
    "fr": r"french|français|フランス語|仏訳",
    "es": r"spanish|español|スペイン語|西訳",
    "pt": r"portuguese|português|ポルトガル語",
    "it": r"italian|italiano|イタリア語",
    "nl": r"dutch|nederlands|オランダ語",
    "ru": r"russian|ロシア語|露訳",
}
_NAMED = {language: re.compile(names, re.IGNORECASE) for language, names in _NAMES.items()}
_ANY_LANGUAGE = re.compile(
    r"\btranslat|\bmultilingual|\blanguage\b|\blanguages\b|\blocali[sz]|\btranscri"
    r"|翻訳|訳し|訳す|訳を|訳せ|対訳|多言語|外国語|他言語|言語で|[ァ-ヶ]語"
    # lessons, and texts in their own words
    r"|\bgramma|\bconjugat|\bverbs?\b|\bpreposition|\bidioms?\b|\bexample sentence"
    r"|\bin the original\b"
    r"|文法|動詞|前置詞|冠詞|慣用句|例文|活用形|発音|原文|原語|原典",
    re.IGNORECASE,
)


def judge(reading: Reading, tuning: Tuning) -> Verdict:
    """Find an answer in a language that the user neither used nor named, nor the system prompt."""
    asked, answered = reading.language.input, reading.language.output
    if reading.outcome is Outcome.BLOCKED:
        return NOTHING  # the guardrail's message is in the language it was written in
    if asked is None or answered is None or asked == answered:
        return NOTHING
    strength = _strength(prose(reading.text(Segment.OUTPUT)), answered, tuning)
    if not strength or _may_answer_in(answered, reading) or _is_code(answered, reading):
        return NOTHING
    facts = {"asked_in": asked, "answered_in": answered}
    return Verdict(observations=(Observation(RULE.rule_id, "drift", strength, facts=facts),))


def _strength(answer: str, language: str, tuning: Tuning) -> float:
    """Return how sure it is that the answer is prose in the language, 0 where it hardly is."""
    plain = "\n".join(line for line in answer.splitlines() if not _is_no_prose(line))
    if language not in LATIN_LANGUAGES:
        count = len(plain) if language not in {"ja", "zh"} else _east_asian_letters(plain)
        return 0.9 if count >= tuning["least_letters"] else 0.0
    words = _WORD.findall(plain.lower())
    if len(words) < tuning["least_words"] or _different(words, language) < _USED:
        return 0.0
    small = small_words(plain)[language]
    share = tuning["least_share"] / (2 if len(words) >= _LONG else 1)
    if small < share * min(len(words), 120):
        return 0.0
    return 0.95 if small >= 2 * _USED else 0.8


def _is_no_prose(line: str) -> bool:
    """Return whether a line is code, a quotation or a row of names."""
    if line.startswith(">") or _CODE.search(line):
        return True
    names = line.split(", ")
    if len(names) >= _ROW_OF_NAMES and all(name[:1].isupper() for name in names):
        return True
    words = _WORD.findall(line)
    capital = sum(word[:1].isupper() for word in words)
    return len(words) > 1 and capital >= _TITLE * len(words) and line[-1:].isalpha()


def _different(words: list[str], language: str) -> int:
    """Return how many different small words there are: one that fills a column is a label."""
    return small_words(" ".join(dict.fromkeys(words)))[language]


def _is_code(language: str, reading: Reading) -> bool:
    """Return whether code or data was asked for and given: its words are English everywhere."""
    if language != "en" or not _WANTS_CODE.search(reading.text(Segment.USER)[-_LOOKED_AT:]):
        return False
    answer = reading.text(Segment.OUTPUT)[:_LOOKED_AT]
    return (
        "```" in answer
        or _DATA.search(answer) is not None
        or shape_of(answer) in {Shape.CODE, Shape.JSON}
    )


_WANTS_CODE = re.compile(
    r"(?<![a-z])(?:code|function|program|script|implement|regex|sql|json|yaml|html|css|api)"
    r"|プログラム|コード|関数|実装|スクリプト|正規表現|クエリ|アルゴリズム|コマンド|設定ファイル|スキーマ",
    re.IGNORECASE,
)
_DATA = re.compile(r"^\s*[\[{]\s*$|^\s*\"[\w.-]+\"\s*:|^\s*<\w+[^>\n]*>\s*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*")
_TRANSLATES = re.compile(r"\btranslat|翻訳", re.IGNORECASE)
_CODE = re.compile(r"[;{}]\s*$|^\s*(?:def |class |import |from \w+ import|#include|return\b)")


def _east_asian_letters(text: str) -> int:
    return letters(KANA, text) + letters(HAN, text)


def _may_answer_in(language: str, reading: Reading) -> bool:
    """Return whether the user used or named the language, or the system prompt speaks of it."""
    asked = reading.text(Segment.USER)
    ends = asked if len(asked) <= 2 * _LOOKED_AT else asked[:_LOOKED_AT] + asked[-_LOOKED_AT:]
    if _ANY_LANGUAGE.search(ends) or _names(language, ends) or _uses(language, ends):
        return True
    system = reading.text(Segment.SYSTEM)[:_LOOKED_AT]
    return bool(_TRANSLATES.search(system)) or _names(language, system)


def _names(language: str, text: str) -> bool:
    named = _NAMED.get(language)
    return named is not None and named.search(text) is not None


def _uses(language: str, text: str) -> bool:
    if language in LATIN_LANGUAGES:
        return small_words(text)[language] >= _USED
    if language == "ja":
        return letters(KANA, text) >= _USED
    return language == "zh" and letters(HAN, text) > 0 and letters(KANA, text) == 0


SCORER = Scorer("robustness.language_drift", (RULE,), judge, TUNING)
