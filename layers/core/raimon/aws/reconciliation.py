"""What reconciliation lists, queues again and counts: two buckets and the queues."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from raimon.assessment import iso
from raimon.audit.notable import Place
from raimon.audit.ports import LogObject
from raimon.errors import RaimonError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

MOST_ENTRIES: Final = 10
_REASON: Final = "Reconciliation"  # where S3 says PutObject or CompleteMultipartUpload


class ReconciliationError(RaimonError):
    """A bucket or a queue couldn't be read or written: the check is made again."""

    def __init__(self, code: str) -> None:
        """Remember the code that says why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class S3LogBucket:
    """The log bucket: objects in the order of their keys, one page at a time."""

    s3: "S3Client"
    bucket: str

    def folders(self, prefix: str) -> Iterator[str]:
        """Yield the folders directly below the prefix."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, Delimiter="/"
        )
        with _told():
            for page in pages:
                for folder in page.get("CommonPrefixes", []):
                    yield folder["Prefix"]

    def objects(self, prefix: str, after: str) -> Iterator[LogObject]:
        """Yield the objects of the folder itself: bodies beside the log lie one folder deeper."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, Delimiter="/", StartAfter=after
        )
        with _told():
            for page in pages:
                for held in page.get("Contents", []):
                    yield LogObject(held["Key"], held["Size"], held["LastModified"])


@dataclass(frozen=True, slots=True)
class S3ResultKeys:
    """The keys of the results bucket."""

    s3: "S3Client"
    bucket: str

    def keys(self, prefix: str, after: str) -> Iterator[str]:
        """Yield all keys below the prefix, in their order, from behind `after`."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, StartAfter=after
        )
        with _told():
            for page in pages:
                for held in page.get("Contents", []):
                    yield held["Key"]


@dataclass(frozen=True, slots=True)
class SqsAssessQueue:
    """The queue of `assess`; its messages have the shape of S3's own events."""

    sqs: "SQSClient"
    url: str
    place: Place

    def announce(self, bucket: str, objects: Sequence[LogObject]) -> None:
        """Queue the objects again, or raise so that none of them is remembered as queued."""
        for some in batched(objects, MOST_ENTRIES):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {"Id": str(number), "MessageBody": object_created(bucket, each, self.place)}
                for number, each in enumerate(some)
            ]
            with _told():
                answer = self.sqs.send_message_batch(QueueUrl=self.url, Entries=entries)
            if answer.get("Failed"):
                raise ReconciliationError(answer["Failed"][0]["Code"])


def object_created(bucket: str, announced: LogObject, place: Place) -> str:
    """Return the event by which S3 would announce the object; its id is always the same."""
    event = {
        "version": "0",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"s3://{bucket}/{announced.key}")),
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": place.account_id,
        "time": iso(announced.modified.replace(microsecond=0)),
        "region": place.region,
        "resources": [f"arn:aws:s3:::{bucket}"],
        "detail": {
            "version": "0",
            "bucket": {"name": bucket},
            "object": {"key": announced.key, "size": announced.size},
            "reason": _REASON,
        },
    }
    return json.dumps(event, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class SqsDeadLetters:
    """The queues of dead letters, by their addresses."""

    sqs: "SQSClient"
    urls: tuple[str, ...]

    def depths(self) -> Mapping[str, int]:
        """Return the number of messages by the queue's name."""
        return {url.rsplit("/", 1)[-1]: self._depth(url) for url in self.urls}

    def _depth(self, url: str) -> int:
        with _told():
            answer = self.sqs.get_queue_attributes(
                QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])


@contextmanager
def _told() -> Iterator[None]:
    """Tell what went wrong by its code, without the request."""
    try:
        yield
    except ClientError as error:
        raise ReconciliationError(error.response.get("Error", {}).get("Code", "unknown")) from None
    except BotoCoreError as error:
        raise ReconciliationError(type(error).__name__) from None
