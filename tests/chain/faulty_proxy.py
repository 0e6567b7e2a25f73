"""An OpenSearch that is away, busy or picky for a while: a loopback proxy before the real node."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import SplitResult, urlsplit

AWAY = 0  # the connection is closed without an answer
REFUSED_DOCUMENT = -1  # the first item of the bulk is answered as refused


@dataclass(slots=True)
class FaultyProxy:
    """Answers each bulk request by the next fault; lets all through when none is left."""

    faults: list[int] = field(default_factory=list)
    endpoint: str = ""
    bulks: int = 0

    def next_fault(self, path: str) -> int | None:
        """Return the fault for this request, None to let it through."""
        if not path.endswith("/_bulk"):
            return None
        self.bulks += 1
        return self.faults.pop(0) if self.faults else None


class _Endpoint(BaseHTTPRequestHandler):
    """One request through the proxy."""

    protocol_version = "HTTP/1.1"
    proxy: FaultyProxy
    node: SplitResult

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def handle_any(self) -> None:
        """Answer by the next fault, or as the node does."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.proxy.next_fault(urlsplit(self.path).path)
        if fault == AWAY:
            self.close_connection = True
        elif fault is not None and fault > 0:
            error = {"type": "es_rejected_execution_exception", "reason": "busy"}
            self._reply(fault, json.dumps({"error": error, "status": fault}).encode())
        else:
            status, content = self._ask_node(body)
            self._reply(status, _refuse_first(content) if fault == REFUSED_DOCUMENT else content)

    def _ask_node(self, body: bytes) -> tuple[int, bytes]:
        connection = HTTPConnection(self.node.hostname or "", self.node.port, timeout=30)
        headers = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def _reply(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = handle_any  # noqa: N815 - by http.server


@contextmanager
def faulty_proxy(node_endpoint: str, faults: list[int]) -> Iterator[FaultyProxy]:
    """Serve the proxy on loopback while the context lasts."""
    proxy = FaultyProxy(list(faults))
    endpoint = type("Endpoint", (_Endpoint,), {"proxy": proxy, "node": urlsplit(node_endpoint)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), endpoint)
    proxy.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _refuse_first(content: bytes) -> bytes:
    """Return the bulk answer with its first item refused for its mapping."""
    answer = json.loads(content)
    action, item = next(iter(answer["items"][0].items()))
    error = {"type": "strict_dynamic_mapping_exception", "reason": "a value of the document"}
    answer["items"][0][action] = {**item, "status": 400, "error": error}
    return json.dumps({**answer, "errors": True}).encode()
