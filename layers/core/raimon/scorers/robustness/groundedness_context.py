"""Whether a request gives the model texts to answer from, and how freely it may answer."""

import re
from enum import StrEnum
from typing import Final

from raimon.invocation import BodyState, Segment
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.robustness.phrases import any_of
from raimon.scorers.scorer import Reading

LEAST: Final = 100  # bytes of a text that can be answered from: a sentence or two
_LONGEST: Final = 200_000  # code points of everything given; more isn't held against an answer
_LINES: Final = 2  # at both ends of the user's words, where the task stands
_LINE: Final = 160  # code points of such a line; what follows is of the text itself
_LONGEST_NOUN: Final = 20
_READ: Final = 2000  # code points at both ends where a mark of a text is looked for


class Task(StrEnum):
    """How much of an answer must stand in the texts that were given."""

    CLOSED = "closed"  # all of it
    VALUES = "values"  # numbers, dates and links; the words are the model's own


_NOUNS: Final = (
    *("context", "document", "doc", "passage", "article", "text", "information", "source"),
    *("excerpt", "transcript", "report", "paragraph", "email", "e-mail", "policy", "minutes"),
    *("notes", "facts", "snippet", "conversation", "dialogue", "review", "search", "reference"),
    *("abstract", "contract", "manual", "data", "memo", "announcement", "press", "release"),
    *("table", "faq", "knowledge"),
)
# Words are looked up as they stand in prose: so most requests cost next to nothing.
_OPENINGS: Final = ("", "#", "**", "[", "(", '"')
_SPELLINGS: Final = frozenset(
    f"{opening}{noun}{end}"
    for noun in (*_NOUNS, "policie")
    for opening in _OPENINGS
    for end in ("", "s", ":", "s:", ".", "s.", ",", "s,", "?", "s?", ":**", "s:**", "]", "]:")
)
_POINTS: Final = frozenset(
    """
    following provided given attached above below retrieved enclosed based relying according from
    using that
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_LABELS: Final = frozenset(spelling for spelling in _SPELLINGS if ":" in spelling) | {"1:", "1]:"}
_TEXT: Final = (
    r"(?:context|documents?|docs?|passages?|articles?|texts?|information|sources?|excerpts?"
    r"|transcripts?|reports?|paragraphs?|e-?mails?|polic(?:y|ies)|minutes|notes|facts|snippets?"
    r"|conversation|dialogue|reviews?|search results|references?|abstract|contract|manual|data"
    r"|memo|announcement|press release|release notes|table|faq|knowledge base)"
)
_TAGGED: Final = lazily(
    r"<(?P<tag>contexts?|documents?|docs?|search_results?|sources?|passages?|articles?|excerpts?"
    r"|references?|knowledge(?:_base)?|retrieved[\w-]{0,20}|chunks?|transcript|report|faq|policy"
    r"|function_results?|tool_results?|background|information|email|minutes|manual)\b[^<>]{0,80}>"
)
_LABEL: Final = lazily(
    rf"^\W{{0,6}}(?:the |source |reference |background |retrieved |supporting |given )?{_TEXT}"
    r"(?: \d{1,2})?\W{0,4}:",
    re.MULTILINE,
)
# Each phrase begins with letters, so that the search skips what none begins with.
_PHRASE: Final = lazily(
    "|".join(
        (
            *(rf"{point}(?: \w+)? {_TEXT}\b" for point in ("following", "provided", "given")),
            *(rf"{point}(?: \w+)? {_TEXT}\b" for point in ("attached", "above", "below")),
            *(rf"{point}(?: \w+)? {_TEXT}\b" for point in ("retrieved", "enclosed")),
            *(rf"{point} (?:only )?(?:the|this|these) {_TEXT}\b" for point in ("from", "using")),
            *(
                rf"{point}(?: \w+)? (?:on|to) (?:the|this|these|my|our) {_TEXT}\b"
                for point in ("based", "relying", "according")
            ),
        )
    )
)
_POINTED: Final = lazily(r"below\b|above\b|provided\b|given\b|that follows\b")
_BEFORE_POINT: Final = lazily(rf"\b{_TEXT} \Z")
_POINTS_JA: Final = (
    *("以下", "次の", "下記", "上記", "添付", "提供された", "与えられた", "こちら", "参考", "引用"),
    *("【", "\n"),
)
_MARK_JA: Final = lazily(
    any_of(r"""
    (?:以下|次|下記|上記|添付|提供された|与えられた|こちら|参考|引用)の?(?:社内|関連|参考|検索)?の?(?:文書|資料|文章|記事|本文|テキスト|情報|内容|会話|議事録|レポート|報告書?|マニュアル|規程|規約|規定|規則|メール|faq|抜粋|結果|コンテキスト|データ|原稿|論文|ニュース|ドキュメント|表|案内|お知らせ|通知|契約書?|説明|仕様書?|手順書?|メモ)
    """)
)
_LABEL_JA: Final = lazily(
    any_of(r"""
    (?:^|[#【\[<■●◆＜] ?)(?:文書|資料|参考資料|参考情報|参考文書|コンテキスト|背景情報|本文|記事|検索結果|抜粋|文章|議事録|会話|会話履歴|ナレッジ|社内文書|社内資料|関連文書|社内規程|規程|規約|仕様|マニュアル|faq|メール|お知らせ|出典)(?: ?[\da-z]{1,2})?\W{0,3}(?:[:：\n]|$)
    """),  # noqa: E501 - a phrase is one line
    re.MULTILINE,
)
_FREE_WORDS: Final = frozenset(
    """
    knowledge opinion opinions view experience thoughts beyond besides even think agree brainstorm
    imagine role-play roleplay pretend write create compose generate make invent come give suggest
    propose tell design draft continue recommend advise improve critique evaluate rate predict
    refactor debug fix estimate guess proofread fact-check check checked correct corrected would
    could should can simulate solve prove puzzle riddle
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_FREE: Final = lazily(
    any_of(r"""
    \b(?:your|general|own|outside|prior|common|world) (?:own )?(?:knowledge|opinions?|view|experience|thoughts?)\b
    \b(?:beyond|besides|even if (?:it is|it's) not in) the (?:document|context|text|article)s?\b
    \b(?:what do you think|do you agree|brainstorm|imagine|role-?play|pretend)\b
    \b(?:write|create|compose|generate|make up|invent|come up with|give|suggest|propose|tell|think of|design|draft|continue)\b[^.\n?]{0,40}\b(?:stor(?:y|ies)|poems?|songs?|lyrics|haikus?|limericks?|slogans?|mottos?|taglines?|titles?|headlines?|ideas?|names?|dialogues?|scripts?|jokes?|tweets?|posts?|blogs?|essays?|novels?|fiction|code|functions?|programs?|quer(?:y|ies)|sql|regex|plans?|strateg(?:y|ies)|speech|itinerary|recommendations?|suggestions?|advice|improvements?|examples?|hypothes[ei]s|captions?|ads?|advertisements?|metaphors?|analog(?:y|ies)|counterarguments?|scenario|persona|rating|score|feedback)\b
    \b(?:recommend|suggest|advise|improve|critique|evaluate|rate|predict|refactor|debug|fix|estimate|guess|proofread|fact-check)\b
    \b(?:check|correct)(?:ed)?\b[^.\n?]{0,40}\b(?:errors?|mistakes?|accuracy|grammar|facts)\b
    \bhow (?:would|could|should|can) (?:you|we|i|one)\b
    \b(?:simulate|solve|prove|puzzle|riddle)\b
    """)  # noqa: E501 - a phrase is one line
)
_FREE_JA: Final = lazily(
    any_of(r"""
    (?:あなた|自分|一般)の?(?:的な)?(?:知識|意見|考え|見解)|一般知識|(?:文書|資料|記事)(?:以外|にない)
    (?:物語|小説|詩|俳句|川柳|短歌|歌詞|コピー|スローガン|標語|アイデ[ィア]ア?|案|提案|台本|ジョーク|ダジャレ|コード|プログラム|関数|sql|クエリ|感想|意見|アドバイス|助言|例え話?|たとえ話?|続き|タイトル|見出し|企画|プラン|セリフ|ツイート|投稿|ブログ|献立|仮説)(?:文|を|も|の)[^。\n]{0,14}(?:書|作|考|出し|挙げ|生成|提案|教え|述べ|示し|ください|お願い|つけ|付け)
    (?:計画|戦略|戦術|対策|施策|改善[策点案]?|レシピ|例)を?[^。\n]{0,8}(?:立て|考え|作|提案|練)
    (?:予測|推定|推測|校正|校閲|評価|採点|添削|批評|考察|推理|想像|ロールプレイ|シミュレー|ブレインストーミング|謎|クイズ)
    どう(?:思い|考え|すれば|すべき|したら)|なりきって
    """)
)
_OWN_WORDS: Final = lazily(
    any_of(r"""
    \b(?:translat|rewrite\b|rephrase\b|paraphrase\b|simplif)|\bexplain\b[^.\n?]{0,40}\b(?:to|for) (?:an?|my|someone)\b
    \b(?:classify|categori[sz]e|label|tag|sentiment|relevant|compare|contrast|analy[sz]e|analysis|tone|style)\b
    \b(?:write|draft|compose|reply|respond|prepare|create|generate)\b[^.\n?]{0,30}\b(?:e-?mails?|letters?|repl(?:y|ies)|response|message|memo|quiz|questions?|flashcards|presentation|agenda)\b
    """)  # noqa: E501 - a phrase is one line
)
_OWN_WORDS_JA: Final = lazily(
    any_of(r"""
    翻訳|訳し|訳せ|英訳|和訳|言い換え|書き換え|書き直|直して|わかりやすく|分かりやすく|やさしく|易しく|小学生|敬語
    分類|カテゴリ|感情|関連性|分析|比較して|比べて
    (?:メール|返信|返答|手紙|回答文|問題|クイズ|質問|挨拶|スピーチ|文面)(?:文|案)?を[^。\n]{0,10}(?:書|作|考|生成|返|用意)
    """)
)
_BARE: Final = str.maketrans(dict.fromkeys(".,:;?!()\"'", " "))


def task_of(reading: Reading) -> Task | None:
    """Return how bound the answer is to texts of the request, None where it isn't, or none is seen.

    A request that couldn't be read whole, such as one with a file, says nothing of what isn't
    in the log; and an answer that calls a tool is no answer yet.
    """
    watched = reading.invocation
    if watched.input_body is not BodyState.PRESENT or watched.tools_called:
        return None
    if watched.asked_data.unread or not _carries_text(reading):
        return None
    if sum(map(len, watched.segments.values())) > _LONGEST:
        return None
    words = instruction(reading).casefold()
    if _is_free(words):
        return None
    in_own_words = _OWN_WORDS.search(words) or (not words.isascii() and _OWN_WORDS_JA.search(words))
    return Task.VALUES if in_own_words else Task.CLOSED


def _is_free(words: str) -> bool:
    """Return whether a request lets the model say what no text holds."""
    if not _FREE_WORDS.isdisjoint(words.translate(_BARE).split()) and _FREE.search(words):
        return True
    return not words.isascii() and _FREE_JA.search(words) is not None


def instruction(reading: Reading) -> str:
    """Return what the user asks for, without the text that it is asked about."""
    lines = [line for line in reading.text(Segment.USER).splitlines() if line.strip()]
    # A long line between others is of the text itself.
    lines = [*lines[:1], *(one for one in lines[1:-1] if len(one) <= _LINE), *lines[1:][-1:]]
    head, tail = lines[:_LINES], lines[_LINES:][-_LINES:]
    return "\n".join([*(line[:_LINE] for line in head), *(line[-_LINE:] for line in tail)])


def _carries_text(reading: Reading) -> bool:
    """Return whether the request holds a text to answer from: a document, a marked passage."""
    segments = reading.invocation.segments
    given = (segments.get(segment, "") for segment in (Segment.CONTEXT, Segment.TOOL))
    if any(_is_long(text) for text in given):
        return True
    asked, system = segments.get(Segment.USER, ""), segments.get(Segment.SYSTEM, "")
    return (_is_long(asked) and _holds_marked(asked)) or (
        "<" in system
        and _is_long(system)
        and _has_behind(_TAGGED.search(words := system.casefold()), words)
    )


def _holds_marked(text: str) -> bool:
    """Return whether a mark stands in the text and enough to answer from after or before it."""
    words = _ends(text, _READ).casefold()
    said = words.split()
    if not _SPELLINGS.isdisjoint(said):
        if not _LABELS.isdisjoint(said) and _has_behind(_LABEL.search(words), words):
            return True
        if not _POINTS.isdisjoint(said) and _has_beside(_phrase_in(words), words):
            return True
    if "<" in words and _has_behind(_TAGGED.search(words), words):
        return True
    if words.isascii() or not any(sign in words for sign in _POINTS_JA):
        return False
    if _has_behind(_LABEL_JA.search(words), words):
        return True
    return _has_beside(_MARK_JA.search(words), words)


def _phrase_in(words: str) -> re.Match[str] | None:
    """Return the first phrase that points to a text, such as *the article below*."""
    if found := _PHRASE.search(words):
        return found
    return next(
        (
            match
            for match in _POINTED.finditer(words)
            if _BEFORE_POINT.search(words[max(0, match.start() - _LONGEST_NOUN) : match.start()])
        ),
        None,
    )


def _has_behind(mark: re.Match[str] | None, words: str) -> bool:
    """Return whether enough to answer from stands behind the mark."""
    return mark is not None and _is_long(words[mark.end() :])


def _has_beside(mark: re.Match[str] | None, words: str) -> bool:
    """Return whether enough to answer from stands behind the mark, or before it."""
    return _has_behind(mark, words) or (mark is not None and _is_long(words[: mark.start()]))


def _is_long(text: str) -> bool:
    return len(text) >= LEAST or 3 * len(text) >= LEAST <= len(text.encode("utf-8", "replace"))


def _ends(text: str, length: int) -> str:
    return text if len(text) <= 2 * length else f"{text[:length]}\n{text[-length:]}"
