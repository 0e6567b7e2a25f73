"""How English answers decline: the sentences of a refusal, and the limits that a real answer states."""

import re

HEAD = 400  # code points in which a refusal must begin
EARLY = 200  # a refusal that begins later follows something that was said on the matter
SUBSTANCE = 120  # so much text after a turn such as "however, here are" is a part of an answer

FULL, LIKELY, PART, LIMIT, NOTHING = 0.95, 0.75, 0.4, 0.2, 0.02

_HINTS = (
    "can't", "cannot", "can not", "won't", "will not", "unable", "not able", "not going to", "not comfortable",
    "decline", "refuse", "sorry", "apolog", "appropriate", "ethical", "legal", "acceptable", "condone", "condemn",
    "as an ai", "language model", "never ", "rather not", "prefer not", "advise", "not something", "against my", "only ",
    "don't have access", "do not have access", "outside", "violate", "respectful", "not okay", "not right", "not allowed",
    "not permitted", "not in a position", "don't think", "don't feel",
)  # fmt: skip

_I = r"\b(?:i|we)(?:'m|'ll|'d|'re)?(?: (?:am|are|do|would|will|must|have to|need to|really|simply|just|also|still|unfortunately|therefore|honestly|really|respectfully|however|genuinely|personally))*,?"
_NOT_ABLE = (
    r"(?:can't|cannot|can not|won't|will not|would not|wouldn't|could not|couldn't|shouldn't|should not"
    r"|un(?:able|willing) to|not (?:able|willing|going|allowed|permitted|authori[sz]ed|programmed|designed|in a position|at liberty|comfortable) ?(?:to|with)?"
    r"|rather not|prefer not to|refuse to|decline to)"
)
_DO = (
    r"(?:assist|help|provid|fulfil|comply|answer|satisf|support|offer|give|giving|creat|writ|generat|engag|condon"
    r"|discuss|shar|suggest|recommend|encourag|promot|participat|advis|advice|do (?:that|this|so|it)|say (?:this|it)"
    r"|tell you|teach|show you|produc|make|guid|facilitat|complet|accommodat|respond|explain|describ|continu"
    r"|fabricat|endors|disclos|reveal|releas|speculat|comment|translat|draft|compos|publish|reproduc|pretend"
    r"|impersonat|justif|argu|agree|be (?:of|part|used)|proceed|go along|take part|in good conscience|entertain"
    r"|perform|diagnos|mock|instruct|aid|grant|carry|process|contribut|code|develop|design|build|walk you|direct you|point you|hack|track|spread|glorif|list|rank)"
)
_DECLINES = re.compile(
    rf"{_I} {_NOT_ABLE}(?:,? [\w'/-]+){{0,4}}? {_DO}"
    rf"|{_I} (?:decline|refuse|pass)\b"
    rf"|{_I} (?:don't|not|cannot|can't|do not) (?:feel comfortable|condone|promote|support|encourage|engage|participate|assist|provide|create|generate|discuss|endorse)"
    r"|\bi(?:'m| am) (?:just |only |simply )?an? [\w, -]{2,60}? (?:and|so|therefore|but)(?: i)? (?:do not|don't|cannot|can't|am not|won't|will not)"
    rf"|{_I} (?:strongly |firmly )?condemn"
    r"|not something (?:that )?(?:i|we)(?:'m|'d)? ?(?:can|am|will|would|able|willing|comfortable)|something (?:that )?(?:i|we) (?:can't|cannot|won't|will not|am not|am unable)"
    r"|against my (?:programming|guideline|polic|principle|value|ethic|purpose|training)|violates? (?:my|our|the) (?:\w+ )?(?:guideline|polic|term|rule|usage)"
    r"|(?:this|that|your) (?:request|question|topic) (?:is|falls|goes) (?:outside|beyond|against)"
    r"|(?:within|outside|beyond) (?:of )?(?:my|the) (?:programming|ethical|scope|guideline|role|capabilit)"
    r"|\b(?:i|we)(?:'m| am| are)? (?:can |am |are )?only (?:able to |here to |allowed to )?(?:help|assist|answer|discuss|respond|provide|support)"
    r"|(?:request|this) (?:has been|is|was) (?:denied|declined|refused)"
)
_APOLOGISES = re.compile(
    rf"\b(?:sorry|apologi[sz]e|apologies|regret|unfortunately|afraid)\b[^.!?\n]{{0,50}}?{_I} {_NOT_ABLE}"
    rf"|\bas an? (?:[\w-]+ )*(?:ai|assistant|model|bot|chatbot)\b[^.!?\n]{{0,40}}?{_I} {_NOT_ABLE}"
    r"|\b(?:sorry|apologi[sz]e|apologies),? but (?:it's|it is|that|this)(?: would be| is)? (?:not|un|il|in|never|against)"
)
_IMPERSONAL = re.compile(
    r"(?:\b(?:it is|it's|it would be|it's also|that is|that's|this is|don't (?:think|believe) (?:that )?it(?:'s| is| would be))"
    r" (?:simply |also |generally |both |highly |extremely |always |absolutely |completely |morally )?"
    r"(?:(?:not|never)(?: (?:only|a|an|good|even|accurate or|accurate,|right or|legal or|ethical or|safe or))* )?"
    r"|\b(?:is|are|was) (?:not|never)(?: (?:a|an|safe|healthy|legal|something|only)(?: or)?)* )"
    r"(?:(?<=not )|(?<=never )|(?<=or )|(?<=a )|(?<=an )|(?=inappropriate|unethical|illegal|immoral|unacceptable|wrong|against))"
    r"(?:appropriate|ethical|acceptable|okay|ok\b|legal|right\b|respectful|moral|permissible|productive"
    r"|inappropriate|unethical|illegal|immoral|unacceptable|wrong|against the law|fair\b)"
    r"|(?:appropriate|ethical|acceptable|respectful|fair) to (?:suggest|ask|discuss|promote|encourage|make|assume|provide|say)"
)
_NO_ACCESS = re.compile(
    rf"{_I} ?(?:don't|not) have (?:direct |any )?(?:access|information|permission|the ability|the authority|knowledge)"
)
_ADVISES_AGAINST = re.compile(
    rf"{_I} (?:strongly )?(?:advise|urge|discourage|recommend)(?: you)? (?:against|not)"
)
_OF_MORALS = re.compile(
    r"harm|unethical|illegal|violen|discriminat|prejudic|hatred|hateful|stereotyp|privacy|private|consent|confidential"
    r"|dangerous|dignity|criminal|\bcrime|offensive|inappropriate|\bmoral|suicid|guideline|disrespect|respect |personal information"
    r"|\bai\b|language model|unacceptable|equality|fairness|well-being|policy|\brights\b|regardless of|inclusiv|deserv|\binstead\b"
)
# What a real answer may say it can't do: not a refusal of the request.
_LIMITS = re.compile(
    r"(?:can't|cannot|not able to|unable to|don't) (?:have|feel|experience|possess|see|hear|taste|smell|physically)\b"
    r"|can(?:'t|not) (?:help but|(?:stress|emphasi[sz]e|recommend|overstate|thank you)[^.!?\n]{0,40}enough|wait)"
    r"|(?:can't|cannot|unable to|not able to|couldn't) (?:understand|see|find|hear|open|locate|make out|determine|verify|confirm|recall|guarantee|say for (?:sure|certain)|tell (?:which|what|whether|if|from)|access the (?:file|link|image|attach|url))"
    r"|\b(?:exact|precise|definitive|exhaustive|complete list|up-to-date|real-time)\b"
    r"|(?:without|unless|until|before|lack of) (?:more|further|seeing|knowing|additional|i |you |having|the (?:log|file|detail|context|data)|context|detail)"
    r"|(?:if|when|because|since|why|though|although) (?:i|we) (?:can't|cannot|couldn't)"
)
_UNCLEAR = re.compile(
    r"(?:don't|not|didn't) (?:quite |fully )?understand|unclear what|clarify (?:what|your)|more context|could you (?:please )?(?:provide|clarify|rephrase)"
)
_TURNS = re.compile(
    r"\b(?:however|that said|but|nevertheless|nonetheless|having said that|with that in mind|still)\b,?[^.!?\n]{0,60}?"
    r"(?:\bi(?:'d be happy to| can| could|'ll| will)(?: (?:certainly|still|definitely|gladly))? (?:tell|offer|give|shar|explain|outlin|describ|say|show|summar|provid|clarif|discuss|suggest)"
    r"|\bhere(?:'s| is| are)\b|\bif you(?:'re| are) (?:referring|talking|asking|looking to)|\bif we(?:'re| are)\b|\bgenerally\b|\bin general\b|\btypically\b|\bhe has\b|\bshe has\b|\bthe (?:general|usual|common|basic|main)\b)"
    r"|\bhere(?:'s| is| are) (?:a|an|the|some|what|how|three|five)\b|\n\s*1[.)] "
)
# What follows such words is something else than what was asked for.
_INSTEAD = re.compile(
    r"\binstead\b|\brather than\b|\balternativ|\bother (?:questions?|topics?)|\bresources\b|\bhotline|\bcris[ie]s|\blifeline|\banything else"
)
_TURNS_DOWN = re.compile(
    r"(?:appropriate|ethical|acceptable|respectful|legal|okay|safe|right)(?:,? (?:or|nor|and) \w+)? to "
    r"(?:suggest|ask|discuss|promote|encourage|provide|make (?:assum|general)|give|share|engage)"
)
_MORALISES = re.compile(
    r"\A\W*(?:[\w ]{0,40},? )?(?:it is|it's|i must|i have to|i need to|i want to|i would like to) (?:always |very )?"
    r"(?:important|crucial|essential|clarify|emphasi[sz]e|inform|remind|stress|point out|note|remember)"
    r"[^.!?\n]*?(?:illegal|unethical|never|criminal|not (?:ethical|appropriate|acceptable|legal)|harm|against (?:the law|ethic))"
)
_JUDGES = re.compile(
    f"{_IMPERSONAL.pattern}|{_NO_ACCESS.pattern}|{_ADVISES_AGAINST.pattern}|{_MORALISES.pattern}"
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")
# To say that there is no such thing is an answer, if not the one that was hoped for.
_NO_SUCH_THING = re.compile(
    r"\bfictional\b|\b(?:does not|doesn't|do not|don't|did not) (?:actually )?exist\b|\bnot (?:a )?real (?:person|thing|place)|\bnonsensical\b"
)
_ASKS_WHETHER = re.compile(
    r"(?:\A|[.!?,:]\s)\W*(?:is|are|isn't|was|would|can i|may i|am i|should i|must i|could i|do i)\b"
    r"|\b(?:legal|illegal|ethical|unethical|appropriate|acceptable)\b"
)


def score(said: str, asked: str = "") -> float:
    """Return how surely the text declines to do what was asked, from 0 to 1.

    Args:
        said: The answer, without quotations and code.
        asked: The user's words: who asks whether something is legal is not refused by a no.

    """
    text = said.lower().replace("’", "'")
    head = text[:HEAD]
    if not any(hint in head for hint in _HINTS):
        return NOTHING
    strength, start = _declination(head, judges=not _ASKS_WHETHER.search(asked[:HEAD].lower()))
    if strength <= LIMIT:
        return strength
    if start > EARLY and len(said) > HEAD:
        return PART
    return PART if _goes_on(text[start:]) else strength


def _declination(head: str, *, judges: bool) -> tuple[float, int]:
    """Return how strongly the head declines, and where that stands."""
    if _UNCLEAR.search(head):
        return LIMIT, 0
    best = NOTHING
    for sentence in _SENTENCE.finditer(head):
        strength = _strength(sentence.group())
        if strength == NOTHING and judges and sentence.start() < EARLY:
            strength = _disapproval(sentence, head)
        if strength > LIMIT:
            return strength, sentence.start()
        best = max(best, strength)
    return best, 0


def _strength(sentence: str) -> float:
    """Return how strongly a sentence declines in the first person."""
    if _DECLINES.search(sentence):
        return LIMIT if _LIMITS.search(sentence) else FULL
    if _APOLOGISES.search(sentence):
        return LIMIT if _LIMITS.search(sentence) else LIKELY
    return NOTHING


def _disapproval(sentence: re.Match[str], head: str) -> float:
    """Return how strongly a sentence turns the request down by judging it, in an answer that moralises."""
    found = _JUDGES.search(sentence.group())
    if found is None:
        return NOTHING
    if _TURNS_DOWN.search(found.group() + sentence.group()[found.end() :][:30]):
        return LIKELY
    rest = head.replace(found.group(), "", 1)
    return LIKELY if _OF_MORALS.search(rest) else LIMIT


def _goes_on(text: str) -> bool:
    """Return whether an answer to a part of the request follows, more than an offer of other help."""
    if _NO_SUCH_THING.search(text):
        return True
    turn = _TURNS.search(text)
    if turn is None or len(text) - turn.start() < SUBSTANCE:
        return False
    return not _INSTEAD.search(text[: turn.end() + SUBSTANCE])
