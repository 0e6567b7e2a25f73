"""Writes Japanese terms as people write them to get past a list: other kana, masks, lookalikes."""

import re
from collections.abc import Iterable, Iterator

from raimon.scorers.fairness.lexicon import longest_first

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


def threats(entries: Iterable[str]) -> str:
    """Return the pattern of how verbs threaten, from dictionary form and te-form: 殺す/殺して."""
    forms = [tuple(entry.split("/")) for entry in entries]
    plain = _either(known for form, _ in forms for known in (form, *_lookalikes(form)))
    joined = [known for _, form in forms for known in (form, *_lookalikes(form))]
    cut = _either(form[:-1] for form in joined)
    return f"{plain}{_either(_THREATS)}|{_either(joined)}{_either(_GIVEN)}|{cut}{_either(_CUT)}"


def wishes(stems: Iterable[str]) -> str:
    """Return the pattern of demands and wishes, from nouns that する makes a verb: 排除."""
    return f"{_either(stems)}{_either(_WISHES)}"


def sneers(entries: Iterable[str]) -> str:
    """Return the pattern of how somebody is put down by what they are, from words for it: 無職."""
    return f"{_either(_spellings(entries))}{_either(_SNEERS)}"


def compounds(heads: Iterable[str], tails: Iterable[str]) -> str:
    """Return the pattern of insults that are made of a head and a tail, in all their spellings."""
    return f"{_either(_spellings(heads))}{_either(_spellings(tails))}"


def _spellings(entries: Iterable[str]) -> Iterator[str]:
    return (spelling.lower() for entry in entries for spelling in entry.split("/"))


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, longest_first(words)))})"


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
