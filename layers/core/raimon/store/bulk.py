"""The bulk loop: what was busy is repeated while there is time, each document gets a verdict."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, Protocol

from raimon.store.documents import Document
from raimon.store.encoding import ID_BYTES, encode
from raimon.store.errors import NotNowError
from raimon.store.verdict import UNANSWERED, Answer, Fate, Verdict, verdict

REQUEST_DOCUMENTS: Final = 500
REQUEST_BYTES: Final = 5_000_000
_RESERVE_SECONDS: Final = (
    3.0  # for what comes after the last request: quarantine, metrics, the answer
)
_SHORTEST_REQUEST: Final = 1.0
_BAD_REQUEST: Final = 400
_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 5.0

OUT_OF_TIME: Final = Verdict(Fate.BUSY, "out_of_time")
ID_TOO_LONG: Final = Verdict(Fate.REFUSED, "id_too_long")


class BulkEndpoint(Protocol):
    """OpenSearch, as far as writing goes."""

    def send(self, body: bytes, timeout: float) -> Answer:
        """Send one bulk request and return the answer; no answer is an answer with status 0."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The time there is, and the dice for pauses; a test brings its own."""

    remaining: Callable[[], float]
    sleep: Callable[[float], None] = time.sleep
    dice: Callable[[], float] = random.random

    def for_request(self, limit: float) -> float | None:
        """Return how long a request may take, None if it is too late for one."""
        seconds = min(limit, self.remaining() - _RESERVE_SECONDS)
        return seconds if seconds >= _SHORTEST_REQUEST else None

    def check(self) -> None:
        """Raise NotNowError once it is too late for another request."""
        if self.for_request(_SHORTEST_REQUEST) is None:
            raise NotNowError(OUT_OF_TIME.cause)

    def pause(self, attempt: int) -> bool:
        """Wait with full jitter, so that writers spread out; False where it is too late for it."""
        seconds = self.dice() * min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0**attempt)
        if seconds > self.remaining() - _RESERVE_SECONDS - _SHORTEST_REQUEST:
            return False
        self.sleep(seconds)
        return True


@dataclass(frozen=True, slots=True)
class BulkLoop:
    """Writes documents; it owns every retry, so the transport below must not have any."""

    endpoint: BulkEndpoint
    request_seconds: float = 10.0

    def write(self, documents: Sequence[Document], budget: Budget) -> list[Verdict]:
        """Write documents that fit one request and return the verdict of each, in their order."""
        verdicts = [_before_sending(document) for document in documents]
        for attempt in count():
            waiting = [at for at, known in enumerate(verdicts) if known.fate is Fate.BUSY]
            if not waiting or (attempt and not budget.pause(attempt - 1)):
                break
            answers = self._send([documents[at] for at in waiting], budget)
            for at, known in zip(waiting, answers, strict=True):
                verdicts[at] = known
            if all(known is OUT_OF_TIME for known in answers):
                break
        return verdicts

    def _send(self, documents: Sequence[Document], budget: Budget) -> list[Verdict]:
        seconds = budget.for_request(self.request_seconds)
        if seconds is None:
            return [OUT_OF_TIME] * len(documents)
        answer = self.endpoint.send(b"".join(map(request_lines, documents)), seconds)
        if answer.items is None:
            return self._for_all(documents, answer, budget)
        if len(answer.items) != len(documents):  # it can't be told which is which: send all again
            return [UNANSWERED] * len(documents)
        return [verdict(item.status, item.error_type) for item in answer.items]

    def _for_all(
        self, documents: Sequence[Document], answer: Answer, budget: Budget
    ) -> list[Verdict]:
        """Return the verdicts where the request failed as a whole: one document may be to blame."""
        known = verdict(answer.status, answer.error_type)
        if answer.status == _BAD_REQUEST and answer.error_type is None:  # no word of OpenSearch's
            known = Verdict(Fate.HELD, known.cause)
        if known.fate is not Fate.REFUSED or len(documents) == 1:
            return [known] * len(documents)
        middle = len(documents) // 2
        return self._send(documents[:middle], budget) + self._send(documents[middle:], budget)


def _before_sending(document: Document) -> Verdict:
    """Keep back what would take down the whole request."""
    too_long = len(document.id.encode("utf-8", "surrogatepass")) > ID_BYTES
    return ID_TOO_LONG if too_long or not document.id else OUT_OF_TIME


def request_lines(document: Document) -> bytes:
    """Return the two lines of a bulk request that write the document."""
    action = {
        "index": {
            "_index": document.index,
            "_id": document.id,
            "version": document.version,
            "version_type": "external_gte",
        }
    }
    return b"%b\n%b\n" % (encode(action), document.body)
