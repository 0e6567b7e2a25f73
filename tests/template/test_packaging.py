"""What AWS gets: both layers, built for this host, and nothing else on the path."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.template.conftest import ROOT

FUNCTIONS = ("assess", "audit", "expire", "index", "notify", "setup")
WITH_CLIENT = ("index", "expire")  # setup asks by signed requests of its own
# What the Lambda runtime brings; the layers don't ship it.
RUNTIME = ("boto3", "botocore", "s3transfer", "dateutil", "six.py", "urllib3", "jmespath")
_LAYER_BYTES = 60 << 20  # of the 250 MB that a function may unpack
_CORE_BYTES = 8 << 20
_UNPACKED_BYTES = 250_000_000  # of all layers with the code
_JAPANESE_NAMES = ROOT / "build/japanese-names/ready"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info[:2] != (3, 13),
    reason="the layers are for Linux and Python 3.13, as Lambda has them",
)


@pytest.fixture(scope="session")
def layers() -> Path:
    """Return the folder with both layers, built as `sam build` does but for this processor."""
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    command = ["make", "--silent", "build/layers/ready"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own target
    return ROOT / "build/layers"


@pytest.fixture(scope="session")
def lambda_path(layers: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the module path of a function: its layers, and what the runtime brings."""
    runtime = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME:
        installed = Path(str(sys.modules["pytest"].__file__)).parents[1] / name
        if installed.exists():
            (runtime / name).symlink_to(installed)
    return os.pathsep.join(
        str(folder) for folder in (layers / "core/python", layers / "dependencies/python", runtime)
    )


def _imports(function: str) -> Iterator[str]:
    """Yield every module that the handler imports."""
    source = (ROOT / "functions" / function / "handler.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _loaded(function: str, path: str) -> set[str]:
    """Import what the handler imports, in a process of its own, and return all loaded modules."""
    program = "".join(f"import {name}\n" for name in _imports(function))
    program += "import sys\nprint(*sys.modules)\n"
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_handler_imports_with_its_layers_alone(function: str, lambda_path: str) -> None:
    """A handler needs nothing that its layers and the runtime don't have."""
    assert "raimon.settings" in _loaded(function, lambda_path)


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name not in WITH_CLIENT])
def test_only_two_load_opensearch(function: str, lambda_path: str) -> None:
    """OpenSearch's client, the heaviest import there is, is loaded only where it is used."""
    assert "opensearchpy" not in _loaded(function, lambda_path)


def test_bytecode(layers: Path) -> None:
    """Every module is compiled, so that a cold start compiles none."""
    for folder in ("core", "dependencies"):
        modules = list((layers / folder).rglob("*.py"))
        assert modules
        tag = f"cpython-{sys.version_info.major}{sys.version_info.minor}"
        without = [
            module
            for module in modules
            if not (module.parent / "__pycache__" / f"{module.stem}.{tag}.pyc").exists()
        ]
        assert without == []


def test_bytecode_tells_no_path_of_this_host(layers: Path) -> None:
    """Tracebacks read as on Lambda, and nothing of the build's own folders ships."""
    compiled = next((layers / "core/python/raimon/__pycache__").glob("finding.*.pyc")).read_bytes()
    assert b"/opt/python/raimon/finding.py" in compiled
    assert str(ROOT).encode() not in compiled


def test_size(layers: Path) -> None:
    """Both layers together stay far below what a function may unpack."""
    sizes = {
        name: sum(file.stat().st_size for file in (layers / name).rglob("*") if file.is_file())
        for name in ("core", "dependencies")
    }
    assert 0 < sizes["core"] < _CORE_BYTES
    assert 0 < sizes["dependencies"] < _LAYER_BYTES


@pytest.mark.skipif(
    not _JAPANESE_NAMES.exists(),
    reason="fetches 44 MB, so only who asks builds it: make build/japanese-names/ready",
)
def test_size_with_the_layer_of_japanese_names(layers: Path) -> None:
    """All layers of assess together are below what a function may unpack."""
    folders = (layers, _JAPANESE_NAMES.parent / "python")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert (_JAPANESE_NAMES.parent / "python/sudachidict_small").is_dir()
    assert sum(file.stat().st_size for file in files) < _UNPACKED_BYTES


def test_layers_hold_no_caches_and_no_tests(layers: Path) -> None:
    """What only developers need doesn't ship."""
    assert (layers / "core/python/raimon/py.typed").exists()
    for name in (".mypy_cache", ".pytest_cache", "tests", "grpc", "botocore", "boto3"):
        assert not (layers / "core/python/raimon" / name).exists(), name
        assert not (layers / "dependencies/python" / name).exists(), name
