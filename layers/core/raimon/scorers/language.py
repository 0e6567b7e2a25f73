"""Which language a text is in: by script first, then by the small words of its prose."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

SAMPLE = 800  # code points of prose that are looked at: enough to tell, and the cost is bounded
READ = 4000  # code points read to get them past code, links and quotations
EAST_ASIAN_SAMPLE = 400  # of them in a script without spaces, of which each says more
WORDS = 120  # words of a Latin script that are looked up
LONG_HAN = 40  # so many Han characters without a single kana aren't Japanese prose
JAPANESE_SHARE = 0.3  # of all letters: below it, small words of a Latin language decide
CONTRADICTION = 2  # so many small words more than the hint has, and the text is in another language
SMALL_WORDS_IN_JAPANESE = 4  # so many of them, and the Japanese is only mentioned

KANA = re.compile(r"[ぁ-ヺー-ヿｦ-ﾟ]+")
HAN = re.compile(r"[一-鿿々㐀-䶿\uf900-\ufaff\U00020000-\U0003134f]+")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[a-zß-öø-ɏ]+(?:'[a-z]{1,3})?")
# Characters and words that Japanese hasn't; 会 and 没, for one, are written alike in both.
_CHINESE = re.compile(
    "[这们吗呢吧您给说对为还个过时发现么你她很哪开关长门问间让请认识话题见观规则书买卖东车马气电头实应该经济"
    "组织结构动远进边从众义乐习产亲亿仅价优传伤]|什么|的是|是一|了。|我们"
)

# Scripts that belong to one language, for our purpose.
_SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "ko": re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]+"),
    "ru": re.compile("[Ѐ-ӿ]+"),
    "el": re.compile("[Ͱ-Ͽ]+"),
    "ar": re.compile("[\u0600-\u06ff]+"),
    "he": re.compile("[\u0590-\u05ff]+"),
    "hi": re.compile("[\u0900-\u097f]+"),
    "th": re.compile("[\u0e00-\u0e7f]+"),
}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")

_INLINE_CODE = re.compile(r"`[^`\n]{1,200}`")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}")
_QUOTED = re.compile(
    r"「[^」]{0,400}」|『[^』]{0,400}』|“[^”]{0,400}”|\"[^\"\n]{0,400}\"|«[^»]{0,400}»"
)
_QUOTED_ASCII = re.compile(r"\"[^\"\n]{0,400}\"")

_SMALL_WORDS: Mapping[str, str] = {
    "en": """
        the a an of and to in is it that for on with as are was be this have from or by
        not but at you your we our they their he she his her its i'm i my me if an can
        will would should could there here which who what when where why how these those
        than then also more most some any such has had been do does did don't can't it's
        i've you're let's about into over after because while each other may might must
        only very just no yes both between through sorry please thank thanks however
        first second next using use make good all one two so out up
    """,
    "de": """
        der die das und ist nicht ein eine einer eines einem einen mit für auf von zu
        den dem des im wir sie ich es als auch wie bei oder nach werden wird kann sind
        haben hat durch aber wenn sich aus nur noch über dass zum zur vom war sein ihre
        ihr man mehr sehr diese dieser bitte danke ja nein
    """,
    "fr": """
        le la les des et est un une du dans pour que qui pas sur avec ce cette ces au
        aux par plus ne vous nous je il elle ils sont être ou mais comme votre notre son
        sa ses leur été sans peut aussi très bien fait tout merci oui non d'un d'une
        c'est l'on si même
    """,
    "es": """
        el la los las de en que es un una por con para no se del al lo como su sus más
        pero son este esta estos está están muy también hay puede ser ha han sin sobre
        entre cuando usted gracias sí donde porque yo qué cómo cada todo
    """,
    "pt": """
        os as de em que é um uma por com para não se do da dos das no na nos nas ao como
        mais mas são este esta está você também pode ser ou ter sem sobre entre quando
        muito seu sua obrigado sim isso pelo pela foi à
    """,
    "it": """
        il lo gli la le di in che è un una uno per con non si del della dei delle al
        alla nel nella come più ma sono questo questa anche può essere ha hanno senza su
        tra fra quando molto grazie sì dove perché ci suo sua degli dal dalla
    """,
    "nl": """
        de het een en van in is dat op te voor met niet zijn aan er om ook als door maar
        bij nog naar uit wordt worden kan heeft dit deze die wij zij hij je of geen veel
        wel onze
    """,
}


def _speakers(lists: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    speakers: dict[str, tuple[str, ...]] = {}
    for language, words in lists.items():
        for word in words.split():
            speakers[word] = (*speakers.get(word, ()), language)
    return speakers


_SPEAKERS = _speakers(_SMALL_WORDS)
LATIN_LANGUAGES = frozenset(_SMALL_WORDS)


def language_of(text: str, hint: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the text's language, None where there is too little to tell.

    Code, links and quotations don't count unless there is nothing else.

    Args:
        text: What somebody said.
        hint: The language of what was said before: a text that could well be in it is taken to be.

    """
    said = _language(prose(text), hint) or _language(_sample(text)[:SAMPLE], hint)
    return hint if said is None and _is_code(text) else said


def _is_code(text: str) -> bool:
    """Return whether the text is nothing but code: it answers in the language of the question."""
    return "`" in text[:READ] and not _LETTER.search(_sample(text))


def prose(text: str) -> str:
    """Return the beginning of the text without code, links and quotations."""
    said = _sample(text)
    if not said.isascii():
        said = _QUOTED.sub(" ", said)
    elif '"' in said:
        said = _QUOTED_ASCII.sub(" ", said)
    return said[:SAMPLE]


def _sample(text: str) -> str:
    """Return the beginning of the text without code and links."""
    head = text[:READ]
    if "`" in head:
        head = _INLINE_CODE.sub(" ", " ".join(head.split("```")[::2]))
    head = head[: 3 * SAMPLE]
    if "://" in head or "www." in head:
        head = _LINK.sub(" ", head)
    return head[: 2 * SAMPLE]


def _language(text: str, hint: str | None) -> str | None:
    if text.isascii():
        return _latin_language(text, hint)
    text = text[:EAST_ASIAN_SAMPLE]
    kana, han = letters(KANA, text), letters(HAN, text)
    if kana + han == 0:
        return _other_script(text) or _latin_language(text, hint)
    latin = len(text) - kana - han  # at most
    if kana + han < JAPANESE_SHARE * (kana + han + latin):
        spoken = _latin_language(text, None)
        if spoken is not None and small_words(text)[spoken] >= SMALL_WORDS_IN_JAPANESE:
            return spoken
    return _east_asian(text, kana, han, hint)


def _east_asian(text: str, kana: int, han: int, hint: str | None) -> str | None:
    korean = letters(_SCRIPTS["ko"], text)
    if korean > kana + han:
        return "ko"
    if kana:
        return "ja"
    if _CHINESE.search(text):
        return "zh"
    if hint in {"ja", "zh"}:
        return hint if han < LONG_HAN else "zh"
    return "zh" if han > 1 else None


def _other_script(text: str) -> str | None:
    counts = {language: letters(pattern, text) for language, pattern in _SCRIPTS.items()}
    language, most = max(counts.items(), key=lambda item: item[1])
    if most < CONTRADICTION or most < _count_latin(text):
        return None
    return "uk" if language == "ru" and _UKRAINIAN.search(text) else language


def _latin_language(text: str, hint: str | None) -> str | None:
    """Return the language whose small words stand out; the hint decides between equals."""
    words = _LATIN_WORD.findall(text[:SAMPLE].lower().replace("’", "'"))[:WORDS]
    if not words:
        return None
    counts = _count(words)
    if not counts:
        return hint if hint in LATIN_LANGUAGES and max(map(len, words)) > 1 else None
    best, most = counts.most_common(1)[0]
    if hint in LATIN_LANGUAGES and most - counts[hint] < CONTRADICTION:
        return hint
    if most * 12 < len(words) or (most < CONTRADICTION and best != "en"):
        return None  # a small word among many others is a coincidence
    return "en" if counts["en"] == most else best


def small_words(text: str) -> Counter[str]:
    """Return how many small words of each language the text has, such as *the* and *und*.

    Words of one letter don't count: variables of a formula look like them.
    """
    words = _LATIN_WORD.findall(text.lower().replace("’", "'"))[:WORDS]
    return _count(word for word in words if len(word) > 1)


def _count(words: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for speakers in filter(None, map(_SPEAKERS.get, words)):
        for language in speakers:
            counts[language] += 1
    return counts


def _count_latin(text: str) -> int:
    return sum(map(len, _LATIN_WORD.findall(text.lower())))


def letters(pattern: re.Pattern[str], text: str) -> int:
    """Return how many letters of the script the text has."""
    return sum(map(len, pattern.findall(text)))
