"""What is remembered of a value: under which users its token was seen, and where they stood.

Neither value nor user is kept, only their tokens. At most MOST sightings of a token, the earliest.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from raimon.errors import RaimonError

MOST: Final = 8


class Place(StrEnum):
    """Who had the value: the user said it, a document or tool held it, or the model told it."""

    USER = "user"
    DOCUMENT = "document"
    ANSWER = "answer"


@dataclass(frozen=True, order=True, slots=True)
class Sighting:
    """The first time that a token was seen under one user in one place."""

    at: str  # UTC with six digits of seconds, so that order of text is order of time
    invocation_id: str
    by: str  # token of the user
    place: Place


type Sightings = tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the memory holds: sightings by token, and what was decided of these findings before."""

    sightings: Mapping[str, Sightings]
    decision: Mapping[str, str] | None = None
    revisions: Mapping[str, int] = field(default_factory=dict)  # of each token's entry


class MemoryUnavailableError(RaimonError):
    """The memory didn't answer in time, or somebody else wrote first twice."""


class TokenMemory(Protocol):
    """Keeps sightings and decisions; both calls take bounded time."""

    def recall(self, batch: str, tokens: Collection[str]) -> Recalled:
        """Return what is known of the tokens, and the batch's decision if there is one.

        Raises:
            MemoryUnavailableError: if it can't be told.

        """

    def keep(
        self,
        batch: str,
        decision: Mapping[str, str] | None,
        sightings: Mapping[str, Sightings],
        recalled: Recalled,
    ) -> None:
        """Keep decision and sightings, all of it or nothing, unless an entry has changed meanwhile.

        Raises:
            MemoryUnavailableError: if it wasn't kept.

        """


def merged(known: Iterable[Sighting], seen: Iterable[Sighting]) -> Sightings:
    """Return the earliest sightings, one a user and place: in whatever order they came."""
    first: dict[tuple[str, Place], Sighting] = {}
    for one in sorted((*known, *seen)):
        first.setdefault((one.by, one.place), one)
    return tuple(first.values())[:MOST]


@dataclass(slots=True)
class InMemoryTokens:
    """The memory of one process, for logs that are read in one pass."""

    most: int = 200_000  # tokens; of later ones nothing is kept, so that memory stays bounded
    sightings: dict[str, Sightings] = field(default_factory=dict)

    def recall(self, batch: str, tokens: Collection[str]) -> Recalled:
        """Return what is known of the tokens; nothing is scored twice in one pass."""
        del batch
        return Recalled({token: self.sightings.get(token, ()) for token in tokens})

    def keep(
        self,
        batch: str,
        decision: Mapping[str, str] | None,
        sightings: Mapping[str, Sightings],
        recalled: Recalled,
    ) -> None:
        """Keep the sightings."""
        del batch, decision, recalled
        for token, seen in sightings.items():
            if token in self.sightings or len(self.sightings) < self.most:
                self.sightings[token] = seen
