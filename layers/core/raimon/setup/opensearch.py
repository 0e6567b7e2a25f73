"""Custom::OpenSearchSetup: roles, templates, first indices and saved objects, in this order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field

from raimon.setup.answer import Data
from raimon.setup.engine import DONE, Engine, Templates
from raimon.setup.http import NOT_FOUND, Http, json_request
from raimon.setup.months import ensure_month
from raimon.setup.request import Properties, ResourceRequest
from raimon.setup.roles import ensure_dashboards_users, ensure_roles
from raimon.setup.saved_objects import (
    Backups,
    Dashboards,
    Library,
    SavedObjectsFile,
    ensure_saved_objects,
)
from raimon.setup.time_left import TimeLeft
from raimon.store.families import Family
from raimon.store.templates import Capabilities, ensure_templates

AWAKE_SECONDS: Final = 300.0  # how long a domain or a collection may take to answer at all
NO_SAVED_OBJECTS: Final = "none"


def _without_blanks(told: object) -> object:
    """Drop what a condition of the template left empty, and spaces after its commas."""
    if not isinstance(told, list | tuple):
        return told
    return [item.strip() for item in told if isinstance(item, str) and item.strip()]


type Members = Annotated[tuple[str, ...], BeforeValidator(_without_blanks)]


class People(Properties):
    """Who signs in to Dashboards; what they read there is the reader's role."""

    dashboards_roles: Members = ()


class OpenSearchProperties(People):
    """What the template says of the store; a changed ContentHash alone has everything looked at."""

    endpoint: str = Field(pattern=r"^https?://[A-Za-z0-9.\-]+(:[0-9]+)?$")
    service: Literal["es", "aoss", "none"] = "es"
    manage_roles: bool = True
    japanese_plugins: bool = True
    dashboards_path: str = "/_dashboards"
    saved_objects: str = ""  # a folder, s3://bucket/prefix, or none
    writer_roles: Members = ()
    reader_roles: Members = ()
    retention_roles: Members = ()
    setup_roles: Members = ()
    content_hash: str = ""

    @property
    def serverless(self) -> bool:
        """Return whether there are neither roles nor components nor tenants."""
        return self.service == "aoss"

    @property
    def capabilities(self) -> Capabilities:
        """Return what the engine can do."""
        return Capabilities(
            japanese_plugins=self.japanese_plugins,
            component_templates=not self.serverless,
            shard_settings=not self.serverless,
        )

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Return who has which role in OpenSearch."""
        return {
            "raimon_writer": self.writer_roles,
            "raimon_reader": self.reader_roles,
            "raimon_retention": self.retention_roles,
            "raimon_setup": self.setup_roles,
        }


type Connect = Callable[[str, str], Http]  # from endpoint and service; nothing is asked yet


@dataclass(frozen=True, slots=True)
class OpenSearchSetup:
    """Makes an OpenSearch ready; doing it again changes nothing, deleting it keeps everything."""

    connect: Connect
    library: Library
    backups: Backups
    saved_objects: str
    now: Callable[[], datetime]
    name: ClassVar[str] = "raimon-opensearch"

    def put(self, request: ResourceRequest, time: TimeLeft) -> Data:
        """Do every step, and return what each changed."""
        wanted = OpenSearchProperties.of(request.resource_properties)
        files = self._files(wanted)  # first: what can't be read costs no waiting
        engine = Engine(self.connect(wanted.endpoint, wanted.service), time)
        await_engine(engine, serverless=wanted.serverless)
        changed: dict[str, list[str]] = {}
        if wanted.manage_roles and not wanted.serverless:
            before = People.of(request.old_resource_properties)
            changed["Roles"] = [
                *ensure_roles(engine, wanted.members),
                *ensure_dashboards_users(engine, wanted.dashboards_roles, before.dashboards_roles),
            ]
        changed["Templates"] = ensure_templates(Templates(engine), wanted.capabilities)
        changed["Indices"] = ensure_month(engine, self.now())
        dashboards = Dashboards(engine, wanted.dashboards_path, tenants=not wanted.serverless)
        changed["SavedObjects"] = ensure_saved_objects(dashboards, files, self.backups)
        return {step: " ".join(names) or "unchanged" for step, names in changed.items()}

    def delete(self, request: ResourceRequest, time: TimeLeft) -> Data:  # noqa: ARG002 - the port's
        """Keep everything: documents outlive the stack, and the endpoint may be gone already."""
        return {}

    def _files(self, wanted: OpenSearchProperties) -> list[SavedObjectsFile]:
        location = wanted.saved_objects or self.saved_objects
        if location in {"", NO_SAVED_OBJECTS}:
            return []
        return self.library.files(location)


def await_engine(engine: Engine, *, serverless: bool) -> None:
    """Wait until the engine answers: a domain tells its health, a collection has no such thing."""
    if serverless:
        probe = json_request("GET", f"/_index_template/{Family.INVOCATIONS.alias}")
        engine.ask("wait", probe, accept=DONE | {NOT_FOUND}, patience=AWAKE_SECONDS)
    else:
        health = "/_cluster/health?wait_for_status=yellow&timeout=20s&filter_path=status"
        engine.ask("wait", json_request("GET", health), patience=AWAKE_SECONDS)
