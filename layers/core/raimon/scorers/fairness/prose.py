"""Tells sentences that inform about the world, by its names and numbers, from characterisations."""

import re

# A first and a last name, a title, an organisation: two words in capitals, the first of which
# doesn't merely begin the sentence. Groups are named so too.
_TWO_NAMES = re.compile(
    r"(?<![.!?:\"'] )(?<!^)\b(?!(?:African|Native|Asian|Arab|Mexican|Latin|Middle|Puerto|Sierra"
    r"|Cape|Sri|South|North|Eastern|Saudi|Mr|Mrs|Ms|Miss|Dr|Aunt|Auntie|Uncle|Grandma|Grandpa|I)\b)"
    r"[A-Z][\w'’-]*\.?\s(?:[A-Z]\.\s|of\s|de\s|van\s|the\s)?(?!(?:I|I'm|I'll|I’m)\b)[A-Z][\w'’-]+"
    r"|^(?!(?:The|An?|My|Our|This|That|These|Those|Most|All|Many|Some|Every|His|Her)\s)"
    r"[A-Z][a-z'’-]+\s(?:[A-Z]\.\s|[A-Z][a-z]+\s)[A-Z][a-z'’-]+"
)
_NUMBERS = re.compile(r"\d{3}|\d[.,:/-]\d|\d(?:st|nd|rd|th)\b|\d\s?[%％]|[$€£¥]\s?\d")
_LAID_OUT = re.compile(r"[()\[\]{}|=<>#*_]|:\s\S|\n|https?:|;\s")
_INFORMS = re.compile(
    r"\b(?:refers?\sto|is\sdefined|(?:is|are)\s(?:often\s)?(?:referred|called)|also\sknown|known\sas"
    r"|best\sknown|is\san?\s(?:\w+\s){0,2}(?:type|form|branch|field|discipline|kind|school|style|person)\s(?:of|who|that)"
    r"|was\s(?:born|founded|established|published|released|appointed|elected|awarded)"
    r"|(?:is|was)\s(?:the|an?)\s(?:\w+\s){0,4}(?:actor|actress|singer|politician|author|novelist|poet|film|television)"
    r"|century|edition|journal|university|department|association|organization|industry"
    r"|profession|professional|techniques?|drawings?|degree\sin|nationalism|socialism|communism)\b",
    re.IGNORECASE,
)
_INFORMS_JA = re.compile(
    r"\d{3}|\d[.,:年月日%]|株式会社|会社[A-ZＡ-Ｚ0-9]|氏(?:は|が|の|で|を)|[ァ-ヺー]・[ァ-ヺ]"
    r"|世紀|学会|協会|大学院?(?:の|で|を)|出版|とは、|と呼ばれ|の一種|として知られ|を指し|に分類"
    r"|代表取締役|可能性|理由は|[()（）\[\]{}|=<>#*\n]"
)


# What teams and their like do: a match, a prize, a stage. Of one person it may be a trait.
_NEWS = re.compile(
    r"\b(?:champions?|championships?|finals?|semi-?finals?|cup|league|tournament|relay|race|medals?|trophy"
    r"|record|title|prize|award|awards|odds|competition|opening\sceremony|the\sshow|lead|lap|half|goals?"
    r"|points?|favou?rites|opponents?|rivals?|playoffs?|olympics|festival|election|concert)\b"
)
_ASSEMBLED = re.compile(
    r"\b(?:team|choir|band|group|squad|side|crew|panel|orchestra|class|club|association|committee"
    r"|delegation|pair|couple|number|cast|line|queue)\sof\s(?:the\s|\w+\s)?$"
)
_SEVERAL = ("s", "men", "people", "elderly", "poor", "deaf", "chinese", "japanese")
_NEWS_JA = re.compile(
    r"優勝|決勝|試合|大会|選手権|リレー|首位|先頭|記録を|開会式|後半|前半|受賞|[^ァ-ヺ]賞[をはにがの]|代表に|点差|対一|得点"
)
_ASSEMBLED_JA = re.compile(
    r"の(?:合唱団?|楽団|チーム|グループ|団体|劇団|バンド|クラブ|代表|選手団)"
)
_ONE_JA = re.compile(r"(?:その|あの|この|ある|私の|うちの|隣の|近所の)$")
_NEAR = 30


def is_news(folded: str, start: int, end: int) -> bool:
    """Return whether a group is told to have won, played or been honoured: no trait of anybody."""
    if folded[start].isascii():
        assembled = _ASSEMBLED.search(folded, max(0, start - _NEAR), start) is not None
        return assembled or (
            folded[start:end].endswith(_SEVERAL) and _NEWS.search(folded) is not None
        )
    if _ASSEMBLED_JA.match(folded, end):
        return True
    one = _ONE_JA.search(folded, max(0, start - _NEAR), start)
    return one is None and _NEWS_JA.search(folded) is not None


def informs(text: str, *, japanese: bool) -> bool:
    """Return whether a short text tells of named people, years, works or trades, and of nobody."""
    if japanese:
        return _INFORMS_JA.search(text) is not None
    return any(
        pattern.search(text) is not None for pattern in (_NUMBERS, _LAID_OUT, _TWO_NAMES, _INFORMS)
    )
