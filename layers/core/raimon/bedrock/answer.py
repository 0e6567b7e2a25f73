"""What a response body says, whatever family of models it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from raimon.bedrock.untrusted import Object
from raimon.invocation import Usage

NOT_TOLD = Usage()


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that the model wants to be called, with its arguments as text."""

    name: str
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its texts apart; what a family doesn't tell stays as it is here."""

    text: str = ""
    reasoning: str = ""
    tools: tuple[ToolCall, ...] = ()
    stop_reason: str | None = None
    refused: bool = False  # the body itself says so
    usage: Usage = NOT_TOLD
    latency_ms: float | None = None


@dataclass(slots=True)
class Parts:
    """Collects the blocks of an answer in their order."""

    texts: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    tools: list[ToolCall] = field(default_factory=list)
    refused: bool = False

    def answer(
        self,
        stop_reason: str | None = None,
        *,
        usage: Usage = NOT_TOLD,
        latency_ms: float | None = None,
        refused: bool = False,
    ) -> Answer:
        """Join what was collected: distinct blocks are distinct lines."""
        return Answer(
            text=joined(self.texts),
            reasoning=joined(self.reasoning),
            tools=tuple(self.tools),
            stop_reason=stop_reason,
            refused=self.refused or refused,
            usage=usage,
            latency_ms=latency_ms,
        )


def joined(texts: Iterable[str]) -> str:
    """Join distinct blocks by a line break, leaving out the empty ones."""
    return "\n".join(filter(None, texts))


def last_name(objects: Iterable[Object], key: str) -> str | None:
    """Return the last text under the key that isn't empty."""
    found: str | None = None
    for value in values_of(objects, key):
        if isinstance(value, str) and value:
            found = value
    return found


def values_of(objects: Iterable[Object], key: str) -> Iterator[object]:
    """Yield what stands under the key in each of the objects that has it."""
    for item in objects:
        if key in item:
            yield item[key]
