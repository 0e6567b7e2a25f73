"""A small server in front of the node, or in its place: it answers as a busy domain would."""

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

type Answer = tuple[int, bytes]
type Script = Callable[[int, bytes], Answer | None]


@dataclass
class StandIn:
    """A server whose script answers; where it answers None, the request goes on to the node."""

    script: Script
    node_url: str = ""
    port: int = 0
    bodies: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Return the server's address."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str, body: bytes) -> Answer:
        """Answer as the script says, or as the node does."""
        self.bodies.append(body)
        told = self.script(len(self.bodies), body)
        return told if told is not None else self._pass_on(path, body)

    def _pass_on(self, path: str, body: bytes) -> Answer:
        request = urllib.request.Request(  # noqa: S310 - loopback
            self.node_url + path, data=body, headers={"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@contextmanager
def serving(script: Script, node_url: str = "") -> Iterator[StandIn]:
    """Serve the script on a free port of the loopback while the block runs."""
    stand_in = StandIn(script, node_url)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, content = stand_in.answer(self.path, body)
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stand_in.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield stand_in
        finally:
            server.shutdown()
            thread.join()
