"""The results bucket: assessments, quarantine, and the counts beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class S3Results:
    """Writes gzip NDJSON objects into one bucket."""

    s3: "S3Client"
    bucket: str

    def write(self, key: str, content: IO[bytes], counts: Mapping[str, int]) -> None:
        """Write the content; the counts are its metadata, so that an audit needs only HEAD."""
        self.s3.put_object(
            Bucket=self.bucket,
            Key=key,
            Body=content,
            ContentType="application/x-ndjson",
            ContentEncoding="gzip",
            Metadata={name.replace("_", "-"): str(count) for name, count in counts.items()},
        )

    def remove(self, key: str) -> None:
        """Remove the key; S3 is content when it isn't there."""
        self.s3.delete_object(Bucket=self.bucket, Key=key)
