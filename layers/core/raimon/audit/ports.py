"""What an audit needs of the world: state, the control plane, two buckets, queues, a ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from raimon.errors import RaimonError


class StateConflictError(RaimonError):
    """Somebody else wrote the same state meanwhile: the work is done again."""


class ControlPlaneError(RaimonError):
    """Bedrock's control plane didn't answer, or didn't allow the question."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Kept:
    """A state as last written."""

    version: int
    content: str


class StateStore(Protocol):
    """Small states by name; each write says which version it replaces."""

    def load(self, name: str) -> Kept | None:
        """Return the state, None where there is none."""

    def save(self, name: str, content: str, *, replaces: int, days: int | None = None) -> None:
        """Write the state, to be forgotten after some days if so asked.

        Raises:
            StateConflictError: when another version lies there.

        """


type Answer = Mapping[str, object]


class ControlPlane(Protocol):
    """Bedrock's settings as they are now."""

    def logging(self) -> Answer | None:
        """Return the logging configuration, None where logging is off."""

    def guardrails(self) -> Iterator[tuple[str, str]]:
        """Yield id and time of the last change of each guardrail."""

    def guardrail(self, identifier: str) -> Answer | None:
        """Return the working draft of a guardrail, None where there is no such guardrail."""


@dataclass(frozen=True, slots=True)
class LogObject:
    """An object of the log bucket."""

    key: str
    size: int
    modified: datetime


class LogBucket(Protocol):
    """The log bucket, listed page by page."""

    def folders(self, prefix: str) -> Iterator[str]:
        """Yield the folders directly below the prefix."""

    def objects(self, prefix: str, after: str) -> Iterator[LogObject]:
        """Yield the objects directly below the prefix, in order of keys, from behind `after`."""


class Results(Protocol):
    """The results bucket, listed page by page."""

    def keys(self, prefix: str, after: str) -> Iterator[str]:
        """Yield all keys below the prefix, in their order, from behind `after`."""


class AssessQueue(Protocol):
    """The queue of `assess`."""

    def announce(self, bucket: str, objects: Sequence[LogObject]) -> None:
        """Queue the objects as if S3 had just announced them."""


class DeadLetters(Protocol):
    """The queues that should be empty."""

    def depths(self) -> Mapping[str, int]:
        """Return the number of messages by the queue's name."""


class Ledger(Protocol):
    """Where every finding of an audit is kept, also those that nobody is told of."""

    def put(self, key: str, content: bytes) -> None:
        """Write a small object of JSON."""


class Bus(Protocol):
    """Raimon's own event bus."""

    def put(self, detail_type: str, details: Sequence[str]) -> None:
        """Send events of one type; the details are JSON."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment."""
