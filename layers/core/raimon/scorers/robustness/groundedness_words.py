"""Sentences and quotations of an answer: which of them the given texts have in their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from raimon.scorers.robustness.phrases import any_of

_STEM: Final = 6
_LEAST_WORDS, _LEAST_UNITS = 5, 8  # of a sentence that says enough to be held against a text
_MOST_SENTENCES: Final = 80
_NEXT_TO_NOTHING: Final = 0.25  # of the content of a sentence that is the whole answer
_QUOTED_LEAST: Final = {"en": 20, "ja": 10}
_QUOTED_SHARE: Final = 0.9  # of a quotation's pieces that must be given: an ending may differ
_PIECE: Final = 5
_KEYS: Final = 3  # of an object that is data
_OFTEN: Final = 120  # code points of English prose in which one of its small words stands

_END: Final = re.compile(r"(?<=[。!?])|(?<=[.!?])(?=\s)|\n")
_LATIN: Final = re.compile(r"[a-z][a-z'’-]+[a-z]")
_RUN: Final = re.compile(r"[一-鿿々]+|[ァ-ヶー]{2,}|[a-z]{2,}")
_SMALL: Final = frozenset(
    """
    the and for are but not you your our their his her its was were has have had with this that
    these those from will would can could may might must shall should than then there here what
    which who whom when where why how all any some such also into onto about over after before
    between while each other more most very only just both being been does did doing because
    through under until they them she him out off per via use used using within without however
    therefore additionally furthermore moreover overall include includes including provide provides
    provided make makes made based according following given help helps ensure important able well
    one two three first second third many much like
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ABOUT_ITSELF: Final = re.compile(
    any_of(r"""
    hope (?:this|that)|let me know|feel free|happy to|here (?:is|are|'s)|in (?:summary|conclusion|short)|to summari[sz]e|if you (?:have|need|would)|would you like|please (?:contact|consult|see|note|reach)|great question|certainly|of course|sure[,!]
    (?:the|this|these|provided|given)(?: \w+)? (?:document|context|text|passage|article|source|information|report)s?
    as (?:mentioned|stated|described|noted)
    以上|ご不明|お気軽|お役に|ご参考|まとめ(?:ると|ます)|要約(?:する|します)|以下(?:の|に|は)|次の(?:とおり|通り|よう)|はい、|もちろん|承知|かしこまり|ご質問|お問い合わせ|ご確認|ご連絡|(?:文書|資料|記事|文章|文脈|本文|コンテキスト)(?:に|で|から|の)
    """)  # noqa: E501 - a phrase is one line
)
_NEGATIONS: Final = ("not", "n't", "n’t", " no ", "unable")
_SAYS_NOTHING: Final = re.compile(
    any_of(r"""
    (?:document|context|text|passage|article|source|information|report|excerpt|result|polic|material|data|transcript|page|rules|notes|minutes|it|they)\w{0,3}\b[^.\n]{0,60}\b(?:do(?:es)?|did|has|have|is|are) ?(?:not|n't|n’t)\b[^.\n]{0,20}\b(?:say|mention|contain|includ|provid|specif|stat|giv|indicat|address|cover|list|discuss|offer|have|explicit|enough|any|clear|detail|disclos)
    \b(?:not|isn't|aren't) (?:explicitly |directly |specifically )?(?:mentioned|stated|specified|provided|included|found|covered|available|given|listed|addressed|discussed|described|clear|indicated|disclosed|in the)\b
    \bno (?:specific |explicit |direct )?(?:mention|information|reference|details?|data|record)\b
    \b(?:could|can|did|do|was|were|am) ?(?:not|n't|n’t) (?:find|locate|have|see|able|determine|answer|know|tell|confirm)|\b(?:cannot|unable to) (?:find|locate|determine|answer|tell|confirm|be determined)
    """)  # noqa: E501 - a phrase is one line
)
_SAYS_NOTHING_JA: Final = re.compile(
    any_of(r"""
    (?:記載|記述|言及|情報|明記|説明|データ|記録|規定|定め|該当する\w{1,6})(?:は|が|も|され(?:て)?)[^。、\n]{0,8}(?:ありません|ございません|いません|おりません|おらず|いない|見当たり|見つかり|なかった|(?<!少)ない(?:ため|ので|です|。)|なく、)
    (?:書か|述べら|示さ|触れら|含ま|記さ|載せら|定めら)れて(?:は)?(?:いない|いません|おりません|おらず)|見当たりません|見つかりません(?:でした)?
    (?:わかり|分かり|読み取れ|判断でき|確認でき|特定でき|お答えでき)(?:ません|かね)|載って(?:いません|おりません)|不明です
    """)
)
_QUOTATION: Final = re.compile(
    r'"(?P<straight>[^"\n]{20,600})"|“(?P<curly>[^“”\n]{20,600})”|[「『](?P<corner>[^「」『』\n]{10,400})[」』]'
)
_SAYS_BEFORE: Final = re.compile(
    r"\b(?:stat(?:es?|ed|ing)|sa(?:ys?|id|ying)|writes?|wrote|notes?|noted|mention(?:s|ed)|reads?|report(?:s|ed)|add(?:s|ed)|announced|warned|argued|replied|told|asked|quot(?:es?|ed|ing)"
    r"|according to|explain(?:s|ed)|specif(?:y|ies|ied)|provides that|declares?|writing|stipulates?"
    r"|wording|phrase)\b[^.\n\"“]{0,40}\Z"
    r"|(?:文書|資料|記事|規[程定約則]|本文|報告書|マニュアル|契約書?|[条項章節氏])[^。\n]{0,8}(?:には|では|に|で|は)[、,]?\s?\Z",
    re.IGNORECASE,
)
_SAYS_AFTER: Final = re.compile(
    any_of(r"""
    [,]? ?\([^)\n]{1,30}\)
    [,]? ?(?:[a-z]+|the \w+) (?:said|says|stated|states|wrote|notes|noted|added|explained)
    と(?:の)?(?:述べ|記[載述さし]|書[かい]|あり|ある|明記|規定|定め|さ?れて|説明|発言|語|話し|コメント|言って)
    という(?:記[載述]|文言|一文|規定|発言)
    """),
    re.IGNORECASE,
)
_ELLIPSIS: Final = re.compile(r"\.{3}|…+|\[[^\]]{0,40}\]|\([^)]{0,4}略[^)]{0,2}\)")
_NO_SIGN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """How many sentences of an answer say something, and how many have no support."""

    said: int
    bare: int
    alone: bool = False  # a single one, with next to nothing of it given


class Words:
    """The words of the texts that were given, laid out to look one up by its beginning."""

    def __init__(self, text: str) -> None:
        """Fold a text in normal form."""
        self.folded = text.casefold()

    @cached_property
    def _spaced(self) -> str:
        return f" {_NO_SIGN.sub(' ', self.folded)} "

    @cached_property
    def packed(self) -> str:
        """Return the text without blanks and signs."""
        return _NO_SIGN.sub("", self.folded)

    def have(self, beginning: str) -> bool:
        """Return whether a word begins so."""
        return f" {beginning}" in self._spaced

    def before(self, word: str) -> set[str]:
        """Return the words that stand right before a word."""
        return set(re.findall(rf" (\w+) {re.escape(word)} ", self._spaced))

    def are_data(self) -> bool:
        """Return whether the texts are data of keys and values."""
        return self.folded.count('":') >= _KEYS

    def are_english(self) -> bool:
        """Return whether the small words of English are as frequent as in its prose."""
        small = sum(self._spaced.count(word) for word in (" the ", " of ", " and ", " to ", " is "))
        return _OFTEN * small >= len(self._spaced)


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences and lines of a text in normal form."""
    for sentence in _END.split(text):
        if bare := sentence.strip():
            yield bare


def says_nothing_is_told(answer: str) -> bool:
    """Return whether the answer itself says that the given texts don't tell."""
    folded = answer.casefold()
    if any(word in folded for word in _NEGATIONS) and _SAYS_NOTHING.search(folded):
        return True
    return not folded.isascii() and _SAYS_NOTHING_JA.search(folded) is not None


def support(answer: str, given: Words, language: str, least: float) -> Sentences:
    """Return how many sentences share too small a part of their words with the given texts."""
    said, bare, short, highest = 0, 0, 0, 0.0
    share_of = _share_of_stems if language == "en" else _share_of_units
    for number, sentence in enumerate(sentences_of(answer.casefold())):
        if number == _MOST_SENTENCES:
            break
        if _ABOUT_ITSELF.search(sentence):
            continue
        share = share_of(sentence, given)
        short += share is None
        if share is not None:
            said, bare, highest = said + 1, bare + (share < least), max(highest, share)
    is_alone = said == bare == 1 and not short
    return Sentences(said, bare, alone=is_alone and highest <= _NEXT_TO_NOTHING)


def content_of(sentence: str, language: str) -> frozenset[str]:
    """Return the stems of content words of a folded sentence, in Japanese pieces of them."""
    if language == "en":
        return frozenset(_stem(word) for word in _LATIN.findall(sentence) if word not in _SMALL)
    return frozenset(piece for run in _RUN.findall(sentence) for piece in _pieces(run))


def _share_of_stems(sentence: str, given: Words) -> float | None:
    words = [word for word in _LATIN.findall(sentence) if word not in _SMALL]
    if len(words) < _LEAST_WORDS:
        return None
    return sum(given.have(_stem(word)) for word in words) / len(words)


def _stem(word: str) -> str:
    """Return what is left of a word without its ending: the same of refund, refunds, refunded."""
    bare = word.removesuffix("'s").removesuffix("’s")
    for ending in ("ing", "ed", "es", "s", "ly"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:  # noqa: PLR2004 - of a word so short nothing is left
            bare = bare.removesuffix(ending)
            break
    return bare.rstrip("ey")[:_STEM] or bare


def _share_of_units(sentence: str, given: Words) -> float | None:
    """Return the share of two-character pieces of content words that are given, in Japanese."""
    units = [unit for run in _RUN.findall(sentence) for unit in _pieces(run)]
    if len(units) < _LEAST_UNITS:
        return None
    return sum(unit in given.folded for unit in units) / len(units)


def _pieces(run: str) -> list[str]:
    if run.isascii() or len(run) <= 2:  # noqa: PLR2004 - two characters are one piece
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


def quotations_without(answer: str, given: Words, language: str) -> int:
    """Return how many quotations that an answer attributes are in none of the given texts."""
    least = _QUOTED_LEAST.get(language, _QUOTED_LEAST["en"])
    count = 0
    for match in _QUOTATION.finditer(answer):
        if _is_attributed(answer, match) and not _is_given(
            match.group()[1:-1], given.packed, least
        ):
            count += 1
    return count


def _is_attributed(answer: str, match: re.Match[str]) -> bool:
    before = answer[max(0, match.start() - 60) : match.start()]
    return bool(_SAYS_BEFORE.search(before) or _SAYS_AFTER.match(answer, match.end()))


def _is_given(quotation: str, packed: str, least: int) -> bool:
    for part in _ELLIPSIS.split(quotation.casefold()):
        bare = _NO_SIGN.sub("", part)
        if len(part) < least or bare in packed:
            continue
        pieces = [bare[place : place + _PIECE] for place in range(max(1, len(bare) - _PIECE + 1))]
        if sum(piece in packed for piece in pieces) < _QUOTED_SHARE * len(pieces):
            return False
    return True
