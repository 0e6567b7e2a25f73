"""The results bucket as `compare` needs it: what has arrived, its state, closed windows.

| prefix | what |
|---|---|
| statistics/arrived/ | the calls of one log object each, until they are taken in |
| statistics/state/ | the state after the last run and after the one before |
| windows/ | closed windows, which `index` reads |
"""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from raimon.audit.ports import StateConflictError as PointerConflictError
from raimon.audit.ports import StateStore
from raimon.errors import RaimonError
from raimon.store.notices import WINDOWS
from raimon.windows.arrivals import ARRIVED
from raimon.windows.call import Call
from raimon.windows.codec import UnreadableStateError
from raimon.windows.live import Saved, StateConflictError
from raimon.windows.state import read_call

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

STATE: Final = "statistics/state/"
POINTER: Final = "statistics"  # the name of the state that says which object holds the state
_MISSING = {"NoSuchKey", "404"}
_MOST_DELETED = 1000


class StatisticsStoreError(RaimonError):
    """The bucket couldn't be read or written: the next run does the same again."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class S3Arrivals:
    """The objects of calls that wait; what can't be read as a call is counted and left out."""

    s3: "S3Client"
    bucket: str
    unreadable: Callable[[], None]

    def waiting(self) -> Iterator[str]:
        """Yield the names of what has arrived."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=ARRIVED
        )
        with _told():
            for page in pages:
                for held in page.get("Contents", []):
                    yield held["Key"].removeprefix(ARRIVED)

    def calls(self, name: str) -> Iterable[Call]:
        """Return the calls of one object; there are none if it is gone."""
        with _told():
            content = self._content(f"{ARRIVED}{name}")
        return list(self._read(content)) if content else []

    def remove(self, names: Sequence[str]) -> None:
        """Remove what was taken; what isn't there is fine."""
        for begin in range(0, len(names), _MOST_DELETED):
            some = names[begin : begin + _MOST_DELETED]
            keys = [{"Key": f"{ARRIVED}{name}"} for name in some]
            with _told():
                answer = self.s3.delete_objects(
                    Bucket=self.bucket,
                    Delete={"Objects": keys, "Quiet": True},  # type: ignore[typeddict-item] # a list of keys
                )
            if answer.get("Errors"):
                raise StatisticsStoreError(answer["Errors"][0].get("Code", "unknown"))

    def _content(self, key: str) -> bytes | None:
        try:
            return self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _MISSING:
                return None
            raise

    def _read(self, content: bytes) -> Iterator[Call]:
        try:
            lines = gzip.decompress(content).splitlines()
        except (OSError, EOFError, zlib.error):
            self.unreadable()
            return
        for line in lines:
            try:
                yield read_call(line)
            except UnreadableStateError:
                self.unreadable()


@dataclass(frozen=True, slots=True)
class S3States:
    """The state as an object, and in the table which one it is: whoever read another one loses."""

    s3: "S3Client"
    bucket: str
    pointers: StateStore

    def load(self) -> Saved | None:
        """Return the state, None where there is none."""
        pointer = self.pointers.load(POINTER)
        if pointer is None:
            return None
        with _told():
            held = self.s3.get_object(Bucket=self.bucket, Key=json.loads(pointer.content)["key"])
            return Saved(pointer.version, held["Body"].read())

    def save(self, content: bytes, *, replaces: int) -> None:
        """Save the state over the version that was read, or raise StateConflictError."""
        before = self.pointers.load(POINTER)
        if (before.version if before else 0) != replaces:
            raise StateConflictError
        digest = hashlib.sha256(content).hexdigest()[:16]
        key = f"{STATE}{replaces + 1:012d}-{digest}.json.gz"
        old = json.loads(before.content) if before else {}
        with _told():
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
        try:
            pointer = json.dumps({"key": key, "before": old.get("key")})
            self.pointers.save(POINTER, pointer, replaces=replaces)
        except PointerConflictError:
            raise StateConflictError from None
        if old.get("before"):
            with _told():
                self.s3.delete_object(Bucket=self.bucket, Key=old["before"])


@dataclass(frozen=True, slots=True)
class S3Windows:
    """Closed windows, one object a run; `index` hears of it as it hears of assessments."""

    s3: "S3Client"
    bucket: str

    def write(self, moment: datetime, lines: Sequence[str]) -> None:
        """Write the windows that were closed by a run."""
        spool = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=spool, mtime=0) as packed:
            packed.writelines(line.encode() + b"\n" for line in lines)
        content = spool.getvalue()
        digest = hashlib.sha256(content).hexdigest()[:16]
        key = f"{WINDOWS}{moment:%Y/%m/%d/%H%M}-{digest}.ndjson.gz"
        with _told():
            self.s3.put_object(
                Bucket=self.bucket,
                Key=key,
                Body=content,
                ContentType="application/x-ndjson",
                ContentEncoding="gzip",
            )


@contextmanager
def _told() -> Iterator[None]:
    """Tell what went wrong by its code, without the request."""
    try:
        yield
    except ClientError as error:
        raise StatisticsStoreError(error.response.get("Error", {}).get("Code", "unknown")) from None
    except BotoCoreError as error:
        raise StatisticsStoreError(type(error).__name__) from None
