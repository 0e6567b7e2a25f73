"""Finds wounding expressions in English: words with a target, and what is said of or wished on a group."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from raimon.scorers.fairness.context import sentence_of
from raimon.scorers.fairness.groups import Mention, Token, english_mentions, english_words
from raimon.scorers.fairness.hits import Harm, Hit, Target
from raimon.scorers.fairness.lexicon import PLURALS, longest_first, masked, plain_letters, table

_WORD = re.compile(r"[a-z0-9@$*][a-z0-9@$*'!-]*(?<![!'-])")
_DISGUISED = re.compile(r"[a-z@$*0-9!]*[a-z][@$*0-9!][a-z@$*0-9!]*[a-z]|[@$][a-z@$*0-9!]*[a-z]")
_MOST_PLACES = 20  # of one word that are looked at: more say nothing new
_NEAR = 70  # characters before a word in which its target stands
_BEFORE_THEM = 200

_HATED = (
    "hate",
    "despise",
    "loathe",
    "detest",
    "abhor",
    "disgust",
    "sicken",
    "infest",
    "deserve",
    "scourge",
)
_WISHED = (
    "die",
    "disappear",
    "rot",
    "burn",
    "suffer",
    "hell",
    "death",
    "rid",
    "wipe",
    "exist",
    "human",
    "sick",
    "tired",
    "allowed",
    "ruining",
    "destroying",
    "invading",
)

_FILLER = (
    r"(?:(?:all|just|only|such|so|really|truly|absolutely|absolute|complete|completely|total|totally|fucking|nothing|but|like|always|the|an?|bunch|of"
    r"|worst|kind|most|very|pretty|damn|goddamn|literally|simply|pure|no|better|than|more|even|and|as|dirty|filthy|disgusting|stupid|little|utter|utterly|complete|our|this|society's)\s){0,6}"
)
_WHICH = r"(?:all|every|the|these|those|this|that|any|of|you|fucking|damn|bloody|filthy|dirty|disgusting|stupid|some|an?|our|goddamn|ugly)"
_WILL = r"(?:^|[,;:]\s?|\b(?:i|we|let's|let\sus|to|should|must|will|'ll|i'll|we'll|gonna|wanna|would|i'd|we'd|could|please|everyone|somebody|someone|just|and|really|fucking|all|do|cannot|can't|want)\s)"
_HATE_BEFORE = (
    r"(?:hate|despise|loathe|detest|abhor|can't\sstand|cannot\sstand|(?:sick|tired)\sof|fuck|screw|to\shell\swith|death\sto|get\srid\sof|wipe\sout|down\swith"
    r"|lock\sup|kick\sout|throw\sout"
)
_WISH_AFTER = (
    r"[^,;:]{0,50}?\s(?:should|must|needs?\sto|deserves?(?:\sto)?|ought\sto|has\sto|have\sto|had\sbetter|gotta)\s(?:(?:all|just|really|fucking|immediately|simply|both|only)\s){0,3}"
    r"(?:die|death|disappear|rot|burn|suffer|drown|hang|vanish|perish|starve|go\sback|get\sout|fuck\soff|be\s(?:(?:all|publicly|immediately|slowly|brutally)\s)?"
    r"(?:put\s(?:down|to\sdeath|in\s(?:camps|cages|prison))|sent\s(?:back|home|away)|locked\s(?:up|away|in)|wiped\s(?:out|off)|kicked\sout|thrown\s(?:out|in)|shipped\sback|rounded\sup"
)
_NO_RIGHT_AFTER = (
    r"\s(?:(?:just|simply|really)\s)?(?:(?:don't|do\snot|doesn't|never|didn't)\sdeserve\b|(?:shouldn't|should\snot|must\snot)\s(?:(?:even|ever)\s)?(?:exist|live|breathe|be\s(?:allowed|here|alive|treated)|have\s(?:the\sright|rights|equal|kids|children|a\ssay)|vote|breed|reproduce)\b"
    r"|have\sno\s(?:right|place|business|soul|value|rights)\b|makes?\sme\s(?:sick|puke|vomit|want\sto)\b|(?:disgust|repulse|sicken|revolt)s?\s(?:me|us)\b"
    r"|(?:aren't|isn't|are\snot|is\snot)\s(?:really\s|even\s)?(?:human|people|worth)\b|(?:are|is)\s(?:\w+\s)?(?:ruining|destroying|invading|infesting|polluting|poisoning|contaminating)\b|(?:ruin|destroy|infest|pollute|poison)\s(?:our|this|the|everything)\b"
    r"|belongs?\sin\s(?:a\s(?:cage|zoo|camp)|cages|camps|hell|the\s(?:trash|bin|gas|gutter|oven))|(?:are|is)\sworth\s(?:nothing|less)\b|(?:are|is)\sthe\s(?:worst|scourge|enemy|lowest)\b|(?:are|is)\snot\swelcome\b|are\staking\sover\b|should\sbe\sashamed\b)"
)
_READER = (
    r"(?:\b(?:you're|youre|ur|u\sr|you\s(?:are|were|look|sound|must\sbe)|u\sare|ya|you|u|your\smother\sis|yourself)(?:\s(?:people|guys|all|both))?)\s(?:(?:an?|the|such|so|just|really|nothing|but|absolute|absolutely|complete|total|fucking|fuckin|pretty|very|too|all|both"
    r"|little|lying|stupid|dumb|damn|goddamn|bunch|of|utter|sorry|sad|pathetic|worthless|ugly|fat|old|dirty|filthy|sick|piece|still|literally|one|big|huge|miserable|\w+ing|bloody|racist|kind|being|disgusting|selfish|crazy|lazy|ignorant|evil)\s){0,6}$"
)
_PERSON = (
    r"(?:\b(?:he|she|they|it's\sbecause\she|these\speople|those\speople|who|trump|president|@user|everyone|guy|woman|man|party)(?:'s|'re|\s(?:is|are|was|were|looks?|sounds?))|\b(?:he's|she's|they're|hes|shes|theyre))\s(?:(?:an?|the|such|so|just|really|nothing|but|absolute|absolutely|complete"
    r"|total|fucking|pretty|very|too|all|both|little|lying|stupid|dumb|damn|bunch|of|utter|sad|pathetic|piece|still|literally|one|big|huge|old|dirty|being|also|racist|not\sonly|a\shuge)\s){0,6}$"
)
_AIMED = re.compile(
    r"\b(?:this|these|those|that|such\san?|what\san?|fucking|stupid|you|bunch\sof|little|dumb|lying|any|some|another|the\ssame|all|is\san?|are|crazy|old|ugly|rich|white|of)\s(?:\w+\s)?$"
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lexicon compiled: what each word may be, and what stands around groups and persons."""

    classes: Mapping[str, str]
    phrases: Mapping[Harm, re.Pattern[str]]
    hated: re.Pattern[str]
    called: re.Pattern[str]
    beside: re.Pattern[str]
    despised: re.Pattern[str]
    wished: re.Pattern[str]
    rightless: re.Pattern[str]
    reader: re.Pattern[str]
    person: re.Pattern[str]
    threat: re.Pattern[str]
    deserved: re.Pattern[str]
    them: re.Pattern[str]
    slur_context: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first(words))


_MORTAL = r"(?:kill|murder|shoot|stab|strangle|behead|rape|torture|butcher|execute|slaughter|smash|punch|choke|slit|break|lynch|hang|burn|beat\s(?:the|up)|beat|hunt|skin|gut|destroy|hurt)"


@cache
def patterns() -> Patterns:
    """Compile the lexicon once."""
    lexicon = table("en", "toxicity")
    dehumanising, derogatory = (
        lexicon["dehumanising"]["predicates"],
        lexicon["derogatory"]["predicates"],
    )
    verbs, participles = (
        _either(lexicon["threat"]["verbs"]),
        _either(lexicon["threat"]["participles"]),
    )
    despising = _either(
        [
            "fucking",
            "dirty",
            "filthy",
            "disgusting",
            "smelly",
            "worthless",
            "vile",
            "evil",
            "goddamn",
            "subhuman",
            "stinking",
            "stupid",
            "dumb",
            "gross",
            "horrible",
            "nasty",
            "pathetic",
            "ugly",
            "awful",
            "terrible",
            "hateful",
            "despicable",
        ]
    )
    return Patterns(
        classes=_classes(),
        phrases={
            harm: re.compile(rf"\b(?:{_either(lexicon[harm]['phrases'])})\b")
            for harm in (Harm.SELF_HARM, Harm.SEXUAL, Harm.INSULT)
        },
        hated=re.compile(rf"{_WILL}(?:\w+\s)?(?:{_HATE_BEFORE}|{verbs}))\s(?:{_WHICH}\s){{0,4}}$"),
        called=re.compile(
            rf"(?:\s(?:like\s(?:you|him|her|them|that)|here|today))?\s(?:are|is|be|were|smell|look|seem|=)\s{_FILLER}(?P<word>{_either([*dehumanising, *derogatory])})\b"
        ),
        beside=re.compile(
            rf"\s(?:{_either(['scum', 'filth', 'vermin', 'trash', 'garbage', 'parasites', 'parasite', 'rats', 'pigs', 'bastards', 'bastard', 'bitch', 'bitches', 'cunt', 'cunts', 'whore', 'whores', 'slut', 'scumbag', 'scumbags', 'shit', 'freaks', 'idiot', 'idiots', 'morons'])})\b"
        ),
        despised=re.compile(rf"\b(?:{despising})\s$"),
        wished=re.compile(rf"{_WISH_AFTER}|{participles}))\b"),
        rightless=re.compile(_NO_RIGHT_AFTER),
        reader=re.compile(_READER),
        person=re.compile(_PERSON),
        threat=re.compile(
            rf"\b(?:i|we)(?:'ll|'m|\swill|\sam|\sare|'re|\swould|'d|\swant|\swanna|\sgonna|\shope|'m\sgonna)\s(?:(?:going|gonna|to|love|like|gladly|personally|really|fucking|definitely|come|and|find|you|just|so|all|want)\s){{0,6}}"
            rf"(?:{_MORTAL}\s(?:you|u|him|her|them\sall|your\s(?:throat|face|neck|skull|legs|family|kids|wife|children|head)|every\slast|these\speople|those\speople)\b|(?:you|u|he|she|they)\s(?:all\s)?(?:die|dies|rot|burn|get\s(?:cancer|raped|shot|hit|killed)|suffer)\b)"
        ),
        deserved=re.compile(
            rf"\b(?:you|u|he|she|they|him|her|them|someone)\s(?:all\s|really\s|fucking\s)?(?:deserves?|should|needs?|ought|must)\s(?:to\s)?(?:die|be\s(?:{_either(['shot', 'hanged', 'hung', 'killed', 'raped', 'executed', 'lynched', 'beheaded', 'burned', 'gassed', 'put down', 'murdered', 'beaten', 'stabbed', 'castrated'])})|{_MORTAL}\s(?:you|him|her|them)\b)"
        ),
        them=re.compile(
            rf"{_WILL}(?:\w+\s)?(?:{verbs}|get\srid\sof|wipe\sout|lock\sup)\s(?:them|'em|these|those|every\slast)\b"
        ),
        slur_context=frozenset(lexicon["slur"]["hostile"]),
    )


@cache
def _classes() -> Mapping[str, str]:
    """Return what each word of the lexicon may be, disguised spellings included; the gravest wins."""
    lexicon = table("en", "toxicity")
    classes: dict[str, str] = {}
    structural = [
        *lexicon["dehumanising"]["predicates"],
        *lexicon["derogatory"]["predicates"],
        *lexicon["threat"]["verbs"],
        *lexicon["threat"]["participles"],
    ]
    classes |= dict.fromkeys((*structural, *_HATED, *_WISHED), "structure")
    classes |= dict.fromkeys(lexicon["profanity"]["words"], "profanity")
    classes |= dict.fromkeys(lexicon["insult"]["mild"], "mild")
    classes |= dict.fromkeys(lexicon["insult"]["weak"], "weak")
    classes |= dict.fromkeys(lexicon["insult"]["strong"], "strong")
    classes |= dict.fromkeys(_plurals(lexicon["slur"]["targeted"]), "targeted")
    classes |= dict.fromkeys(_plurals(lexicon["slur"]["alone"]), "slur")
    for word, kind in list(classes.items()):
        if kind in {"slur", "strong", "profanity"}:
            classes |= {hidden: kind for hidden in masked(word) if hidden not in classes}
    return classes


def _plurals(words: list[str]) -> list[str]:
    return [word + ending for word in words for ending in PLURALS]


@cache
def _phrase_words() -> tuple[frozenset[str], ...]:
    lexicon = table("en", "toxicity")
    return tuple(
        frozenset(phrase.split())
        for harm in (Harm.SELF_HARM, Harm.SEXUAL, Harm.INSULT)
        for phrase in lexicon[harm]["phrases"]
    )


def english_hits(folded: str) -> Iterator[Hit]:
    """Yield what may wound; a text without a word of the lexicon is passed over at once."""
    words = set(_WORD.findall(folded))
    disguised = (
        {word for word in words if _DISGUISED.fullmatch(word)}
        if _DISGUISED.search(folded)
        else set()
    )
    revealed = {
        word: plain_letters(word) for word in disguised if plain_letters(word) in _classes()
    }
    present = (words & _classes().keys()) | revealed.keys()
    for phrase in _phrase_words():
        if phrase <= words:
            present.add(max(phrase, key=len))
    for first, last in sorted(_sentences(folded, present)):
        yield from _in_sentence(folded, first, last)


def _sentences(folded: str, words: set[str]) -> set[tuple[int, int]]:
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


def _in_sentence(folded: str, first: int, last: int) -> Iterator[Hit]:
    tokens = [
        Token(match.group(), match.start(), match.end())
        for match in _WORD.finditer(folded, first, last)
    ]
    mentions = list(english_mentions(tokens))
    yield from _words(folded, first, tokens, mentions)
    yield from _fixed(folded, first, last)
    for mention in mentions:
        yield from _of_group(folded, first, last, mention)
    yield from _threats(folded, first, last, grouped=bool(mentions))


def _words(folded: str, first: int, tokens: list[Token], mentions: list[Mention]) -> Iterator[Hit]:
    axis = mentions[0].axis if mentions else ""
    for place, token in enumerate(tokens):
        kind = _classes().get(token.word) or _classes().get(plain_letters(token.word))
        if kind is None or kind == "structure":
            continue
        before = folded[max(first, token.start - _NEAR) : token.start]
        hit = _word(kind, token, before, axis, tokens[max(0, place - 2) : place])
        if hit is not None:
            yield hit


def _word(kind: str, token: Token, before: str, axis: str, near: list[Token]) -> Hit | None:
    known = patterns()
    start, end = token.start, token.end
    if kind == "slur":
        return Hit(start, end, Harm.SLUR, 0.95, Target.GROUP, axis)
    if kind == "targeted":
        sure = any(word.word in known.slur_context for word in near)
        return Hit(start, end, Harm.SLUR, 0.85, Target.GROUP, axis) if sure else None
    if kind == "profanity":
        return Hit(start, end, Harm.PROFANITY, 0.3, certain=False)
    strong = kind == "strong"
    if known.reader.search(before):
        return Hit(
            start, end, Harm.INSULT, 0.85 if strong else 0.75, Target.READER, certain=kind != "mild"
        )
    if known.person.search(before):
        return Hit(
            start, end, Harm.INSULT, 0.75 if strong else 0.6, Target.PERSON, certain=kind != "mild"
        )
    if strong:
        return Hit(
            start, end, Harm.INSULT, 0.65, Target.PERSON, certain=_AIMED.search(before) is not None
        )
    return None


_FIXED_STRENGTH = {Harm.SELF_HARM: 0.95, Harm.SEXUAL: 0.85, Harm.INSULT: 0.8}


def _fixed(folded: str, first: int, last: int) -> Iterator[Hit]:
    for harm, pattern in patterns().phrases.items():
        for match in pattern.finditer(folded, first, last):
            yield Hit(match.start(), match.end(), harm, _FIXED_STRENGTH[harm], Target.READER)


def _of_group(folded: str, first: int, last: int, mention: Mention) -> Iterator[Hit]:
    """Yield contempt for and wishes against the group that a mention names."""
    known = patterns()
    before = folded[max(first, mention.start - _NEAR) : mention.start]
    if hated := known.hated.search(before):
        start = mention.start - len(before) + hated.start()
        yield Hit(start, mention.end, Harm.HOSTILITY, 0.9, Target.GROUP, mention.axis)
    elif despised := known.despised.search(before):
        start = mention.start - len(before) + despised.start()
        yield Hit(start, mention.end, Harm.HOSTILITY, 0.8, Target.GROUP, mention.axis)
    for pattern, harm, strength in (
        (known.called, Harm.DEHUMANISING, 0.9),
        (known.beside, Harm.DEHUMANISING, 0.9),
        (known.wished, Harm.HOSTILITY, 0.9),
        (known.rightless, Harm.HOSTILITY, 0.85),
    ):
        if match := pattern.match(folded, mention.end, last):
            yield Hit(mention.start, match.end(), harm, strength, Target.GROUP, mention.axis)
            return


def _threats(folded: str, first: int, last: int, *, grouped: bool) -> Iterator[Hit]:
    known = patterns()
    for pattern in (known.threat, known.deserved):
        for match in pattern.finditer(folded, first, last):
            yield Hit(match.start(), match.end(), Harm.THREAT, 0.9, Target.READER)
    them = known.them.search(folded, first, last)
    if them and (grouped or _names_group(folded, first)):
        yield Hit(them.start(), them.end(), Harm.THREAT, 0.9, Target.GROUP)


def _names_group(folded: str, end: int) -> bool:
    """Return whether the words just before name a group, which "them" then means."""
    floor = max(0, end - _BEFORE_THEM)
    tokens = [
        Token(match.group(), match.start(), match.end())
        for match in _WORD.finditer(folded, floor, end)
    ]
    return any(token.word in english_words() for token in tokens) and any(english_mentions(tokens))
