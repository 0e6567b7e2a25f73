"""What the languages hand to the toxicity scorer: one hit for each wounding expression."""

from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    """The way in which an expression wounds."""

    SLUR = "slur"
    DEHUMANISING = "dehumanising"
    HOSTILITY = "hostility"
    THREAT = "threat"
    SELF_HARM = "self_harm"
    INSULT = "insult"
    SEXUAL = "sexual"
    PROFANITY = "profanity"
    LEARNED = "learned"  # no word of the lexicon: it reads like what is toxic elsewhere


class Target(StrEnum):
    """Whom an expression is aimed at, as far as the sentence tells."""

    GROUP = "group"
    READER = "reader"
    PERSON = "person"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Hit:
    """One wounding expression in a folded text, as it seems before its context is read."""

    start: int
    end: int
    harm: Harm
    strength: float  # the signal that it gives if its context doesn't change its meaning
    target: Target = Target.NOBODY
    axis: str = ""  # of the group that the sentence speaks of
    certain: bool = True  # whether it may become a finding
