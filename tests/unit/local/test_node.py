"""The life of a node, with a program in its place that starts at once and keeps its rules."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from raimon_local import node as node_module
from raimon_local.node import Node
from raimon_local.node_home import (
    NodeUnavailableError,
    ToolMissingError,
    cache_folder,
    find_java,
    find_maven,
)

# Reads the port from the configuration, answers the question for its health, ends at SIGTERM.
PROGRAM = """#!{python}
import http.server, os, pathlib, signal, sys
{first}
folder = pathlib.Path(os.environ["OPENSEARCH_PATH_CONF"])
told = dict(line.split(": ", 1) for line in (folder / "opensearch.yml").read_text().splitlines())
(pathlib.Path(told["path.data"]) / f"run-{{os.getpid()}}").touch()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{{"timed_out": false}}')
http.server.HTTPServer(("127.0.0.1", int(told["http.port"])), Handler).serve_forever()
"""


def make_home(folder: Path, first: str = "") -> Path:
    """Make the home of a node whose program begins with some words."""
    for name in ("bin", "config"):
        (folder / name).mkdir(parents=True)
    (folder / "config/jvm.options").write_text("-Xmx1g\n-Xlog:gc:file=logs/gc.log\n")
    program = folder / "bin/opensearch"
    program.write_text(PROGRAM.format(python=_python(), first=first))
    program.chmod(0o755)
    return folder


def _python() -> str:
    """Return an interpreter that the node's user may run too."""
    return next(
        (path for path in ("/usr/bin/python3", "/usr/local/bin/python3") if Path(path).exists()),
        sys.executable,
    )


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that the node's user may enter, with a Java in it."""
    made = Path(tempfile.mkdtemp(prefix="raimon-test-", dir="/var/tmp"))
    made.chmod(0o755)
    monkeypatch.setenv("OPENSEARCH_JAVA_HOME", str(make_java(made / "java", "21.0.1")))
    yield made
    shutil.rmtree(made)


def make_java(home: Path, version: str) -> Path:
    """Make the home of a Java of some version."""
    (home / "bin").mkdir(parents=True)
    (home / "bin/java").touch()
    (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return home


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and wasn't waited for doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pid: int) -> None:
    """Give a process five seconds to end."""
    for _ in range(50):
        if not alive(pid):
            return
        time.sleep(0.1)
    pytest.fail("the process still runs")


def runs(owner: int) -> list[Path]:
    """Return the folders of the runs of one process."""
    found = [
        *Path("/var/tmp").glob("raimon-node-*/owner"),  # noqa: S108 - only looked at
        *Path(tempfile.gettempdir()).glob("raimon-node-*/owner"),
    ]
    return [told.parent for told in found if told.read_text() == str(owner)]


@pytest.fixture
def mine() -> Callable[[], list[Path]]:
    """Tell the runs that this test began; the session may have a node of its own."""
    before = runs(os.getpid())
    return lambda: [run for run in runs(os.getpid()) if run not in before]


def test_life(folder: Path, mine: Callable[[], list[Path]]) -> None:
    """A node starts, is killed, comes back on its port with its data, and leaves nothing behind."""
    said: list[str] = []
    with Node(home=make_home(folder / "home"), progress=said.append) as node:
        first, port = node.pid, node.port
        (run,) = mine()
        node.kill()
        assert node.pid is None
        node.restart()
        second = node.pid
        assert node.port == port
        assert len(list((run / "data").iterdir())) == 2
    assert first != second
    assert second is not None
    assert not alive(second)
    assert mine() == []
    assert said[0].startswith("Starting OpenSearch")


def test_kept_data(folder: Path) -> None:
    """Data in a folder of the caller's are there in the next run."""
    home = make_home(folder / "home")
    for count in (1, 2):
        with Node(home=home, data=folder / "kept"):
            assert len(list((folder / "kept").iterdir())) == count


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user to be")
def test_not_root(folder: Path) -> None:
    """Root's node is run by another user, who owns what it writes and nothing of the home."""
    home = make_home(folder / "home")
    with Node(home=home) as node:
        assert Path(f"/proc/{node.pid}").stat().st_uid != 0
    assert (home / "bin/opensearch").stat().st_uid == 0
    assert stat.S_IMODE((home / "bin/opensearch").stat().st_mode) == 0o755


def test_stubborn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that doesn't listen is killed after its time."""
    monkeypatch.setattr(node_module, "STOP_SECONDS", 0.3)
    deaf = make_home(folder / "home", "signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    with Node(home=deaf) as node:
        pid = node.pid
    assert pid is not None
    assert not alive(pid)


def test_ends_at_start(folder: Path, mine: Callable[[], list[Path]]) -> None:
    """A node that ends while it starts says why, and leaves nothing behind."""
    broken = make_home(folder / "home", "sys.exit('BindException: no such luck')")
    with (
        pytest.raises(NodeUnavailableError, match="BindException: no such luck"),
        Node(home=broken),
    ):
        pass
    assert mine() == []


def test_no_home(folder: Path, mine: Callable[[], list[Path]]) -> None:
    """A home that is none leaves nothing behind either."""
    with pytest.raises(FileNotFoundError), Node(home=folder / "nothing"):
        pass
    assert mine() == []


def test_never_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that never answers is given up and stopped."""
    monkeypatch.setattr(node_module, "START_SECONDS", 0.6)
    mute = make_home(folder / "home", "import time; time.sleep(60)")
    with pytest.raises(NodeUnavailableError, match="did not answer"), Node(home=mute):
        pass


def test_taken_port(folder: Path) -> None:
    """A port that is taken is told, instead of talking to who listens there."""
    home = make_home(folder / "home")
    with (
        Node(home=home) as first,
        pytest.raises(NodeUnavailableError, match=f"Port {first.port} is taken"),
        Node(home=home, port=first.port),
    ):
        pass


SCRIPT = """
import signal, sys, time
from pathlib import Path
from raimon_local.node import Node
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
with Node(home=Path(sys.argv[1])) as node:
    print(node.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "killed"])
def test_owner_ends(folder: Path, mine: Callable[[], list[Path]], how: signal.Signals) -> None:
    """With its owner the node ends: in order at Ctrl-C, and even where the owner is killed."""
    if how is signal.SIGKILL and shutil.which("setpriv") is None:
        pytest.skip("without setpriv nobody tells the node that its owner was killed")
    home = make_home(folder / "home")
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", SCRIPT, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": "layers/core:local"},
    ) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        owner.send_signal(how)
        owner.wait(20)
    wait_until_gone(pid)
    if how is signal.SIGKILL:
        with Node(home=home):  # the next one sweeps
            assert len(mine()) == 1
    assert runs(owner.pid) == []


@pytest.mark.parametrize(
    ("version", "fits"),
    [("21.0.1", True), ("25", True), ("17.0.9", False), ("1.8.0_392", False), ("", False)],
)
def test_find_java(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, *, fits: bool
) -> None:
    """Only a Java that is new enough is taken, by what its own folder tells."""
    told = make_java(tmp_path / "java", version)
    monkeypatch.setenv("OPENSEARCH_JAVA_HOME", str(told))
    try:
        found = find_java()
    except ToolMissingError:  # this machine has no other Java
        found = None
    assert (found == told) is fits


def test_no_maven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Maven one sentence says so."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissingError, match="there is no mvn on PATH"):
        find_maven()


def test_cache_folder() -> None:
    """The prepared node lies outside the checkout, named after its version."""
    folder = cache_folder("9.9.9")
    assert folder.name.endswith("opensearch-9.9.9")
    assert not folder.is_relative_to(Path.cwd())
