"""What a user's Japanese words ask for, as far as it tells refusals from answers."""

from dataclasses import dataclass
from functools import cached_property

from raimon.scorers.robustness import refusal_ja_beside as beside


@dataclass(frozen=True)
class Request:
    """What the user's words ask for, worked out when something seems to be declined."""

    words: str

    @cached_property
    def whether(self) -> bool:
        """Return whether they ask to be told whether something is so."""
        asks = beside.ASKS_WHETHER.search(self.words)
        return asks is not None and not beside.ASKS_WHAT.search(self.words)

    @property
    def asks(self) -> bool:
        """Return whether they are a question."""
        return self.words.endswith(("?", "？"))

    @cached_property
    def to_do(self) -> bool:
        """Return whether something is to be done, not to be told whether."""
        return beside.WISHES.search(self.words) is not None and not self.whether

    @cached_property
    def is_made(self) -> bool:
        """Return whether a thing is to be written or made."""
        return self.to_do and beside.MAKES.search(self.words) is not None

    @cached_property
    def is_deed(self) -> bool:
        """Return whether something is to be done and nothing to be written."""
        return self.to_do and not beside.WRITES.search(self.words)

    @cached_property
    def of_a_piece(self) -> bool:
        """Return whether somebody is to be played, or words to be written for somebody else."""
        return beside.PLAYS.search(self.words) is not None

    @property
    def of_itself(self) -> bool:
        """Return whether they ask what the assistant is or can do."""
        return beside.ASKS_ABOUT_IT.search(self.words) is not None

    @property
    def of_limits(self) -> bool:
        """Return whether they ask what it can't."""
        return beside.ASKS_FOR_LIMITS.search(self.words) is not None


def request_of(asked: str) -> Request:
    """Return what the words ask for, without a note in parentheses at their end."""
    noted = asked.rstrip().endswith((")", "）"))
    return Request(beside.ENDING_NOTE.sub("", asked) if noted else asked)
