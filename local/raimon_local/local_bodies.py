"""Offloaded bodies in a folder of this machine: what a record points to in S3."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from raimon.errors import BodyUnavailableError

_TREE = "AWSLogs/"


@dataclass(frozen=True, slots=True)
class LocalBodies:
    """Bodies below a folder that stands for their bucket, whatever the bucket is called."""

    root: Path

    def fetch(self, uri: str) -> bytes:
        """Return the body's bytes as they were stored.

        Raises:
            BodyUnavailableError: if there is no such file below the folder.

        """
        for key in _keys(uri):
            path = (self.root / key).resolve()
            if not path.is_relative_to(self.root.resolve()):
                raise BodyUnavailableError(reason="not_allowed")
            if path.is_file():
                return _read(path)
        raise BodyUnavailableError(reason="not_found")


def _keys(uri: str) -> tuple[str, ...]:
    """Return under which names the body may lie: its whole key, and the key without its prefix."""
    parts = urlsplit(uri, allow_fragments=False)
    key = parts.path.lstrip("/")
    if parts.scheme != "s3" or not key or "\x00" in key:
        raise BodyUnavailableError(reason="not_allowed")
    prefix, tree, rest = key.rpartition(_TREE)
    return (key, tree + rest) if prefix else (key,)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise BodyUnavailableError(reason="not_readable") from None
