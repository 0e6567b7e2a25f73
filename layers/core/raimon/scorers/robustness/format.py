"""Forms that were asked for and not given: an option, a number, a list, a table, code."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from raimon.assessment import Outcome
from raimon.finding import Aspect, Severity
from raimon.invocation import Segment
from raimon.scorers.robustness import format_given as given
from raimon.scorers.robustness.phrases import any_of
from raimon.scorers.scorer import NOTHING, Observation, Reading, Rule, Scorer, Tuning, Verdict

RULE = Rule("robustness.format", "3", Aspect.ROBUSTNESS, Severity.INFORMATIONAL)

_FIRST, _LAST = 400, 600  # code points of what was asked, where a wish for a form stands
_SYSTEM = 1500
_KEPT = 32  # texts: one system prompt comes with call after call
_JUDGED = frozenset({Outcome.ANSWERED})

_YES, _NO = r"[\"'“\[(]{0,2}yes[\"'”\])]{0,2}", r"[\"'“\[(]{0,2}no[\"'”\])]{0,2}"
_TRUE, _FALSE = _YES.replace("yes", "true"), _NO.replace("no", "false")
_EITHER = rf"(?:{_YES},? ?(?:or|/) ?(?:with )?{_NO}|{_TRUE},? ?(?:or|/) ?(?:with )?{_FALSE})"
_HAI, _IIE = (
    r"[「『\[(（]{0,2}(?:はい|yes)[」』\])）]{0,2}",
    r"[「『\[(（]{0,2}(?:いいえ|no)[」』\])）]{0,2}",
)
_GIVE = "(?:answer|respond|reply|say|return|output|state|conclude|write)"
_MAKE = "(?:make|create|write|give|provide|compile|generate|prepare|draw|build|output)"
# A task is the first or the last line of a request: what stands between may be quoted.
_TASK = r"(?:\A|\n(?=[^\n]*\Z))\W{0,3}(?:please |can you |could you )?"
# The first of a row of options.
_MARK = "(?:[aアあ1１①][).:：.．、]|[aア①][ 　])"
_FIGURE = "(?:number|integer|score|percentage|year|amount|total)"
_LANGUAGE = (
    r"(?:python|java|javascript|typescript|c\+\+|c#|golang|rust|ruby|php|bash|shell|sql|html|css"
    r"|vba|matlab|kotlin|swift|perl)"
)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a form is asked for in a language.

    One of the hints must stand in the words, and one of the others: they are looked up first, at
    next to no cost.
    """

    hints: tuple[str, ...]
    others: tuple[str, ...]
    asked: re.Pattern[str]

    def is_in(self, words: str) -> bool:
        """Return whether the words ask for the form."""
        for hint in self.hints:
            if hint in words:
                break
        else:
            return False
        return any(other in words for other in self.others) and bool(self.asked.search(words))


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of answers: how it is asked for, and whether an answer has it."""

    name: str
    english: _Asking
    japanese: _Asking | None
    given: Callable[[str, str], bool]


def _asking(hints: str, lines: str) -> _Asking:
    """Return a way to ask; `&` stands between hints and others, `_` for a blank."""
    first, _, second = hints.partition("&")
    either = tuple(hint.replace("_", " ") for hint in first.split())
    others = tuple(hint.replace("_", " ") for hint in second.split()) or ("",)
    return _Asking(either, others, re.compile(any_of(lines), re.MULTILINE))


def _form(
    name: str, english: _Asking, has: Callable[[str, str], bool], japanese: _Asking | None = None
) -> _Form:
    return _Form(name, english, japanese, has)


_FORMS: Final = (
    _form(
        "yes_no",
        _asking("yes true & no false", rf"""
        \b{_GIVE}\b[^.\n?]{{0,40}}{_EITHER}
        (?:\A|[\n?.]) ?{_EITHER}[?:.]
        """),
        given.says_yes_or_no,
        _asking("はい yes ○ 〇 & いいえ no × ✕", rf"""
        {_HAI}(?:か、?|、?または|、?もしくは|or|/|、|・){_IIE}か?(?:のみ|だけ|のどちらか|のいずれか)*で(?:のみ|だけ)?(?:ご?回答|お?答え|出力|返|。|$)
        [○〇](?:か|または|or|/|、)[×✕]か?(?:のみ|だけ|のどちらか|のいずれか)*[でを](?:ご?回答|お?答え|判定|付け|つけ|。|$)
        """),
    ),
    _form(
        "boxed",
        _asking("boxed", rf"""
        \b{_GIVE}\b[^.\n?]{{0,40}}\\boxed
        """),
        given.is_boxed,
        _asking("boxed", r"""
        \\boxed[^\n]{0,20}(?:の中|の形|で答え|に書)
        """),
    ),
    _form(
        "option",
        _asking("pick choose select letter option choice a,_b", rf"""
        \b(?:pick|choose|select)\b[^.\n?]{{0,30}} (?:option|choice|answer|letter)s?\b[^\n]*\n(?:.*\n)*?\W{{0,3}}a[).:]
        \b(?:pick|choose|select) a, b(?:, c)?(?:, d)?,? or [b-e]\b
        \b(?:answer|respond|reply) (?:only )?with (?:only |just )?(?:the|a|one) (?:single )?(?:letter|option)
        \b{_GIVE}\b[^.\n?]{{0,20}}\ba, b(?:, c)?(?:, d)?,? or [b-e]\b
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:letter|number|option) of the (?:right|correct|best)\b
        ^\W{{0,3}}a[).:][^\n]*\n(?:.*\n)*?[^\n]*\b(?:which|choose|pick|select)\b[^\n.]{{0,20}}\b(?:options?|choices?|letter|above)\b
        """),  # noqa: E501 - a phrase is one line
        given.picks_option,
        _asking("選び 選択し 選ん 選べ 選んで 記号 番号で 番号の 番号だ アルファベット", rf"""
        (?:次|以下|選択肢)[^\n。]{{0,20}}から[^\n。]{{0,20}}(?:選び|選択し|選ん|選べ)[^\n]*\n(?:.*\n)*?\W{{0,3}}{_MARK}
        (?:もの|答え|選択肢|番号|記号|一つ|1つ|ひとつ)を?(?:一つ|1つ|ひとつ)?(?:だけ)?(?:選び|選択し|選ん|選べ|お選び)[^\n]*\n(?:.*\n)*?\W{{0,3}}{_MARK}
        (?:記号|番号|アルファベット)(?:のみ|だけ)?で(?:のみ|だけ)?(?:答え|お答え|ご?回答|選)
        (?:^|[。、「の\s])(?:記号|番号|選択肢)(?:のみ|だけ)を?(?:答え|お答え|ご?回答|出力|返|。|$)
        (?:答え|選択肢|正解|もの)の(?:記号|番号)を(?:答え|お答え|ご?回答|出力|選|書)
        ^\W{{0,3}}{_MARK}[^\n]*\n(?:.*\n)*?[^\n]*(?:選び|選択し|選ん|選べ|どれが|どれか)
        """),
    ),
    _form(
        "number",
        _asking("number integer score percentage year amount total & only just single with_a_ with_one_ as_an_ as_a_", rf"""
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:only|just|nothing but) (?:with |as )?(?:the|an?|one) (?:(?:single|final|overall|numeric) )?{_FIGURE}\b(?! of)
        \b(?:answer|respond|reply) (?:only )?with (?:an?|one|the) (?:single )?(?:number|integer)\b(?! of)
        \banswer as an? (?:single )?(?:number|integer|percentage)\b(?! of)
        \b{_FIGURE} only\b
        \b(?:only|just) the (?:final )?{_FIGURE}\b(?! of)
        """),  # noqa: E501 - a phrase is one line
        given.is_number,
        _asking("数字 数値 点数 スコア 整数 金額 & のみ だけ", r"""
        (?:数字|数値|点数|スコア|整数|金額)(?:と単位)?(?:のみ|だけ)(?:を|で)?(?:答え|お答え|ご?回答|出力|返|書|教え|示|お願い|。|$)
        """),
    ),
    _form(
        "one_word",
        _asking("one_word one-word single_word 1_word label category", rf"""
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:in|with|using) (?:only |just |exactly )?(?:one|a single|1) word\b(?! or)
        \bone[- ]word answer\b
        (?:\A|[.:;!?\n]) ?in (?:one|a single) word,
        (?:\A|[.:;!?\n]) ?(?:only |just )?(?:one|a single|1) word(?: only)?(?:,? please)?(?=[.:;!\n]|\Z)
        \b{_GIVE}\b[^.\n?]{{0,20}}\b(?:only|just) (?:with )?(?:the|a|one) (?:single )?(?:label|category|word)\b(?! of)
        \bin (?:only |just |exactly )?(?:one|a single) word(?=[.:;!]|\Z)
        """),  # noqa: E501 - a phrase is one line
        given.is_one_word,
        _asking("一言 ひとこと 一語 単語 ラベル", r"""
        (?:一言|ひとこと|一語|一単語)(?:のみ|だけ)?で(?:のみ|だけ)?(?:答え|お答え|ご?回答|言[っう]|言い表|まとめ|表[しせ現]|述べ|教え|伝え|要約|お願い|。|$)
        (?:単語|ラベル)(?:一つ)?(?:のみ|だけ)(?:を|で)?(?:答え|お答え|ご?回答|出力|返|示|お願い|。|$)
        """),
    ),
    _form(
        "code_only",
        _asking("code & only just no_ without", r"""
        \b(?:only|just) (?:the |your |valid |runnable |executable )?(?:\w+ )?code\b(?! (?:review|that|which|in ))
        \bcode only\b
        \bcode\b[^.\n]{0,60}(?:no|without(?: any)?) (?:other text|explanations?|comments? or explanations?)
        """),  # noqa: E501 - a phrase is one line
        given.is_bare_code,
        _asking("コード & のみ だけ 説明 解説", r"""
        コード(?:のみ|だけ)(?:を|で)?(?:出力|返|書|回答|答え|提示|示|お願い)
        コード[^\n。]{0,30}(?:説明|解説)(?:は|文は)?(?:不要|いりません|なし|書かないで)
        (?:説明|解説)(?:は|文は)?(?:不要|いりません|なし)[^\n]{0,12}コード
        """),
    ),
    _form(
        "code",
        _asking("write implement create generate give show & code function method snippet script program query regex regular_exp class", rf"""
        {_TASK}(?:write|implement|create|generate|give|show)(?: me)? (?:an? |the |some )?(?:\w+ ){{0,2}}{_LANGUAGE} (?:\w+ ){{0,2}}(?:code|function|method|script|program|query|class|snippet)\b
        {_TASK}(?:write|implement|give|show)(?: me)? (?:some |the )?code (?:in|with|using) {_LANGUAGE}
        {_TASK}(?:write|implement|give|show)(?: me)? (?:an? |the |some )(?:\w+ ){{0,1}}(?:code|function|query|regex|regular expression)\b (?:to|that|which|for|in)\b
        """),  # noqa: E501 - a phrase is one line
        given.holds_code,
        _asking("コードを 関数を メソッドを スクリプトを プログラムを クエリを 正規表現を", r"""
        (?:コード|関数|メソッド|スクリプト|プログラム|クエリ|正規表現)を[^\n。]{0,6}(?:書いて|作成して|実装して|生成して)
        """),
    ),
    _form(
        "list",
        _asking("bullet numbered", rf"""
        \b(?:in|as|with|using|use|into|{_MAKE})(?: me)? (?:an? )?(?:\w+ ){{0,2}}(?:bullet(?:ed|s)?(?: points?| list)?|bullet-point list|numbered list|numbered steps)\b
        """),  # noqa: E501 - a phrase is one line
        given.holds_items,
        _asking("箇条書き 番号付き 番号つき 番号を付け 番号を振", r"""
        箇条書き(?:で|に|にし|形式で)[^\n。]{0,10}(?:答え|お答え|ご?回答|まとめ|書|出力|示|挙げ|あげ|説明|お願い|ください|して|要約|整理)
        箇条書き(?:形式)?で(?:[。、]|$)
        番号(?:付き|つき|を付け|を振)[^\n。]{0,10}(?:答え|お答え|ご?回答|まとめ|書|出力|示|挙げ|あげ|説明|お願い|ください)
        """),
    ),
    _form(
        "list",
        _asking("list name_ enumerate", rf"""
        \b(?:answer|respond|reply|return|output|give|format)\b[^.\n]{{0,30}} as an? (?:\w+ )?list\b
        {_TASK}{_MAKE}(?: me| us)?(?: with)? (?:an? |the )(?:\w+ ){{0,2}}list of\b
        {_TASK}(?:list|name|enumerate) (?:out |me |the |at least )*(?:three|four|five|six|seven|eight|nine|ten|twelve|[3-9]|[1-9]\d) [a-z]
        """),  # noqa: E501 - a phrase is one line
        given.enumerates,
        _asking("リスト 一覧 挙げ あげて 列挙", r"""
        リスト(?:形式|の形)?(?:で|に)[^\n。]{0,10}(?:答え|お答え|ご?回答|まとめ|書|出力|示|挙げ|あげ|説明|お願い|ください|して)
        (?:リスト|一覧)(?:アップ)?(?:を作成?|を挙げ|を示|を出|化?して|にして)
        (?:[3-9３-９]|[1-9１-９][0-9０-９]|[三四五六七八九十])(?:つ|個|点|例|種類?|項目|件)?(?:ほど|程度|以上)?を?(?:挙げて|あげて|列挙して|挙げよ)
        """),
    ),
    _form(
        "table",
        _asking("table tabular", rf"""
        \b(?:in|as|into|using|use|with) an? (?:\w+ )?table(?: format)?(?=[.,;:!\n]|$| with| of)
        {_TASK}{_MAKE}(?: me| us)? an? (?:\w+ ){{0,2}}table\b(?! of contents| reservation)
        \b(?:in|into) (?:tabular|table) (?:form|format)\b
        """),
        given.holds_rows,
        _asking("表で 表に 表形式 表を", r"""
        (?<![代発公])表(?:形式)?(?:で|に)(?:して|まとめ|整理|出力|示|回答|答え|作成|比較|お願い|。|$)
        (?:一覧|比較|対応|^|[、。にの])表を(?:作成して|作って|示して|書いて)
        """),
    ),
)  # fmt: skip


# In a text of kana and kanji few places can begin with one: a single search skips them all.
_HINT: Final = re.compile(
    "|".join(
        re.escape(hint)
        for form in _FORMS
        for asking in (form.english, form.japanese)
        for hint in (asking.hints if asking else ())
    )
)


def forms_asked(asked: str) -> tuple[str, ...]:
    """Return the names of the forms that the words ask for."""
    return tuple(form.name for form in _forms(asked))


@lru_cache(maxsize=_KEPT)
def _forms(asked: str) -> tuple[_Form, ...]:
    words = asked if len(asked) <= _FIRST + _LAST else f"{asked[:_FIRST]}\n{asked[-_LAST:]}"
    words = words.casefold()
    wide = not words.isascii()
    if wide and _HINT.search(words) is None:
        return ()
    return tuple(
        form
        for form in _FORMS
        if form.english.is_in(words) or (wide and form.japanese and form.japanese.is_in(words))
    )


def judge(reading: Reading, _tuning: Tuning) -> Verdict:
    """Give the signal where a form was asked for, and note an answer that doesn't have it."""
    answer = reading.text(Segment.OUTPUT)
    if reading.outcome not in _JUDGED or not answer.strip():
        return NOTHING
    asked = reading.text(Segment.USER)
    wanted = _forms(asked) or _forms(reading.text(Segment.SYSTEM)[:_SYSTEM])
    if not wanted:
        return NOTHING
    missing = next((form.name for form in wanted if not form.given(answer, asked)), None)
    if missing is None:
        return Verdict({"format_missing": 0.0})
    seen = Observation(RULE.rule_id, missing, confidence=0.7, facts={"form": missing})
    return Verdict({"format_missing": 1.0}, (seen,))


SCORER = Scorer("robustness.format", (RULE,), judge)
