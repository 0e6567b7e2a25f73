"""Offloaded bodies in a folder of this machine: what a record points to in S3."""

from dataclasses import dataclass
from pathlib import Path

from raimon.bedrock.log_key import s3_path
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
        try:
            found = next(filter(Path.is_file, map(self._path, _keys(uri))), None)
            content = found.read_bytes() if found else None
        except OSError:
            raise BodyUnavailableError(reason="not_readable") from None
        if content is None:
            raise BodyUnavailableError(reason="not_found")
        return content

    def _path(self, key: str) -> Path:
        """Return where the key lies, as long as that is below the folder."""
        path = (self.root / key).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise BodyUnavailableError(reason="not_allowed")
        return path


def _keys(uri: str) -> tuple[str, ...]:
    """Return under which names the body may lie: its whole key, and the key without its prefix."""
    try:
        _, key = s3_path(uri)
    except ValueError:
        key = ""
    if not key or "\x00" in key:
        raise BodyUnavailableError(reason="not_allowed")
    prefix, tree, rest = key.rpartition(_TREE)
    return (key, tree + rest) if prefix else (key,)
