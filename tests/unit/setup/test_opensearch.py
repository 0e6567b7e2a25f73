"""The store is made ready once; what fails says what to do; deleting keeps everything."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from raimon.errors import RaimonError
from raimon.setup.engine import REQUEST_SECONDS
from raimon.setup.errors import SetupFailedError
from raimon.setup.http import UNANSWERED, Reply, Request
from raimon.setup.opensearch import OpenSearchSetup
from raimon.setup.roles import role_bodies
from raimon.setup.saved_objects import SavedObjectsFile
from raimon.store.families import Family
from tests.house.repository import ROOT
from tests.unit.setup.fakes import FakeOpenSearch, FastClock, Shelf, make_request, reply

NOW = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
WRITER = "arn:aws:iam::123456789012:role/writer"
DOMAIN = {"Endpoint": "https://search.example", "WriterRoles": [WRITER, ""]}
COLLECTION = {"Endpoint": "https://collection.example", "Service": "aoss"}
DASHBOARD = SavedObjectsFile(
    "overview.ndjson",
    b'{"type":"dashboard","id":"raimon-overview","attributes":{"title":"x"},"references":[]}\n',
)


def run(
    server: FakeOpenSearch,
    properties: Mapping[str, object] = DOMAIN,
    *,
    old: Mapping[str, object] | None = None,
    clock: FastClock | None = None,
    shelf: Shelf | None = None,
) -> dict[str, str]:
    """Run the custom resource against a server and return what it changed."""
    shelf = shelf or Shelf()
    place = "dashboards" if shelf.held else ""
    setup = OpenSearchSetup(lambda *_: server, shelf, shelf, place, lambda: NOW)
    return dict(setup.put(make_request(properties, old), (clock or FastClock()).time_left()))


def test_domain() -> None:
    """Roles, members, templates, this month in UTC and the saved objects are there afterwards."""
    server = FakeOpenSearch()
    changed = run(server, shelf=Shelf([DASHBOARD]))
    assert set(changed) == {"Roles", "Templates", "Indices", "SavedObjects"}
    for name, body in role_bodies().items():
        assert server.held[f"/_plugins/_security/api/roles/{name}"] == body
    mapped = server.held["/_plugins/_security/api/rolesmapping/raimon_writer"]
    assert mapped == {"backend_roles": [WRITER]}
    for family in Family:
        assert f"/raimon-{family}-v1-2026.12" in server.held
        assert f"/_index_template/{family.alias}" in server.held
    assert "raimon-overview" in server.objects


@pytest.mark.parametrize("properties", [DOMAIN, COLLECTION], ids=["domain", "collection"])
def test_twice(properties: Mapping[str, object]) -> None:
    """The second run changes nothing and says so."""
    server, shelf = FakeOpenSearch(), Shelf([DASHBOARD])
    run(server, properties, shelf=shelf)
    server.requests.clear()
    assert set(run(server, properties, shelf=shelf).values()) == {"unchanged"}
    assert server.changes == []
    assert shelf.kept == {}


def test_partial_run() -> None:
    """After a run that ended half-way, the next does the rest and nothing twice."""
    broken = FakeOpenSearch(
        lambda asked: reply({}, 400) if asked.path == "/_index_template/raimon-alarms" else None
    )
    with pytest.raises(RaimonError):
        run(broken)
    done = set(broken.held)
    whole = FakeOpenSearch(held=broken.held)
    run(whole)
    assert done
    assert not {f"PUT {path}" for path in done} & set(whole.changes)
    run(untouched := FakeOpenSearch())
    assert whole.held == untouched.held


def test_serverless() -> None:
    """A collection is sent no role, no component, no shard setting, no `GET /`, no tenant."""
    server = FakeOpenSearch()
    changed = run(server, COLLECTION, shelf=Shelf([DASHBOARD]))
    assert "Roles" not in changed
    paths = {asked.path for asked in server.requests}
    assert not {path for path in paths if "_security" in path or "_component" in path}
    assert not paths & {"/", "/_cluster/health"}
    assert not [path for path in paths if "security_tenant" in path]
    assert not [asked for asked in server.requests if "securitytenant" in asked.headers]
    template = server.held["/_index_template/raimon-findings"]
    assert template["composed_of"] == []
    assert "index.number_of_shards" not in template["template"]["settings"]


def test_collection_sleeps() -> None:
    """A collection gets at least 40 seconds for its first answer."""
    server = FakeOpenSearch()
    run(server, COLLECTION)
    assert server.timeouts[0] >= 40
    assert REQUEST_SECONDS >= 40


@pytest.mark.parametrize(
    "status",
    [
        pytest.param(UNANSWERED, id="no answer yet"),
        pytest.param(503, id="the security plugin isn't ready"),
        pytest.param(403, id="the policy is still spreading"),
        pytest.param(429, id="busy"),
    ],
)
@pytest.mark.parametrize("properties", [DOMAIN, COLLECTION], ids=["domain", "collection"])
def test_waits(properties: Mapping[str, object], status: int) -> None:
    """What passes with time is waited for: at the start, and again at a later step."""
    clock = FastClock()

    def wakes(asked: Request) -> Reply | None:
        late = asked.path.startswith("/_index_template/raimon-windows")
        return Reply(status) if clock.waited < (60 if late else 40) else None

    changed = run(FakeOpenSearch(wakes), properties, clock=clock)
    assert changed["Templates"] != "unchanged"
    assert 60 <= clock.waited < 120


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        pytest.param(UNANSWERED, "security groups", id="no answer"),
        pytest.param(401, "master user", id="not known"),
        pytest.param(403, "master user", id="no right"),
        pytest.param(503, "health", id="not well"),
        pytest.param(404, "Check the endpoint", id="something else behind it"),
    ],
)
def test_never_ready(status: int, advice: str) -> None:
    """An endpoint that never answers well fails in minutes, and the reason says what to look at."""
    clock = FastClock()
    with pytest.raises(SetupFailedError, match=advice):
        run(FakeOpenSearch(lambda _: Reply(status)), clock=clock)
    assert clock.waited < 330


def test_time_is_short() -> None:
    """Waiting ends early enough to say so."""
    clock = FastClock(60)
    with pytest.raises(SetupFailedError, match="no answer"):
        run(FakeOpenSearch(lambda _: Reply(UNANSWERED)), clock=clock)
    assert clock.seconds - clock.waited >= 15


@pytest.mark.parametrize(
    ("path", "told", "reason"),
    [
        pytest.param(
            "/_component_template/raimon-analysis",
            {
                "error": {
                    "root_cause": [{"reason": "Unknown char_filter type [icu_normalizer]"}],
                    "type": "illegal_argument_exception",
                    "reason": "can't be composed",
                }
            },
            r"raimon-analysis: status 400, can't be composed: Unknown char_filter",
            id="template",
        ),
        pytest.param(
            "/_plugins/_security/api/roles/raimon_writer",
            {"status": "error", "reason": "Invalid configuration"},
            "ManageRoles to false",
            id="role",
        ),
        pytest.param(
            "/raimon-findings-v1-2026.12",
            {
                "error": {
                    "type": "invalid_alias_name_exception",
                    "reason": "an index exists with the same name as the alias",
                }
            },
            "has the name of an alias",
            id="index",
        ),
    ],
)
def test_refused(path: str, told: object, reason: str) -> None:
    """What OpenSearch refuses fails the stack with its own words, at once."""
    clock = FastClock()
    server = FakeOpenSearch(
        lambda asked: reply(told, 400) if asked.method == "PUT" and asked.path == path else None
    )
    with pytest.raises(RaimonError, match=reason):
        run(server, clock=clock)
    assert clock.waited == 0


def test_index_made_meanwhile() -> None:
    """`index` makes the month in the same moment: that is no failure and no change."""
    race = {"error": {"type": "resource_already_exists_exception", "reason": "already exists"}}
    server = FakeOpenSearch(
        lambda asked: (
            reply(race, 400) if asked.method == "PUT" and asked.path.endswith("2026.12") else None
        )
    )
    assert run(server)["Indices"] == "unchanged"


def test_signature_is_not_quoted() -> None:
    """AWS quotes a request that is signed badly, session token included: nothing of it is told."""
    token = "session-token-" + "of-nobody"
    quoted = {
        "message": "The request signature we calculated does not match. The Canonical String "
        f"should have been 'x-amz-security-token:{token}'"
    }
    server = FakeOpenSearch(lambda _: reply(quoted, 403))
    with pytest.raises(SetupFailedError) as caught:
        run(server)
    assert token not in str(caught.value)
    assert "signature" in str(caught.value)
    assert token not in repr(reply(quoted, 403))


@pytest.mark.parametrize(
    ("properties", "names"),
    [
        pytest.param({}, "Endpoint", id="none"),
        pytest.param({"Endpoint": "search.example"}, "Endpoint", id="no scheme"),
        pytest.param({**DOMAIN, "Service": "solr"}, "Service", id="another service"),
        pytest.param({**DOMAIN, "ManageRoles": "perhaps"}, "ManageRoles", id="no boolean"),
    ],
)
def test_properties(properties: Mapping[str, object], names: str) -> None:
    """A property that can't be used is named before anything is asked."""
    server = FakeOpenSearch()
    with pytest.raises(SetupFailedError, match=names):
        run(server, properties)
    assert server.requests == []


def test_roles_of_others() -> None:
    """Where ManageRoles is false, the security interface isn't asked at all."""
    server = FakeOpenSearch()
    assert "Roles" not in run(server, {**DOMAIN, "ManageRoles": "false"})
    assert not [asked for asked in server.requests if "_security" in asked.path]


def test_delete() -> None:
    """Deleting asks nobody anything: the endpoint may be gone, and documents stay."""
    server = FakeOpenSearch()
    setup = OpenSearchSetup(lambda *_: server, Shelf(), Shelf(), "", lambda: NOW)
    assert setup.delete(make_request({}), FastClock().time_left()) == {}
    assert server.requests == []


def test_people_in_dashboards() -> None:
    """People are let into Dashboards beside others, and only they are put out again."""
    path = "/_plugins/_security/api/rolesmapping/kibana_user"
    server = FakeOpenSearch(held={path: {"backend_roles": ["others"], "users": ["taro"]}})
    entered = {**DOMAIN, "DashboardsRoles": ["governance", " platform", ""]}
    assert "rolesmapping/kibana_user" in run(server, entered)["Roles"].split()
    assert server.held[path] == {
        "backend_roles": ["governance", "others", "platform"],
        "users": ["taro"],
    }
    assert run(server, entered)["Roles"] == "unchanged"
    run(server, {**DOMAIN, "DashboardsRoles": ["platform"]}, old=entered)
    assert server.held[path]["backend_roles"] == ["others", "platform"]


def test_shipped_dashboards() -> None:
    """The dashboards of the repository are ones that setup takes, and takes once."""
    files = [
        SavedObjectsFile(file.name, file.read_bytes())
        for file in sorted((ROOT / "dashboards").glob("*.ndjson"))
    ]
    assert files
    server, shelf = FakeOpenSearch(), Shelf(files)
    assert run(server, shelf=shelf)["SavedObjects"].split() == [file.name for file in files]
    assert run(server, shelf=shelf)["SavedObjects"] == "unchanged"
