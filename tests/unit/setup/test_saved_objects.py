"""Saved objects: ours and nobody else's, in the shared tenant, believed only by their bodies."""

import json
from typing import Any

import pytest

from raimon.setup.engine import Engine
from raimon.setup.errors import SetupFailedError
from raimon.setup.http import Reply, Request
from raimon.setup.saved_objects import Dashboards, SavedObjectsFile, ensure_saved_objects
from tests.unit.setup.fakes import FakeOpenSearch, FastClock, Shelf, reply


def saved(identifier: str, kind: str = "dashboard", title: str = "x") -> dict[str, Any]:
    """Return a saved object."""
    return {"type": kind, "id": identifier, "attributes": {"title": title}, "references": []}


def packed(*objects: dict[str, Any], name: str = "overview.ndjson") -> SavedObjectsFile:
    """Return a file of saved objects."""
    return SavedObjectsFile(name, b"".join(json.dumps(told).encode() + b"\n" for told in objects))


OVERVIEW = packed(saved("raimon-overview", title="概要"))
PRIVACY = packed(saved("raimon-privacy"), name="privacy.ndjson")


def ensure(
    server: FakeOpenSearch, *files: SavedObjectsFile, shelf: Shelf | None = None
) -> list[str]:
    """Import files into a server."""
    dashboards = Dashboards(Engine(server, FastClock().time_left()))
    return ensure_saved_objects(dashboards, files, shelf or Shelf())


def test_form() -> None:
    """An import is one file field named .ndjson, over what is there, and never copies."""
    server = FakeOpenSearch()
    assert ensure(server, OVERVIEW) == ["overview.ndjson"]
    (asked,) = [told for told in server.requests if "_import" in told.path]
    assert asked.path == "/_dashboards/api/saved_objects/_import?overwrite=true"
    assert asked.headers["osd-xsrf"] == "true"
    assert asked.headers["securitytenant"] == "global"
    assert asked.headers["cookie"].startswith("security_storage=")
    kind, _, boundary = asked.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    head, _, rest = asked.body.partition(b"\r\n\r\n")
    assert b'name="file"; filename="overview.ndjson"' in head
    assert rest == OVERVIEW.content + f"\r\n--{boundary}--\r\n".encode()


def test_only_what_differs() -> None:
    """A file that is there already isn't sent again; a changed one is, after a backup."""
    server, shelf = FakeOpenSearch(), Shelf()
    ensure(server, OVERVIEW, PRIVACY, shelf=shelf)
    server.objects["raimon-privacy"]["attributes"]["title"] = "changed by hand"
    server.objects["my-own"] = saved("my-own")
    assert ensure(server, OVERVIEW, PRIVACY, shelf=shelf) == ["privacy.ndjson"]
    kept = shelf.kept["saved-objects.ndjson"]
    assert b"changed by hand" in kept
    assert "概要".encode() in kept
    assert b"my-own" not in kept
    assert server.objects["my-own"] == saved("my-own")


def test_no_backup_no_import() -> None:
    """If the backup can't be written, nothing is overwritten."""

    class Full(Shelf):
        def keep(self, name: str, content: bytes) -> str:
            raise SetupFailedError(step=name, reason=f"{len(content)} bytes don't fit")

    server = FakeOpenSearch(objects={"raimon-overview": saved("raimon-overview", title="theirs")})
    with pytest.raises(SetupFailedError, match="fit"):
        ensure(server, OVERVIEW, shelf=Full())
    assert server.changes == []


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        pytest.param(
            {
                "success": False,
                "successCount": 0,
                "errors": [{"id": "raimon-overview", "error": {"type": "missing_references"}}],
            },
            r"raimon-overview \(missing_references\)",
            id="refused with its reason",
        ),
        pytest.param({"success": False, "successCount": 0}, "doesn't say", id="without"),
        pytest.param({"successCount": 1}, "doesn't say", id="no word of success"),
        pytest.param({"success": "true"}, "doesn't say", id="a word that isn't true"),
        pytest.param("<html>", "doesn't say", id="a sign-in page"),
    ],
)
def test_200_is_not_success(told: object, reason: str) -> None:
    """HTTP 200 with anything but success in the body is a failure that names the file."""
    server = FakeOpenSearch(lambda asked: reply(told) if "_import" in asked.path else None)
    with pytest.raises(SetupFailedError, match=f"overview.ndjson.*{reason}"):
        ensure(server, OVERVIEW)


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(packed(saved("my-dashboard")), id="an id of others"),
        pytest.param(packed(saved("raimon-x", kind="config")), id="a configuration"),
        pytest.param(packed(saved("raimon-x"), name="x.json"), id="a name Dashboards refuses"),
        pytest.param(SavedObjectsFile("x.ndjson", b"{"), id="broken"),
        pytest.param(SavedObjectsFile("x.ndjson", b'{"type": "dashboard"}'), id="without id"),
    ],
)
def test_refused_file(file: SavedObjectsFile) -> None:
    """A file that could overwrite what isn't ours is refused before anything is sent."""
    server = FakeOpenSearch()
    with pytest.raises(SetupFailedError, match=file.name):
        ensure(server, OVERVIEW, file)
    assert server.requests == []


def test_lines_of_an_export() -> None:
    """The counting line of an export and empty lines are no objects."""
    counted = b'\n{"exportedCount": 1, "missingRefCount": 0, "missingReferences": []}\n'
    file = SavedObjectsFile("overview.ndjson", OVERVIEW.content + counted)
    assert ensure(FakeOpenSearch(), file) == ["overview.ndjson"]


def test_nothing_to_import() -> None:
    """Without files Dashboards isn't asked: a domain may have none."""
    server = FakeOpenSearch()
    assert ensure(server) == []
    assert server.requests == []


def test_page_without_cookies() -> None:
    """The session is no condition: a proxy that shows no page leaves the header."""

    def no_page(asked: Request) -> Reply | None:
        return Reply(404) if "/app/dashboards" in asked.path else None

    server = FakeOpenSearch(no_page)
    assert ensure(server, OVERVIEW) == ["overview.ndjson"]
    assert not [asked for asked in server.requests if "cookie" in asked.headers]


def test_cookies_are_not_told() -> None:
    """The cookies of a session are in no repr."""
    assert "opaque" not in repr(Reply(200, b"", ("security_storage=" + "opaque",)))
