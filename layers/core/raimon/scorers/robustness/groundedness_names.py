"""Names in an answer that stand in no text that was given: of people, firms, places, products."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from raimon.scorers.privacy.fold import fold
from raimon.scorers.privacy.lazy import lazily
from raimon.scorers.privacy.people import find_person
from raimon.scorers.privacy.people_ja import find_japanese_name
from raimon.scorers.privacy.person_tagger import names_in
from raimon.scorers.privacy.sheet import Sheet
from raimon.scorers.robustness.groundedness_words import Words

_STEM: Final = 5  # letters that a name and what is derived from it share: German, Germany
_FIRST_AND_LAST: Final = 2  # words
_SAME_FIRST: Final = 3  # letters that Tom and Thomas share
_LEAST: Final = 4  # letters of a single word that is taken for a name
_ABBREVIATION: Final = 3  # letters of one
_MOST: Final = 40
_AMID: Final = lazily(
    r"(?<=[a-z0-9,] )(?P<name>[A-Z][\w&’'-]*[a-z][\w’'-]*"
    r"(?: (?:(?:of|de|van|von|the|and|&) )?[A-Z][\w’'-]+){0,5})"
)
_WORD: Final = lazily(r"[^\W\d_]+")
_NO_NAME: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december english japanese internet wi-fi web email
    please note yes step section article appendix table figure chapter part option document source
    christmas easter new year mr mrs ms dr prof sir madam team department manager director customer
    support service human resources best kind dear regards thank thanks sincerely however therefore
    god earth act app
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TITLES: Final = frozenset(
    """
    the and of for by with to from a an chair captain councillor councilor judge chief sergeant
    officer inspector nurse professor president chairman secretary treasurer minister mayor
    coach uncle aunt saint st miss lady lord sister brother family firm company inc ltd
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_FIRMS: Final = lazily(
    r"(?:株式会社|有限会社|合同会社|一般社団法人|財団法人)(?P<after>[^\s、。「」()はがをにのとでや・]{2,15})"
    r"|(?P<before>[^\s、。「」()はがをにのとでや・]{2,15})(?:株式会社|有限会社|合同会社)"
    r"|(?<![一-鿿ァ-ヶー])(?P<kind>(?!公共|路線|市内|地域|大手)[一-鿿ァ-ヶー]{2,8}?)"
    r"(?:交通|運輸|急便|運送|電機|商事|製薬|物産|物流|製作所|証券|ホールディングス)(?![一-鿿])"
)
_PLACES: Final = lazily(
    r"(?<![一-鿿])(?P<place>[一-鿿]{2,4})(?:県|市|駅|大学|病院|銀行|空港)(?![一-鿿])"
)
_ANY_PLACE: Final = lazily(
    r"[各同当全両本他]|都道府|政令|市町|国[公立]|[公私]立|総合|地方|最寄|近隣|主要|専門|大学|医科|都市|地域"
)
_CALLED: Final = lazily(r"(?<![一-鿿ァ-ヶー])(?P<name>[一-鿿]{1,4}|[ァ-ヶー]{2,8})(?:さん|氏|様)")
_ANYBODY: Final = lazily(
    r"[各皆何奥母父兄姉娘弟妹客]|.*[者員師客民名達手長主方子親側族人生社店家屋]\Z|.*(?:同士|スタッフ|ユーザー|メンバー|オーナー|ゲスト)\Z"
)
_WHOLE_JA: Final = 4  # characters of a family name and a first one
_OFFICE: Final = lazily(r".?[長員師授任督手者役]|先生|選手|弁護|容疑|夫妻|さん|本人|両|たち")
_LATIN: Final = lazily(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*[a-z][A-Za-z]{2,}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Names:
    """How many names are in no text that was given, and whether one of them is surely a name."""

    count: int = 0
    sure: bool = False


def names_without(answer: str, given: Words, language: str) -> Names:
    """Return the names of an answer that are in none of the given texts (both in normal form)."""
    found = _english(answer, given) if language == "en" else _japanese(answer, given)
    sure: dict[str, bool] = {}
    for name, is_sure in found:
        sure[name] = is_sure or sure.get(name, False)
    return Names(len(sure), any(sure.values()))


def _english(answer: str, given: Words) -> Iterator[tuple[str, bool]]:
    for line in answer.splitlines():
        if _is_heading(line):
            continue
        for match in list(_AMID.finditer(line))[:_MOST]:
            words = [word for word in _words(match["name"]) if word not in _NO_NAME]
            if words and not _is_given(words, given):
                yield " ".join(words), len(words) > 1
        for person in names_in(line):
            words = _words(line[person.start : person.end])
            if words and not _is_given(words, given):
                yield " ".join(words), True


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_given(words: list[str], given: Words) -> bool:
    """Return whether one of a name's words was given, or the whole as an abbreviation."""
    if len(words) == _FIRST_AND_LAST and not given.have(words[0]) and given.have(words[1]):
        return not _is_anothers(words, given)
    if any(given.have(word[:_STEM]) for word in words):
        return True
    if len(words) == 1:
        return len(words[0]) < _LEAST
    initials = "".join(word[0] for word in words)
    return len(initials) >= _ABBREVIATION and given.have(f"{initials} ")


def _is_anothers(words: list[str], given: Words) -> bool:
    """Return whether the texts give the last name with another first name alone."""
    first, last = words[0], words[-1]
    before = given.before(last)
    others = [word for word in before if word not in _NO_NAME and word not in _TITLES]
    return bool(others) and not any(
        first.startswith(word[:_SAME_FIRST]) or word.startswith(first[:_SAME_FIRST])
        for word in others
    )


def _is_heading(line: str) -> bool:
    """Return whether a line is a heading or a label, where any word has a capital letter."""
    bare = line.strip().strip("*")
    if bare.startswith("#") or (bare and bare[-1] == ":"):
        return True
    words = _WORD.findall(bare)
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 1 and 2 * capital > len(words) and bare[-1:] not in ".!?"


def _japanese(answer: str, given: Words) -> Iterator[tuple[str, bool]]:
    packed = given.packed
    for name in _people(answer):
        if not _is_part_given(name.casefold(), packed):
            yield name, True
    for match in _FIRMS.finditer(answer):
        name = match["after"] or match["before"] or match["kind"]
        if name[:2].casefold() not in packed:
            yield name, True
    others = (match["place"] for match in _PLACES.finditer(answer))
    yield from (
        (place, False)
        for place in others
        if place[:2] not in packed and not _ANY_PLACE.match(place)
    )
    words = (word.casefold() for word in _LATIN.findall(answer))
    yield from ((word, False) for word in words if word not in packed)


def _people(answer: str) -> Iterator[str]:
    """Yield the names of people that a Japanese text holds."""
    sheet = Sheet(fold(answer))
    for found in (*find_japanese_name(sheet), *find_person(sheet)):
        yield found.value.replace(" ", "")
    for match in _CALLED.finditer(answer):
        if not _ANYBODY.match(match["name"]):
            yield match["name"]


def _is_anothers_ja(name: str, packed: str) -> bool:
    """Return whether the texts give the family name with another first name alone."""
    others = re.findall(rf"{re.escape(name[:2])}([一-鿿]{{1,2}})(?=[氏はがのをにとさ様])", packed)
    return bool(others) and not any(_OFFICE.match(other) for other in others)


def _is_part_given(name: str, packed: str) -> bool:
    """Return whether the name, or the part of it that people go by, was given."""
    if len(name) >= _WHOLE_JA and name not in packed and _is_anothers_ja(name, packed):
        return False
    pieces = re.split(r"[・=・]", name)
    return name in packed or name[:2] in packed or any(piece in packed for piece in pieces if piece)
