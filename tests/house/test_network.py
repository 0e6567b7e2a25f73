"""Tests can't leave this machine, nor act in anybody's account."""

import os
import socket

import pytest

from tests.conftest import NetworkRefusedError


@pytest.mark.parametrize(
    "address", [pytest.param("192.0.2.1", id="an address"), pytest.param("8.8.8.8", id="DNS")]
)
def test_no_connection(address: str) -> None:
    """A connection to another machine is refused before a packet leaves."""
    with socket.socket() as one, pytest.raises(NetworkRefusedError):
        one.connect((address, 80))
    with socket.socket() as one, pytest.raises(NetworkRefusedError):
        one.connect_ex((address, 80))


def test_no_datagram() -> None:
    """Nor is a datagram sent."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one,
        pytest.raises(NetworkRefusedError),
    ):
        one.sendto(b"x", ("192.0.2.1", 53))


def test_no_names() -> None:
    """No name server is asked for the address of anybody."""
    with pytest.raises(NetworkRefusedError):
        socket.create_connection(("example.com", 80))


def test_loopback() -> None:
    """The loopback is open: a server of the test's own can be asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port)) as one:
            assert one.getpeername()[1] == port


def test_credentials_are_nobodys() -> None:
    """Whatever account the machine knows, tests have keys that open none."""
    assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
    assert "AWS_PROFILE" not in os.environ
    assert os.environ["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull


def test_seed(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """A seed can be set, and is told with the words that repeat it."""
    monkeypatch.setenv("RAIMON_SEED", "42")
    assert request.getfixturevalue("seed") == 42
    assert "RAIMON_SEED=42" in capsys.readouterr().out
