"""No file tells on which machine, or from which registry, it was made."""

import re
from hashlib import sha256

import pytest

from tests.house.repository import files, lines, text

# The first 16 hex digits of the SHA-256 of each host that serves packages: naming them here would
# be naming them.
REGISTRIES = frozenset(
    {
        "00a7dc5a0cc38858",
        "095fbbaf0076d564",
        "0dc11026ac75c015",
        "1ba4e37997a2e986",
        "2c77714df232b07f",
        "2e97613f5a81eaa4",
        "317d2d52829b7812",
        "3d01f3609be82d98",
        "43c04ed1dabe979b",
        "4db460c55b85212e",
        "70bb4000cd2fab03",
        "7117c828d2afa4e2",
        "71741fe2460a6150",
        "789e46d79514e280",
        "8400b8bd0d6e064d",
        "8743857e3ea00fd1",
        "9495278a74715c7e",
        "9da5f32d96412512",
        "a0f007d863a0ed19",
        "a4aa2ac280bb8d1a",
        "b18b7bf677c9e874",
        "c899567ee9068517",
        "e680c440a2e92079",
        "e7fbfb5eb8b891d5",
        "eb7e11c7f9ecbcf4",
        "f65219c547f9c032",
    }
)
_HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b")
_MACHINE_PATH = re.compile(r"(?<![\w.$}/])/(?:work|root|home|Users)/[\w.-]+")


def names_a_registry(content: str) -> bool:
    """Return whether the text names a host that serves packages."""
    return any(
        sha256(host.encode()).hexdigest()[:16] in REGISTRIES for host in set(_HOST.findall(content))
    )


def names_a_machine(line: str) -> bool:
    """Return whether the line holds a path of somebody's own machine."""
    return _MACHINE_PATH.search(line) is not None


def test_no_registry_hosts() -> None:
    """Locks and documents name packages and versions, never where they come from."""
    assert [str(file) for file in files() if names_a_registry(text(file).lower())] == []


def test_no_machine_paths() -> None:
    """No line holds a path that exists on one machine only."""
    assert [place for place, line in lines() if names_a_machine(line)] == []


@pytest.mark.parametrize(
    ("host", "is_registry"),
    [
        pytest.param("pypi" + ".org", True, id="Python packages"),
        pytest.param("registry.npmjs" + ".org", True, id="JavaScript packages"),
        pytest.param("www.apache.org", False, id="the licence's own address"),
        pytest.param("docs.example.com", False, id="an example"),
    ],
)
def test_names_a_registry(
    host: str,
    is_registry: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A registry is recognised by its hash, and other hosts are left alone."""
    assert names_a_registry(f"see https://{host}/simple") == is_registry


@pytest.mark.parametrize(
    ("line", "is_path"),
    [
        pytest.param("cd /" + "home/somebody/raimon", True, id="a home"),
        pytest.param('path = "/' + 'root/.venv"', True, id="root's home"),
        pytest.param("/opt/python/raimon", False, id="a path of Lambda"),
        pytest.param("see https://example.com/" + "home/page", False, id="an address"),
        pytest.param("$HOME/.pyenv", False, id="whoever's home"),
    ],
)
def test_names_a_machine(
    line: str,
    is_path: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """A path of a machine is recognised, and paths of Lambda or of the web are left alone."""
    assert names_a_machine(line) == is_path
