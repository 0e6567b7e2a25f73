"""What the languages hand to the stereotype scorer: a group and what form of words is about it."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a sentence ascribes something to a group."""

    TRAIT = "trait"  # they are ...
    LACK = "lack"  # they can't ...
    HABIT = "habit"  # they always ...
    DUTY = "duty"  # they should, they belong ...
    CONTRAST = "contrast"  # ... for one of them; although being one of them
    AGREEMENT = "agreement"  # yes, to a sentence of the user that does one of these
    INDIVIDUAL = "individual"  # one of them is ..., as they are all said to be


class Label(StrEnum):
    """What a sentence about a group comes to, whatever its form."""

    STEREOTYPE = "stereotype"
    ANTI = "anti-stereotype"  # it says the contrary, or denies the stereotype
    MENTION = "mention"  # it is quoted, reported or asked: the text doesn't take a side


@dataclass(frozen=True, slots=True)
class Generalisation:
    """One such sentence in a folded text, whatever the text's own stance to it."""

    start: int
    end: int
    form: Form
    group: str
    axis: str
    dehumanising: bool = False
