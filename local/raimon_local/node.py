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


class Node:
    """One node with its own port, configuration and data; the prepared home is shared.

    Use it as a context manager. Leaving the block, by Ctrl-C too, stops the node and removes what
    it wrote; data live on only in a `data` folder of the caller's.
    """

    def __init__(
        self,
        *,
        data: Path | None = None,
        heap: str = "512m",
        settings: dict[str, str] | None = None,
        progress: Progress = lambda _: None,
    ) -> None:
        """Choose ports; nothing is fetched or started yet.

        Args:
            data: a folder that keeps the data for the next run; None: they go with the node.
            heap: the size of Java's heap.
            settings: further lines of the node's configuration.
            progress: told in one sentence what is going on.

        """
        self._kept_data = data
        self._heap = heap
        self._settings = settings or {}
        self._progress = progress
        self.port, self._transport_port = _free_ports()
        self._run: Path | None = None
        self._home = Path()
        self._java = Path()
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
        self._java = find_java()
        self._home = prepare(progress=self._progress)
        self._run = self._make_run_folder()
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
        self._progress("Starting OpenSearch (10 to 50 seconds)")
        self._process = self._launch()
        try:
            self._wait()
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

    def _make_run_folder(self) -> Path:
        run = Path(tempfile.mkdtemp(prefix="raimon-node-", dir=_runs_folder()))
        shutil.copytree(self._home / "config", run / "config")
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
            **self._settings,
        }
        text = "".join(f"{name}: {value}\n" for name, value in lines.items())
        (run / "config/opensearch.yml").write_text(text, encoding="utf-8")
        _hand_over(run)
        _hand_over(data)
        return run

    def _launch(self) -> subprocess.Popen[bytes]:
        assert self._run is not None  # noqa: S101 - start() follows __enter__
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": str(self._run),
            "OPENSEARCH_JAVA_HOME": str(self._java),
            "OPENSEARCH_PATH_CONF": str(self._run / "config"),
            "OPENSEARCH_TMPDIR": str(self._run / "tmp"),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{self._heap} -Xmx{self._heap} "
            "-Xlog:disable -Xlog:all=warning:stderr",
        }
        user = NODE_USER if os.geteuid() == 0 else None
        with (self._run / "node.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - a fixed command
                [*_bound_to_parent(), str(self._home / "bin/opensearch")],
                cwd=self._run,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop the node in order
                user=user,
                group=_group_of(user),
                extra_groups=[] if user else None,
            )

    def _wait(self) -> None:
        assert self._process is not None  # noqa: S101 - just launched
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                message = f"OpenSearch ended while it started: {self._last_words()}"
                raise NodeUnavailableError(message)
            if self._healthy():
                return
            time.sleep(0.2)
        message = f"OpenSearch did not answer within {START_SECONDS:.0f} seconds."
        raise NodeUnavailableError(message)

    def _healthy(self) -> bool:
        health = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        try:
            with urllib.request.urlopen(health, timeout=3) as answer:  # noqa: S310 - our own address
                told: dict[str, object] = json.load(answer)
        except (OSError, ValueError):
            return False
        return told.get("timed_out") is False

    def _last_words(self) -> str:
        assert self._run is not None  # noqa: S101 - it was launched there
        lines = (self._run / "node.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return next(
            (line for line in lines if "rror" in line or "xception" in line), "no reason told"
        )[:300]


def _write_no_logs_at_home(options: Path) -> None:
    """Drop the Java options that write logs beside the program, which belongs to nobody."""
    lines = options.read_text(encoding="utf-8").splitlines(keepends=True)
    options.write_text("".join(line for line in lines if "logs/" not in line), encoding="utf-8")


def _bound_to_parent() -> list[str]:
    """Return the words that end the node when we are killed, where the system knows such words."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _group_of(user: str | None) -> int | None:
    if user is None:
        return None
    return pwd.getpwnam(user).pw_gid


def _runs_folder() -> str | None:
    return "/var/tmp" if os.geteuid() == 0 else None  # noqa: S108 - mkdtemp makes a name of its own


def _hand_over(folder: Path) -> None:
    """Give a folder to the user that runs the node."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, NODE_USER, _group_of(NODE_USER))


def _free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on."""
    with socket.socket() as first, socket.socket() as second:
        for held in (first, second):
            held.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
