"""The home of a real node with the real security plugin: fetched once, certificates of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from raimon_local.node_home import (
    NodeUnavailableError,
    ToolMissingError,
    cache_folder,
    find_maven,
    prepare,
)

VERSION: Final = "2.19.1"  # the newest one to which Maven Central has the plugin
JAVA: Final = range(11, 22)  # it needs the Security Manager, which Java 24 dropped
_PLUGIN: Final = f"org.opensearch.plugin:opensearch-security:{VERSION}.0:zip"
_ANALYSIS: Final = f"org.opensearch.plugin:analysis-common:{VERSION}"  # `english` and `cjk`
_DESCRIPTOR: Final = {
    "description": "analysis-common",
    "name": "analysis-common",
    "version": VERSION,
    "opensearch.version": VERSION,
    "java.version": "11",
    "classname": "org.opensearch.analysis.common.CommonAnalysisPlugin",
}


def find_older_java() -> Path:
    """Return the home of a Java that this version runs on."""
    for home in sorted(Path("/usr/lib/jvm").glob("*")):
        release = home / "release"
        if (home / "bin/java").exists() and release.exists() and _major(release) in JAVA:
            return home
    message = f"OpenSearch {VERSION} needs Java {JAVA.start} to {JAVA.stop - 1} in /usr/lib/jvm."
    raise ToolMissingError(message)


def _major(release: Path) -> int:
    text = release.read_text(encoding="utf-8")
    return int(text.partition('JAVA_VERSION="')[2].split(".")[0].rstrip('"\n') or 0)


def secure_home() -> Path:
    """Return a home with plugin and analyzers; it is shared and never written again."""
    if shutil.which("openssl") is None:
        message = "openssl makes the node's certificates, and there is none on PATH."
        raise ToolMissingError(message)
    home = cache_folder(VERSION) / "secure"
    if not home.exists():
        with tempfile.TemporaryDirectory(dir=prepare(version=VERSION).parent) as part:
            made = _assemble(Path(part))
            if not home.exists():  # somebody else may have been quicker
                made.rename(home)
    return home


def _assemble(part: Path) -> Path:
    home = part / "home"
    shutil.copytree(prepare(version=VERSION), home)
    with ZipFile(_fetch(_PLUGIN, part, "*.zip")) as plugin:
        plugin.extractall(home / "plugins/opensearch-security")
    (home / "plugins/opensearch-security/config").rename(home / "config/opensearch-security")
    module = home / "modules/analysis-common"
    module.mkdir()
    shutil.move(_fetch(_ANALYSIS, part, "*.jar"), module)
    descriptor = "".join(f"{name}={value}\n" for name, value in _DESCRIPTOR.items())
    (module / "plugin-descriptor.properties").write_text(descriptor, encoding="ascii")
    _open_to_all(home)
    return home


def _fetch(artifact: str, folder: Path, pattern: str) -> Path:
    told = ["-B", "-q", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    command = [find_maven(), *told]
    ended = subprocess.run(  # noqa: S603 - a fixed command
        command, cwd=folder, capture_output=True, check=False, timeout=300
    )
    found = next(folder.glob(pattern), None)
    if ended.returncode != 0 or found is None:
        message = f"Maven could not fetch {artifact}."
        raise NodeUnavailableError(message)
    return found


def _open_to_all(home: Path) -> None:
    """Let every user read what the node's user will run."""
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent == home / "bin" else 0o644)


def make_certificates(folder: Path) -> None:
    """Make an authority, and a certificate each for the node and its administrator."""
    folder.mkdir()
    _openssl(
        folder,
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/O=raimon/CN=authority", "-keyout", "authority.key", "-out", "authority.pem"),
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
    )
    (folder / "extensions").write_text(
        "subjectAltName=IP:127.0.0.1,DNS:localhost\n"
        "authorityKeyIdentifier=keyid\n"
        "extendedKeyUsage=serverAuth,clientAuth\n",
        encoding="ascii",
    )
    for name in ("node", "admin"):
        _openssl(
            folder,
            *("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/O=raimon/CN={name}"),
            *("-keyout", f"{name}.key", "-out", f"{name}.csr"),
        )
        _openssl(
            folder,
            *("x509", "-req", "-days", "2", "-in", f"{name}.csr", "-CAcreateserial"),
            *("-CA", "authority.pem", "-CAkey", "authority.key"),
            *("-extfile", "extensions", "-out", f"{name}.pem"),
        )


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(  # noqa: S603 - a fixed command
        [shutil.which("openssl") or "openssl", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=60,
    )
