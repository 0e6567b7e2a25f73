"""From CloudFormation's request to its answer, which is given whatever happens."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import Final, Protocol

from raimon.errors import RaimonError
from raimon.setup.answer import Answer, Data, Outcome
from raimon.setup.request import ResourceRequest
from raimon.setup.time_left import TimeLeft

WATCHDOG_SECONDS: Final = 8.0  # before the end: time for three tries to deliver the answer
_OUT_OF_TIME: Final = Outcome(
    reason="the time of the function is up: what is done so far stays. "
    "Look into its log for the step, then deploy again: it goes on where it was"
)
_UNEXPECTED: Final = Outcome(
    reason="an error that setup doesn't know: its log holds the details. "
    "What is done so far stays, and deploying again goes on from there"
)
_UNKNOWN_TYPE: Final = Outcome(
    reason="setup serves Custom::OpenSearchSetup and Custom::BedrockLogging, and no other type"
)


class Resource(Protocol):
    """What a custom resource does; `name` is its id for as long as it lives."""

    @property
    def name(self) -> str:
        """Return the id."""

    def put(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Bring about what the properties say, or raise a RaimonError that says what to do."""

    def delete(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Take back what may be taken back."""


class Journal(Protocol):
    """Where it is told what was done."""

    def info(self, message: str, /, *, extra: Mapping[str, object]) -> None:
        """Tell of something that went well."""

    def warning(self, message: str, /, *, extra: Mapping[str, object]) -> None:
        """Tell of something that didn't."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Serves the requests of CloudFormation by the type of their resource."""

    resources: Mapping[str, Resource]
    send: Callable[[str, bytes], None]
    journal: Journal
    watchdog_seconds: float = WATCHDOG_SECONDS

    def serve(self, event: Mapping[str, object], time: TimeLeft) -> None:
        """Do what is asked and answer once: with the outcome, or with why there is none."""
        request = ResourceRequest.from_event(event)
        resource = self.resources.get(request.resource_type)
        answer = Answer(request, resource.name if resource else "raimon", self.send)
        outcome = _UNEXPECTED
        with self._watched(answer, time):
            try:
                outcome = _outcome(resource, request, time)
            finally:  # an error that isn't ours goes on its way, after the answer
                if answer.give(outcome):
                    self._tell(request, outcome)

    @contextmanager
    def _watched(self, answer: Answer, time: TimeLeft) -> Iterator[None]:
        """Answer shortly before the time-out, however the work may hang."""
        watchdog = Timer(
            max(0.0, time.remaining() - self.watchdog_seconds), self._give_up, args=(answer,)
        )
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        finally:
            watchdog.cancel()

    def _give_up(self, answer: Answer) -> None:
        if answer.give(_OUT_OF_TIME):
            self._tell(answer.request, _OUT_OF_TIME)

    def _tell(self, request: ResourceRequest, outcome: Outcome) -> None:
        told = {
            "request_type": request.request_type,
            "resource_type": request.resource_type,
            "request_id": request.request_id,
            "outcome": outcome.status,
        }
        if outcome.reason:
            self.journal.warning("setup failed", extra={**told, "reason": outcome.reason})
        else:
            self.journal.info("setup done", extra={**told, "changes": dict(outcome.data)})


def _outcome(resource: Resource | None, request: ResourceRequest, time: TimeLeft) -> Outcome:
    try:
        if request.request_type == "Delete":
            return Outcome(resource.delete(request, time) if resource else {})
        return Outcome(resource.put(request, time)) if resource else _UNKNOWN_TYPE
    except RaimonError as error:
        return Outcome(reason=str(error))
