"""The key of value tokens on this machine: made once, so that two runs give the same bytes."""

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from raimon.scorers.evidence import TokenKey
from raimon_local.errors import UnusableArgumentError

KEY_BYTES = 32


def read_key(file: Path, epoch: int | None = None) -> TokenKey:
    """Return the key that the file holds: its bytes, or a deployment's secret as it is printed.

    Args:
        file: the key file.
        epoch: of the key; None: the secret's own, else 1.

    Raises:
        UnusableArgumentError: if it can't be read or is too short to be a key.

    """
    try:
        key = file.read_bytes()
    except OSError as error:
        message = f"the key file {file} can't be read ({error.strerror}); name one that can"
        raise UnusableArgumentError(message) from None
    if len(key) < KEY_BYTES:
        message = (
            f"the key file {file} holds {len(key)} bytes and needs at least {KEY_BYTES}: "
            f"head -c {KEY_BYTES} /dev/urandom > {file} makes one"
        )
        raise UnusableArgumentError(message)
    content, own = _unwrapped(key)
    return TokenKey(content, epoch or own)


def _unwrapped(content: bytes) -> tuple[bytes, int]:
    """Return key and epoch: of the form {"key": "...", "epoch": 2}, else the bytes as they are."""
    try:
        told = json.loads(content)
        return str(told["key"]).encode(), int(told.get("epoch", 1))
    except (ValueError, KeyError, TypeError, AttributeError):
        return content, 1


def own_key(environment: Mapping[str, str] = os.environ) -> TokenKey | None:
    """Return this user's key, made at the first call; None where it can't be kept."""
    file = key_path(environment)
    try:
        if not file.exists():
            _make_key(file)
    except OSError:
        return None
    return read_key(file)


def key_path(environment: Mapping[str, str]) -> Path:
    """Return where this user's key lies."""
    configuration = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(configuration) / "raimon" / "token.key"


def _make_key(file: Path) -> None:
    """Write a new key, readable by its owner alone; of two that try at once, one wins for both."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
