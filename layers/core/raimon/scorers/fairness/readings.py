"""Writes Japanese terms as people write them to get past a list: other kana, masks, lookalikes."""

from collections.abc import Iterable, Iterator, Sequence

MASK = "○"  # what folding makes of every sign that stands for a letter left out

_HIRAGANA = {ord("ァ") + offset: ord("ぁ") + offset for offset in range(86)}
_KATAKANA = {small: large for large, small in _HIRAGANA.items()}
_LEAST_KANA = 4  # of fewer, the other kana are part of too many honest words
_MASKED = range(3, 7)  # characters of a term of which one may be masked
_SPACED = range(2, 4)  # characters of a term that is written with gaps
_GAPS = (" ", "・", ".")
_LOOKALIKES = (("死", "タヒ"), ("殺", "コロ"), ("殺", "頃"), ("馬鹿", "バカ"), ("糞", "クソ"))

_THREATS = ("ぞ", "ぞ!", "からな", "ぞお前")
_GIVEN = (
    "やる",
    "やろうか",
    "やるぞ",
    "やんぞ",
    "やんよ",
    "やるから",
    "やりたい",
    "やるよ",
    "やるわ",
)
_CUT = ("たる", "たるぞ", "たろか", "ちゃうぞ", "ちまうぞ", "に行くぞ", "に行ってやる")
_SNEERS = (
    *(
        "が偉そうに",
        "が騒いで",
        "がなんか言って",
        "が何か言って",
        "が吠えて",
        "がイキって",
        "がイキるな",
        "がいきがるな",
    ),
    *(
        "が調子に乗る",
        "が調子乗って",
        "がしゃしゃる",
        "がしゃしゃり出",
        "が口出しすんな",
        "が口出しするな",
        "が語るな",
    ),
    *(
        "は黙ってろ",
        "は黙っとけ",
        "は黙れ",
        "は引っ込んでろ",
        "は引っ込め",
        "は消えろ",
        "は死ね",
        "は働け",
        "は寝ろ",
    ),
    *(
        "のくせに偉そう",
        "のくせに生意気",
        "風情が",
        "の分際で",
        "の僻み",
        "のひがみ",
        "の嫉妬乙",
        "の遠吠え",
    ),
    *("無理すんな", "発狂", "イライラで草", "いらいらで草", "必死すぎ", "涙目"),
)
_WISHES = (
    *(
        "しろ",
        "せよ",
        "すべき",
        "するべき",
        "したほうがいい",
        "した方がいい",
        "するしかない",
        "しなければ",
    ),
    *(
        "してほしい",
        "してくれ",
        "してしまえ",
        "しちまえ",
        "すればいい",
        "されるべき",
        "されろ",
        "されればいい",
    ),
    *("されて当然", "して当然", "しても構わない", "していい", "したい", "しようぜ", "しましょう"),
    *("させろ", "させるべき", "させればいい", "させた方がいい", "させたほうがいい"),
)


def variants(entry: str, *, disguised: bool) -> set[str]:
    """Return every form of an entry of the lexicon: its spellings, and disguises of these."""
    written = set(entry.split("/"))
    forms = written | {other for one in written for other in _other_kana(one)}
    if disguised:
        forms |= {hidden for one in written for hidden in _disguises(one)}
    return forms


def threats(entry: str) -> Iterator[str]:
    """Yield how a verb threatens, from its dictionary form and its te-form: 殺す/殺して."""
    plain, joined = entry.split("/")
    said = [
        *(plain + ending for ending in _THREATS),
        *(joined + ending for ending in _GIVEN),
        *(joined[:-1] + ending for ending in _CUT),
    ]
    yield from said
    yield from (other for one in said for other in _lookalikes(one))


def wishes(stem: str) -> Iterator[str]:
    """Yield how something is demanded or wished, from a noun that する makes a verb: 排除."""
    yield from (stem + ending for ending in _WISHES)


def sneers(entry: str) -> Iterator[str]:
    """Yield how somebody is put down by what they are, from a word for it: 無職."""
    yield from (spelling + ending for spelling in entry.split("/") for ending in _SNEERS)


def compounds(heads: Sequence[str], tails: Sequence[str]) -> Iterator[str]:
    """Yield each insult that is made of a head and a tail, in all their spellings."""
    after = [spelling for tail in tails for spelling in tail.split("/")]
    for head in heads:
        for spelling in head.split("/"):
            yield from (spelling + tail for tail in after)


def _other_kana(term: str) -> Iterator[str]:
    if len(term) < _LEAST_KANA:
        return
    if all("ァ" <= letter <= "ー" for letter in term):
        yield term.translate(_HIRAGANA)
    elif all("ぁ" <= letter <= "ん" for letter in term):
        yield term.translate(_KATAKANA)


def _disguises(term: str) -> Iterator[str]:
    yield from _lookalikes(term)
    if len(term) in _MASKED and MASK not in term:
        yield from _masks(term)
    if len(term) in _SPACED and term.isalpha():
        yield from (gap.join(term) for gap in _GAPS)


def _lookalikes(term: str) -> Iterator[str]:
    return (term.replace(said, others) for said, others in _LOOKALIKES if said in term)


def _masks(term: str) -> Iterable[str]:
    return (term[:place] + MASK + term[place + 1 :] for place in range(len(term)))
