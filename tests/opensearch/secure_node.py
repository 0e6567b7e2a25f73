"""A real OpenSearch node with the real security plugin, gone when its block ends."""

import json
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from types import TracebackType
from typing import Final, Self

import urllib3
from urllib3.exceptions import HTTPError

from raimon.aws.opensearch_admin import OpenSearchHttp
from raimon.setup.http import Reply, Request
from raimon_local.node_home import NodeUnavailableError
from tests.opensearch.secure_home import find_older_java, make_certificates, secure_home

START_SECONDS: Final = 150.0
STOP_SECONDS: Final = 20.0
_USER: Final = "nobody"  # OpenSearch refuses to be root
_MASTER: Final = "master"
_PREFIX: Final = "raimon-secure-"
_SECURITY: Final = {
    "ssl.transport.pemcert_filepath": "certificates/node.pem",
    "ssl.transport.pemkey_filepath": "certificates/node.key",
    "ssl.transport.pemtrustedcas_filepath": "certificates/authority.pem",
    "ssl.http.enabled": "true",
    "ssl.http.pemcert_filepath": "certificates/node.pem",
    "ssl.http.pemkey_filepath": "certificates/node.key",
    "ssl.http.pemtrustedcas_filepath": "certificates/authority.pem",
    "nodes_dn": '["CN=node,O=raimon"]',
    "authcz.admin_dn": '["CN=admin,O=raimon"]',
    "allow_default_init_securityindex": "true",
    "restapi.roles_enabled": "[all_access]",
    "system_indices.enabled": "true",
    "audit.type": "noop",
}


@dataclass
class SecureNode:
    """One node with TLS, users and roles; an internal user stands for an IAM role.

    The plugin's stock mappings are replaced: one of them, `own_index`, gives every user the right
    to bulk, scroll and msearch, so that a test of least rights would pass for the wrong reason.
    """

    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    port: int = 0
    _run: Path | None = None
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the node's address."""
        return f"https://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start the node and make its master user, who has the rights of a domain's master."""
        try:
            self._start()
            self.add_user(_MASTER, "admin")
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the node and remove what it wrote."""
        self._stop()

    def add_user(self, name: str, *backend_roles: str) -> None:
        """Make an internal user with the backend roles that an IAM role's ARN would be."""
        self.passwords[name] = token_urlsafe(24)
        body = {"password": self.passwords[name], "backend_roles": backend_roles}
        path = f"/_plugins/_security/api/internalusers/{name}"
        reply = self._administer("PUT", path, body)
        assert reply.status in {200, 201}, reply.told()

    def as_user(self, name: str = _MASTER) -> OpenSearchHttp:
        """Return the node as one user asks it."""
        proof = urllib3.make_headers(basic_auth=f"{name}:{self.passwords[name]}")
        return OpenSearchHttp(self.url, lambda _, asked: {**asked.headers, **proof}, self._pool())

    def trust(self) -> ssl.SSLContext:
        """Return what tells this node from any other."""
        return ssl.create_default_context(cafile=self._folder / "config/certificates/authority.pem")

    @property
    def _folder(self) -> Path:
        assert self._run is not None, "the node runs inside its block only"
        return self._run

    def _pool(self, *, administrator: bool = False) -> urllib3.PoolManager:
        context, certificates = self.trust(), self._folder / "config/certificates"
        if administrator:
            context.load_cert_chain(certificates / "admin.pem", certificates / "admin.key")
        return urllib3.PoolManager(ssl_context=context, retries=False)

    def _administer(self, method: str, path: str, body: object = None) -> Reply:
        """Ask with the client certificate that stands above all roles."""
        http = OpenSearchHttp(
            self.url, lambda _, asked: asked.headers, self._pool(administrator=True)
        )
        content = b"" if body is None else json.dumps(body).encode()
        return http.send(Request(method, path, content, {"content-type": "application/json"}), 30)

    def _start(self) -> None:
        java, home = find_older_java(), secure_home()
        _sweep()
        self._run = run = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_runs_folder()))
        (run / "owner").write_text(str(os.getpid()), encoding="ascii")
        self.port, transport = _free_ports()
        _configure(run, home, self.port, transport)
        self._process = _launch(run, home, java)
        self._wait()

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                message = f"The secure node ended while it started: {self._last_words()}"
                raise NodeUnavailableError(message)
            if self._is_ready():
                return
            time.sleep(0.3)
        message = f"The secure node did not answer within {START_SECONDS:.0f} seconds."
        raise NodeUnavailableError(message)

    def _is_ready(self) -> bool:
        """Return whether node and security index are there: between them it answers 503."""
        try:
            return self._administer("GET", "/_plugins/_security/api/roles").status == 200
        except (HTTPError, OSError):
            return False

    def _last_words(self) -> str:
        lines = (self._folder / "node.log").read_text(errors="replace").splitlines()
        told = (line for line in lines if "rror" in line or "xception" in line)
        return next(told, "no reason told")[:300]

    def _stop(self) -> None:
        process, self._process = self._process, None
        try:
            if process is not None:
                process.terminate()
                _end(process)
        finally:
            run, self._run = self._run, None
            if run is not None:
                shutil.rmtree(run, ignore_errors=True)


def _runs_folder() -> Path:
    """Return where each run's folder lies: the node's user must be able to enter it."""
    return Path("/var/tmp" if os.geteuid() == 0 else tempfile.gettempdir())  # noqa: S108 - mkdtemp


def _sweep() -> None:
    """Remove what a session left behind that was killed."""
    for run in _runs_folder().glob(f"{_PREFIX}*"):
        try:
            os.kill(int((run / "owner").read_text(encoding="ascii")), 0)
        except ProcessLookupError:
            shutil.rmtree(run, ignore_errors=True)
        except (OSError, ValueError):  # somebody else's, or not there yet
            continue


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _configure(run: Path, home: Path, port: int, transport: int) -> None:
    shutil.copytree(home / "config", run / "config")
    make_certificates(run / "config/certificates")
    lines = {
        "cluster.name": "raimon-secure",
        "node.name": "node-1",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": str(port),
        "transport.port": str(transport),
        "path.data": str(run / "data"),
        "path.logs": str(run / "logs"),
        "node.store.allow_mmap": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        **{f"plugins.security.{name}": value for name, value in _SECURITY.items()},
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    (run / "config/opensearch.yml").write_text(text, encoding="utf-8")
    options = run / "config/jvm.options"
    kept = (line for line in options.read_text().splitlines(keepends=True) if "logs/" not in line)
    options.write_text("".join(kept), encoding="utf-8")
    security = run / "config/opensearch-security"
    (security / "roles_mapping.yml").write_text(
        "_meta: {type: rolesmapping, config_version: 2}\nall_access: {backend_roles: [admin]}\n"
    )
    (security / "internal_users.yml").write_text(
        "_meta: {type: internalusers, config_version: 2}\n"
    )
    for name in ("data", "logs", "tmp"):
        (run / name).mkdir()
    if os.geteuid() == 0:
        for path in (run, *run.rglob("*")):
            shutil.chown(path, _USER, pwd.getpwnam(_USER).pw_gid)


def _launch(run: Path, home: Path, java: Path) -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(run),
        "OPENSEARCH_JAVA_HOME": str(java),
        "OPENSEARCH_PATH_CONF": str(run / "config"),
        "OPENSEARCH_TMPDIR": str(run / "tmp"),
        "OPENSEARCH_JAVA_OPTS": "-Xms512m -Xmx512m -Xlog:disable -Xlog:all=warning:stderr",
    }
    setpriv = shutil.which("setpriv")
    bound = [setpriv, "--pdeathsig", "TERM"] if setpriv else []  # ends with us, however we end
    user = _USER if os.geteuid() == 0 else None
    with (run / "node.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - a fixed command
            [*bound, str(home / "bin/opensearch")],
            cwd=run,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def _free_ports() -> tuple[int, int]:
    """Return two ports that nobody listens on."""
    with socket.socket() as first, socket.socket() as second:
        for held in (first, second):
            held.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
