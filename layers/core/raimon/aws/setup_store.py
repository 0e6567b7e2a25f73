"""Where `setup` finds its files, and where it keeps what it overwrites."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from raimon.setup.errors import SetupFailedError
from raimon.setup.saved_objects import SavedObjectsFile

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_PATTERN: Final = "*.ndjson"


@dataclass(frozen=True, slots=True)
class FileLibrary:
    """Files of saved objects in a folder that was packaged, or under an S3 prefix."""

    s3: "S3Client"

    def files(self, location: str) -> list[SavedObjectsFile]:
        """Return the files by name; a place without any is a mistake."""
        address = urlsplit(location)
        found = (
            self._in_bucket(address.netloc, address.path.removeprefix("/"))
            if address.scheme == "s3"
            else [SavedObjectsFile(file.name, file.read_bytes()) for file in _in(location)]
        )
        if not found:
            raise SetupFailedError(
                step="saved objects",
                reason="there is no .ndjson file at the place that SavedObjects names",
                advice="Package the files, or set SavedObjects to none",
            )
        return sorted(found, key=lambda file: file.name)

    def _in_bucket(self, bucket: str, prefix: str) -> list[SavedObjectsFile]:
        with _told("saved objects", f"s3://{bucket}/{prefix} can't be read"):
            pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
            keys = [held["Key"] for page in pages for held in page.get("Contents", [])]
            return [
                SavedObjectsFile(
                    key.rpartition("/")[2],
                    self.s3.get_object(Bucket=bucket, Key=key)["Body"].read(),
                )
                for key in keys
                if key.endswith(".ndjson")
            ]


@dataclass(frozen=True, slots=True)
class S3Backups:
    """A folder for each moment; nothing is ever written twice or removed."""

    s3: "S3Client"
    bucket: str
    now: Callable[[], datetime]

    def keep(self, name: str, content: bytes) -> str:
        """Keep the content under a name of this moment, and return the name."""
        if not self.bucket:
            raise SetupFailedError(
                step="backup", reason="there is no bucket for it", advice="Set RESULTS_BUCKET"
            )
        key = f"setup/backups/{self.now():%Y-%m-%dT%H-%M-%SZ}/{name}"
        with _told("backup", f"{self.bucket} doesn't take it"):
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        return key


def _in(folder: str) -> Iterator[Path]:
    return Path(folder).glob(_PATTERN)


@contextmanager
def _told(step: str, what: str) -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
        reason = f"{what}: {code or type(error).__name__}"
        raise SetupFailedError(
            step=step, reason=reason, advice="Check the rights of the function's role"
        ) from None
