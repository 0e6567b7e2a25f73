"""The finder of a Python that runs, on machines made up of shims and folders."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.repository import ROOT

FINDER = ROOT / "scripts/find-python"
THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
REFUSES = "#!/bin/sh\necho 'pyenv: python: command not found' >&2\nexit 127\n"

type Machine = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] not in {(3, 12), (3, 13)}, reason="the finder looks for 3.13 and 3.12"
)


def program(file: Path, text: str) -> Path:
    """Write an executable script."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def real_python(file: Path) -> Path:
    """Put the Python that runs this test under another name."""
    return program(file, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def python_of_version(file: Path, major: int, minor: int) -> Path:
    """Put a Python there that says it is of another version."""
    pretend = f"import sys; sys.version_info = ({major}, {minor}, 0)"
    run = f'exec "{sys.executable}" -c "{pretend}\n$code" "$@"'
    return program(file, f'#!/bin/sh\nshift 2; code="$1"; shift\n{run}\n')


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a function that runs the finder with a PATH and variables of its own."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "tr", "cat"):
        (tools / name).symlink_to(Path("/usr/bin") / name)

    def find(*folders: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, (*folders, tools)))
        environment = {"HOME": str(tmp_path / "home"), "PREFIXES": str(tmp_path / "prefix")}
        return subprocess.run(  # noqa: S603 - our own script
            [FINDER],
            env={**environment, **variables, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return find


def works(found: subprocess.CompletedProcess[str]) -> bool:
    """Return whether the finder named a program that runs as the wanted version."""
    told = subprocess.run(  # noqa: S603 - what the finder found
        [found.stdout.strip(), "--version"], capture_output=True, text=True, check=True
    )
    return found.returncode == 0 and THIS in told.stdout


def test_on_path(machine: Machine, tmp_path: Path) -> None:
    """A Python of the right version on PATH is taken."""
    real_python(tmp_path / "bin" / f"python{THIS}")
    assert works(machine(tmp_path / "bin"))


def test_shim_that_refuses(machine: Machine, tmp_path: Path) -> None:
    """A shim that refuses to run is passed over for what lies behind it on PATH."""
    for name in ("python3.13", "python3.12", "python3"):
        program(tmp_path / "shims" / name, REFUSES)
    real_python(tmp_path / "bin" / f"python{THIS}")
    assert works(machine(tmp_path / "shims", tmp_path / "bin"))


def test_manager_is_asked_for_its_folder(machine: Machine, tmp_path: Path) -> None:
    """When only shims are on PATH, pyenv is asked where its versions lie."""
    root = tmp_path / "py env"
    program(tmp_path / "shims" / "python3.13", REFUSES)
    program(tmp_path / "shims" / "pyenv", f'#!/bin/sh\necho "{root}"\n')
    real_python(root / "versions" / f"{THIS}.7" / "bin" / f"python{THIS}")
    assert works(machine(tmp_path / "shims"))


@pytest.mark.parametrize(
    ("variable", "below", "installed"),
    [
        pytest.param("PYENV_ROOT", "pyenv", "versions/{}.4/bin", id="pyenv"),
        pytest.param("UV_PYTHON_INSTALL_DIR", "uv", "cpython-{}.4-linux/bin", id="uv"),
        pytest.param("ASDF_DATA_DIR", "asdf", "installs/python/{}.4/bin", id="asdf"),
        pytest.param("MISE_DATA_DIR", "mise", "installs/python/{}.4/bin", id="mise"),
    ],
)
def test_folders_of_managers(
    machine: Machine, tmp_path: Path, variable: str, below: str, installed: str
) -> None:
    """What a version manager installed is found where its variable says."""
    real_python(tmp_path / below / installed.format(THIS) / f"python{THIS}")
    assert works(machine(**{variable: str(tmp_path / below)}))


def test_home_of_pyenv(machine: Machine, tmp_path: Path) -> None:
    """Without any variable, pyenv's usual place is searched."""
    real_python(tmp_path / "home/.pyenv/versions" / f"{THIS}.0" / "bin" / f"python{THIS}")
    assert works(machine())


def test_installers(machine: Machine, tmp_path: Path) -> None:
    """What an installer put beside PATH is found last."""
    real_python(tmp_path / "prefix/bin" / f"python{THIS}")
    assert works(machine())


@pytest.mark.parametrize(
    "version",
    [pytest.param((3, 11), id="older"), pytest.param((3, 14), id="newer")],
)
def test_other_versions(machine: Machine, tmp_path: Path, version: tuple[int, int]) -> None:
    """Another version isn't taken, and the advice names what to install."""
    python_of_version(tmp_path / "right/python3", *sys.version_info[:2])
    assert machine(tmp_path / "right").returncode == 0
    python_of_version(tmp_path / "bin/python3", *version)
    found = machine(tmp_path / "bin")
    assert found.returncode == 1
    assert found.stdout == ""
    assert "Install it" in found.stderr


def test_newest_is_preferred(machine: Machine, tmp_path: Path) -> None:
    """3.13 comes before 3.12, wherever on PATH each lies."""
    program(tmp_path / "a/python3.12", "#!/bin/sh\necho twelve\n")
    program(tmp_path / "b/python3.13", "#!/bin/sh\necho thirteen\n")
    assert machine(tmp_path / "a", tmp_path / "b").stdout == "thirteen\n"


def test_no_environments(machine: Machine, tmp_path: Path) -> None:
    """A Python that can't make environments isn't taken."""
    broken = f'#!/bin/sh\nexec "{sys.executable}" -S -c "import no_such_module" "$@"\n'
    program(tmp_path / "bin" / f"python{THIS}", broken)
    assert machine(tmp_path / "bin").returncode == 1
