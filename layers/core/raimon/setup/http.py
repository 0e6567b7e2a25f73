"""A request and its reply: what may be told of a refusal, and what never."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

OK: Final = 200
CREATED: Final = 201
BAD_REQUEST: Final = 400
NOT_FOUND: Final = 404
UNANSWERED: Final = 0
NO_RIGHT: Final = frozenset({401, 403})
# Nodes that wake, rights that spread, queues that are full: worth asking again.
NOT_YET: Final = frozenset({UNANSWERED, 408, 429, 500, 502, 503, 504}) | NO_RIGHT
_LONGEST_REASON: Final = 400


@dataclass(frozen=True, slots=True)
class Request:
    """One request; the path begins with a slash."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; status 0 if nothing did. Cookies open a session and stay out of any repr."""

    status: int
    body: bytes = field(default=b"", repr=False)
    cookies: tuple[str, ...] = field(default=(), repr=False)

    def told(self) -> object:
        """Return the JSON of the body, None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def reason(self) -> str:
        """Return the status and the server's own words about what we sent.

        AWS answers a bad signature with the request as it read it, session token included: where
        OpenSearch itself didn't speak, the status is all that is told.
        """
        if self.status == UNANSWERED:
            return "no answer"
        words = self._why_no_right() if self.status in NO_RIGHT else _words(self.told())
        return f"status {self.status}" + (f", {words[:_LONGEST_REASON]}" if words else "")

    def _why_no_right(self) -> str:
        """Tell a refused signature from a missing right, in words of ours."""
        return "the signature isn't accepted" if b"ignature" in self.body else ""


class Http(Protocol):
    """A server that is asked over HTTP, with whatever proves who asks."""

    def send(self, request: Request, timeout: float) -> Reply:
        """Send one request once; a lost connection is a reply with status 0."""


def json_request(method: str, path: str, body: object = None) -> Request:
    """Return a request that carries JSON, or nothing."""
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    return Request(method, path, content, {"content-type": "application/json"})


def _words(told: object) -> str:
    """Return the sentence of an error: OpenSearch, its security plugin and Dashboards differ."""
    match told:
        case {"error": {"root_cause": [{"reason": str(cause)}, *_], "reason": str(reason)}}:
            return reason if cause in reason else f"{reason}: {cause}"
        case {"error": {"reason": str(reason)}}:
            return reason
        case {"statusCode": int(), "message": str(reason)} | {
            "status": str(),
            "message": str(reason),
        }:
            return reason
        case {"status": "error", "reason": str(reason)}:
            return reason
        case _:
            return ""
