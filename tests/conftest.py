"""What holds for every test: its worker, no network, no account of AWS, and a seed that is told."""

import os
import random
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.opensearch_node import (  # noqa: F401 - fixtures: pytest looks them up here
    opensearch_client,
    opensearch_node,
)

# Folders whose tests share a node of OpenSearch, an emulator or a build, by the room they make.
SHARING = {
    "chain/": "OpenSearch",
    "opensearch/": "OpenSearch",
    "functions/test_audit.py": "OpenSearch",
    "e2e/": "e2e",
    "emulator/": "emulator",
    "template/": "template",
    "unit/local/": "local",
}

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


class Rooms(LoadScopeScheduling):  # type: ignore[misc] # xdist comes without types
    """Tests of a room go to one worker: of a module, or of folders that share what is dear."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0].removeprefix("tests/")
        return next((room for folder, room in SHARING.items() if module.startswith(folder)), module)


@pytest.hookimpl(optionalhook=True)  # without workers nobody asks
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Rooms:  # noqa: ANN401 - xdist's own
    """Hand tests out by room."""
    return Rooms(config, log)


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
