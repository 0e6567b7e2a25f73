"""One invented exchange with a model, before it takes the shape of a body family."""

from dataclasses import dataclass

_WIDE = 0x2E80  # from here on a character is about one token; before it four are


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was said, and how it ended; `user` and `answer` are the turn that was logged."""

    system: str
    user: str
    answer: str
    history: tuple[tuple[str, str], ...] = ()  # earlier turns: what was asked, what was answered
    context: str = ""  # a document that was given to the model
    reasoning: str = ""
    tool: str = ""  # the tool whose result stands before the answer
    tool_result: str = ""
    stop: str = "end"  # end or length
    number: int = 0  # makes ids within the body unique

    @property
    def asked(self) -> str:
        """Return the user's words with the document before them, as prompt families carry it."""
        return f"{self.context}\n\n{self.user}" if self.context else self.user

    @property
    def input_tokens(self) -> int:
        """Return about how many tokens went in."""
        told = "".join(text for turn in self.history for text in turn)
        return tokens(self.system + self.context + self.user + told + self.tool_result)

    @property
    def output_tokens(self) -> int:
        """Return about how many tokens came out."""
        return tokens(self.reasoning + self.answer) if self.answer or self.reasoning else 0

    @property
    def latency(self) -> int:
        """Return a plausible latency in milliseconds."""
        return 210 + 9 * self.output_tokens + 13 * (self.number % 17)


def tokens(text: str) -> int:
    """Return about how many tokens the text has."""
    wide = sum(ord(character) >= _WIDE for character in text)
    return max(1, wide + (len(text) - wide) // 4)


def pieces(text: str, length: int = 12) -> list[str]:
    """Cut the text as a stream would deliver it; at least one piece."""
    return [text[start : start + length] for start in range(0, len(text), length)] or [""]
