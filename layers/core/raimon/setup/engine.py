"""OpenSearch as `setup` meets it: just made, or asleep, with rights that are still spreading."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final, cast

from raimon.setup.errors import SetupFailedError
from raimon.setup.http import (
    BAD_REQUEST,
    CREATED,
    NO_RIGHT,
    NOT_FOUND,
    NOT_YET,
    OK,
    UNANSWERED,
    Http,
    Reply,
    Request,
    json_request,
)
from raimon.setup.time_left import TimeLeft
from raimon.store.errors import TemplateRefusedError

# A collection that sleeps takes 10 to 30 seconds for its first answer: wait longer than that.
REQUEST_SECONDS: Final = 60.0
PATIENCE_SECONDS: Final = 90.0  # access policies take about a minute until every node knows them
DONE: Final = frozenset({OK, CREATED})
_ADVICE: Final[Mapping[int, str]] = {
    UNANSWERED: "Check the endpoint, and that the function's subnets and security groups reach it",
    **dict.fromkeys(
        NO_RIGHT,
        "The function's role has no right to this: on a domain make it the master user and allow "
        "it in the access policy, on a collection name it in the data and network policies",
    ),
    NOT_FOUND: "Check the endpoint: there is no such interface behind it",
}
_ALIAS: Final = "_alias/"
_BUSY: Final = "OpenSearch is up and can't serve: look at its health, then deploy again"


@dataclass(frozen=True, slots=True)
class Engine:
    """Asks until there is an answer that will not change by waiting."""

    http: Http
    time: TimeLeft

    def ask(
        self,
        step: str,
        request: Request,
        *,
        accept: Container[int] = DONE,
        patience: float = PATIENCE_SECONDS,
        advice: str = "",
    ) -> Reply:
        """Return an accepted reply.

        Raises:
            SetupFailedError: with the last reply's reason and what helps against it.

        """
        reply = self._ask(request, accept, patience)
        if reply.status in accept:
            return reply
        raise failure(step, reply, advice)

    def _ask(self, request: Request, accept: Container[int], patience: float) -> Reply:
        until = self.time.remaining() - patience
        reply = Reply(UNANSWERED)
        for attempt in count():
            seconds = self.time.for_request(REQUEST_SECONDS)
            if seconds is None:
                return reply
            reply = self.http.send(request, seconds)
            if reply.status in accept or reply.status not in NOT_YET:
                return reply
            if self.time.remaining() < until or not self.time.pause(attempt):
                return reply
        return reply

    def get(self, step: str, path: str) -> Mapping[str, object] | None:
        """Return what lies under the path, None where nothing does."""
        reply = self.ask(step, json_request("GET", path), accept=DONE | {NOT_FOUND})
        told = reply.told()
        if reply.status == NOT_FOUND or not isinstance(told, dict):
            return None
        return cast("Mapping[str, object]", told)


def failure(step: str, reply: Reply, advice: str = "") -> SetupFailedError:
    """Return what to raise over a reply: its reason, and what helps against its status."""
    general = _ADVICE.get(reply.status, _BUSY if reply.status in NOT_YET else "")
    told = general if reply.status in NOT_YET else advice or general
    return SetupFailedError(step=step, reason=reply.reason(), advice=told)


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of an engine; a refusal tells its reason, which quotes our own body."""

    engine: Engine

    def get(self, path: str) -> Mapping[str, object] | None:
        """Return what lies under the path, None where nothing does.

        An alias is asked for by its own indices: `_alias/<name>` looks through those of everybody,
        and needs the right to.
        """
        alias = path.removeprefix(_ALIAS)
        asked = f"/{path}" if alias == path else f"/{alias}/{_ALIAS}{alias}"
        return self.engine.get(f"templates, {path}", asked)

    def put(self, path: str, body: Mapping[str, object]) -> None:
        """Put the body under the path."""
        accept = DONE | {BAD_REQUEST}
        request = json_request("PUT", f"/{path}", body)
        reply = self.engine.ask(f"templates, {path}", request, accept=accept)
        if reply.status == BAD_REQUEST:
            raise TemplateRefusedError(name=path, reason=reply.reason())
