"""A server on loopback in the place of OpenSearch, and the mailbox of CloudFormation beside it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from raimon.setup.http import Reply, Request
from tests.unit.setup.fakes import FakeOpenSearch

ANSWERS = "/answers"


@dataclass
class Loopback:
    """Passes requests to the fake; what is put under /answers is CloudFormation's."""

    opensearch: FakeOpenSearch = field(default_factory=FakeOpenSearch)
    answers: list[dict[str, Any]] = field(default_factory=list)
    answer_headers: list[dict[str, str]] = field(default_factory=list)
    answer_statuses: list[int] = field(default_factory=list)  # before it takes one
    delay: float = 0.0
    port: int = 0

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def response_url(self) -> str:
        """Return an address as CloudFormation signs one: percent signs and all."""
        return f"{self.url}{ANSWERS}?X-Amz-Signature=of%2Fnobody%3D"

    def answer(self, request: Request) -> Reply:
        """Answer one request."""
        if not request.path.startswith(ANSWERS):
            time.sleep(self.delay)
            return self.opensearch.send(request, 0)
        if self.answer_statuses:
            return Reply(self.answer_statuses.pop(0))
        assert request.path.endswith("=of%2Fnobody%3D")
        self.answers.append(json.loads(request.body))
        self.answer_headers.append(dict(request.headers))
        return Reply(200)


@contextmanager
def serving(loopback: Loopback) -> Iterator[Loopback]:
    """Serve on a free port while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Request(self.command, self.path, self.rfile.read(length), headers)
            told = loopback.answer(asked)
            self.send_response(told.status)
            for cookie in told.cookies:
                self.send_header("set-cookie", f"{cookie}; Secure; HttpOnly")
            if told.status == 307:
                self.send_header("location", f"{loopback.url}/elsewhere")
            self.send_header("content-length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        do_GET = do_PUT = do_POST = _serve  # noqa: N815 - the names that the server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        loopback.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield loopback
        finally:
            server.shutdown()
            thread.join()
