"""The built layers themselves, for both processors: what the files say, whatever was meant."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.template.artefacts import MACHINES, faults, path_in
from tests.template.conftest import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info[:2] != (3, 13),
    reason="the layers are for Linux and Python 3.13, as Lambda has them",
)


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Return the folder with the layers of both processors."""
    told = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"}
    command = ["make", "--silent", "build/artefacts/ready"]
    subprocess.run(command, cwd=ROOT, env=told, check=True, timeout=300)  # noqa: S603 - our own target
    return ROOT / "build/artefacts"


@pytest.mark.parametrize("architecture", MACHINES)
def test_layers(artefacts: Path, architecture: str) -> None:
    """Machine, Python, bytecode and contents are right in every file."""
    folder = artefacts / architecture
    assert len(list(folder.rglob("*.so"))) >= 2
    assert len(list(folder.rglob("*.py"))) > 400
    assert faults(folder, architecture) == []


@pytest.mark.parametrize(("built", "meant"), [("x86_64", "arm64"), ("arm64", "x86_64")])
def test_the_wrong_processor_is_noticed(artefacts: Path, built: str, meant: str) -> None:
    """A build for the other processor, which would fail in the cloud only, is told file by file."""
    found = faults(artefacts / built, meant)
    objects = list((artefacts / built).rglob("*.so*"))
    assert len(found) == len(objects)
    assert all("another processor" in fault for fault in found)


@pytest.fixture
def broken(artefacts: Path, tmp_path: Path) -> Path:
    """Return a copy of a small part that a test may break."""
    source = artefacts / "arm64/core/python/raimon/setup"
    shutil.copytree(source, tmp_path / "python/raimon/setup")
    return tmp_path


def test_missing_bytecode_is_noticed(broken: Path) -> None:
    """A layer without bytecode compiles at each cold start."""
    shutil.rmtree(broken / "python/raimon/setup/__pycache__")
    found = faults(broken, "arm64")
    assert found
    assert all("has no bytecode" in fault for fault in found)


def test_checked_bytecode_is_noticed(broken: Path) -> None:
    """Bytecode that is compared by time is thrown away on Lambda."""
    options = ["-q", "-f", "--invalidation-mode", "timestamp"]
    subprocess.run([sys.executable, "-m", "compileall", *options, broken], check=True)  # noqa: S603 - Python's own module
    assert any("whose time a zip changes" in fault for fault in faults(broken, "arm64"))


def test_bytecode_of_this_host_is_noticed(broken: Path) -> None:
    """Bytecode that tells a path of the build host was compiled without Lambda's."""
    options = ["-q", "-f", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([sys.executable, "-m", "compileall", *options, broken], check=True)  # noqa: S603 - Python's own module
    assert any("another path" in fault for fault in faults(broken, "arm64"))


def test_unwanted_packages_are_noticed(broken: Path) -> None:
    """Packages that the lock leaves out are noticed when they are back."""
    (broken / "python/grpc").mkdir()
    assert faults(broken, "arm64") == ["grpc ships"]


def test_tracebacks_read_as_on_lambda(artefacts: Path) -> None:
    """The path in a traceback is Lambda's."""
    compiled = artefacts / "arm64/core/python/raimon/__pycache__/finding.cpython-313.pyc"
    assert path_in(compiled) == "/opt/python/raimon/finding.py"
