"""Finds sentences in English that ascribe a trait, a lack, a habit or a place to a whole group."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import chain

from raimon.scorers.fairness.context import sentences_with
from raimon.scorers.fairness.generalisation import Form, Generalisation
from raimon.scorers.fairness.groups import (
    Mention,
    Token,
    english,
    english_mentions,
    naming_words,
)
from raimon.scorers.fairness.lexicon import longest_first, table, words_of

_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*(?<!['-])")
_PLACES = frozenset({"place", "job", "career", "sport", "game", "world", "work", "typical", "like"})
_PLACED = frozenset(
    {
        *("woman", "women", "woman's", "girl", "girls", "man", "men", "man's", "men's", "female"),
        *("ladies", "wife", "sissy"),
    }
)
_OF_PEOPLE = frozenset({"people", "person", "persons", "those", "folks"})
_LINKS = frozenset({"with", "who"})
_COMMON = frozenset(  # words of phrases that stand in sentences about anything
    {
        *("with", "have", "their", "not", "use", "make", "made", "about", "back", "only", "take"),
        *("keep", "here", "too", "our", "the", "and", "who", "like", "work", "around", "good"),
        *("bad", "over", "new", "under", "same", "want", "feel", "be", "to", "do", "for", "of"),
        *("in", "it", "at", "up", "on", "get", "go", "after", "off", "a", "an", "how", "more"),
    }
)
_WHY = re.compile(
    r"\b(?:why|how\scome)\s(?:are|is|do|does|don't|can't|must|won't)\s(?:all\s)?(?:the\s)?$"
)
_SOME = re.compile(r"\b(?:some|several|certain|few)\s(?:of\sthe\s)?$")
_NEAR = 30
_INDIVIDUAL = re.compile(
    r"\b(?:my|your|his|her|our|their|this|one|two|three|four|five|six|ten|another"
    r"|which|whose|mr|mrs)\s(?:\w+\s)?$"
)
_THE = re.compile(r"\b(?:the|some|many\sof|several|certain|few|certain|not\sall|no)\s(?:\w+\s)?$")
_PART_OF = re.compile(  # "a team of women": what is said next is said of the team
    r"\b(?!(?:all|most|many|majority|bulk|lots|plenty|because|kind|percent|millions)\s)[a-z]+\sof\s(?:the\s)?$"
)
_CONTEST = re.compile(  # "beat the champions", "stole the show": of sports and stages, no trait
    r"(?<=\w)\s(?:(?:the|an?|their|its|our|all|both|last|this|every|reigning|defending|home|top|old"
    r"|local|national|world)\s){0,3}(?:champions?|championship|opponents?|rivals?|competition"
    r"|competitors?|opposition|challengers?|favou?rites?|teams?|sides?|squads?|records?|odds|deadline"
    r"|clock|crowd|score|games?|match(?:es)?|title|finals?|semi-?finals?|cup|league|tournament|show"
    r"|spotlight|scene|stage|lead|ball|bases?|goals?|drums?|heat|traffic|expectations|average"
    r"|estimates|gold|silver|bronze|medals?|trophy|hearts|points?|\d+"
    r"|[\w\s]{1,30}(?:\d+\s?(?:-|–|:|to)\s?\d+|(?:one|two|three|four|five|six|seven)\s?(?:-|to|nil|zero)))\b"
)
_ONE = re.compile(r"\b(?:an?|every|any|each|typical|the\saverage)\s(?:\w+\s)?$")
_SINGULARS = frozenset(
    {
        "woman",
        "man",
        "girl",
        "boy",
        "person",
        "guy",
        "lady",
        "female",
        "male",
        "wife",
        "mother",
        "father",
        "husband",
        "kid",
        "child",
    }
)
_MODIFIER = (
    r"(?:(?:all|always|just|only|so|too|naturally|inherently|generally|usually|often"
    r"|mostly|basically|simply|really|very|such|the|an?|by\snature|born|known\sto\sbe"
    r"|known\sfor\sbeing|well\sknown\sfor\sbeing|more|most|less|quite"
    r"|extremely|typically|biologically|genetically|notoriously|obviously|clearly"
    r"|nothing\sbut|a\sbunch\sof|pretty|bad|terrible|horrible|much|far|complete|total"
    r"|likely\sto\sbe|and|\w+ly)\s){0,5}"
)
_ADVERB = (
    r"(?:(?:all|always|just|only|really|usually|often|mostly|naturally|generally|simply"
    r"|never|typically|constantly|also|still|tend\sto|love\sto|like\sto|are\sknown\sto"
    r"|have\sbeen\sknown\sto|want\sto|will|would|probably|obviously|\w+ly)\s){0,3}"
)
_TAIL = (
    r"(?:\s(?:from\s\w+|in\s(?:general|this\scountry|our\scountry|my\sneighbou?rhood)"
    r"|who\s\w+\s\w+|nowadays|today|these\sdays))?,?\s"
)


_PLACE = re.compile(
    r"\ba\swoman's\s(?:place|job)\sis\b|\bplace\s(?:for\s(?:an?\s)?(?:woman"
    r"|women|girls|wife)\s)?is\sin\sthe\s(?:kitchen|home)|\b(?:typical"
    r"|just\slike\sa)\s(?:woman|women|man|men|girl|female)\b|\b(?:throw|run"
    r"|cry|drive|fight|act|hit)s?\slike\s(?:an?\s)?(?:little\s)?(?:girl|woman"
    r"|old\swoman|sissy)\b"
    r"|\b(?:is|are)\snot\sa\s(?:job|career|sport|game"
    r"|place)\sfor\s(?:an?\s)?(?:women|woman|girls|girl|ladies)\b"
    r"|\b(?:a\sman's|men's|man's)\s(?:job|work|world)\b"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lexicon compiled: what may follow a group."""

    after: Mapping[Form, re.Pattern[str]]
    asked: re.Pattern[str]  # after "why are they"
    dehumanising: re.Pattern[str]
    heads: Mapping[str, tuple[frozenset[str], ...]]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first(words))


@cache
def patterns() -> Patterns:
    """Compile the lexicon once."""
    words = table("en", "stereotype")
    lack, habit, duty = (_either(words[name]) for name in ("lack", "habit", "duty"))
    state = _either([*words["state"], *map(_singular, words["state"])])
    dehumanising = _either(words["dehumanising"])
    return Patterns(
        after={
            Form.TRAIT: re.compile(
                rf"{_TAIL}(?:(?:all|just|always|only|simply|generally|usually|tend\sto"
                rf"|will|\w+ly)\s){{0,2}}(?:are|is|were|was|be|seem|act|become"
                rf"|have\salways\sbeen|make|get)\s{_MODIFIER}(?:{dehumanising}"
                rf"|{state})\b"
            ),
            Form.LACK: re.compile(
                rf"{_TAIL}(?:(?:just|simply|generally|really|still|all)\s)?(?:can't"
                rf"|cannot|can\snot|could\snever|don't|do\snot|doesn't|won't"
                rf"|will\snever|can\snever|never|are\s(?:not\sable|unable"
                rf"|incapable)\s(?:to|of)|aren't\sable\sto|don't\sknow\show\sto"
                rf"|do\snot\sknow\show\sto|aren't\scapable\sof|lack\sthe\sability\sto"
                rf"|struggle\sto)\s(?:(?:even|really|ever|just|handle"
                rf"|understand)\s)?(?:{lack})\w*\b"
            ),
            Form.HABIT: re.compile(rf"{_TAIL}(?:(?:[\w']+\s){{1,4}}and\s)?{_ADVERB}(?:{habit})\b"),
            Form.DUTY: re.compile(
                rf"{_TAIL}(?:(?:really|just|simply)\s)?(?:should|must|ought\sto"
                rf"|need\sto|have\sto|belong|are\smeant\sto|are\ssupposed\sto"
                rf"|were\smade\sto|had\sbetter|are\sbetter\soff"
                rf"|should\sjust)\s(?:(?:just|really|only|always|simply|stay|be"
                rf"|all|never)\s){{0,2}}(?:{duty})\b"
            ),
        },
        asked=re.compile(
            rf"\s(?:(?:all|always|just|so|such|even)\s){{0,2}}{_MODIFIER}(?:{dehumanising}|{state}"
            rf"|{habit}|{lack})\b"
        ),
        dehumanising=re.compile(rf"\b(?:{dehumanising})$"),
        heads=_heads(words),
    )


def _singular(phrase: str) -> str:
    """Return what is said of each of them: thieves, a thief."""
    for ending, instead in (("ies", "y"), ("ves", "f"), ("sses", "ss"), ("s", "")):
        if phrase.endswith(ending) and not phrase.endswith("ss"):
            return phrase.removesuffix(ending) + instead
    return phrase


def _heads(listed: Mapping[str, list[str]]) -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return the words of each phrase by the one that says most: nothing is ascribed without."""
    heads: dict[str, list[frozenset[str]]] = {}
    singular = [_singular(phrase) for phrase in listed["state"]]
    for phrase in chain(*listed.values(), singular):
        words = _WORD.findall(phrase)
        head = max(words, key=lambda word: (word not in _COMMON, len(word)))
        heads.setdefault(head, []).append(frozenset(words))
    return {head: tuple(wholes) for head, wholes in heads.items()}


def _said(words: AbstractSet[str]) -> list[str]:
    """Return the heads of phrases of which the words hold all: most sentences hold none."""
    heads = patterns().heads
    return [head for head in heads.keys() & words if any(whole <= words for whole in heads[head])]


def english_generalisations(folded: str) -> Iterator[Generalisation]:
    """Yield what the text says of groups as a whole; without group or trait it is passed over."""
    words = words_of(folded)
    said, places = _said(words), _places(words)
    named = _named(folded, words) if said or places else ()
    for first, last in sorted(sentences_with(folded, named)) if named else ():
        if places or any(folded.find(word, first, last) >= 0 for word in said):
            yield from _in_sentence(folded, first, last)


def _named(folded: str, words: AbstractSet[str]) -> AbstractSet[str]:
    """Return the words that may name a group: of "people with HIV" the rarer one."""
    named = naming_words(folded)
    return named if _LINKS.isdisjoint(named) else (named - _LINKS) | (words & _OF_PEOPLE)


def _places(words: AbstractSet[str]) -> bool:
    """Return whether the words may say where somebody belongs."""
    return not (_PLACES.isdisjoint(words) or _PLACED.isdisjoint(words))


def _in_sentence(folded: str, first: int, last: int) -> Iterator[Generalisation]:
    found = list(_WORD.finditer(folded, first, last))
    words = {match.group() for match in found}
    if not (_said(words) or _places(words)):
        return
    mentions = list(english_mentions([Token(m.group(), m.start(), m.end()) for m in found]))
    for mention in mentions:
        if _is_generic(folded, first, mention):
            yield from _of_group(folded, first, last, mention)
    placed = mentions and not _PLACED.isdisjoint(words)
    if placed and (match := _PLACE.search(folded, first, last)):
        yield Generalisation(
            match.start(), match.end(), Form.DUTY, mentions[0].group, mentions[0].axis
        )


def _of_group(folded: str, first: int, last: int, mention: Mention) -> Iterator[Generalisation]:
    known = patterns()
    why = _WHY.search(folded, max(first, mention.start - _NEAR), mention.start)
    forms = {Form.TRAIT: known.asked} if why else known.after
    for form, pattern in forms.items():
        match = pattern.match(folded, mention.end, last)
        if match and not _CONTEST.match(folded, match.end(), last):
            hard = known.dehumanising.search(match.group()) is not None
            yield Generalisation(
                mention.start, match.end(), form, mention.group, mention.axis, dehumanising=hard
            )
            return


def _is_generic(folded: str, first: int, mention: Mention) -> bool:
    """Return whether the mention means the group as a whole, not one or some of its people."""
    before = folded[max(first, mention.start - _NEAR) : mention.start]
    words = folded[mention.start : mention.end].split()
    if _INDIVIDUAL.search(before) or _SOME.search(before) or _PART_OF.search(before):
        return False
    if before.endswith("the ") and len(words) == 1 and words[0] in english().adjectives:
        return True
    if words[-1] in _SINGULARS or not (
        words[-1].endswith(("s", "n", "people", "poor", "folk", "lgbt")) or len(words) > 1
    ):
        return _ONE.search(before) is not None
    return len(words) == 1 or not _THE.search(before)
