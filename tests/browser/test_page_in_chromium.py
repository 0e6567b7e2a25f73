"""The page in a real browser: both languages, nothing asked of the network, no error."""

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import raimon_local
from raimon.alarms.phrases import Language
from raimon.policy import default_policy
from raimon.scorers.registry import SCORERS
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.page.data import page_data
from raimon_local.page.render import render_page
from raimon_local.sample_maker import history
from raimon_local.streams import page as streams_page
from raimon_local.streams.drawing import Scene, scene
from raimon_local.streams.watched import watched, windows_of
from raimon_local.watched_calls import WatchedCalls

CHROMIUM = next(filter(shutil.which, ("chromium", "chromium-browser", "google-chrome")), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
)
SECONDS = 60

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


class Asked(http.server.BaseHTTPRequestHandler):
    """A server that holds one page and remembers what else was asked for."""

    page = b""
    paths: list[str]

    def do_GET(self) -> None:
        """Hand out the page, and nothing else."""
        self.paths.append(self.path)
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page if self.path == "/" else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def page(streams: Scene) -> str:
    """Return the page about an hour of the sample logs, with the streams of the history."""
    samples = Path(raimon_local.__path__[0]) / "sample_logs"
    logs = AssessedLogs(Scoring(default_policy(), None)).read(log_files([str(samples)])[:4])
    found = [each.assessment for each in logs if isinstance(each, Assessed)]
    return render_page(page_data(found, [], {}), streams)


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Return the streams of the history, in which a deployment goes bad."""
    folder = tmp_path_factory.mktemp("history")
    history.write(folder)
    calls = WatchedCalls(default_policy(), explaining=True)
    scorers = tuple(each for each in SCORERS if each.name == "robustness.refusal")
    for each in AssessedLogs(Scoring(default_policy(), None, scorers)).read(
        log_files([str(folder)])
    ):
        assert isinstance(each, Assessed)
        calls.take(each.call)
    told = list(calls.raised())
    return scene(watched(calls.watch, windows_of(calls.watch), told))


@pytest.fixture
def served(page: str) -> Iterator[tuple[str, list[str]]]:
    """Serve the page on the loopback; return its address and what was asked for."""
    handler = type("Handler", (Asked,), {"page": page.encode(), "paths": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", handler.paths  # type: ignore[attr-defined]  # made above
    server.shutdown()
    thread.join()
    server.server_close()


def browse(profile: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Chromium with a profile of its own."""
    assert CHROMIUM is not None
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *arguments]
    return subprocess.run(  # noqa: S603 - the browser found above
        command, capture_output=True, check=True, text=True, timeout=SECONDS
    )


def test_both_languages_and_nothing_else(served: tuple[str, list[str]], tmp_path: Path) -> None:
    """The browser finds both languages, asks for the page alone, and has nothing to complain of."""
    address, asked = served

    run = browse(tmp_path, "--dump-dom", address)

    assert "Where to look next" in run.stdout
    assert "次に見るところ" in run.stdout
    assert "hotel-concierge has been worse since about" in run.stdout
    assert "hotel-concierge は、2026年10月13日" in run.stdout
    assert asked == ["/"]
    assert not re.search(r"CONSOLE|Content Security Policy", run.stderr)


@pytest.mark.parametrize("width", [pytest.param(1200, id="desk"), pytest.param(390, id="phone")])
def test_editions_look_different(page: str, width: int, tmp_path: Path) -> None:
    """Choosing the other language shows another page, at the width of a desk and of a phone."""
    chosen = page.replace('id="to-en" checked', 'id="to-en"').replace(
        'id="to-ja"', 'id="to-ja" checked'
    )
    pictures = []
    for name, text in (("en", page), ("ja", chosen)):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        picture = tmp_path / f"{name}.png"
        browse(
            tmp_path / name,
            f"--window-size={width},1600",
            f"--screenshot={picture}",
            f"file://{tmp_path}/{name}.html",
        )
        pictures.append(picture.read_bytes())

    english, japanese = pictures
    assert english != japanese
    assert min(map(len, pictures)) > 20_000  # a blank page of this size has some 5,000 bytes


@pytest.mark.parametrize("language", ["en", "ja"])
def test_streams_are_drawn(streams: Scene, language: Language, tmp_path: Path) -> None:
    """The page of a replay is drawn, and the browser has nothing to complain of."""
    file, picture = tmp_path / "streams.html", tmp_path / "streams.png"
    streams_page.write(streams, default_policy(), [language], file)

    run = browse(
        tmp_path / "profile", "--window-size=900,700", f"--screenshot={picture}", f"file://{file}"
    )

    assert picture.stat().st_size > 20_000
    assert not re.search(r"CONSOLE|Content Security Policy", run.stderr)
