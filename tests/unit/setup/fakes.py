"""Stand-ins for what `setup` talks to: a clock that jumps, an OpenSearch that remembers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from raimon.setup.http import NOT_FOUND, OK, Reply, Request
from raimon.setup.request import ResourceRequest
from raimon.setup.saved_objects import SavedObjectsFile
from raimon.setup.time_left import TimeLeft

RESPONSE_URL = "https://answers.example/put?signature=" + "of-nobody"
STACK_ID = "arn:aws:cloudformation:ap-northeast-1:123456789012:stack/raimon/0"


@dataclass
class FastClock:
    """Time that passes only while somebody waits."""

    seconds: float = 900.0
    waited: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.waited += seconds

    def time_left(self) -> TimeLeft:
        """Return the time that is left of this clock."""
        return TimeLeft(lambda: self.seconds - self.waited, self.sleep)


def make_event(kind: str = "Create", **more: object) -> dict[str, Any]:
    """Return an event as CloudFormation sends it."""
    return {
        "RequestType": kind,
        "ResponseURL": RESPONSE_URL,
        "StackId": STACK_ID,
        "RequestId": "r-1",
        "LogicalResourceId": "OpenSearchSetup",
        "ResourceType": "Custom::OpenSearchSetup",
        **more,
    }


def make_request(
    properties: Mapping[str, object], old: Mapping[str, object] | None = None
) -> ResourceRequest:
    """Return a request with these properties."""
    event = make_event(ResourceProperties=dict(properties), OldResourceProperties=old or {})
    return ResourceRequest.from_event(event)


@dataclass
class Shelf:
    """Hands out files, and keeps what is backed up."""

    held: list[SavedObjectsFile] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)

    def files(self, location: str) -> list[SavedObjectsFile]:
        """Return the files, wherever they are asked for."""
        assert location
        return self.held

    def keep(self, name: str, content: bytes) -> str:
        """Keep the content."""
        self.kept[name] = content
        return name


type Script = Callable[[Request], Reply | None]


@dataclass
class FakeOpenSearch:
    """Remembers what is put, and answers as OpenSearch, its security and its Dashboards do.

    A script answers first; where it answers None, the memory does.
    """

    script: Script = lambda _: None
    held: dict[str, Any] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    timeouts: list[float] = field(default_factory=list)

    def send(self, request: Request, timeout: float) -> Reply:
        """Answer one request."""
        self.requests.append(request)
        self.timeouts.append(timeout)
        return self.script(request) or self._answer(request)

    @property
    def changes(self) -> list[str]:
        """Return the requests that change something."""
        return [
            f"{asked.method} {asked.path}"
            for asked in self.requests
            if asked.method != "GET" and not asked.path.endswith("_export")
        ]

    def _answer(self, request: Request) -> Reply:
        path = request.path.partition("?")[0]
        if path.startswith("/_dashboards"):
            return self._dashboards(request, path)
        if request.method == "PUT":
            self.held[path] = json.loads(request.body or b"{}")
            return reply({"status": "CREATED"}, 201)
        if path == "/_cluster/health":
            return reply({"status": "green"})
        if path not in self.held:
            return reply({"status": "NOT_FOUND"}, NOT_FOUND)
        return reply({path.rpartition("/")[2]: self.held[path]})

    def _dashboards(self, request: Request, path: str) -> Reply:
        if path.endswith("/app/dashboards"):
            return Reply(OK, b"<html>", ("security_storage=" + "opaque",))
        if path.endswith("_export"):
            return Reply(OK, "\n".join(map(json.dumps, self.objects.values())).encode())
        assert path.endswith("_import")
        assert request.headers["osd-xsrf"] == "true"
        lines = [json.loads(line) for line in request.body.split(b"\n") if line.startswith(b"{")]
        self.objects |= {
            told["id"]: {**told, "updated_at": "now"} for told in lines if "id" in told
        }
        return reply({"success": True, "successCount": len(lines)})


def reply(told: object, status: int = OK) -> Reply:
    """Return a reply of JSON."""
    return Reply(status, json.dumps(told).encode())


@dataclass
class Journal:
    """Keeps what is told, as text: a test looks for what mustn't be in it."""

    lines: list[str] = field(default_factory=list)

    def info(self, message: str, /, *, extra: Mapping[str, object]) -> None:
        """Keep a line."""
        self.lines.append(f"{message} {dict(extra)!r}")

    warning = info
