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
from raimon.policy import default_policy
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import Assessed, AssessedLogs
from raimon_local.log_files import log_files
from raimon_local.page.data import page_data
from raimon_local.page.render import render_page

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
def page() -> str:
    """Return the page about an hour of the sample logs."""
    samples = Path(raimon_local.__path__[0]) / "sample_logs"
    logs = AssessedLogs(Scoring(default_policy(), None)).read(log_files([str(samples)])[:4])
    found = [each.assessment for each in logs if isinstance(each, Assessed)]
    return render_page(page_data(found, [], {}))


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
