"""A collection that wakes after forty seconds, in a hundredth of the time."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from raimon.aws.opensearch_admin import connect
from raimon.setup.http import Http, Reply, Request
from raimon.setup.opensearch import OpenSearchSetup
from raimon.setup.time_left import TimeLeft
from tests.unit.setup.fakes import FakeOpenSearch, Shelf, make_request
from tests.unit.setup.loopback import Loopback, serving

FASTER = 100


@dataclass
class Hurried:
    """The real way to the server, with time limits a hundredth as long."""

    http: Http

    def send(self, request: Request, timeout: float) -> Reply:
        """Send the request."""
        return self.http.send(request, timeout / FASTER)


def run(server: Loopback, seconds: float = 900) -> dict[str, str]:
    """Make the collection ready on a clock that runs a hundred times as fast."""
    began = time.monotonic()
    left = TimeLeft(
        lambda: seconds - (time.monotonic() - began) * FASTER,
        lambda asked: time.sleep(asked / FASTER),
    )
    setup = OpenSearchSetup(
        lambda endpoint, service: Hurried(connect(endpoint, service)),
        *(Shelf(), Shelf()),
        "",
        lambda: datetime(2026, 11, 1, tzinfo=UTC),
    )
    return dict(setup.put(make_request({"Endpoint": server.url, "Service": "aoss"}), left))


def test_slow_first_answer() -> None:
    """The first answer may take forty seconds: the request is not given up before."""
    with serving(Loopback(delay=0.4)) as server:
        server.opensearch.script = lambda _: setattr(server, "delay", 0.0)
        assert run(server)["Templates"] != "unchanged"
        paths = [asked.path for asked in server.opensearch.requests]
        assert paths.count("/_index_template/raimon-invocations") == 3  # wait, compare, put


@pytest.mark.parametrize("status", [503, 403, 500])
def test_refusing_first(status: int) -> None:
    """Refusals of the first forty seconds are outwaited."""
    wakes = time.monotonic() + 0.4
    opensearch = FakeOpenSearch(lambda _: Reply(status) if time.monotonic() < wakes else None)
    with serving(Loopback(opensearch)) as server:
        assert run(server)["Indices"] != "unchanged"


def test_signed() -> None:
    """Each request is signed for the collection, the digest of its body and our headers too."""
    with serving(Loopback()) as server:
        run(server)
        for asked in server.opensearch.requests:
            assert "/aoss/aws4_request" in asked.headers["authorization"]
            assert "x-amz-content-sha256" in asked.headers["authorization"]
