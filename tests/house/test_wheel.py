"""What `pip install .` installs: the command, its data, and the handlers that the demo runs."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.repository import ROOT, files

_PACKAGES = ("layers/core/raimon", "local/raimon_local")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Build the wheel from a copy of the sources and return the names in it."""
    folder = tmp_path_factory.mktemp("wheel")
    for file in files():
        if file.parts[0] in {"layers", "local", "functions"} or len(file.parts) == 1:
            (folder / "src" / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / file, folder / "src" / file)
    build = ("-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    command = [sys.executable, *build, "--wheel-dir", str(folder / "dist"), str(folder / "src")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - pip itself
    (built,) = (folder / "dist").glob("*.whl")
    with ZipFile(built) as archive:
        return frozenset(archive.namelist())


def test_everything_of_both_packages(wheel: frozenset[str]) -> None:
    """Whatever lies in the packages is installed: modules, lexicons, texts, samples, the policy."""
    for package in map(Path, _PACKAGES):
        ours = {
            file.relative_to(package.parent).as_posix()
            for file in files()
            if file.is_relative_to(package)
        }
        assert len(ours) > 20
        assert ours <= wheel


def test_handlers(wheel: frozenset[str]) -> None:
    """The functions' handlers lie where the local stack looks for them."""
    for handler in (file for file in files() if file.match("functions/*/handler.py")):
        assert f"raimon_local/{handler.as_posix()}" in wheel


def test_nothing_else(wheel: frozenset[str]) -> None:
    """No module of the tests, and no module named `functions` or `local`, is left behind."""
    roots = {name.split("/")[0] for name in wheel}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"raimon", "raimon_local"}


def test_licence_and_notice(wheel: frozenset[str]) -> None:
    """The licence and the notice travel with the package."""
    assert {name.rpartition("/")[2] for name in wheel} >= {"LICENSE", "NOTICE", "METADATA"}
