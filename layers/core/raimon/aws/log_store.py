"""Log objects and the bodies beside them, read from S3."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import unquote_plus

from botocore.exceptions import ClientError

from raimon.bedrock.log_key import s3_path
from raimon.errors import BodyUnavailableError, RaimonError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BODY_BYTES = 32 << 20  # a body is at most what one Lambda response may hold, many times over
_MISSING = {"NoSuchKey", "NoSuchBucket", "404"}


class LogObjectMissingError(RaimonError):
    """The announced log object isn't there, neither under its key as written nor as decoded."""


@dataclass(frozen=True, slots=True)
class S3Logs:
    """The log bucket."""

    s3: "S3Client"

    def open(self, bucket: str, key: str) -> BinaryIO:
        """Open the object; a key that isn't there is tried once more as if it were URL-encoded."""
        for candidate in dict.fromkeys((key, unquote_plus(key))):
            try:
                body = self.s3.get_object(Bucket=bucket, Key=candidate)["Body"]
            except ClientError as error:
                if _code(error) not in _MISSING:
                    raise
            else:
                return cast("BinaryIO", body)
        raise LogObjectMissingError


@dataclass(frozen=True, slots=True)
class S3Bodies:
    """Offloaded request and response bodies, from the buckets that are allowed."""

    s3: "S3Client"
    buckets: Collection[str]

    def fetch(self, uri: str) -> bytes:
        """Return the body's bytes as they lie in S3."""
        bucket, key = s3_path(uri)
        if bucket not in self.buckets:
            raise BodyUnavailableError(reason="not_allowed")
        try:
            answer = self.s3.get_object(Bucket=bucket, Key=key)
        except ClientError as error:
            reason = "not_found" if _code(error) in _MISSING else "not_readable"
            raise BodyUnavailableError(reason=reason) from None
        if answer["ContentLength"] > BODY_BYTES:
            raise BodyUnavailableError(reason="too_large")
        return answer["Body"].read()


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")
