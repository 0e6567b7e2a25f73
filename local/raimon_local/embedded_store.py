"""A stand-in for OpenSearch where no Java is: it keeps documents in memory, on loopback.

It honours what Raimon relies on (bulk with external versions, templates, aliases, count and a plain
search) and answers 400 to the rest, so that nobody takes it for an engine.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

type Answer = tuple[int, object]

INDEX = re.compile(r"(?P<alias>raimon-[a-z]+)-v\d+-\d{4}\.\d{2}")
PAGE = 10


@dataclass(slots=True)
class Documents:
    """Documents by index and id, each with its external version."""

    indices: dict[str, dict[str, tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    templates: dict[str, object] = field(default_factory=dict)

    def write(self, index: str, identity: str, version: int, source: dict[str, Any]) -> int:
        """Keep the document unless a higher version is there; return the HTTP status."""
        known = self.indices.setdefault(index, {})
        if identity in known and known[identity][0] > version:
            return HTTPStatus.CONFLICT
        status = HTTPStatus.OK if identity in known else HTTPStatus.CREATED
        known[identity] = (version, source)
        return status

    def of(self, name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield index, id and content of all documents of an index or an alias."""
        for index, documents in sorted(self.indices.items()):
            found = INDEX.fullmatch(index)
            if index == name or (found and found["alias"] == name):
                for identity, (_, source) in sorted(documents.items()):
                    yield index, identity, source

    def bulk(self, body: str) -> Answer:
        """Write the documents of a bulk request; return the answer in OpenSearch's form."""
        lines = iter(body.splitlines())
        items = []
        for line in lines:
            ((action, where),) = json.loads(line).items()
            version = int(where.get("version", 1))
            status = self.write(where["_index"], where["_id"], version, json.loads(next(lines)))
            item: dict[str, object] = {"_id": where["_id"], "status": int(status)}
            if status == HTTPStatus.CONFLICT:
                item["error"] = {"type": "version_conflict_engine_exception"}
            items.append({action: item})
        return HTTPStatus.OK, {"took": 0, "errors": False, "items": items}

    def search(self, name: str, body: dict[str, Any]) -> Answer:
        """Answer a search for everything, or for terms of keyword fields."""
        wanted = _terms(body.get("query", {"match_all": {}}))
        if wanted is None:
            return _refused("the embedded store answers match_all and term queries only")
        hits = [
            {"_index": index, "_id": identity, "_source": source}
            for index, identity, source in self.of(name)
            if all(_holds(source.get(key), value) for key, value in wanted.items())
        ]
        total = {"value": len(hits), "relation": "eq"}
        return HTTPStatus.OK, {"hits": {"total": total, "hits": hits[: body.get("size", PAGE)]}}

    def answer(self, method: str, path: str, body: str) -> Answer:
        """Answer one request."""
        match path.strip("/").split("/"):
            case ["_bulk"]:
                return self.bulk(body)
            case ["_component_template" | "_index_template" as kind, name]:
                return self._template(method, kind, name, body)
            case [name, asked]:
                return self._ask(name, asked, body)
            case _:
                return _refused("the embedded store doesn't know this request")

    def _template(self, method: str, kind: str, name: str, body: str) -> Answer:
        if method == "PUT":
            self.templates[f"{kind}/{name}"] = json.loads(body)
            return HTTPStatus.OK, {"acknowledged": True}
        known = self.templates.get(f"{kind}/{name}")
        if known is None:
            return HTTPStatus.NOT_FOUND, {"error": {"type": "resource_not_found_exception"}}
        inner = kind.removeprefix("_")
        return HTTPStatus.OK, {f"{inner}s": [{"name": name, inner: known}]}

    def _ask(self, name: str, asked: str, body: str) -> Answer:
        """Answer a question about an alias; `_alias` names no index, since none is made ahead."""
        if name == "_alias":
            return HTTPStatus.NOT_FOUND, {"error": "alias missing", "status": 404}
        match asked:
            case "_refresh":
                return HTTPStatus.OK, {}  # what is written is found at once
            case "_search":
                return self.search(name, json.loads(body or "{}"))
            case "_count":
                return HTTPStatus.OK, {"count": sum(1 for _ in self.of(name))}
            case _:
                return _refused("the embedded store doesn't know this request")


def _terms(query: dict[str, Any]) -> dict[str, object] | None:
    """Return the fields that must hold a value, or None for a query that isn't understood."""
    match query:
        case {"match_all": _}:
            return {}
        case {"term": term}:
            return {
                key: value["value"] if isinstance(value, dict) else value
                for key, value in term.items()
            }
        case _:
            return None


def _holds(found: object, wanted: object) -> bool:
    return wanted in found if isinstance(found, list) else found == wanted


def _refused(reason: str) -> Answer:
    return HTTPStatus.BAD_REQUEST, {"error": {"type": "not_supported", "reason": reason}}


@contextmanager
def embedded_store(port: int = 0) -> Iterator[str]:
    """Serve an empty store on loopback while the context lasts; yield its endpoint.

    Without a port it takes one that is free.
    """
    documents = Documents()

    class Endpoint(BaseHTTPRequestHandler):
        """One request to the store."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Print nothing."""

        def handle_any(self) -> None:
            """Answer any method."""
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size).decode()
            status, answer = documents.answer(self.command, urlsplit(self.path).path, body)
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_HEAD = handle_any  # noqa: N815 - the names that http.server calls

    server = ThreadingHTTPServer(("127.0.0.1", port), Endpoint)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
