"""Dashboards and their parts: imported file by file where they differ, backed up first."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, Self, cast

from raimon.setup.engine import Engine
from raimon.setup.errors import SetupFailedError
from raimon.setup.http import NO_RIGHT, NOT_YET, Request

OUR_PREFIX: Final = "raimon-"
TYPES: Final = ("dashboard", "index-pattern", "search", "visualization")
_STEP: Final = "saved objects"
_SUFFIX: Final = ".ndjson"

type Key = tuple[str, str]
type SavedObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SavedObjectsFile:
    """One file of saved objects; its name ends in .ndjson, or Dashboards refuses it."""

    name: str
    content: bytes


class Library(Protocol):
    """Where the files of saved objects lie."""

    def files(self, location: str) -> list[SavedObjectsFile]:
        """Return the files of a folder or of an S3 prefix, by name."""


class Backups(Protocol):
    """Where lies what was overwritten."""

    def keep(self, name: str, content: bytes) -> str:
        """Keep the content under a name of this moment, and return the name."""


@dataclass(frozen=True, slots=True)
class Dashboards:
    """The saved objects' interface of OpenSearch Dashboards, in the tenant that people share."""

    engine: Engine
    base: str = "/_dashboards"
    tenants: bool = True  # a Serverless collection has none
    session: Mapping[str, str] = field(default_factory=dict, repr=False)

    def opened(self) -> Self:
        """Return the same with a session in the shared tenant: a proxy may drop the header.

        It is no condition: where the page has nothing to say, the header stands alone.
        """
        if not self.tenants:
            return self
        page = Request("GET", f"{self.base}/app/dashboards?security_tenant=global")
        statuses = frozenset(range(200, 600)) - (NOT_YET - NO_RIGHT)
        cookies = self.engine.ask(_STEP, page, accept=statuses, advice=_DASHBOARDS).cookies
        return replace(self, session={"cookie": "; ".join(cookies)} if cookies else {})

    def export(self) -> bytes:
        """Return all saved objects of the types that we have, everybody's, a line each."""
        body = json.dumps({"type": TYPES, "excludeExportDetails": True}).encode()
        request = self._post("_export", body, "application/json")
        return self.engine.ask(_STEP, request, advice=_DASHBOARDS).body

    def import_file(self, file: SavedObjectsFile) -> None:
        """Import one file over what is there; HTTP 200 alone says nothing."""
        boundary = hashlib.sha256(file.content).hexdigest()
        request = self._post(
            "_import?overwrite=true",
            _form(boundary, file),
            f"multipart/form-data; boundary={boundary}",
        )
        told = self.engine.ask(f"{_STEP}, {file.name}", request, advice=_DASHBOARDS).told()
        if not (isinstance(told, dict) and told.get("success") is True):
            raise SetupFailedError(
                step=f"{_STEP}, {file.name}", reason=_refusals(told), advice=_REFUSED
            )

    def _post(self, path: str, body: bytes, content_type: str) -> Request:
        tenant = {"securitytenant": "global"} if self.tenants else {}
        headers = {"content-type": content_type, "osd-xsrf": "true", **tenant, **self.session}
        return Request("POST", f"{self.base}/api/saved_objects/{path}", body, headers)


_DASHBOARDS: Final = (
    "Check that OpenSearch Dashboards lies behind the endpoint and takes the file, "
    "or set SavedObjects to none"
)
_REFUSED: Final = "Mend the file and deploy again; what was overwritten lies in the backups"


def ensure_saved_objects(
    dashboards: Dashboards, files: Iterable[SavedObjectsFile], backups: Backups
) -> list[str]:
    """Import the files that differ from what is there and return their names.

    Objects of ours that people changed are kept in a backup before they are overwritten; objects
    with other ids are never touched.
    """
    ours = {file: dict(_ours(file)) for file in files}
    if not ours:
        return []
    opened = dashboards.opened()
    exported = {key: held for key, held in _objects(opened.export()) if _is_ours(key)}
    changed = [file for file, wanted in ours.items() if _differ(wanted, exported)]
    if changed and exported:
        backups.keep("saved-objects.ndjson", _lines(exported.values()))
    for file in changed:
        opened.import_file(file)
    return [file.name for file in changed]


def _ours(file: SavedObjectsFile) -> Iterator[tuple[Key, SavedObject]]:
    """Return the objects of a file of ours; one that isn't ours to overwrite refuses the file."""
    if not file.name.endswith(_SUFFIX):
        raise SetupFailedError(step=f"{_STEP}, {file.name}", reason="the name must end in .ndjson")
    for key, held in _objects(file.content, file.name):
        if not _is_ours(key):
            reason = f"{key[0]} {key[1]} has a type or an id that isn't Raimon's"
            raise SetupFailedError(step=f"{_STEP}, {file.name}", reason=reason)
        yield key, held


def _is_ours(key: Key) -> bool:
    return key[0] in TYPES and key[1].startswith(OUR_PREFIX)


def _objects(content: bytes, name: str = "the export") -> Iterator[tuple[Key, SavedObject]]:
    """Return the objects by type and id; the last line of an export counts and is none."""
    for at, line in enumerate(content.split(b"\n"), start=1):
        told = _parsed(line) if line.strip() else {"exportedCount": 0}
        match told:
            case {"type": str(kind), "id": str(identifier)}:
                yield (kind, identifier), cast("SavedObject", told)
            case {"exportedCount": int()}:
                continue
            case _:
                reason = f"line {at} is no saved object"
                raise SetupFailedError(step=f"{_STEP}, {name}", reason=reason)


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _differ(wanted: Mapping[Key, SavedObject], held: Mapping[Key, SavedObject]) -> bool:
    return any(_essence(body) != _essence(held.get(key, {})) for key, body in wanted.items())


def _essence(body: SavedObject) -> tuple[object, object]:
    """Return what makes the object: not when it was written, nor by which version."""
    return body.get("attributes"), body.get("references")


def _lines(objects: Iterable[SavedObject]) -> bytes:
    return b"".join(json.dumps(held, ensure_ascii=False).encode() + b"\n" for held in objects)


def _form(boundary: str, file: SavedObjectsFile) -> bytes:
    """Return the file as the only field of a form."""
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        "Content-Type: application/ndjson\r\n\r\n"
    )
    return head.encode() + file.content + f"\r\n--{boundary}--\r\n".encode()


def _refusals(told: object) -> str:
    """Return which objects were refused and by which type of error."""
    match told:
        case {"errors": list(errors)} if errors:
            return "refused: " + ", ".join(_refusal(error) for error in errors[:5])
        case _:
            return "Dashboards answered 200 and doesn't say that the import succeeded"


def _refusal(error: object) -> str:
    match error:
        case {"id": str(identifier), "error": {"type": str(kind)}}:
            return f"{identifier} ({kind})"
        case _:
            return "an object without a name"
