"""Forms that were asked for and not given: an option, a number, a list, a table, bare code."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import Segment
from raimon.scorers.robustness.answer_shape import Shape, begins_with_option, shape_of
from raimon.scorers.robustness.phrases import any_of
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.format", "1", Aspect.ROBUSTNESS, Severity.INFORMATIONAL)

_FIRST, _LAST = 400, 600  # code points of what was asked, where a wish for a form stands
_SYSTEM = 1500
_BRIEF = 60  # code points of an answer that gives a number or a word and no more
_ASIDE = 60  # code points beside code that are no explanation yet
_JUDGED = frozenset({Outcome.ANSWERED})

# Without one of its words a form isn't asked for: looked up first, at next to no cost.
_HINTS = {
    "yes_no": ("yes", "はい"),
    "boxed": ("boxed",),
    "option": ("option", "choice", "answer", "letter", "選", "記号", "番号", "アルファベット"),
    "number": ("number", "数字", "数値"),
    "one_word": (" word", "one-word", "一言", "ひとこと", "一語", "一単語"),
    "code_only": ("code", "コード"),
    "list": ("bullet", "list", "箇条書き", "リスト"),
    "table": ("table", "tabular", "表"),
}
_YES = r"[\"'“「『\[(（]{0,2}(?:yes|はい)[\"'”」』\])）]{0,2}"
_NO = r"[\"'“「『\[(（]{0,2}(?:no|いいえ)[\"'”」』\])）]{0,2}"
_GIVE = "(?:answer|respond|reply|say|return|output|state|conclude|write)"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of answers: how it is asked for, and whether an answer has it."""

    name: str
    asked: re.Pattern[str]
    given: Callable[[str], bool]


def _asked(lines: str) -> re.Pattern[str]:
    return re.compile(any_of(lines), re.MULTILINE)


_SAYS_YES_OR_NO = re.compile(
    r"\A\W{0,6}(?:\w+[ :：は]{1,2}){0,3}\W{0,4}(?:yes|no|はい|いいえ)(?:\W|$|です)"
    r"|[\[(*\"'“「『](?:yes|no|はい|いいえ)[.。]?[\])*\"'”」』]"
    r"|(?:answer|therefore|so|結論|答え|回答)(?: is)?[:：,、は]?[^.\n。]{0,20}\b(?:yes|no)\b"
    r"|(?:結論|答え|回答)(?:は|[:：])?[^\n。]{0,12}(?:はい|いいえ)"
    r"|\b(?:yes|no)[.!]?\W{0,4}\Z|(?:はい|いいえ)(?:です|となります)?。?\W{0,4}\Z",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"[\[(（「*][A-Ja-jア-オ①-⑨1-9][\])）」*.]|\b(?:option|answer|choice)\W{0,3}(?:is\W{0,3})?[A-J1-9]\b"
    r"|^\W{0,4}[A-J1-9][).:、。]|(?:選択肢|答え|正解|回答)\W{0,3}は?\W{0,3}[A-Jア-オ①-⑨1-9]"
    r"|\b[A-J]\W{0,3}\Z",
    re.IGNORECASE | re.MULTILINE,
)
_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千万〇零]")
_ITEMS = re.compile(
    r"^\s*(?:[-*+•・●○◆■▪–]|[(（]?\d{1,3}[.)）．、:]|[①-⑳]|[a-zA-Z][.)])\s*\S", re.MULTILINE
)
_ROWS = re.compile(r"^\s*\|.*\||^[^\t\n]+\t[^\t\n]+|<t[dr]>", re.MULTILINE)
_OPENS_AS_CODE = re.compile(
    r"\s*(?:class|def|import|from|public|function|const|#include|package|SELECT)\b[^\n]*[\w:{;(>]\s*\n"
)
_WORD = re.compile(r"[\w'-]+")
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)


def _is_one_word(answer: str) -> bool:
    bare = answer.strip()
    return len(_WORD.findall(bare)) <= 4 if bare.isascii() else len(bare) <= _BRIEF  # noqa: PLR2004 - an article and an adverb may come with the word


def _is_bare_code(answer: str) -> bool:
    """Return whether there is code and next to nothing beside it."""
    if "```" in answer:
        return len(_FENCE.sub("", answer).strip()) <= _ASIDE
    if _OPENS_AS_CODE.match(answer):
        return True
    return shape_of(answer) in {Shape.CODE, Shape.JSON} or len(answer.strip()) <= _ASIDE


def _is_a_number(answer: str) -> bool:
    return len(answer.strip()) <= _BRIEF and _DIGIT.search(answer) is not None


_FORMS = (
    _Form(
        "yes_no",
        _asked(rf"""
        \b{_GIVE}\b[^.\n?]{{0,40}}{_YES},? (?:or|/) (?:with )?{_NO}
        \b{_GIVE}\b[^.\n?]{{0,40}}{_YES}/{_NO}
        {_YES}(?:か、?|または|もしくは|or|/|、){_NO}か?(?:のみ|だけ|のどちらか|のいずれか)*で(?:のみ|だけ)?(?:ご?回答|お?答え|出力|返)
        """),
        lambda answer: _SAYS_YES_OR_NO.search(answer) is not None,
    ),
    _Form(
        "boxed",
        _asked(rf"""
        \b{_GIVE}\b[^.\n?]{{0,40}}\\boxed
        \\boxed[^\n]{{0,20}}(?:の中|の形|で答え|に書)
        """),
        lambda answer: "boxed" in answer,
    ),
    _Form(
        "option",
        _asked(r"""
        \b(?:pick|choose|select)\b[^.\n?]{0,30} (?:option|choice|answer|letter)s?\b[^\n]*\n(?:.*\n)*?\W{0,3}a[).:]
        \b(?:answer|respond|reply) (?:only )?with (?:only |just )?(?:the|a|one) (?:single )?(?:letter|option)
        (?:次|以下|選択肢)[^\n。]{0,20}から[^\n。]{0,20}(?:選び|選択し|選ん|選べ)[^\n]*\n(?:.*\n)*?\W{0,3}[aアあ1１①][).:：.．、]
        (?:記号|番号|アルファベット)(?:のみ|だけ)?で(?:のみ|だけ)?(?:答え|お答え|ご?回答|選)
        """),  # noqa: E501 - a phrase is one line
        lambda answer: begins_with_option(answer) or _LETTER.search(answer) is not None,
    ),
    _Form(
        "number",
        _asked(rf"""
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:only|just) (?:with |as )?(?:the|a|one) (?:single )?number\b
        \bnumber only\b
        \b(?:only|just) the number\b(?! of)
        (?:数字|数値)(?:のみ|だけ)(?:を|で)?(?:答え|お答え|ご?回答|出力|返|書|教え)
        """),
        _is_a_number,
    ),
    _Form(
        "one_word",
        _asked(rf"""
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:in|with|using) (?:only |just |exactly )?(?:one|a single|1) word\b(?! or)
        \bone[- ]word answer\b
        (?:一言|ひとこと|一語|一単語)(?:のみ|だけ)?で(?:のみ|だけ)?(?:答え|お答え|ご?回答|言[っう]|言い表|まとめ|表[しせ])
        """),  # noqa: E501 - a phrase is one line
        _is_one_word,
    ),
    _Form(
        "code_only",
        _asked(r"""
        \b(?:only|just) (?:the |your |valid |runnable |executable )?(?:\w+ )?code\b(?! (?:review|that|which|in ))
        \bcode only\b
        \bcode\b[^.\n]{0,60}(?:no|without(?: any)?) (?:other text|explanations?|comments? or explanations?)
        コード(?:のみ|だけ)(?:を|で)?(?:出力|返|書|回答|答え|提示|示|お願い)
        コード[^\n。]{0,30}(?:説明|解説)(?:は|文は)?(?:不要|いりません|なし|書かないで)
        """),  # noqa: E501 - a phrase is one line
        _is_bare_code,
    ),
    _Form(
        "list",
        _asked(r"""
        \b(?:in|as|with|using|into) (?:an? )?(?:\w+ ){0,2}(?:bullet(?:ed|s)?(?: points?| list)?|bullet-point list|numbered list)\b
        \b(?:answer|respond|reply|return|output|give|format)\b[^.\n]{0,30} as an? (?:\w+ )?list\b
        箇条書き(?:で|に|にし|形式で)[^\n。]{0,10}(?:答え|お答え|ご?回答|まとめ|書|出力|示|挙げ|あげ|説明|お願い|ください|して)
        (?:番号付き)?リスト(?:形式|の形)で[^\n。]{0,10}(?:答え|お答え|ご?回答|まとめ|書|出力|示|挙げ|あげ|説明|お願い|ください)
        """),  # noqa: E501 - a phrase is one line
        lambda answer: len(_ITEMS.findall(answer)) > 1,
    ),
    _Form(
        "table",
        _asked(r"""
        \b(?:in|as|into|using|with) an? (?:\w+ )?table(?: format)?(?=[.,;:!\n]|$| with| of)
        \b(?:in|into) (?:tabular|table) (?:form|format)\b
        表(?:形式)?(?:で|に)(?:して|まとめ|整理|出力|示し|回答|答え|作成|お願い)
        """),
        lambda answer: len(_ROWS.findall(answer)) > 1,
    ),
)  # fmt: skip


def forms_asked(asked: str) -> tuple[str, ...]:
    """Return the names of the forms that the words ask for."""
    return tuple(form.name for form in _forms(asked))


def _forms(asked: str) -> list[_Form]:
    words = asked if len(asked) <= _FIRST + _LAST else f"{asked[:_FIRST]}\n{asked[-_LAST:]}"
    words = words.casefold()
    return [
        form
        for form in _FORMS
        if any(hint in words for hint in _HINTS[form.name]) and form.asked.search(words)
    ]


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Give the signal where a form was asked for, and note an answer that doesn't have it."""
    answer = reading.text(Segment.OUTPUT)
    if reading.outcome not in _JUDGED or not answer.strip():
        return NOTHING
    wanted = _forms(reading.text(Segment.USER)) or _forms(reading.text(Segment.SYSTEM)[:_SYSTEM])
    if not wanted:
        return NOTHING
    missing = next((form.name for form in wanted if not form.given(answer)), None)
    if missing is None:
        return Verdict({"format_missing": 0.0})
    seen = Observation(RULE.rule_id, missing, confidence=0.7, facts={"form": missing})
    return Verdict({"format_missing": 1.0}, (seen,))


SCORER = Scorer("robustness.format", (RULE,), judge)
