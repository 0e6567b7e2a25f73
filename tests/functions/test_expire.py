"""The function `expire`, fed with its own sample event; OpenSearch is a server of the test."""

import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from raimon.aws.expiry import IndicesStayError
from raimon.settings import ExpireSettings
from raimon.store.errors import NotNowError
from raimon.store.families import Family
from raimon_local.functions import context, load_handler
from raimon_local.stack import LocalStack

EVENT = Path(__file__).resolve().parents[2] / "events" / "expire" / "schedule.json"
OLD = ("raimon-findings-v1-2020.01", "raimon-invocations-v1-2019.12")
OTHERS = ("raimon-findings-v1-9998.01", "raimon-notes-2019.01", "raimon-windows-v1-2019.1")


@dataclass
class Server:
    """Lists indices and deletes them, as OpenSearch does; some it doesn't delete."""

    present: list[str] = field(default_factory=lambda: [*OLD, *OTHERS])
    stubborn: set[str] = field(default_factory=set)
    status: int = 200
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def answer(self, method: str, path: str) -> tuple[int, dict[str, Any]]:
        """Answer one request."""
        self.asked.append(f"{method} {path}")
        if self.status != 200 or path in self.stubborn:
            return (403 if path in self.stubborn else self.status), {"error": {"type": "refused"}}
        if method == "GET":
            return 200, {"indices": [{"name": name} for name in self.present], "aliases": []}
        self.present.remove(path.removeprefix("/"))
        return 200, {"acknowledged": True}


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Let the server listen on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            status, told = server.answer(self.command, self.path)
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_DELETE = _answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listening.server_port}"
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """Give an OpenSearch with old and young indices."""
    with serving(Server()) as server:
        yield server


def expire(server: Server, log: io.StringIO) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run the function once; return its answer and the record in the results bucket."""
    event = json.loads(EVENT.read_text(encoding="utf-8"))
    with LocalStack(server.url, log) as stack:
        with stack.printing():
            answer = load_handler("expire")(event, context("expire"))
        records = [json.loads(body) for key, body in stack.results() if key.startswith("expired/")]
    assert answer is not None
    return answer, records[0] if records else {}


def test_expire(server: Server) -> None:
    """Old months go by their whole names; the answer, the record and the metric say which."""
    log = io.StringIO()
    answer, kept = expire(server, log)
    assert answer["deleted"] == list(OLD)
    assert kept == answer
    assert server.present == list(OTHERS)
    assert [each for each in server.asked if each.startswith("DELETE")] == [
        f"DELETE /{name}" for name in OLD
    ]
    assert '"IndicesDeleted":[2.0]' in log.getvalue().replace(" ", "")


def test_dry_run(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run tells and keeps what would go, and asks nobody to delete."""
    monkeypatch.setenv("DRY_RUN", "true")
    answer, kept = expire(server, io.StringIO())
    assert (answer["expired"], answer["deleted"]) == (list(OLD), [])
    assert kept["dry_run"] is True
    assert [each for each in server.asked if each.startswith("DELETE")] == []


def test_one_that_stays(server: Server) -> None:
    """A refusal fails the run, so that its alarm rings, after everything else was done."""
    server.stubborn = {f"/{OLD[0]}"}
    with pytest.raises(IndicesStayError, match="1 indices"):
        expire(server, io.StringIO())
    assert server.present == [OLD[0], *OTHERS]


def test_nothing_to_do(server: Server) -> None:
    """A day without anything to delete leaves no record."""
    server.present = list(OTHERS)
    answer, kept = expire(server, io.StringIO())
    assert (answer["expired"], kept) == ([], {})


def test_opensearch_away(server: Server) -> None:
    """If OpenSearch can't answer nothing is deleted, and the run fails."""
    server.status = 503
    with pytest.raises(NotNowError):
        expire(server, io.StringIO())


def test_days_of_a_family(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each family has days of its own, by its own variable."""
    monkeypatch.setenv("OPENSEARCH_ENDPOINT", "https://search.example")
    monkeypatch.setenv("RESULTS_BUCKET", "results")
    monkeypatch.setenv("FINDINGS_DAYS", "7")
    days = ExpireSettings.from_environment().days
    assert set(days) == set(Family)
    assert (days[Family.FINDINGS], days[Family.INVOCATIONS]) == (7, 400)
