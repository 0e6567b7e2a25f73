"""The results bucket as `index` needs it: scorings, their lines, a place for refusals."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from botocore.exceptions import BotoCoreError, ClientError

from raimon.errors import UnreadableObjectError
from raimon.store.errors import AssessmentMissingError, NotNowError
from raimon.store.generation import AssessmentObject, Generation

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_MISSING: Final = {"NoSuchKey", "404"}
_CAUSE: Final = "archive"


@dataclass(frozen=True, slots=True)
class S3Archive:
    """The assessments and refusals in one bucket; what S3 can't serve now is asked for again."""

    s3: "S3Client"
    bucket: str

    def generations(self, folder: str) -> list[Generation]:
        """Return the scorings that lie in the folder itself."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=folder, Delimiter="/"
        )
        with _told_apart():
            keys = [held["Key"] for page in pages for held in page.get("Contents", [])]
        found = (AssessmentObject.from_key(key) for key in keys)
        return [scoring.generation for scoring in found if scoring and scoring.folder == folder]

    def lines(self, key: str) -> Iterator[bytes]:
        """Return the lines of an object as they are unpacked: memory doesn't grow with it."""
        with _told_apart():
            body = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"]
            with closing(body), gzip.GzipFile(fileobj=cast("BinaryIO", body)) as unpacked:
                yield from unpacked

    def put(self, key: str, content: bytes) -> None:
        """Write a small object of JSON."""
        with _told_apart():
            self.s3.put_object(
                Bucket=self.bucket, Key=key, Body=content, ContentType="application/json"
            )


@contextmanager
def _told_apart() -> Iterator[None]:
    """Tell an object that is broken from one that is gone, and both from an S3 that can't serve."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableObjectError(reason="not_gzip") from error
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _MISSING:
            raise AssessmentMissingError from None
        raise NotNowError(_CAUSE) from error
    except (BotoCoreError, OSError) as error:
        raise NotNowError(_CAUSE) from error
