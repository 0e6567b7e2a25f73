"""The key of value tokens: made once, kept to its owner, refused when it is none."""

import stat
from pathlib import Path

import pytest

from raimon_local.errors import UnusableArgumentError
from raimon_local.token_key import key_path, own_key, read_key


def test_made_once(tmp_path: Path) -> None:
    """The first call makes the key, the second finds it; only its owner may read it."""
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}

    first, second = own_key(environment), own_key(environment)

    file = key_path(environment)
    assert first is not None
    assert first == second
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["token.key"]


def test_homes_differ(tmp_path: Path) -> None:
    """Two users have two keys."""
    one = own_key({"XDG_CONFIG_HOME": str(tmp_path / "one")})
    other = own_key({"XDG_CONFIG_HOME": str(tmp_path / "other")})

    assert one != other


def test_key_stays_out_of_sight(tmp_path: Path) -> None:
    """A key doesn't show where it is printed."""
    key = own_key({"XDG_CONFIG_HOME": str(tmp_path)})

    assert key is not None
    assert repr(key.key) not in repr(key)


def test_nowhere_to_keep_it(tmp_path: Path) -> None:
    """Where nothing can be written there is no key, and nothing fails."""
    (tmp_path / "file").write_bytes(b"")

    assert own_key({"XDG_CONFIG_HOME": str(tmp_path / "file")}) is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"short", "holds 5 bytes and needs at least 32", id="too short"),
        pytest.param(None, "can't be read", id="isn't there"),
    ],
)
def test_no_key(content: bytes | None, sentence: str, tmp_path: Path) -> None:
    """A file that can't be a key is refused with a sentence."""
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(UnusableArgumentError, match=sentence):
        read_key(file)
