"""What holds for every test: its worker, no network, no account of AWS, and a seed that is told."""

import os
import random
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.opensearch_node import (  # noqa: F401 - fixtures: pytest looks them up here
    opensearch_client,
    opensearch_node,
)

TESTS = Path(__file__).parent
# Folders whose tests share what is dear to start; one worker runs all of such a folder.
SHARING = ("e2e", "emulator", "template", "unit/local", "unit/operations")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# Keys that open nothing: a test that forgets its fake can't reach anybody's account.
NOBODYS_ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_METRICS_NAMESPACE": "Raimon",
}
SOMEBODYS_ACCOUNT = (
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_ENDPOINT_URL",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that share a fixture run in one worker, so that each is set up once."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))


class NetworkRefusedError(AssertionError):
    """A test wanted to leave this machine."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Refuse every socket and every name that isn't on the loopback."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _loopback_only(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _known_names_only(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobodys_account() -> Iterator[None]:
    """Let no test act in the account of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SOMEBODYS_ACCOUNT:
            patch.delenv(name, raising=False)
        for name, value in NOBODYS_ACCOUNT.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def seed() -> int:
    """Return the seed of a test that shuffles; it is printed, and RAIMON_SEED sets it."""
    told = os.environ.get("RAIMON_SEED")
    chosen = int(told) if told else random.SystemRandom().randrange(1 << 32)
    print(f"to repeat this: RAIMON_SEED={chosen}")  # noqa: T201 - pytest shows it with a failure
    return chosen


def _group(item: pytest.Item) -> str:
    """Return the name of those that an item stays with: by node, by folder, else by module."""
    if "opensearch_node" in getattr(item, "fixturenames", ()):
        return "opensearch"
    module = item.path.relative_to(TESTS).as_posix()
    return next((name for name in SHARING if module.startswith(f"{name}/")), module)


def _loopback_only(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the socket's method with a look at where it leads; the address is always last."""

    def guarded(self: socket.socket, *arguments: Any) -> Any:  # noqa: ANN401 - as the original has it
        address = arguments[-1]
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            message = f"a test may not leave the loopback: {address[0]}"
            raise NetworkRefusedError(message)
        return original(self, *arguments)

    return guarded


def _known_names_only(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the look-up of names for names that need no name server."""

    def guarded(host: str | bytes | None, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - likewise
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in LOOPBACK:
            message = f"a test may not ask for the address of {name}"
            raise NetworkRefusedError(message)
        return original(host, *arguments, **options)

    return guarded
