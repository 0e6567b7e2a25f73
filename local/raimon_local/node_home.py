"""The home of a real OpenSearch node, fetched once from Maven Central; which Java runs it."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from raimon.errors import RaimonError

VERSION: Final = "3.5.0"
OLDEST_JAVA: Final = 21
ARTIFACT: Final = "org.opensearch.distribution.integ-test-zip:opensearch:{version}:zip"

type Progress = Callable[[str], None]


class NodeUnavailableError(RaimonError):
    """The node can't be had here; the message says why in one sentence."""


class ToolMissingError(NodeUnavailableError):
    """Java or Maven isn't installed."""


def find_java() -> Path:
    """Return the home of the first Java that can run the node."""
    on_path = shutil.which("java")
    candidates: list[Path] = [
        *(
            Path(os.environ[name])
            for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME")
            if name in os.environ
        ),
        *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True),
        *sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"), reverse=True),
        *((Path(on_path).resolve().parent.parent,) if on_path else ()),
    ]
    for home in candidates:
        if (home / "bin/java").exists() and _java_major(home) >= OLDEST_JAVA:
            return home
    message = (
        f"OpenSearch {VERSION} needs Java {OLDEST_JAVA} or newer, and none is in JAVA_HOME, "
        "/usr/lib/jvm or PATH."
    )
    raise ToolMissingError(message)


def _java_major(home: Path) -> int:
    """Return the major version as the `release` file tells it, 0 where there is none."""
    with suppress(OSError, ValueError, StopIteration):
        lines = (home / "release").read_text(encoding="utf-8").splitlines()
        told = next(line for line in lines if line.startswith("JAVA_VERSION="))
        return int(told.partition("=")[2].strip('"').split(".")[0])
    return 0


def find_maven() -> str:
    """Return the path of Maven, which fetches the node."""
    found = shutil.which("mvn")
    if found is None:
        message = "Maven fetches OpenSearch, and there is no mvn on PATH."
        raise ToolMissingError(message)
    return found


def cache_folder(version: str = VERSION) -> Path:
    """Return where the prepared node lies: outside /root, which the node's user can't enter."""
    if os.geteuid() == 0:
        return Path("/var/tmp") / f"raimon-opensearch-{version}"  # noqa: S108 - its owner is checked
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "raimon" / f"opensearch-{version}"


def prepare(*, version: str = VERSION, progress: Progress = lambda _: None) -> Path:
    """Fetch and unpack the node unless that is done; return its home, which is never written."""
    folder = cache_folder(version)
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        message = f"{folder} belongs to another user: remove it, then try again."
        raise NodeUnavailableError(message)
    home = folder / "home"
    with _alone(folder / "lock"):
        if not home.exists():
            progress(f"Fetching OpenSearch {version} from Maven Central (about 200 MB, once)")
            with tempfile.TemporaryDirectory(dir=folder) as part:
                _unpack(_fetch(version, Path(part)), Path(part)).rename(home)
    return home


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process at a time prepare."""
    with lock.open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _fetch(version: str, folder: Path) -> Path:
    command = [
        find_maven(),
        "-B",
        "-q",
        "dependency:copy",
        f"-Dartifact={ARTIFACT.format(version=version)}",
        f"-DoutputDirectory={folder}",
    ]
    ended = subprocess.run(  # noqa: S603 - a fixed command
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        told = next(
            (line for line in ended.stdout.splitlines() if "ERROR" in line), "no reason told"
        )
        message = f"Maven could not fetch OpenSearch {version}: {told[:200]}"
        raise NodeUnavailableError(message)
    return folder / f"opensearch-{version}.zip"


def _unpack(archive: Path, folder: Path) -> Path:
    """Unpack the archive so that every user may read it, and return the node's home in it."""
    try:
        with ZipFile(archive) as packed:
            packed.extractall(folder)
    except (BadZipFile, OSError) as error:
        message = f"The OpenSearch archive can't be unpacked: {error}"
        raise NodeUnavailableError(message) from error
    home = folder / archive.stem
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent == home / "bin" else 0o644)
    (home / "plugins").mkdir(exist_ok=True)  # the node insists on the folder, empty as it is
    return home
