"""A real OpenSearch node on loopback, gone when its block ends."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from raimon_local.node_home import NodeUnavailableError, Progress, find_java, prepare

START_SECONDS: Final = 120.0
STOP_SECONDS: Final = 20.0
NODE_USER: Final = "nobody"  # who runs the node when we are root: OpenSearch refuses to be root
_RUN_PREFIX: Final = "raimon-node-"


class Node:
    """One node with its own port, configuration and data; the prepared home is shared.

    Use it as a context manager. Leaving the block, by Ctrl-C too, stops the node and removes what
    it wrote; data live on only in a `data` folder of the caller's.
    """

    def __init__(
        self,
        *,
        port: int | None = None,
        home: Path | None = None,
        data: Path | None = None,
        heap: str = "512m",
        progress: Progress = lambda _: None,
    ) -> None:
        """Choose ports; nothing is fetched or started yet.

        Args:
            port: where it listens; None: a free port.
            home: an unpacked OpenSearch; None: the one that `prepare` fetches.
            data: a folder that keeps the data for the next run; None: they go with the node.
            heap: the size of Java's heap.
            progress: told in one sentence what is going on.

        """
        self._home = home
        self._kept_data = data
        self._heap = heap
        self._progress = progress
        free, self._transport_port = _free_ports()
        self.port = port or free
        self._run: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the node's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Return the process id while the node runs."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Self:
        """Prepare, start and wait until the node answers."""
        try:
            self.start()
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the node and remove what it wrote."""
        self._clear()

    def start(self) -> None:
        """Start the node on its data and wait until it answers."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start the node on its data; it comes up while its caller does something else."""
        java = find_java()
        home = self._home or prepare(progress=self._progress)
        if _listens(self.port):
            message = f"Port {self.port} is taken: stop who listens there, or choose another."
            raise NodeUnavailableError(message)
        run = self._run or self._make_run_folder(home)
        self._progress("Starting OpenSearch (10 to 50 seconds)")
        self._process = self._launch(home, run, java)

    def wait(self) -> None:
        """Wait until the node that has begun answers; one that doesn't is killed."""
        if self._process is None or self._run is None:
            return
        try:
            self._wait(self._process, self._run / "node.log")
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop the node as its operator would; one that doesn't listen is killed."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the node in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop the node if it runs and start it again on the same port with the same data."""
        self.stop()
        self.start()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except BaseException as error:
            process.kill()
            process.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise

    def _clear(self) -> None:
        try:
            self.stop()
        finally:
            if self._run is not None:
                shutil.rmtree(self._run, ignore_errors=True)
                self._run = None

    def _make_run_folder(self, home: Path) -> Path:
        _sweep()
        run = self._run = Path(tempfile.mkdtemp(prefix=_RUN_PREFIX, dir=_runs_folder()))
        (run / "owner").write_text(str(os.getpid()), encoding="ascii")
        shutil.copytree(home / "config", run / "config")
        _write_no_logs_at_home(run / "config/jvm.options")
        for name in ("logs", "tmp"):
            (run / name).mkdir()
        data = self._kept_data or run / "data"
        data.mkdir(parents=True, exist_ok=True)
        lines = {
            "cluster.name": "raimon-local",
            "node.name": "node-1",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": str(self.port),
            "transport.port": str(self._transport_port),
            "path.data": str(data.resolve()),
            "path.logs": str(run / "logs"),
            "node.store.allow_mmap": "false",  # no kernel setting needed
            "cluster.routing.allocation.disk.threshold_enabled": "false",  # works on a full disk
            "action.auto_create_index": '"+raimon-*-v*-*,-raimon-*"',  # a typo makes no index
        }
        text = "".join(f"{name}: {value}\n" for name, value in lines.items())
        (run / "config/opensearch.yml").write_text(text, encoding="utf-8")
        _hand_over(run)
        _hand_over(data)
        return run

    def _launch(self, home: Path, run: Path, java: Path) -> subprocess.Popen[bytes]:
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(run),
            "OPENSEARCH_JAVA_HOME": str(java),
            "OPENSEARCH_PATH_CONF": str(run / "config"),
            "OPENSEARCH_TMPDIR": str(run / "tmp"),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{self._heap} -Xmx{self._heap} "
            "-Xlog:disable -Xlog:all=warning:stderr",
        }
        user = NODE_USER if os.geteuid() == 0 else None
        with (run / "node.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - a fixed command
                [*_bound_to_parent(), str(home / "bin/opensearch")],
                cwd=run,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop the node in order
                user=user,
                group=pwd.getpwnam(user).pw_gid if user else None,
                extra_groups=[] if user else None,
            )

    def _wait(self, process: subprocess.Popen[bytes], log: Path) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if process.poll() is not None:
                message = f"OpenSearch ended while it started: {_last_words(log)}"
                raise NodeUnavailableError(message)
            if self._healthy():
                return
            time.sleep(0.2)
        message = f"OpenSearch did not answer within {START_SECONDS:.0f} seconds."
        raise NodeUnavailableError(message)

    def _healthy(self) -> bool:
        health = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
        try:
            with direct.open(health, timeout=3) as answer:
                told: dict[str, object] = json.load(answer)
        except (OSError, ValueError):
            return False
        return told.get("timed_out") is False


def _last_words(log: Path) -> str:
    """Return the first line of the node's log that tells of an error."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    told = (line for line in lines if "rror" in line or "xception" in line)
    return next(told, "no reason told")[:300]


def _write_no_logs_at_home(options: Path) -> None:
    """Drop the Java options that write logs beside the program, which belongs to nobody."""
    lines = options.read_text(encoding="utf-8").splitlines(keepends=True)
    options.write_text("".join(line for line in lines if "logs/" not in line), encoding="utf-8")


def _bound_to_parent() -> list[str]:
    """Return the words that end the node when we are killed, where the system knows such words."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _runs_folder() -> Path:
    """Return where each run's folder lies: the node's user must be able to enter it."""
    return Path("/var/tmp" if os.geteuid() == 0 else tempfile.gettempdir())  # noqa: S108 - mkdtemp


def _sweep() -> None:
    """Remove what a run left behind whose owner was killed."""
    for run in _runs_folder().glob(f"{_RUN_PREFIX}*"):
        try:
            os.kill(int((run / "owner").read_text(encoding="ascii")), 0)
        except ProcessLookupError:
            shutil.rmtree(run, ignore_errors=True)
        except (OSError, ValueError):  # somebody else's, or not there yet
            continue


def _hand_over(folder: Path) -> None:
    """Give a folder to the user that runs the node."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, NODE_USER, pwd.getpwnam(NODE_USER).pw_gid)


def _listens(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


def _free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on."""
    with socket.socket() as first, socket.socket() as second:
        for held in (first, second):
            held.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
