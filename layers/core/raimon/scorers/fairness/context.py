"""What stands around a find and changes its meaning: quotation, denial, report, question."""

import re
from collections.abc import Iterable
from enum import StrEnum

_REACH = 300  # characters of a sentence read to either side: no text costs more than linear time
_DIRECT_REACH = 40
_ITEM = 40  # characters of a line that may be an item of a list
_MOST_PLACES = 20  # of one word that are looked at: more say nothing new
_WHY = re.compile(  # takes for granted what it asks about
    r"\b(?:why|how|when|what|who|isn't|aren't|can\swe\sfinally)\b|なぜ|なんで|何で|どうして"
)


class Stance(StrEnum):
    """How the text stands to what was found in it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    QUOTED = "quoted"
    ASKED = "asked"


_START = re.compile(r"[!?\n。](?!$)|\.\s", re.DOTALL)
_END = re.compile(r"[!?\n。]|\.(?=\s|$)")
_OPENERS, _CLOSERS = "「『“‹«《", "」』”›»》"

# Words by which a text speaks about words, reports them or speaks against them.
_ABOUT_EN = re.compile(
    r"\b(?:slurs?|offensive|derogatory|pejorative|racis[tm]|sexis[tm]|homophob\w*"
    r"|transphob\w*|xenophob\w*|islamophob\w*|antisemit\w*|anti-semit\w*|ableis[tm]"
    r"|ageis[tm]|misogyn\w*"
    r"|bigot(?:ed|ry)|hate\s?speech|hateful|stereotyp\w*|myths?|misconceptions?"
    r"|prejudice\w*|discriminat\w*|unacceptable|inappropriate|harmful|hurtful"
    r"|harass\w*|bully\w*|bullie[ds]|insult(?:s|ing|ed)?"
    r"|(?:not|never|nor|isn't|is\snot)\s(?:okay|ok|acceptable|right|fair|true|appropriate|accurate)"
    r"|incorrect|inaccurate"
    r"|(?:it's|it\sis|that's|is)\s(?:wrong|false|unfair|cruel|not\strue)|the\s(?:word"
    r"|term|phrase|expression|label|slur)s?|(?:word|term|phrase)\s[\"']"
    r"|means?\s[\"']|definition|dictionary|etymolog\w*|slang|translat\w*|moderat\w*"
    r"|polic(?:y|ies)|prohibited|forbidden|not\sallowed\sto\s(?:say|use|call)"
    r"|(?:blocked|banned|forbidden|bad)\s(?:words?|terms?|phrases?)|blocklist|filter(?:ed|s|ing)?|example\s(?:of|sentence)"
    r"|said|says|say|saying|claim(?:s|ed|ing)?|call(?:s|ed|ing|\s(?:me|him|her|us|them|people|someone|somebody))|told|wrote|shouted|yelled"
    r"|tweeted|accus\w+|alleg\w+|threaten\w*|believ(?:e|ed|es|ing)\sthat"
    r"|people\s(?:who|that)\s(?:think|say|believe|hate|call)|(?:don't|do\snot|never"
    r"|stop)\s(?:say|call|calling|saying|use|using)"
    r"|reject(?:s|ed)?|condemn\w*|denounc\w*|debunk\w*|novel|film|movie|song|album"
    r"|lyrics|band|title|character|propaganda|nazis?|historical(?:ly)?|century)\b"
)
_WORK = (
    r"(?:映画|小説|作品|歌詞|楽曲|この曲|漫画|マンガ|アニメ|ドラマ|演劇|戯曲|落語|童話|昔話|ゲーム|古典)"
    r"(?:の(?:中|登場|セリフ|台詞|タイトル|題名|題|一節|主人公|作品|場面|シーン|キャラ|悪役|歌詞|冒頭)|「|『"
    r"|では|に(?:は|登場|出て|描)|化|で(?:描|使|歌))"
)
_ABOUT_JA = re.compile(
    r"という(?:言葉|語|単語|表現|発言|台詞|セリフ|偏見|固定観念|ステレオタイプ|意味"
    r"|考え|意見|主張|見方|思い込み|声|誤解|俗説|噂|根拠|証拠|データ|事実|わけ|風潮"
    r"|差別|感情|気持ち|思い|感覚|絶望|メッセージ|書き込み|投稿|コメント|脅|文|内容|罵|悪口|蔑称|意図"
    r"|概念|名前|名称|題|タイトル|曲|作品|映画|小説|漢字|語源|読み)|といった(?:言葉|表現|発言|偏見|固定観念"
    r"|ステレオタイプ|考え|語|単語|差別|脅|文|内容|罵|悪口|投稿|書き込み|気持ち|感情)"
    r"|など(?:の|といった|という)(?:言葉|表現|発言|偏見|語|単語|用語|暴言|投稿|書き込み|蔑称)|な(?:ど|ん)と(?:言|い|書|叫|罵)"
    r"|と(?:言|い)(?:われ|う人|っては(?:いけ|なら)|うのは(?:偏見|差別|間違|誤|失礼"
    r"|不適切|よくな|良くな))|と(?:呼ばれ|呼ぶ(?:のは|こと|人|べきで)|呼ん(?:で|だ)|罵|書き込|書かれ|叫|発言し|主張し|脅|怒鳴"
    r"|決めつけ|思い込|考えるのは|みなすのは|見なすのは|中傷|揶揄|嘲)|差別(?:的|用語|語|表現|発言|意識|主義者は"
    r"|に当た|です|だと|は|を|に反対|をな)|侮辱(?:的|罪|にあた|する)|蔑称|侮蔑|偏見|固定観念"
    r"|ステレオタイプ|不適切|不快(?:な(?:言葉|表現|語)|に(?:感|思)|語|用語)"
    r"|誹謗中傷|暴言|悪口|ヘイト|いじめ|イジメ|ハラスメント|パワハラ|禁止(?:語|ワード"
    r"|用語|され|です)|使わない(?:で|よう|ほう|方)|使うべきでは|やめましょう"
    r"|控えましょう|避けましょう|許され(?:ない|ません)|よくありません|良くありません"
    r"|いけません|間違(?:い(?:です|だと|であ)|って(?:い(?:る|ます)と|います))|誤り(?:です|である)|誤解|俗語|スラング|語源|例文|由来"
    r"|英訳|和訳|翻訳|意味(?:は|です|を|する|合い|と)|とは(?:何|なん|どう|、)|の(?:読み方|使い方|言い換え|類義|対義)"
    r"|脅迫罪|恐喝罪|侮辱罪|名誉毀損|名誉棄損|刑法|罪に問|判例|判決|起訴|幻聴|妄想(?:が|や|と|に|性)|希死念慮"
    r"|自殺予防|呼称|放送禁止|差別語|言い換え|辞書|辞典|俗称|NGワード|フィルタ|モデレーション"
    r"|語(?:の一覧|リスト)|ワード(?:の一覧|リスト|一覧)|削除(?:対象|し(?:ます|てください)|する語)|登録した語"
    r"|(?:英|日本|中国|韓国|[ァ-ヺ]{2,6})語(?:に(?:すると|は|訳|直)|で(?:は|言|いう|、|\s)|だと)"
    r"|ガイドライン|利用規約|コンテンツポリシー|検出(?:対象|語)|ラベル付け|データセット|不適切語|"
    r"使(?:用|うの)は(?:控|避|不)|人権侵害|登場人物|主人公|歴史的|歴史上|当時|江戸時代|明治時代|戦時中|戦前|ナチス|プロパガンダ"
    r"|(?:お答え|回答|作成|生成|協力|賛同|同意|支持|お手伝い|翻訳|出力|対応)(?:すること)?(?:は|が)?(?:でき(?:ません|ない|かね)"
    r"|いたし(?:ません|かね)|しません|しかね|差し控)|" + _WORK
)
# After a find: somebody feels, says, hears or writes it. "…と思う。" is the text's own word.
_REPORTED_JA = re.compile(
    r"(?:だ|です|な(?:の|ん)だ|か|よ|ぞ)?[」』\"']?(?:、)?(?:と|って|とか|なんて|などと|だの|だなんて)(?:は|も|か|さえ|すら|まで)?"
    r"(?:心の中で|自分で|自分を|何度も|よく|つい|いつも|毎日|親に|人に|誰かに|先生に|上司に|友人に|相手に|周囲に|周りに|彼に"
    r"|彼女に|ネットで|SNSで|面と向かって|大声で|冗談で|、)?"
    r"(?:感じ|思って|思い(?!ます)|思った|思う(?:こと|気持|とき|時|人|方|の(?:は|も|が|で|な)|よう|かも|ほど|くらい)|思え|考え|悩"
    r"|捉え|責め|言(?:わ|い|う|っ(?:た|て(?!(?:い|る|ん)|やり))|え)|いわれ|いう(?!(?:のは|の?だ))|いった|脅|罵|怒鳴|叫|書|呼|投稿"
    r"|送|つぶや|告げ|迫|ののし|けな|揶揄|中傷|嘲|さげす|見な|みな|決めつけ|され|主張|訴え|発言|口に|聞|記|答え|返|読|訳)"
)
_DENIED_EN = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|hardly|isn't|aren't|wasn't"
    r"|ain't|don't|doesn't|didn't|can't|cannot|won't|wouldn't"
    r"|shouldn't)\s(?:\S+\s){0,4}$"
)
# Words that keep a whole clause at a distance: "I disagree with the statement that ...".
_DISTANCED_EN = re.compile(
    r"\b(?:disagree|(?:cannot|can't|don't|do\snot|not|never"
    r"|won't)\s(?:\w+\s){0,2}(?:agree|provide|support|endorse|condone|believe|accept"
    r"|give|offer|help|say|think)"
    r"|instead\sof|rather\sthan|assum(?:e|ed|ing|ption|es)|without|whether|wrong\sto"
    r"|nonsense\sto|both\s\w+\sand|unfair\sto|false\sto"
    r"|(?:blanket\sstatement|notion|idea|belief|assumption|generali[sz]\w*|claim|suggest\w*"
    r"|imply|implies|stated|evidence\s(?:\w+\s){0,5})\s?that"
    r"|(?:people|some|many|they|he|she|critics|others)\s(?:think|believe|assume|argue))\b"
    r"[^.!?\n]{0,80}$"
)
_DENIED_JA = re.compile(
    r"(?:だ|な|の|など|なんか|なんて|だなんて|だと|とは|とか|だとは|なのだとは|である|(?:という|なんて|な)?"
    r"(?:わけ|こと|はず|もの|存在)|であるとは)?(?:では|じゃ|で|とは|と|は|だと|など)?(?:は|も)?(?:決して|全く|まったく"
    r"|思って|言って|限り|限ら|考えて|いう(?:わけ|こと)では)?(?:あり|い|言え|思い|限り"
    r"|考え)?(?:ません|ない|なかった|なく、)"
)
# What is thrown at somebody as a question asks nothing: 死んでくれない?  お前はバカか?
_THROWN_JA = re.compile(r"(?:か(?:よ|い)?|(?<=て)んのか(?:よ)?|(?:じゃ)?ないの)?[?。!w]*\s*$")
_ENUMERATION = re.compile(
    r"[^:\n]{1,60}:\s*(?:[^,、/・:。.!?]{1,20}[,、/・]\s*){2,}[^,、/・:。.!?]{1,20}(?:など|等|etc)?[。.]?\s*$"
)
_TRIED_EN = re.compile(
    r"\b(?:sought|tried|attempted|planned|ordered|wanted|aimed|intended|threatened|vowed|conspired"
    r"|began|decided|failed|refused|continued|agreed|plotted|called|incited|encouraged)\s(?:\w+\s){0,2}$"
)
_OPEN_STRING = re.compile(r"(?:^|[\[({,:=\s])['`][^'`\n]*$")
_CLOSED_STRING = re.compile(r"[^'`\n]*['`](?:[\]),;:}.\s]|$)")
_BULLET = re.compile(r"\s*(?:[-*•・|]|\d{1,3}[.)])\s*[\"'「『]?")
_QUESTION_JA = re.compile(r"(?:(?<![っしほ])か|の|かな|かしら|でしょうか|ですか)[?。]?$")


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, within some hundred characters."""
    floor = max(0, start - _REACH)
    first = floor
    for mark in _START.finditer(text, floor, start):
        first = mark.end()
    after = _END.search(text, end, min(len(text), end + _REACH))
    return first, after.end() if after else min(len(text), end + _REACH)


def sentences_with(folded: str, words: Iterable[str]) -> set[tuple[int, int]]:
    """Return the bounds of the sentences in which one of the words stands."""
    found = set()
    for word in words:
        place, count = folded.find(word), 0
        while place >= 0 and count < _MOST_PLACES:
            bounds = sentence_of(folded, place, place + len(word))
            found.add(bounds)
            count += 1
            place = folded.find(word, max(bounds[1], place + 1))
    return found


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether a span stands in quotation marks, unless these hold the whole text."""
    floor, ceiling = max(0, start - _REACH), min(len(text), end + _REACH)
    before, after = text[floor:start], text[end:ceiling]
    if not _is_between_marks(before, after):
        return False
    return bool(
        text[:start].strip(f"\"'{_OPENERS} \n") or text[end:].strip(f"\"'{_CLOSERS} \n.!?。")
    )


def _is_between_marks(before: str, after: str) -> bool:
    line = before[before.rfind("\n") + 1 :]
    if line.lstrip().startswith(">"):
        return True
    if line.count('"') % 2 and '"' in after:
        return True
    return any(
        line.rfind(opener) > line.rfind(closer) and closer in after
        for opener, closer in zip(_OPENERS, _CLOSERS, strict=True)
    )


def stance_of(text: str, start: int, end: int, *, japanese: bool) -> Stance:
    """Return how the sentence around a span stands to it."""
    first, last = sentence_of(text, start, end)
    if is_cited(text, start, end):
        return Stance.QUOTED
    if _DENIED_JA.match(text, end) if japanese else _denied_before(text, first, start):
        return Stance.DENIED
    reported = _REPORTED_JA.match(text, end, last) if japanese else _is_told(text, first, start)
    sentence = text[first:last]
    if reported or _speaks_about_words(sentence, japanese=japanese):
        return Stance.QUOTED
    thrown = text[end - 1] == "?" or (japanese and _THROWN_JA.match(text, end, last))
    asked = not thrown and _asks(sentence, japanese=japanese)
    return Stance.ASKED if asked else Stance.AFFIRMED


def is_cited(text: str, start: int, end: int) -> bool:
    """Return whether a span stands in quotation marks or is an item of a list of words."""
    return (
        is_quoted(text, start, end)
        or _is_enclosed(text, start, end)
        or _is_listed(text, start, end)
        or _is_under_heading(text, start)
        or _is_enumerated(text, start, end)
    )


def _is_told(text: str, first: int, start: int) -> bool:
    """Return whether a span is what somebody tried or planned: "they sought to wipe them out"."""
    return text.startswith("to ", start) and _TRIED_EN.search(text, first, start) is not None


def _asks(sentence: str, *, japanese: bool) -> bool:
    """Return whether a sentence asks, and doesn't take for granted what it asks about."""
    if _WHY.search(sentence):
        return False
    ends = sentence.rstrip().endswith("?")
    return ends or (japanese and _QUESTION_JA.search(sentence.strip()) is not None)


def _is_enclosed(text: str, start: int, end: int) -> bool:
    """Return whether a span is all that stands in code quotes or in a cell of a table."""
    before, after = text[max(0, start - _DIRECT_REACH) : start], text[end : end + _DIRECT_REACH]
    if _OPEN_STRING.search(before) and _CLOSED_STRING.match(after):
        return True
    return before.rstrip(" ").endswith("|") and after.lstrip(" ").startswith("|")


def _is_under_heading(text: str, start: int) -> bool:
    """Return whether a short line stands below one that speaks about words: an item of its list."""
    *above, own = text[max(0, start - _REACH) : start].split("\n")
    if len(own + text[start : start + _ITEM].partition("\n")[0]) > _ITEM:
        return False
    for line in reversed(above):
        if _ABOUT_JA.search(line) or _ABOUT_EN.search(line):
            return True
        if len(line) > _ITEM:
            return False
    return False


def _speaks_about_words(sentence: str, *, japanese: bool) -> bool:
    """Return whether a sentence reports, explains or rejects words; of two languages, in either."""
    if (_ABOUT_JA if japanese else _ABOUT_EN).search(sentence):
        return True
    if sentence.isascii():
        return False
    return (_ABOUT_EN if japanese else _ABOUT_JA).search(sentence) is not None


def _is_enumerated(text: str, start: int, end: int) -> bool:
    """Return whether a span is one of several short items after a colon: a list of words."""
    floor = text.rfind("\n", max(0, start - _REACH), start) + 1
    line = text[floor : end + _REACH].partition("\n")[0]
    return _ENUMERATION.match(line) is not None


def _is_listed(text: str, start: int, end: int) -> bool:
    """Return whether a span is all that one item of a list holds, as in a list of banned words."""
    line = text[max(0, start - _DIRECT_REACH) : start].rpartition("\n")[2]
    rest = text[end : end + _DIRECT_REACH].partition("\n")[0]
    return _BULLET.fullmatch(line) is not None and not rest.strip(" \"'」』,、;.。")


def _denied_before(text: str, first: int, start: int) -> bool:
    """Return whether a word before the span denies it or keeps it at a distance."""
    if _DENIED_EN.search(text[max(first, start - _DIRECT_REACH) : start]):
        return True
    return _DISTANCED_EN.search(text, first, start) is not None
